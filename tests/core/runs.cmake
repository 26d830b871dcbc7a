# Runs: time courses, events, motion, correlation, carpets.
foreach(name CarpetPlot Confounds CourseMap CubicSpline EventsFile MotionFile RigidMotion SeedCorrelation TimeSeries)
  insula_add_test(core/tst_${name} insula_core)
endforeach()
