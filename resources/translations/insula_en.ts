<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>insula::AtlasesPanel</name>
    <message numerus="yes">
        <source>%n region(s)</source>
        <translation>
            <numerusform>%n region</numerusform>
            <numerusform>%n regions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::BidsDialog</name>
    <message numerus="yes">
        <source>%n subject(s)</source>
        <translation>
            <numerusform>%n subject</numerusform>
            <numerusform>%n subjects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) taken into the project.</source>
        <translation>
            <numerusform>%n image taken into the project.</numerusform>
            <numerusform>%n images taken into the project.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::ClustersPanel</name>
    <message numerus="yes">
        <source>%n cluster(s)</source>
        <translation>
            <numerusform>%n cluster</numerusform>
            <numerusform>%n clusters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::IdentityDialog</name>
    <message numerus="yes">
        <source>The DICOM confidentiality profile (PS3.15, basic) takes these attributes from %n file(s).</source>
        <translation>
            <numerusform>The DICOM confidentiality profile (PS3.15, basic) takes these attributes from %n file.</numerusform>
            <numerusform>The DICOM confidentiality profile (PS3.15, basic) takes these attributes from %n files.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n private attribute(s) are removed, too.</source>
        <translation>
            <numerusform>%n private attribute is removed, too.</numerusform>
            <numerusform>%n private attributes are removed, too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::ImportDialog</name>
    <message numerus="yes">
        <source>%n series</source>
        <translation>
            <numerusform>%n series</numerusform>
            <numerusform>%n series</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n DICOM files</source>
        <translation>
            <numerusform>%n DICOM file</numerusform>
            <numerusform>%n DICOM files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Protocol: %1. %n file(s).</source>
        <translation>
            <numerusform>Protocol: %1. %n file.</numerusform>
            <numerusform>Protocol: %1. %n files.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series need(s) another name, or no tick.</source>
        <translation>
            <numerusform>%n series needs another name, or no tick.</numerusform>
            <numerusform>%n series need another name, or no tick.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Makes %n image(s) with side-car, as sub-%1.</source>
        <translation>
            <numerusform>Makes %n image with side-car, as sub-%1.</numerusform>
            <numerusform>Makes %n images with side-car, as sub-%1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::LabelsPanel</name>
    <message numerus="yes">
        <source>%n voxel(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::MainWindow</name>
    <message numerus="yes">
        <source>%n job(s) are still running. Stop them and quit?</source>
        <translation>
            <numerusform>%n job is still running. Stop it and quit?</numerusform>
            <numerusform>%n jobs are still running. Stop them and quit?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::MeshPanel</name>
    <message numerus="yes">
        <source>%1
%2 vertices, %n map(s)</source>
        <translation>
            <numerusform>%1
%2 vertices, %n map</numerusform>
            <numerusform>%1
%2 vertices, %n maps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::MissingFilesDialog</name>
    <message numerus="yes">
        <source>%n file(s) left: locate or skip</source>
        <translation>
            <numerusform>%n file left: locate or skip</numerusform>
            <numerusform>%n files left: locate or skip</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::TrainingPanel</name>
    <message numerus="yes">
        <source>%n line(s) could not be read</source>
        <translation>
            <numerusform>%n line could not be read</numerusform>
            <numerusform>%n lines could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::ViewBar</name>
    <message numerus="yes">
        <source>%n slice(s)</source>
        <translation>
            <numerusform>%n slice</numerusform>
            <numerusform>%n slices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::Workbench</name>
    <message numerus="yes">
        <source>Opening %n images</source>
        <translation>
            <numerusform>Opening %n image</numerusform>
            <numerusform>Opening %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) in no file are left out of the view: save them first (File &gt; Save layer as...).</source>
        <translation>
            <numerusform>%n layer that is in no file is left out of the view: save it first (File &gt; Save layer as...).</numerusform>
            <numerusform>%n layers that are in no file are left out of the view: save them first (File &gt; Save layer as...).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files have changed since the view was saved: what it shows may lie elsewhere in them.</source>
        <translation>
            <numerusform>%n file has changed since the view was saved: what it shows may lie elsewhere in it.</numerusform>
            <numerusform>%n files have changed since the view was saved: what it shows may lie elsewhere in them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) imported as sub-%1.</source>
        <translation>
            <numerusform>%n image imported as sub-%1.</numerusform>
            <numerusform>%n images imported as sub-%1.</numerusform>
        </translation>
    </message>
</context>
</TS>
