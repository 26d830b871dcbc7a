# The window under a random user; a minute here, as long as one likes by hand (with the preset asan).
if(TARGET insula_widgets)
  add_executable(insula_clicking fuzz/clicking.cpp fuzz/RandomUser.cpp)
  set_target_properties(insula_clicking PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_link_libraries(insula_clicking PRIVATE insula_widgets insula_flags Qt6::Test)
  add_dependencies(insula_clicking insula_volume_view)
  add_test(NAME fuzz/clicking COMMAND insula_clicking --seed 1 --seconds 20)
  set_tests_properties(fuzz/clicking PROPERTIES LABELS fuzz TIMEOUT 200 RUN_SERIAL ON
    ENVIRONMENT "QT_QPA_PLATFORM=xcb;LIBGL_ALWAYS_SOFTWARE=1;INSULA_BIN_DIR=${CMAKE_BINARY_DIR}/bin")
endif()
