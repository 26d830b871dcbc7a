if(TARGET insula_viewers)
  foreach(name ColourMap Scene SceneRenderer SlicePicture SliceSampler ViewLayout)
    insula_add_test(viewers/tst_${name} insula_viewers insula_core)
  endforeach()
  insula_add_test(viewers/tst_Snapshot insula_viewers insula_core ${STB_LIBRARY})
  # The 3D view is looked for in ../lib of the running program.
  add_dependencies(tst_SceneRenderer insula_volume_view)
  foreach(name SceneRenderer Snapshot)
    set_property(TEST viewers/tst_${name} APPEND PROPERTY ENVIRONMENT "LIBGL_ALWAYS_SOFTWARE=1")
  endforeach()

  # Run by hand: bench_slices FILE.
  add_executable(bench_slices benchmarks/bench_slices.cpp)
  find_package(OpenGL REQUIRED COMPONENTS OpenGL)
  target_link_libraries(bench_slices PRIVATE insula_viewers insula_core insula_flags OpenGL::OpenGL)
endif()
