#include "processing/core/CiftiFile.h"
#include "processing/core/CiftiVertexData.h"
#include "processing/core/InfoReport.h"
#include "tests/core/Bytes.h"
#include "tests/core/Messages.h"
#include "tests/core/RawNifti.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace insula;
using namespace insula::test;

namespace {

// Left cortex: 4 of 6 vertices, not in order; right cortex: 2 of 5; thalamus: 3 voxels of an oblique, left-handed, anisotropic volume
// whose transform is in cm.
const std::string LeftCortex = "<BrainModel IndexOffset=\"0\" IndexCount=\"4\" ModelType=\"CIFTI_MODEL_TYPE_SURFACE\" "
                               "BrainStructure=\"CIFTI_STRUCTURE_CORTEX_LEFT\" "
                               "SurfaceNumberOfVertices=\"6\"><VertexIndices>4 1 0 5</VertexIndices></BrainModel>";
const std::string RightCortex = "<BrainModel IndexOffset=\"4\" IndexCount=\"2\" ModelType=\"CIFTI_MODEL_TYPE_SURFACE\" "
                                "BrainStructure=\"CIFTI_STRUCTURE_CORTEX_RIGHT\" "
                                "SurfaceNumberOfVertices=\"5\"><VertexIndices>\n2 3\n</VertexIndices></BrainModel>";
const std::string Thalamus = "<BrainModel IndexOffset=\"6\" IndexCount=\"3\" ModelType=\"CIFTI_MODEL_TYPE_VOXELS\" "
                             "BrainStructure=\"CIFTI_STRUCTURE_THALAMUS_LEFT\">"
                             "<VoxelIndicesIJK>0 1 2\n3 0 1\n2 2 0\n</VoxelIndicesIJK></BrainModel>";
const std::string Space = "<Volume VolumeDimensions=\"4,3,5\"><TransformationMatrixVoxelIndicesIJKtoXYZ MeterExponent=\"-2\">"
                          "-0.2 0.03 0 9 0.02 0.3 0 -1 0 0 0.4 -7 0 0 0 1</TransformationMatrixVoxelIndicesIJKtoXYZ></Volume>";

std::string dimension(const std::string& number, const std::string& type, const std::string& inside, const std::string& more = {})
{
    return "<MatrixIndicesMap AppliesToMatrixDimension=\"" + number + "\" IndicesMapToDataType=\"CIFTI_INDEX_TYPE_" + type + "\"" + more
        + ">" + inside + "</MatrixIndicesMap>";
}
std::string document(const std::string& dimensions)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CIFTI "
           "Version=\"2\"><Matrix><MetaData><MD><Name>a</Name><Value>b</Value></MD></MetaData>"
        + dimensions + "</Matrix></CIFTI>";
}
const std::string Models = dimension("1", "BRAIN_MODELS", Space + LeftCortex + RightCortex + Thalamus);
const std::string TwoScalars = dimension(
    "0", "SCALARS", "<NamedMap><MapName>thickness</MapName></NamedMap><NamedMap><MetaData/><MapName> t &lt; 3 </MapName></NamedMap>");
const std::string OneTable = dimension("0", "LABELS",
    "<NamedMap><MapName>networks</MapName><LabelTable><Label Key=\"0\" Red=\"0\" Green=\"0\" Blue=\"0\" Alpha=\"0\">unknown</Label>"
    "<Label Key=\"7\" Red=\"1\" Green=\"0.2\" Blue=\"0\" Alpha=\"1\">visual</Label></LabelTable></NamedMap>");
const std::string Series = dimension(
    "0", "SERIES", "", " NumberOfSeriesPoints=\"3\" SeriesExponent=\"-3\" SeriesStart=\"500\" SeriesStep=\"720\" SeriesUnit=\"SECOND\"");
