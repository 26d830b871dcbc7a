# Runs: time courses, events, motion, correlation, carpets.
foreach(name CarpetPlot EventsFile MotionFile SeedCorrelation TimeSeries)
  insula_add_test(core/tst_${name} insula_core)
endforeach()
