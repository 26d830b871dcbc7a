# Runs: time courses, events, motion, correlation, carpets.
foreach(name CarpetPlot Confounds Connectivity ContrastExpression CourseMap CubicSpline EventsFile FrameStore GlmDesign GroupTest HaemodynamicResponse LinearModel LocalActivity MotionFile NuisanceModel Regression RigidMotion RunMask RunOrigins SeedCorrelation SliceTiming TemporalFilter TestStatistics TimeSeries)
  insula_add_test(core/tst_${name} insula_core)
endforeach()