const std::string Parcels = dimension("1", "PARCELS",
    Space + "<Surface BrainStructure=\"CIFTI_STRUCTURE_CORTEX_LEFT\" SurfaceNumberOfVertices=\"6\"/>"
        + "<Parcel Name=\"front\"><Vertices BrainStructure=\"CIFTI_STRUCTURE_CORTEX_LEFT\">5 0</Vertices></Parcel>"
        + "<Parcel Name=\"deep\"><VoxelIndicesIJK>1 1 1 3 2 4</VoxelIndicesIJK>"
          "<Vertices BrainStructure=\"CIFTI_STRUCTURE_CORTEX_LEFT\">3</Vertices></Parcel>");

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    const std::size_t at = text.find(what);
    if (at == std::string::npos) {
        qFatal("the test's own text lacks what it replaces");
    }
    return text.replace(at, what.size(), by);
}

struct Matrix {
    std::string xml;
    std::int64_t maps, ordinates;
    int intent;
    bool bigEndian = false;
};
RawNifti header(const Matrix& matrix)
{
    std::string xml = matrix.xml;
    xml.resize((xml.size() + 8 + 15) / 16 * 16 - 8, '\0');
    RawNifti out(2, matrix.bigEndian);
    out.dim({6, 1, 1, 1, 1, matrix.maps, matrix.ordinates, 1}).at<std::int32_t>(504, matrix.intent).extension(32, xml);
    return out;
}
// The value of ordinate o in map m: 10 o + m + 0.5.
std::string file(const Matrix& matrix)
{
    std::vector<float> values;
    for (std::int64_t o = 0; o < matrix.ordinates; ++o) {
        for (std::int64_t m = 0; m < matrix.maps; ++m) {
            values.push_back(static_cast<float>(10 * o + m) + 0.5F);
        }
    }
    return header(matrix).file(values).toStdString();
}
const Matrix Dscalar{document(TwoScalars + Models), 2, 9, 3006};

