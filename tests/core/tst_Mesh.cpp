#include "processing/core/AtomicFile.h"
#include "processing/core/Mesh.h"
#include "tests/core/Bytes.h"
#include "tests/core/Messages.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace insula;
using namespace insula::test;

using Point = std::array<float, 3>;
using Triangle = std::array<std::uint32_t, 3>;

namespace {

// A tetrahedron without symmetry, seen anticlockwise from outside.
const std::vector<Point> Corners{{1, 2, 3}, {11, 2, 3}, {1, 22, 3}, {1, 2, 33}};
const std::vector<Triangle> Faces{{0, 2, 1}, {0, 1, 3}, {0, 3, 2}, {1, 2, 3}};

std::string giftiArray(const std::string& attributes, const std::string& inside, const std::string& data)
{
    return "<DataArray ArrayIndexingOrder=\"RowMajorOrder\" " + attributes + ">" + inside + "<Data>" + data + "</Data></DataArray>";
}

std::string gifti(const std::string& inside)
{
    return "<?xml version=\"1.0\"?>\n<GIFTI Version=\"1.0\" NumberOfDataArrays=\"2\">" + inside + "</GIFTI>\n";
}

const std::string Ascii = "Encoding=\"ASCII\" Endian=\"LittleEndian\" ";
const std::string PointsOfFour
    = "Intent=\"NIFTI_INTENT_POINTSET\" DataType=\"NIFTI_TYPE_FLOAT32\" Dimensionality=\"2\" Dim0=\"4\" Dim1=\"3\" ";
const std::string FacesOfFour
    = "Intent=\"NIFTI_INTENT_TRIANGLE\" DataType=\"NIFTI_TYPE_INT32\" Dimensionality=\"2\" Dim0=\"4\" Dim1=\"3\" ";
const std::string FacesText = "0 2 1 0 1 3 0 3 2 1 2 3";

std::string transform(const char* from, const char* to)
{
    return std::string("<CoordinateSystemTransformMatrix><DataSpace>") + from + "</DataSpace><TransformedSpace>" + to
        + "</TransformedSpace><MatrixData>1 0 0 100 0 1 0 0 0 0 1 0 0 0 0 1</MatrixData></CoordinateSystemTransformMatrix>";
}

std::string tetrahedronGifti(const std::string& inside = {})
{
    return gifti(giftiArray(PointsOfFour + Ascii, inside, "1 2 3 11 2 3\n1 22 3 1 2 33") + giftiArray(FacesOfFour + Ascii, "", FacesText));
}

std::string freeSurfer(const std::string& footer)
{
    Bytes out(std::endian::big);
    out.text("\xff\xff\xfe"
             "created by a test\n\n")
        .add(std::int32_t{4}, std::int32_t{4});
    for (const Point& p : Corners) {
        out.add(p[0], p[1], p[2]);
    }
    for (const Triangle& t : Faces) {
        out.add(t[0], t[1], t[2]);
    }
    return out.text(footer).all();
}

std::string footer(std::int32_t useScanner, const char* valid, const char* axes)
{
    return Bytes(std::endian::big)
        .add(std::int32_t{2}, useScanner, std::int32_t{20})
        .text(std::string("valid = ") + valid + "  # volume info valid\nfilename = ../mri/T1.mgz\nvolume = 256 256 256\nvoxelsize = 1 1 1\n"
            + axes + "cras   = 5 -6 7.5\n")
        .all();
}

const char* const Coronal = "xras   = -1 0 0\nyras   = 0 0 -1\nzras   = 0 1 0\n";

std::string annotation()
{
    return Bytes(std::endian::big)
        .add(std::int32_t{4}, 0, 0x00ff00 /* blue 0, green 255, red 0 */, 1, 0x0a0b0c, 2, 0x0a0b0c, 3, 0x123456)
        .add(std::int32_t{1}, std::int32_t{-2}, std::int32_t{9}, std::int32_t{4})
        .text(std::string("lut\0", 4))
        .add(std::int32_t{2}, std::int32_t{3}, std::int32_t{6})
        .text(std::string("insula", 6))
        .add(std::int32_t{0x0c}, std::int32_t{0x0b}, std::int32_t{0x0a}, std::int32_t{0})
        .add(std::int32_t{8}, std::int32_t{5})
        .text(std::string("cune\0", 5))
        .add(std::int32_t{0}, std::int32_t{255}, std::int32_t{0}, std::int32_t{55})
        .all();
}

std::string binaryStl()
{
    Bytes out(std::endian::little);
    out.text("solid, but binary all the same").zeros(50).add(std::uint32_t{4});
    for (const Triangle& t : Faces) {
        out.add(0.0F, 0.0F, 0.0F);
        for (const std::uint32_t corner : t) {
            out.add(Corners[corner][0], Corners[corner][1], Corners[corner][2]);
        }
        out.zeros(2);
    }
    return out.all();
}

std::string textStl()
{
    std::string out = "solid a tetrahedron\n";
    for (const Triangle& t : Faces) {
        out += "facet normal nan nan nan\n outer loop\n";
        for (const std::uint32_t c : t) {
            out += "  vertex " + std::to_string(Corners[c][0]) + " " + std::to_string(Corners[c][1]) + " " + std::to_string(Corners[c][2])
                + "\n";
        }
        out += " endloop\nendfacet\n";
    }
    return out + "endsolid a tetrahedron\n";
}

const char* const Obj
    = "# exported\nv 1 2 3\nv 11 2 3\nv 1 22 3 0.5 0.5 0.5\nv 1 2 33\nvn 0 0 1\nf 1 3 2\nf 1/1/1 2//1 4\nf -4 -1 -2\nf 2 3 4\n";

std::string plyHeader(const char* form)
{
    return std::string("ply\nformat ") + form
        + " 1.0\ncomment made by a test\nelement vertex 4\nproperty float x\nproperty uchar red\nproperty double y\nproperty float z\n"
          "element face 4\nproperty list uchar int vertex_indices\nend_header\n";
}

std::string binaryPly(std::endian order)
{
    Bytes out(order);
    out.text(plyHeader(order == std::endian::little ? "binary_little_endian" : "binary_big_endian"));
    for (const Point& p : Corners) {
        out.add(p[0], std::uint8_t{200}, static_cast<double>(p[1]), p[2]);
    }
    for (const Triangle& t : Faces) {
        out.add(std::uint8_t{3}, t[0], t[1], t[2]);
    }
    return out.all();
}

std::string textPly()
{
    return plyHeader("ascii") + "1 9 2 3\n11 9 2 3\n1 9 22 3\n1 9 2 33\n3 0 2 1\n3 0 1 3\n3 0 3 2\n3 1 2 3\n";
}

const char* const TextVtk
    = "# vtk DataFile Version 3.0\ntitle\nASCII\nDATASET POLYDATA\nPOINTS 4 float\n1 2 3 11 2 3 1 22 3\n1 2 33\n"
      "POLYGONS 4 16\n3 0 2 1\n3 0 1 3\n3 0 3 2\n3 1 2 3\nPOINT_DATA 4\nSCALARS a float\nLOOKUP_TABLE default\n1 2 3 4\n";

std::string binaryVtk()
{
    Bytes out(std::endian::big);
    out.text("# vtk DataFile Version 3.0\ntitle\nBINARY\nDATASET POLYDATA\nPOINTS 4 double\n");
    for (const Point& p : Corners) {
        out.add(static_cast<double>(p[0]), static_cast<double>(p[1]), static_cast<double>(p[2]));
    }
    out.text("\nPOLYGONS 4 16\n");
    for (const Triangle& t : Faces) {
        out.add(std::int32_t{3}, t[0], t[1], t[2]);
    }
    return out.text("\n").all();
}

std::string newVtk() // the layout of version 5
{
    Bytes out(std::endian::big);
    out.text("# vtk DataFile Version 5.1\ntitle\nBINARY\nDATASET POLYDATA\nPOINTS 4 float\n");
    for (const Point& p : Corners) {
        out.add(p[0], p[1], p[2]);
    }
    out.text("\nPOLYGONS 5 12\nOFFSETS vtktypeint64\n")
        .add(std::int64_t{0}, std::int64_t{3}, std::int64_t{6}, std::int64_t{9}, std::int64_t{12});
    out.text("\nCONNECTIVITY vtktypeint64\n");
    for (const Triangle& t : Faces) {
        out.add(std::int64_t{t[0]}, std::int64_t{t[1]}, std::int64_t{t[2]});
    }
    return out.text("\n").all();
}

} // namespace

