# Runs: time courses, events, motion, correlation, carpets.
foreach(name CarpetPlot Confounds CourseMap CubicSpline EventsFile MotionFile Regression RigidMotion SeedCorrelation SliceTiming TemporalFilter TimeSeries)
  insula_add_test(core/tst_${name} insula_core)
endforeach()
