add_executable(RunnerChild core/RunnerChild.cpp)
set_target_properties(RunnerChild PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
target_link_libraries(RunnerChild PRIVATE insula_core insula_flags)

foreach(test tst_BatchCoordinator tst_BatchTask tst_CancelWatch tst_Project tst_ProjectKill tst_RecordCommit tst_Runner tst_RunRecord)
  insula_add_test(core/${test} insula_core)
  add_dependencies(${test} RunnerChild)
endforeach()

foreach(name Pipeline PipelineEdit PipelineFiles PipelinePlan)
  insula_add_test(core/tst_${name} insula_core)
endforeach()
