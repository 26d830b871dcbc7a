find_package(ZLIB REQUIRED)

# Those that write NIfTI or gzip files byte by byte.
foreach(name BadNifti CiftiFile GzipReader InfoReport NiftiForms NiftiOrientations NiftiReader NiftiWriter Tractogram)
  insula_add_test(core/tst_${name} insula_core ZLIB::ZLIB)
endforeach()
foreach(name AtomicFile BidsCheck BidsGuess EditableLabels Error Geometry Hash Histogram LabelBrush LabelOperations LabelTable NiftiGeometry ParamBinder Progress ProgressJson ProjectNames RegionStatistics Resample RunArguments SimilarName Step Volume Atlas Clusters LabelForms Gif VectorField ViewFile Mesh Mp4Writer Tiff)
  insula_add_test(core/tst_${name} insula_core)
endforeach()
foreach(name CoarseShapes MeshPlane QualityPage)
  insula_add_test(core/tst_${name} insula_core)
endforeach()
find_package(Qt6 REQUIRED COMPONENTS Gui)
insula_add_test(core/tst_Png insula_core Qt6::Gui)
