foreach(check layers budget)
  add_test(NAME layering/${check} COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/layering/${check}" "${PROJECT_SOURCE_DIR}")
  set_tests_properties(layering/${check} PROPERTIES LABELS layering)
endforeach()