bool same(const std::vector<float>& found, const std::vector<float>& expected)
{
    return std::equal(found.begin(), found.end(), expected.begin(), expected.end(),
        [](float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}
const float No = std::numeric_limits<float>::quiet_NaN();

} // namespace

class TestCiftiFile : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::filesystem::path write(const std::string& bytes)
    {
        return saved(std::filesystem::path(m_folder.path().toStdString()) / "test.nii", QByteArray::fromStdString(bytes));
    }
    std::string refusal(const std::string& bytes)
    {
        return messageOf([&] { CiftiFile(write(bytes)); });
    }
    std::string refusalOf(const std::string& xml) { return refusal(file({xml, 2, 9, 3006})); }

private Q_SLOTS:
    void givesOneValueForEachVertexOfTheWholeSurface()
    {
        for (const bool bigEndian : {false, true}) {
            Matrix matrix = Dscalar;
            matrix.bigEndian = bigEndian;
            const CiftiFile cifti(write(file(matrix)));
            QCOMPARE(cifti.kind(), std::string("dense scalars"));
            QCOMPARE(cifti.mapCount(), std::uint64_t{2});
            QCOMPARE(cifti.mapName(1), std::string("t < 3"));
            QCOMPARE(cifti.surfaces().size(), std::size_t{2});
            QCOMPARE(cifti.surfaces()[1].vertexCount, std::uint64_t{5});
            QVERIFY(same(cifti.vertexValues(CiftiStructure::CortexLeft, 0), {20.5F, 10.5F, No, No, 0.5F, 30.5F}));
            QVERIFY(same(overlayForVertices(cifti, CiftiStructure::CortexRight, 1), {No, No, 41.5F, 51.5F, No}));
            QVERIFY(same(cifti.course(5), {50.5F, 51.5F}));
            QVERIFY(cifti.ordinateOf(CiftiStructure::CortexRight, 3) == std::uint64_t{5});
            QVERIFY(!cifti.ordinateOf(CiftiStructure::CortexRight, 4));
            QVERIFY(!cifti.ordinateOf(CiftiStructure::ThalamusLeft, 0));
        }
    }

    void putsVoxelsWhereTheTransformSaysInMillimetres()
    {
        const CiftiFile cifti(write(file(Dscalar)));
        const VolumePtr volume = cifti.subcortical(1);
        QVERIFY(volume->size() == (Size3{4, 3, 5}));
        QCOMPARE(volume->value(0, 1, 2), 61.5);
        QCOMPARE(volume->value(3, 0, 1), 71.5);
        QCOMPARE(volume->value(2, 2, 0), 81.5);
        QCOMPARE(valueRange(*volume).finite, std::int64_t{3});
        const World where = volume->affine().toWorld({3, 0, 1}); // cm: -0.2 * 3 + 9, 0.02 * 3 - 1, 0.4 - 7
        QVERIFY(std::abs(where.x - 84) < 1e-9 && std::abs(where.y + 9.4) < 1e-9 && std::abs(where.z + 66) < 1e-9);
    }

    void readsIntegersWithSlopeAndIntercept()
    {
        std::vector<std::int16_t> stored(18);
        std::iota(stored.begin(), stored.end(), std::int16_t{-3});
        RawNifti raw = header(Dscalar);
        raw.type(4, 16).scale(0.5, 100);
        const CiftiFile cifti(write(raw.file(stored).toStdString()));
        QVERIFY(same(cifti.course(0), {98.5F, 99.0F}));
        QVERIFY(same(cifti.values(0), {98.5F, 99.5F, 100.5F, 101.5F, 102.5F, 103.5F, 104.5F, 105.5F, 106.5F}));
    }

    void readsLabelsWithTheirTable()
    {
        const Matrix matrix{document(OneTable + Models), 1, 9, 3007};
        const std::string bytes = header(matrix).file(std::vector<float>{0, 7, 7, 0, 7, 7, 7, 0, 7}).toStdString();
        const CiftiFile cifti(write(bytes));
        QVERIFY(cifti.isLabels());
        QCOMPARE(cifti.labels(0).at(7).name, std::string("visual"));
        QVERIFY((cifti.labels(0).at(7).rgba == std::array<std::uint8_t, 4>{255, 51, 0, 255}));
        QVERIFY(same(cifti.vertexValues(CiftiStructure::CortexLeft, 0), {7, 7, No, No, 0, 0}));
        const VolumePtr volume = cifti.subcortical(0);
        QVERIFY(volume->kind() == Kind::Labels);
        QCOMPARE(volume->value(2, 2, 0), 7.0);
        QCOMPARE(volume->value(0, 0, 0), 0.0);
        QCOMPARE(volume->labels().at(7).name, std::string("visual"));
    }

    void namesThePointsOfASeriesByTheirTime()
    {
        const CiftiFile cifti(write(file({document(Series + Models), 3, 9, 3002})));
        QCOMPARE(cifti.kind(), std::string("dense series"));
        QCOMPARE(cifti.mapName(2), std::string("1.94 s"));
        QVERIFY(same(cifti.course(8), {80.5F, 81.5F, 82.5F}));
    }

    void givesAParcelsValueToItsVerticesAndVoxels()
    {
        const CiftiFile cifti(write(file({document(TwoScalars + Parcels), 2, 2, 3008})));
        QCOMPARE(cifti.kind(), std::string("parcel scalars"));
        QVERIFY(same(cifti.vertexValues(CiftiStructure::CortexLeft, 1), {1.5F, No, No, 11.5F, No, 1.5F}));
        QCOMPARE(cifti.subcortical(0)->value(3, 2, 4), 10.5);
        QCOMPARE(valueRange(*cifti.subcortical(0)).finite, std::int64_t{2});
        QVERIFY(cifti.ordinateOf(CiftiStructure::CortexLeft, 3) == std::uint64_t{1});
        QCOMPARE(CiftiFile(write(file({document(Series + Parcels), 3, 2, 3004}))).kind(), std::string("parcel series"));
    }

    void readsConnectivityWhoseOneMapDescribesBothDimensions()
    {
        const std::string both = replaced(Models, "Dimension=\"1\"", "Dimension=\"0,1\"");
        const CiftiFile cifti(write(file({document(both), 9, 9, 3001})));
        QCOMPARE(cifti.kind(), std::string("dense connectivity"));
        QCOMPARE(cifti.mapName(5), std::string("CORTEX_RIGHT, vertex 3"));
        QCOMPARE(cifti.mapName(7), std::string("THALAMUS_LEFT, voxel 3 0 1"));
        QVERIFY(same(cifti.vertexValues(CiftiStructure::CortexRight, 7), {No, No, 47.5F, 57.5F, No}));
    }

    void refusesWhatContradictsItself_data()
    {
        QTest::addColumn<std::string>("what");
        QTest::addColumn<std::string>("by");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* what, const char* by, const char* expected) {
            QTest::newRow(name) << std::string(what) << std::string(by) << std::string(expected);
        };
        row("vertex outside", "4 1 0 5", "4 1 0 6", "names vertex 6 of a surface of 6");
        row("negative vertex", "4 1 0 5", "4 1 0 -5", "a number is expected");
        row("vertex twice", "4 1 0 5", "4 1 4 5", "vertices of CORTEX_LEFT are listed twice");
        row("too few vertices", "4 1 0 5", "4 1 0", "announces 4 brain ordinates and lists 3");
        row("no list", "<VertexIndices>4 1 0 5</VertexIndices>", "", "announces 4 brain ordinates and lists 0");
        row("gap", "IndexOffset=\"4\"", "IndexOffset=\"5\"", "begins at 5, but those before end at 4");
        row("overlap", "IndexOffset=\"4\"", "IndexOffset=\"3\"", "begins at 3, but those before end at 4");
        row("endless", "IndexCount=\"4\"", "IndexCount=\"18446744073709551615\"", "lists 4");
        row("structure twice", "CORTEX_RIGHT", "CORTEX_LEFT", "brain structures are listed twice");
        row("unknown structure", "CORTEX_RIGHT", "CORTEX_MIDDLE", "no brain structure of CIFTI");
        row("huge surface", "Vertices=\"6\"", "Vertices=\"99999999999\"", "announces a surface of 99,999,999,999 vertices");
        row("voxel outside", "0 1 2", "4 1 2", "names the voxel 4 1 2, which is outside its volume of 4 x 3 x 5");
        row("voxel twice", "0 1 2", "2 2 0", "voxels are listed twice");
        row("half a voxel", "0 1 2", "0 1", "not of three numbers");
        row("huge volume", "4,3,5", "4000,3000,5000", "larger than any that is used");
        row("flat volume", "4,3,5", "4,3", "not three sizes");
        row("singular", "-0.2 0.03", "0 0", "cannot be inverted");
        row("no number", "-0.2 0.03", "nan 0.03", "cannot be inverted");
        row("projective", "0 0 0 1<", "0 0 1 1<", "does not end with 0 0 0 1");
        row("unit", "Exponent=\"-2\"", "Exponent=\"400\"", "which no unit has");
        row("no unit", "MeterExponent=\"-2\"", "", "lacks MeterExponent");
        row("model type", "MODEL_TYPE_VOXELS", "MODEL_TYPE_TETRAHEDRA", "unknown type");
        row("voxels as surface", "<VoxelIndicesIJK>", "<VertexIndices/><VoxelIndicesIJK>", "a model of voxels has vertices");
        row("a map too few", "<NamedMap><MapName>thickness</MapName></NamedMap>", "", "its header has 2 columns, its XML 1");
        row("dimension twice", "Dimension=\"1\"", "Dimension=\"0\"", "dimension 0 of its matrix is described twice");
        row("third dimension", "Dimension=\"1\"", "Dimension=\"2\"", "three dimensions");
        row("unknown type", "TYPE_SCALARS", "TYPE_FLOWERS", "unknown type");
        row("version 1", "Version=\"2\"", "Version=\"1.0\"", "wb_command -file-convert");
        row("stray model", "<MetaData>", "<BrainModel/><MetaData>", "a BrainModel is outside a MatrixIndicesMap");
        row("stray map", "<MetaData>", "<NamedMap><LabelTable><Label/></LabelTable></NamedMap><MetaData>", "a NamedMap is outside");
        row("two matrices", "</Matrix>", "</Matrix><Matrix/>", "does not have one matrix");
        row("no CIFTI", "<CIFTI Version=\"2\">", "<A/>", "its XML begins with 'A'");
        row("cut", "</Matrix></CIFTI>", "", "not well-formed");
    }
    void refusesWhatContradictsItself()
    {
        QFETCH(std::string, what);
        QFETCH(std::string, by);
        QFETCH(std::string, expected);
        const std::string message = refusalOf(replaced(Dscalar.xml, what, by));
        QVERIFY2(contains(message, expected), message.c_str());
        QVERIFY(!contains(message, "\n"));
    }

    void refusesEntities()
    {
        const std::string xml = replaced(Dscalar.xml, "<CIFTI", "<!DOCTYPE CIFTI [<!ENTITY a \"b\">]><CIFTI");
        QVERIFY(contains(refusalOf(xml), "declares entities"));
    }

    void refusesAMatrixThatIsNotTheHeaders()
    {
        QVERIFY(contains(refusal(file({Dscalar.xml, 2, 10, 3006})), "its header has 10 rows, its XML 9"));
        QVERIFY(contains(refusal(file({Dscalar.xml, 2, 9, 3002})), "its header says .dtseries.nii"));
        QCOMPARE(refusal(file({Dscalar.xml, 2, 9, 3000})), std::string()); // unknown connectivity says nothing about dimensions
        QVERIFY(contains(refusal(file(Dscalar) + "more"), "bytes"));
        QVERIFY(contains(refusal(file(Dscalar).substr(0, file(Dscalar).size() - 1)), "truncated"));
        QVERIFY(contains(refusal(file({Dscalar.xml, 2, 9, 0})), "no CIFTI file"));
        RawNifti plain(2);
        plain.dim({6, 1, 1, 1, 1, 2, 9, 1}).at<std::int32_t>(504, 3006);
        QVERIFY(contains(refusal(plain.file(std::vector<float>(18)).toStdString()), "XML extension"));
    }

    void refusesParcelsThatShareVertices()
    {
        const std::string xml = document(TwoScalars + replaced(Parcels, ">3<", ">5<"));
        QVERIFY(contains(refusal(file({xml, 2, 2, 3008})), "vertices of parcels are listed twice"));
        const std::string other = document(TwoScalars + replaced(Parcels, "CORTEX_LEFT\">3<", "CORTEX_RIGHT\">3<"));
        QVERIFY(contains(refusal(file({other, 2, 2, 3008})), "whose surface is not described"));
    }

    void saysWhichMapsAndStructuresThereAre()
    {
        const CiftiFile cifti(write(file(Dscalar)));
        QVERIFY(contains(messageOf([&] { (void)cifti.values(2); }), "no map 3; the file has 2"));
        QVERIFY(contains(messageOf([&] { (void)overlayForVertices(cifti, CiftiStructure::CortexLeft, -1); }), "counted from 0"));
        QVERIFY(contains(
            messageOf([&] { (void)cifti.vertexValues(CiftiStructure::ThalamusLeft, 0); }), "no values on a surface of THALAMUS_LEFT"));
        QVERIFY(contains(messageOf([&] { (void)cifti.course(9); }), "no brain ordinate 10"));
        const std::string surfacesOnly = document(TwoScalars + dimension("1", "BRAIN_MODELS", LeftCortex + RightCortex));
        const CiftiFile flat(write(file({surfacesOnly, 2, 6, 3006})));
        QVERIFY(contains(messageOf([&] { (void)flat.subcortical(0); }), "surfaces only"));
    }

    void survivesDamageAnywhere()
    {
        const std::filesystem::path path = std::filesystem::path(m_folder.path().toStdString()) / "damaged.nii";
        for (const Matrix& matrix :
            {Dscalar, Matrix{document(OneTable + Models), 1, 9, 3007}, Matrix{document(Series + Parcels), 3, 2, 3004}}) {
            const std::string whole = file(matrix);
            const int refused = refusedWhenDamaged(path, whole, [](const std::filesystem::path& damaged) {
                const CiftiFile cifti(damaged);
                for (const CiftiSurface& surface : cifti.surfaces()) {
                    (void)cifti.vertexValues(surface.structure, 0);
                }
                if (cifti.hasVoxels()) {
                    (void)cifti.subcortical(0);
                }
            });
            QVERIFY2(refused > 60, std::to_string(refused).c_str());
        }
    }

    void givesAHemispheresValuesForItsSurface()
    {
        const auto path = write(file(Dscalar));
        QVERIFY((ciftiHemispheres(path) == std::vector<Hemisphere>{Hemisphere::Left, Hemisphere::Right}));
        const VertexData left = readCiftiVertexData(path, Hemisphere::Left), right = readCiftiVertexData(path, Hemisphere::Right);
        QVERIFY(!left.isLabels && left.hemisphere == Hemisphere::Left && left.format == CiftiFormat);
        QCOMPARE(left.maps.size(), std::size_t{2});
        QCOMPARE(left.maps[1].name, std::string("t < 3"));
        QVERIFY(same(left.maps[0].values, {20.5F, 10.5F, No, No, 0.5F, 30.5F}));
        QVERIFY(same(right.maps[1].values, {No, No, 41.5F, 51.5F, No}));
        QVERIFY(contains(messageOf([&] { readCiftiVertexData(path, Hemisphere::Unknown); }), "name it lh. or rh."));
        const auto parcels = write(file({document(Series + Parcels), 3, 2, 3004}));
        QVERIFY(ciftiHemispheres(parcels) == std::vector<Hemisphere>{Hemisphere::Left});
        QVERIFY(!messageOf([&] { readCiftiVertexData(parcels, Hemisphere::Right); }).empty());
    }

    void tablesOfLabelsThatDifferAreToldApart()
    {
        const std::string one
            = "<NamedMap><MapName>a</MapName><LabelTable><Label Key=\"0\" Red=\"0\" Green=\"0\" Blue=\"0\" Alpha=\"0\">none"
              "</Label><Label Key=\"7\" Red=\"1\" Green=\"0\" Blue=\"0\" Alpha=\"1\">visual</Label></LabelTable></NamedMap>";
        const auto path = [&](const std::string& second) {
            const std::string xml = document(dimension("0", "LABELS", one + second) + Models);
            std::vector<float> values(18, 7);
            values[0] = values[3] = 0; // of the first ordinate in the first map, of the second in the second
            return write(header({xml, 2, 9, 3007}).file(values).toStdString());
        };
        const VertexData other = readCiftiVertexData(path(replaced(replaced(one, "visual", "motor"), ">a<", ">b<")), Hemisphere::Left);
        QCOMPARE(other.maps[0].labels, (std::vector<std::int32_t>{7, 7, -1, -1, -1, 7}));
        QCOMPARE(other.maps[1].labels, (std::vector<std::int32_t>{1000007, -1, -1, -1, 1000007, 1000007}));
        QCOMPARE(other.table.at(7).name, std::string("visual"));
        QCOMPARE(other.table.at(1000007).name, std::string("motor"));
        const VertexData same = readCiftiVertexData(path(replaced(one, ">a<", ">b<")), Hemisphere::Left);
        QCOMPARE(same.maps[1].labels[0], 7);
        QCOMPARE(same.table.size(), std::size_t{1});
    }

    void isDescribedByTheInfoReport()
    {
        const auto path = write(file(Dscalar));
        QVERIFY(looksLikeCifti(path));
        const nlohmann::json report = infoReport(path);
        QCOMPARE(report["structures"][0]["structure"].get<std::string>(), std::string("CORTEX_LEFT"));
        QCOMPARE(report["structures"][0]["surfaceVertices"].get<int>(), 6);
        QCOMPARE(report["maps"][1]["max"].get<double>(), 81.5);
        const std::string text = infoText(report);
        QVERIFY(contains(text, "4 of 6 vertices") && contains(text, "3 voxels") && contains(text, "\"thickness\", 0.5 to 80.5"));
    }
};

QTEST_GUILESS_MAIN(TestCiftiFile)
#include "tst_CiftiFile.moc"
