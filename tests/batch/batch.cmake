# Batches as users start them, with workers and coordinators killed.
if(NOT TARGET insula-cli OR NOT TARGET insula_steps)
  return()
endif()
foreach(name local queue)
  add_test(NAME batch/${name} COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/batch/${name}" "$<TARGET_FILE:insula-cli>")
  set_tests_properties(batch/${name} PROPERTIES LABELS batch TIMEOUT 600 SKIP_RETURN_CODE 77)
endforeach()
