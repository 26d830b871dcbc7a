# Run by hand and by acceptance/foundation; each prints one JSON object. They lie in benchmarks/, beside bin/ and lib/.
find_package(ZLIB REQUIRED)
find_package(nlohmann_json REQUIRED)
add_executable(bench_first_frame benchmarks/bench_first_frame.cpp)
target_link_libraries(bench_first_frame PRIVATE insula_core insula_flags nlohmann_json::nlohmann_json ZLIB::ZLIB)
set(benchmarks bench_first_frame)

if(TARGET insula_viewers)
  find_package(OpenGL REQUIRED COMPONENTS OpenGL)
  add_executable(bench_slices benchmarks/bench_slices.cpp)
  target_link_libraries(bench_slices PRIVATE insula_viewers insula_core insula_flags OpenGL::OpenGL)
  list(APPEND benchmarks bench_slices)
endif()
set_target_properties(${benchmarks} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/benchmarks")