class TestMesh : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path path(const std::string& name) const { return m_folder.filePath(QString::fromStdString(name)).toStdString(); }
    std::filesystem::path write(const std::string& name, const std::string& bytes) const
    {
        writeTextFile(path(name), bytes);
        return path(name);
    }

    static void addFiles()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        const auto row
            = [](const char* name, const std::string& bytes) { QTest::newRow(name) << QString(name) << QByteArray::fromStdString(bytes); };
        row("a.surf.gii", tetrahedronGifti());
        row("lh.white", freeSurfer(footer(1, "1", Coronal)));
        row("b.stl", binaryStl());
        row("t.stl", textStl());
        row("t.obj", Obj);
        row("t.ply", textPly());
        row("little.ply", binaryPly(std::endian::little));
        row("big.ply", binaryPly(std::endian::big));
        row("t.vtk", TextVtk);
        row("b.vtk", binaryVtk());
        row("five.vtk", newVtk());
    }

private Q_SLOTS:
    void aLabelListsVerticesOfASurfaceOfUnknownSize()
    {
        const auto file
            = write("lh.V1.label", "#!ascii label  , from subject bert vox2ras=TkReg\n3\n5  1.5 -2 3 0.9\n2 0 0 0 0.1\r\n  9 1 1 1 0\n");
        QCOMPARE(surfaceFileKind(file), SurfaceFile::VertexData);
        const VertexData data = readVertexData(file);
        QVERIFY(data.isLabels && data.hemisphere == Hemisphere::Left);
        QCOMPARE(data.maps[0].labels, (std::vector<std::int32_t>{-1, -1, 1, -1, -1, 1, -1, -1, -1, 1}));
        QCOMPARE(data.table.at(1).name, std::string("lh.V1"));
        QCOMPARE(surfaceFileKind(write("names.label", "# ITK-SNAP table\n0 0 0 0 0 0 0 \"Clear\"\n")), SurfaceFile::None);
        for (const char* bad : {"#!ascii label\n2\n5 0 0 0 0\n", "#!ascii label\n1\nfive\n", "#!ascii label\n1\n-1 0 0 0 0\n",
                 "#!ascii label\n1\n999999999999 0 0 0 0\n", "#!ascii label\n", "#!ascii label"}) {
            QVERIFY_THROWS_EXCEPTION(Error, readVertexData(write("bad.label", bad)));
        }
        refusedWhenDamaged(path("damaged.label"), "#!ascii label\n2\n5 0 0 0 0\n7 0 0 0 0\n", [](const auto& f) { readVertexData(f); });
    }

    void everyFormatGivesTheSameTetrahedron_data() { addFiles(); }
    void everyFormatGivesTheSameTetrahedron()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        const auto file = write(name.toStdString(), bytes.toStdString());
        QCOMPARE(surfaceFileKind(file), SurfaceFile::Mesh);
        const Mesh mesh = readMesh(file);
        QCOMPARE(mesh.vertices.size(), std::size_t{4});
        QCOMPARE(mesh.triangles.size(), std::size_t{4});
        for (std::size_t t = 0; t < 4; ++t) { // STL numbers its vertices otherwise
            for (std::size_t c = 0; c < 3; ++c) {
                QCOMPARE(mesh.vertices[mesh.triangles[t][c]], Corners[Faces[t][c]]);
            }
        }
    }

    void damagedFilesAreReadOrRefusedButNeverCrash_data() { addFiles(); }
    void damagedFilesAreReadOrRefusedButNeverCrash()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QVERIFY(refusedWhenDamaged(path(name.toStdString()), bytes.toStdString(), [](const auto& file) { readMesh(file); }) > 10);
    }

    void giftiTransformsLeadToTheScannerAndNowhereElse()
    {
        const auto x = [&](const std::string& inside) { return readMesh(write("x.surf.gii", tetrahedronGifti(inside))).vertices[0][0]; };
        QCOMPARE(x(transform("NIFTI_XFORM_UNKNOWN", "NIFTI_XFORM_SCANNER_ANAT")), 101.0F);
        QCOMPARE(x(transform("NIFTI_XFORM_ALIGNED_ANAT", "NIFTI_XFORM_SCANNER_ANAT")), 101.0F);
        QCOMPARE(x(transform("NIFTI_XFORM_UNKNOWN", "NIFTI_XFORM_TALAIRACH")), 101.0F);
        QCOMPARE(x(transform("NIFTI_XFORM_SCANNER_ANAT", "NIFTI_XFORM_TALAIRACH")), 1.0F);
        QCOMPARE(x(transform("NIFTI_XFORM_UNKNOWN", "NIFTI_XFORM_UNKNOWN")), 1.0F);
    }

    void giftiArraysMayLieInAnotherFileAndInColumns()
    {
        Bytes raw(std::endian::big);
        raw.zeros(7);
        for (std::size_t c = 0; c < 3; ++c) {
            for (const Point& p : Corners) {
                raw.add(p[c]);
            }
        }
        write("points.dat", raw.all());
        const std::string external
            = "Encoding=\"ExternalFileBinary\" Endian=\"BigEndian\" ExternalFileName=\"points.dat\" ExternalFileOffset=\"7\" ";
        std::string xml = gifti(giftiArray(PointsOfFour + external, "", "") + giftiArray(FacesOfFour + Ascii, "", FacesText));
        xml.replace(xml.find("RowMajorOrder"), 13, "ColumnMajorOrder");
        QCOMPARE(readMesh(write("e.surf.gii", xml)).vertices, Corners);
        xml.replace(xml.find("points.dat"), 10, "../etc/dat");
        QVERIFY(contains(messageOf([&] { readMesh(write("e.surf.gii", xml)); }), "must lie in the folder"));
    }

    void giftiBase64IsReadInBothByteOrders()
    {
        // 1.5 and -2 in binary32, written by hand: 3FC00000 C0000000 and its reverse.
        const auto values = [&](const char* endian, const char* data) {
            return readVertexData(
                write("v.func.gii",
                    gifti(giftiArray(std::string("Intent=\"NIFTI_INTENT_NONE\" DataType=\"NIFTI_TYPE_FLOAT32\" Dimensionality=\"1\" "
                                                 "Dim0=\"2\" Encoding=\"Base64Binary\" Endian=\"")
                            + endian + "\" ",
                        "<MetaData><MD><Name>Name</Name><Value><![CDATA[two]]></Value></MD></MetaData>", data))))
                .maps.at(0);
        };
        QCOMPARE(values("BigEndian", "P8AAAMAAAAA=").values, (std::vector<float>{1.5F, -2}));
        QCOMPARE(values("LittleEndian", "AADAPwAAAMA=").values, (std::vector<float>{1.5F, -2}));
        QCOMPARE(values("BigEndian", "P8AAAMAAAAA=").name, std::string("two"));
    }

    void whatIsWrittenAsGiftiIsReadBack()
    {
        Mesh mesh;
        mesh.vertices = Corners;
        mesh.triangles = Faces;
        mesh.hemisphere = Hemisphere::Right;
        writeGifti(path("w.surf.gii"), mesh);
        const Mesh again = readMesh(path("w.surf.gii"));
        QCOMPARE(again.vertices, Corners);
        QCOMPARE(again.triangles, Faces);
        QCOMPARE(again.hemisphere, Hemisphere::Right);

        VertexData data;
        data.isLabels = true;
        data.hemisphere = Hemisphere::Left;
        data.table = {{0, {"none", {0, 0, 0, 0}}}, {7, {"a < b & c", {1, 128, 255, 200}}}};
        data.maps = {{"first", {}, {0, 7, 7, -1}}, {"second", {}, {7, 0, 0, 0}}};
        writeGifti(path("w.label.gii"), data);
        const VertexData read = readVertexData(path("w.label.gii"));
        QVERIFY(read.isLabels);
        QCOMPARE(read.maps.size(), std::size_t{2});
        QCOMPARE(read.maps[0].labels, data.maps[0].labels);
        QCOMPARE(read.maps[1].name, std::string("second"));
        QCOMPARE(read.table.at(7).name, data.table.at(7).name);
        QCOMPARE(read.table.at(7).rgba, data.table.at(7).rgba);
        QCOMPARE(read.hemisphere, Hemisphere::Left);
    }

    void compressedGiftiThatIsDamagedIsRefused()
    {
        Mesh mesh;
        mesh.vertices = Corners;
        mesh.triangles = Faces;
        writeGifti(path("d.surf.gii"), mesh);
        const std::string whole = readTextFile(path("d.surf.gii"));
        QVERIFY(refusedWhenDamaged(path("d.surf.gii"), whole, [](const auto& file) { readMesh(file); }) > 40);
    }

    void refusesGiftiThatDoesNotFitTogether_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("a corner too many") << QByteArray("1 2 3</Data></DataArray></GIFTI>")
                                           << QByteArray("1 2 4</Data></DataArray></GIFTI>") << QByteArray("names vertex 4");
        QTest::newRow("a negative corner") << QByteArray("0 2 1 0") << QByteArray("0 -2 1 0") << QByteArray("vertex -2");
        QTest::newRow("a number too many") << QByteArray("1 2 33") << QByteArray("1 2 33 4") << QByteArray("more numbers");
        QTest::newRow("a number too few") << QByteArray("1 2 33") << QByteArray("1 2") << QByteArray("ends where a number");
        QTest::newRow("a huge size") << QByteArray("Dim0=\"4\"") << QByteArray("Dim0=\"4000000000\"") << QByteArray("truncated");
        QTest::newRow("no rows") << QByteArray("Dim0=\"4\" Dim1=\"3\"") << QByteArray("Dim0=\"0\" Dim1=\"4000000000\"")
                                 << QByteArray("is empty");
        QTest::newRow("not finite") << QByteArray("1 2 33") << QByteArray("1 nan 33") << QByteArray("finite");
        QTest::newRow("broken XML") << QByteArray("</GIFTI>") << QByteArray("</GIFTO>") << QByteArray("not well-formed");
        QTest::newRow("entities") << QByteArray("<GIFTI ") << QByteArray("<!DOCTYPE GIFTI [<!ENTITY a \"b\">]>\n<GIFTI ")
                                  << QByteArray("entities");
        QTest::newRow("no triangles") << QByteArray("TRIANGLE") << QByteArray("NONE") << QByteArray("no triangles");
    }
    void refusesGiftiThatDoesNotFitTogether()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, part);
        std::string xml = tetrahedronGifti();
        const std::size_t at = xml.find(from.toStdString());
        QVERIFY(at != std::string::npos);
        xml.replace(at, static_cast<std::size_t>(from.size()), to.toStdString());
        const std::string message = messageOf([&] { readMesh(write("bad.surf.gii", xml)); });
        QVERIFY2(contains(message, part.toStdString()) && contains(message, "bad.surf.gii"), message.c_str());
    }

    void freeSurferSurfacesAreMovedToTheScanner()
    {
        const Mesh moved = readMesh(write("rh.pial", freeSurfer(footer(0, "1", Coronal))));
        QCOMPARE(moved.vertices[0], (Point{1 + 5, 2 - 6, 3 + 7.5F}));
        QVERIFY(moved.warning.empty());
        QCOMPARE(moved.hemisphere, Hemisphere::Right);
    }

    void axesOfTheVolumeTurnFreeSurferSurfaces()
    {
        // The volume's axes run R, A, S: its x is the reverse of tkRAS's, y runs where tkRAS calls it -S, z where it calls it A.
        const Mesh mesh = readMesh(write("lh.pial", freeSurfer(footer(0, "1", "xras   = 1 0 0\nyras   = 0 1 0\nzras   = 0 0 1\n"))));
        QCOMPARE(mesh.vertices[0], (Point{-1 + 5, -3 - 6, 2 + 7.5F}));
    }

    void freeSurferSurfacesWithoutAVolumeSaySo()
    {
        for (const std::string& end : {std::string(), footer(0, "0", Coronal)}) {
            const Mesh mesh = readMesh(write("lh.inflated", freeSurfer(end)));
            QCOMPARE(mesh.vertices[0], Corners[0]);
            QVERIFY(contains(mesh.warning, "may be shifted"));
        }
    }

    void readsFreeSurferValues()
    {
        const std::string bytes = Bytes(std::endian::big).text("\xff\xff\xff").add(3, 4, 1, 0.5F, -1.5F, 2.0F).all();
        const auto file = write("lh.sulc", bytes);
        QCOMPARE(surfaceFileKind(file), SurfaceFile::VertexData);
        QCOMPARE(readVertexData(file).maps.at(0).values, (std::vector<float>{0.5F, -1.5F, 2}));
        QCOMPARE(readVertexData(file).hemisphere, Hemisphere::Left);
        QVERIFY(contains(messageOf([&] { readVertexData(write("lh.sulc", bytes + "more")); }), "4 bytes are left"));
        QVERIFY(contains(messageOf([&] { readVertexData(write("lh.sulc", bytes.substr(0, 20))); }), "truncated"));
    }

    void readsAnAnnotationWithItsColourTable()
    {
        const VertexData data = readVertexData(write("lh.aparc.annot", annotation()));
        QVERIFY(data.isLabels);
        QCOMPARE(data.maps.at(0).labels, (std::vector<std::int32_t>{8, 3, 3, -1})); // the last one's colour is in no entry
        QCOMPARE(data.table.at(3).name, std::string("insula"));
        QCOMPARE(data.table.at(3).rgba, (std::array<std::uint8_t, 4>{0x0c, 0x0b, 0x0a, 255}));
        QCOMPARE(data.table.at(8).name, std::string("cune"));
        QCOMPARE(data.table.at(8).rgba, (std::array<std::uint8_t, 4>{0, 255, 0, 200}));
        QVERIFY(refusedWhenDamaged(path("lh.aparc.annot"), annotation(), [](const auto& file) { readVertexData(file); }) > 20);
    }

    void normalsOfATetrahedronPointOutwards()
    {
        Mesh mesh;
        mesh.vertices = Corners;
        mesh.triangles = Faces;
        mesh.vertices.push_back({0, 0, 0}); // in no triangle
        const auto normals = vertexNormals(mesh);
        const Point centre{3.5F, 7, 10.5F};
        for (std::size_t v = 0; v < 4; ++v) {
            float outwards = 0, square = 0;
            for (std::size_t c = 0; c < 3; ++c) {
                outwards += normals[v][c] * (Corners[v][c] - centre[c]);
                square += normals[v][c] * normals[v][c];
            }
            QVERIFY(outwards > 0);
            QVERIFY(std::abs(square - 1) < 1e-5F);
        }
        QCOMPARE(normals[4], (Point{0, 0, 0}));
    }

    void hemispheresAreKnownFromNames()
    {
        QCOMPARE(hemisphereOfName("lh.pial"), Hemisphere::Left);
        QCOMPARE(hemisphereOfName("sub-01_hemi-R_midthickness.surf.gii"), Hemisphere::Right);
        QCOMPARE(hemisphereOfName("S1200.L.white_MSMAll.32k_fs_LR.surf.gii"), Hemisphere::Left);
        QCOMPARE(hemisphereOfName("sphere.stl"), Hemisphere::Unknown);
    }

    void valuesInPlaceOfASurfaceSayWhatToOpenFirst()
    {
        const auto file = write("only.func.gii",
            gifti(giftiArray(
                "Intent=\"NIFTI_INTENT_SHAPE\" DataType=\"NIFTI_TYPE_FLOAT32\" Dimensionality=\"1\" Dim0=\"2\" " + Ascii, "", "1 2")));
        QVERIFY(contains(messageOf([&] { readMesh(file); }), "open the surface first"));
        QVERIFY(contains(messageOf([&] { readMesh(path("missing.stl")); }), "missing.stl"));
    }
};

QTEST_GUILESS_MAIN(TestMesh)
#include "tst_Mesh.moc"
