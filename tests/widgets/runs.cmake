# Plots of runs, and the window with a run.
if(TARGET insula_panels)
  insula_add_test(widgets/tst_RunPlots insula_panels insula_core Qt6::Widgets)
  insula_add_test(widgets/tst_RunWindow insula_widgets)
  set_property(TEST widgets/tst_RunWindow APPEND PROPERTY ENVIRONMENT "QT_QPA_PLATFORM=xcb;LIBGL_ALWAYS_SOFTWARE=1")
  set_tests_properties(widgets/tst_RunWindow PROPERTIES RUN_SERIAL ON)
  add_dependencies(tst_RunWindow insula_volume_view)
endif()
