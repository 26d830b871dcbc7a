# insula_cli_test(name "arguments" [EXIT n] [OUTPUT_MATCHES regex] [ERROR_MATCHES regex] [MAKES file] [BEFORE "arguments"...] [SAMPLE]):
# one command line of insula-cli, in a folder of its own that holds some small images (see the script "case"). Exit status 0 is expected,
# and nothing on standard error, unless said otherwise. BEFORE: lines that run before, in the same folder. SAMPLE: "sample" is the sample project,
# which no test may change.
if(NOT TARGET insula-cli)
  return()
endif()

function(insula_cli_test name arguments)
  cmake_parse_arguments(PARSE_ARGV 2 case "SAMPLE" "EXIT;OUTPUT_MATCHES;ERROR_MATCHES;MAKES" "BEFORE")
  set(options --cli "$<TARGET_FILE:insula-cli>" --folder "${CMAKE_BINARY_DIR}/tests/cli/${name}" "--line=${arguments}")
  foreach(pair EXIT=exit OUTPUT_MATCHES=output ERROR_MATCHES=error MAKES=makes)
    string(REPLACE "=" ";" pair "${pair}")
    list(GET pair 0 given)
    list(GET pair 1 option)
    if(DEFINED case_${given})
      list(APPEND options "--${option}=${case_${given}}")
    endif()
  endforeach()
  foreach(line IN LISTS case_BEFORE)
    list(APPEND options "--before=${line}")
  endforeach()
  if(case_SAMPLE)
    list(APPEND options "--sample=${CMAKE_BINARY_DIR}/tests/cli-sample/demo.insula")
  endif()
  add_test(NAME cli/${name} COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/cli/case" ${options})
  set_tests_properties(cli/${name} PROPERTIES LABELS cli TIMEOUT 300)
  if(case_SAMPLE)
    set_tests_properties(cli/${name} PROPERTIES FIXTURES_REQUIRED cli-sample)
  endif()
endfunction()

add_test(NAME cli/sample-for-others
  COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/cli/case" --cli "$<TARGET_FILE:insula-cli>" --folder "${CMAKE_BINARY_DIR}/tests/cli-sample"
          "--line=sample demo.insula" "--output=demo.insula")
set_tests_properties(cli/sample-for-others PROPERTIES LABELS cli FIXTURES_SETUP cli-sample)

include("${CMAKE_CURRENT_LIST_DIR}/cases.cmake")

add_test(NAME cli/surfaces-as-nibabel COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/cli/surfaces" "$<TARGET_FILE:insula-cli>")
add_test(NAME cli/cifti-as-nibabel COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/cli/cifti" "$<TARGET_FILE:insula-cli>")
set_tests_properties(cli/surfaces-as-nibabel cli/cifti-as-nibabel PROPERTIES LABELS cli SKIP_RETURN_CODE 77)

if(TARGET insula_steps)
  add_test(NAME cli/pipeline-goes-on
    COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/cli/pipeline" "$<TARGET_FILE:insula-cli>" "${CMAKE_BINARY_DIR}/tests/cli-sample/demo.insula"
            "${CMAKE_BINARY_DIR}/tests/cli/pipeline-goes-on")
  set_tests_properties(cli/pipeline-goes-on PROPERTIES LABELS cli TIMEOUT 300 FIXTURES_REQUIRED cli-sample)
  add_test(NAME cli/reference-is-current COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/cli/drift" "$<TARGET_FILE:insula-cli>" "${PROJECT_SOURCE_DIR}/resources")
  set_tests_properties(cli/reference-is-current PROPERTIES LABELS cli)
endif()
