// Surfaces and streamlines in the real window: opened, listed, painted, hidden, clicked on, closed, saved, and drawn the same without it.
#include "processing/core/AtomicFile.h"
#include "tests/core/RawNifti.h"
#include "tests/core/Shapes.h"
#include "tests/widgets/WindowFixture.h"
#include "viewers/CrosshairValues.h"
#include "viewers/VolumePicture.h"
#include "widgets/MeshPanel.h"
#include "widgets/MissingFilesDialog.h"
#include "widgets/SurfaceOpening.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QImage>
#include <QLabel>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTreeWidget>
#include <QUndoStack>

#include <cmath>
#include <limits>

using namespace insula;

namespace {

// Left, front, up of the phantom's middle.
const std::array<double, 3> Centre{-4, -6, 28}, Radii{9, 14, 6};

class SurfaceFixture : public WindowFixture {
public:
    explicit SurfaceFixture(bool hasImage = false)
    {
        QDir().mkpath(file("study"));
        if (hasImage)
            open({save("study/head.nii", phantom::leftIsBright(phantom::obliqueLeftHanded(), 5))});
    }
    QString surface(const QString& name = "lh.pial.surf.gii", int around = 96)
    {
        const auto path = file("study/" + name);
        writeGifti(path.toStdString(), shapes::ellipsoid(Centre, Radii, around, 64));
        return path;
    }
    QString values(const QString& name = "lh.z.func.gii", int around = 96)
    {
        VertexData data;
        data.maps.resize(2);
        data.maps[0].name = "faces";
        data.maps[1].name = "houses";
        const auto count = shapes::ellipsoid(Centre, Radii, around, 64).vertices.size();
        for (std::size_t n = 0; n < count; ++n) {
            data.maps[0].values.push_back(static_cast<float>(n) / 4);
            data.maps[1].values.push_back(-static_cast<float>(n));
        }
        const auto path = file("study/" + name);
        writeGifti(path.toStdString(), data);
        return path;
    }
    QString tracts()
    {
        std::string bytes = "mrtrix tracks\ndatatype: Float32LE\ncount: 30\nfile: . 60\nEND\n";
        bytes.resize(60, ' ');
        const auto add = [&bytes](float x, float y, float z) {
            for (const float f : {x, y, z})
                bytes.append(reinterpret_cast<const char*>(&f), sizeof(f));
        };
        const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
        for (int n = 0; n < 30; ++n) {
            for (int p = 0; p < 10; ++p)
                add(static_cast<float>(-20 + 4 * p), static_cast<float>(n) - 25, 30);
            add(nan, nan, nan);
        }
        add(infinity, infinity, infinity);
        const auto path = file("study/bundle.tck");
        writeTextFile(path.toStdString(), bytes);
        return path;
    }
    // Left: value 10 n + 1 at vertex n of 6, none at vertex 5; right: 100 at all 5.
    QString cifti()
    {
        const auto model = [](const char* side, int offset, int count, int all, const char* vertices) {
            return QString("<BrainModel IndexOffset=\"%1\" IndexCount=\"%2\" ModelType=\"CIFTI_MODEL_TYPE_SURFACE\" "
                           "BrainStructure=\"CIFTI_STRUCTURE_CORTEX_%3\" SurfaceNumberOfVertices=\"%4\"><VertexIndices>%5</VertexIndices>"
                           "</BrainModel>")
                .arg(offset)
                .arg(count)
                .arg(side)
                .arg(all)
                .arg(vertices);
        };
        const auto dimension = [](int number, const char* type, const QString& inside) {
            return QString("<MatrixIndicesMap AppliesToMatrixDimension=\"%1\" IndicesMapToDataType=\"CIFTI_INDEX_TYPE_%2\">%3"
                           "</MatrixIndicesMap>")
                .arg(number)
                .arg(type, inside);
        };
        std::string xml = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><CIFTI Version=\"2\"><Matrix>"
            + dimension(0, "SCALARS", "<NamedMap><MapName>z</MapName></NamedMap>")
            + dimension(1, "BRAIN_MODELS", model("LEFT", 0, 5, 6, "0 1 2 3 4") + model("RIGHT", 5, 5, 5, "0 1 2 3 4"))
            + "</Matrix></CIFTI>")
                              .toStdString();
        xml.resize((xml.size() + 8 + 15) / 16 * 16 - 8, '\0');
        test::RawNifti out(2, false);
        out.dim({6, 1, 1, 1, 1, 1, 10, 1}).at<std::int32_t>(504, 3006).extension(32, xml);
        const std::vector<float> values{1, 11, 21, 31, 41, 100, 100, 100, 100, 100};
        const auto path = file("study/maps.dscalar.nii");
        test::saved(path.toStdString(), out.file(values));
        return path;
    }
    // Opens and waits.
    void show(const QStringList& files)
    {
        workbench().open(files);
        settle();
    }
    const SceneSurfaces& surfaces() { return scene().surfaces(); }
    QTreeWidget* list() { return find<QTreeWidget>("surfaces"); }
    void undo() { find<QAction>("undo")->trigger(); }
    QString message() { return window().messages().text(); }
    // Where a point of the world is in the 3D view, in the widget's own coordinates.
    QPoint inVolume(const World& point)
    {
        const auto& rect = view(ViewKind::Volume);
        return views().logicalPoint(rect, volumeProjection(scene(), rect.width, rect.height).pixelOf(point)).toPoint();
    }
};

} // namespace

class tst_SurfaceWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void filesThatAreDroppedOnAnEmptyWindowAreShown()
    {
        SurfaceFixture f;
        // The values first: they wait for their surface.
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(f.values()), QUrl::fromLocalFile(f.surface()), QUrl::fromLocalFile(f.tracts())});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &files, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&f.window(), &enter);
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &files, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&f.window(), &drop);
        QVERIFY(f.settle());
        QCOMPARE(f.surfaces().meshes.size(), std::size_t(1));
        QCOMPARE(f.surfaces().meshes[0].overlays.size(), std::size_t(1));
        QCOMPARE(f.surfaces().tracts.size(), std::size_t(1));
        QVERIFY(f.views().isVisible());
        QVERIFY(f.find<QDockWidget>("surfacesDock")->isVisible());
        QCOMPARE(f.list()->topLevelItemCount(), 2);
        QCOMPARE(f.list()->topLevelItem(0)->childCount(), 1);
        QCOMPARE(f.list()->topLevelItem(0)->text(0), QString("lh.pial.surf.gii"));
        QCOMPARE(f.list()->topLevelItem(1)->text(0), QString("bundle.tck"));
        QVERIFY(f.find<QAction>("saveView")->isEnabled() && !f.find<QAction>("closeLayer")->isEnabled());
        // Something is drawn where the surface is.
        const auto picture = f.views().grabFramebuffer();
        const auto at = (QPointF(f.inVolume({Centre[0], Centre[1], Centre[2]})) * f.views().devicePixelRatioF()).toPoint();
        const auto colour = picture.pixelColor(at + QPoint(12, 9)); // beside the crosshair's lines
        QVERIFY2(colour.value() > 60, qPrintable(colour.name()));
    }

    void theEyeHidesWhatItBelongsToAndUndoNamesIt()
    {
        SurfaceFixture f;
        f.show({f.surface(), f.values(), f.tracts()});
        auto* stack = f.workbench().history().stack();
        f.list()->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
        QVERIFY(!f.surfaces().meshes[0].visible);
        QCOMPARE(stack->undoText(), QString("hide lh.pial.surf.gii"));
        QVERIFY(f.settle());
        f.list()->topLevelItem(0)->child(0)->setCheckState(0, Qt::Unchecked);
        QVERIFY(!f.surfaces().meshes[0].overlays[0].display.visible);
        QVERIFY(f.settle());
        f.list()->topLevelItem(1)->setCheckState(0, Qt::Unchecked);
        QVERIFY(!f.surfaces().tracts[0].visible);
        QVERIFY(f.settle()); // nothing is left to see
        for (int n = 0; n < 3; ++n)
            f.undo();
        QVERIFY(f.surfaces().meshes[0].visible && f.surfaces().meshes[0].overlays[0].display.visible && f.surfaces().tracts[0].visible);
    }

    void theControlsChangeWhatIsChosen()
    {
        SurfaceFixture f;
        f.show({f.surface(), f.values(), f.tracts()});
        f.list()->setCurrentItem(f.list()->topLevelItem(0));
        auto* slider = f.find<QSlider>("surfaceOpacity");
        auto* stack = f.workbench().history().stack();
        const int steps = stack->count();
        slider->setValue(70);
        slider->setValue(40);
        QCOMPARE(f.surfaces().meshes[0].opacity, 0.4);
        QCOMPARE(stack->count(), steps + 1); // one drag, one step
        f.click("surfaceOutline");
        QVERIFY(!f.surfaces().meshes[0].outline);
        QVERIFY(f.settle());
        f.list()->setCurrentItem(f.list()->topLevelItem(0)->child(0));
        auto* map = f.find<QComboBox>("surfaceMap");
        QCOMPARE(map->count(), 2);
        QCOMPARE(map->itemText(1), QString("houses"));
        map->setCurrentIndex(1);
        Q_EMIT map->activated(1);
        QCOMPARE(f.surfaces().meshes[0].overlays[0].map, std::size_t(1));
        f.find<QDoubleSpinBox>("surfaceWindowHigh")->setValue(1234);
        QCOMPARE(f.surfaces().meshes[0].overlays[0].display.windowHigh, 1234.0);
        f.click("surfaceThreshold");
        QVERIFY(f.surfaces().meshes[0].overlays[0].display.threshold.enabled);
        f.find<QDoubleSpinBox>("surfaceThresholdLow")->setValue(12);
        QCOMPARE(f.surfaces().meshes[0].overlays[0].display.threshold.low, 12.0);
        slider->setValue(50);
        QCOMPARE(f.surfaces().meshes[0].overlays[0].display.opacity, 0.5);
        QVERIFY(f.settle());
        f.list()->setCurrentItem(f.list()->topLevelItem(1));
        QVERIFY(!map->isVisible());
        f.find<QSpinBox>("tractShown")->setValue(7);
        QCOMPARE(f.surfaces().tracts[0].shown, std::size_t(7));
        Q_EMIT f.find<QComboBox>("tractColouring")->activated(1);
        QCOMPARE(f.surfaces().tracts[0].colouring, TractColouring::OneColour);
        f.find<QDoubleSpinBox>("tractLineWidth")->setValue(3);
        QCOMPARE(f.surfaces().tracts[0].lineWidth, 3.0);
        QVERIFY(f.settle());
    }

    void bothHemispheresKeepOneScaleUntilTheyAreTakenApart()
    {
        SurfaceFixture f;
        f.show({f.surface("lh.pial.surf.gii"), f.surface("rh.pial.surf.gii"), f.values("lh.z.func.gii"), f.values("rh.z.func.gii")});
        QCOMPARE(f.surfaces().meshes.size(), std::size_t(2));
        f.list()->setCurrentItem(f.list()->topLevelItem(1)->child(0));
        QVERIFY(f.find<QCheckBox>("surfaceBoth")->isVisible());
        f.find<QDoubleSpinBox>("surfaceWindowHigh")->setValue(77);
        const auto high = [&f](std::size_t n) { return f.surfaces().meshes[n].overlays[0].display.windowHigh; };
        QVERIFY(high(0) == 77 && high(1) == 77);
        f.undo(); // one step for both
        QVERIFY(high(0) != 77 && high(1) != 77);
        QVERIFY(f.settle());
        f.click("surfaceBoth");
        f.find<QDoubleSpinBox>("surfaceWindowHigh")->setValue(88);
        QVERIFY(high(0) != 88 && high(1) == 88);
    }

    void aCiftiFilePaintsBothHemispheresAndComesBackWithTheView()
    {
        SurfaceFixture f;
        const auto maps = f.cifti();
        f.show({maps});
        QVERIFY2(f.message().contains("6 vertices of the left cortex"), qPrintable(f.message()));
        for (const auto& [name, around] : {std::pair("lh.pial.surf.gii", 4), std::pair("rh.pial.surf.gii", 3)}) {
            const auto path = f.file(QString("study/") + name);
            writeGifti(path.toStdString(), shapes::ellipsoid(Centre, Radii, around, 2));
            f.show({path});
        }
        f.show({maps});
        QCOMPARE(f.surfaces().meshes.size(), std::size_t(2));
        const auto check = [&f](const char* when) {
            for (std::size_t n = 0; n < 2; ++n) {
                const auto& overlays = f.surfaces().meshes[n].overlays;
                QVERIFY2(overlays.size() == 1, when);
                const auto& values = overlays[0].data->maps[0].values;
                QVERIFY2(values.size() == (n == 0 ? 6 : 5) && values[3] == (n == 0 ? 31 : 100), when);
                QVERIFY2(n == 1 || std::isnan(values[5]), when);
            }
        };
        check("opened");
        f.workbench().saveView(f.file("study/view.json"));
        QVERIFY(f.settle());
        f.find<QAction>("closeAllLayers")->trigger();
        f.undo();
        check("undone");
        f.find<QAction>("closeAllLayers")->trigger();
        f.show({f.file("study/view.json")});
        check("opened again");
    }

    void aClickOnTheSurfaceMovesTheCrosshairThereAndNamesTheVertex()
    {
        SurfaceFixture f(true);
        f.show({f.surface(), f.values()});
        f.scene().setVolumeCamera({0, 0, 1}); // from the front
        QVERIFY(f.settle());
        const World before = f.scene().crosshair(), target{Centre[0] - 3, 0, Centre[2] + 2};
        QTest::mouseClick(&f.views(), Qt::LeftButton, {}, f.inVolume(target));
        const World& c = f.scene().crosshair();
        QVERIFY(c.x != before.x);
        QVERIFY2(std::abs(c.x - target.x) < 0.3 && std::abs(c.z - target.z) < 0.3, qPrintable(QString("%1 %2").arg(c.x).arg(c.z)));
        const double y = Centre[1] + Radii[1] * std::sqrt(1 - 9.0 / 81 - 4.0 / 36); // in front, not behind
        QVERIFY2(std::abs(c.y - y) < 0.5, qPrintable(QString::number(c.y)));
        const auto lines = vertexLines(f.scene());
        QCOMPARE(lines.size(), std::size_t(2));
        QTRY_VERIFY(f.find<QLabel>("crosshairStatus")->text().contains(QString::fromStdString(lines[0].value)));
        QVERIFY(f.find<QLabel>("crosshairStatus")->text().contains(QString::fromStdString(lines[1].value)));
        // A drag turns and leaves the crosshair; a click beside it does nothing.
        const World clicked = c;
        const auto from = f.inVolume(clicked);
        QTest::mousePress(&f.views(), Qt::LeftButton, {}, from);
        QTest::mouseMove(&f.views(), from + QPoint(20, 0));
        QTest::mouseRelease(&f.views(), Qt::LeftButton, {}, from + QPoint(20, 0));
        QVERIFY(f.scene().volumeCamera().azimuth != 0);
        QTest::mouseClick(&f.views(), Qt::LeftButton, {}, f.inVolume({25, -12, 0}));
        QCOMPARE(f.scene().crosshair().x, clicked.x);
        f.undo(); // the turn
        f.undo();
        QCOMPARE(f.scene().crosshair().x, before.x);
    }

    void valuesThatDoNotFitAreRefusedWithBothNumbers()
    {
        SurfaceFixture f;
        f.show({f.surface()});
        const auto count = f.surfaces().meshes[0].mesh->vertices.size();
        f.show({f.values("lh.other.func.gii", 50)});
        QTRY_VERIFY(f.message().contains(QString::number(count)));
        QVERIFY(f.message().contains("lh.other.func.gii") && !f.message().contains('\n'));
        QVERIFY(f.surfaces().meshes[0].overlays.empty());
        // As many vertices, but of the other hemisphere.
        f.show({f.values("rh.z.func.gii")});
        QTRY_VERIFY2(f.message().contains("right hemisphere"), qPrintable(f.message()));
        QVERIFY(f.surfaces().meshes[0].overlays.empty());
        auto* opening = f.window().findChild<SurfaceOpening*>();
        opening->addOverlay(f.file("study/rh.z.func.gii").toStdString(), f.surfaces().meshes[0].mesh);
        QVERIFY(f.settle());
        QVERIFY2(f.message().contains("choose the file of the same hemisphere"), qPrintable(f.message()));
        opening->addOverlay(f.values().toStdString(), f.surfaces().meshes[0].mesh);
        QVERIFY(f.settle());
        QCOMPARE(f.surfaces().meshes[0].overlays.size(), std::size_t(1));
    }

    void brokenAndLonelyFilesAreReportedAndTheOthersOpen()
    {
        SurfaceFixture f;
        writeTextFile(f.file("study/broken.surf.gii").toStdString(), "<GIFTI> no");
        f.show({f.values("lh.lonely.func.gii")});
        QTRY_VERIFY2(f.message().contains("open the surface first"), qPrintable(f.message()));
        f.show({f.file("study/broken.surf.gii"), f.surface()});
        QTRY_VERIFY2(f.message().contains("broken.surf.gii"), qPrintable(f.message()));
        QCOMPARE(f.surfaces().meshes.size(), std::size_t(1));
    }

    void deleteClosesAndUndoBringsItBackAlthoughTheFileIsGone()
    {
        SurfaceFixture f;
        const auto surface = f.surface();
        f.show({surface, f.values(), f.tracts()});
        QFile::remove(surface);
        f.list()->setCurrentItem(f.list()->topLevelItem(0)->child(0));
        f.list()->setFocus();
        QTest::keyClick(f.list(), Qt::Key_Delete);
        QVERIFY(f.surfaces().meshes[0].overlays.empty());
        QVERIFY(f.settle());
        QTest::keyClick(f.list(), Qt::Key_Delete); // the surface is chosen now
        QVERIFY(f.surfaces().meshes.empty());
        QVERIFY(f.settle());
        f.find<QAction>("closeSurface")->trigger();
        f.list()->setCurrentItem(f.list()->topLevelItem(0));
        f.find<QAction>("closeSurface")->trigger();
        QVERIFY(f.scene().isEmpty());
        QVERIFY(f.settle());
        QVERIFY(!f.views().isVisible()); // the first page again
        while (f.workbench().history().stack()->canUndo() && f.surfaces().meshes.empty())
            f.undo();
        QCOMPARE(f.surfaces().meshes.size(), std::size_t(1));
        f.undo();
        QCOMPARE(f.surfaces().meshes[0].overlays.size(), std::size_t(1));
        QVERIFY(f.settle());
    }

    void aSavedViewMovesWithItsFilesAndTheCommandLineDrawsTheSamePicture()
    {
        SurfaceFixture f(true);
        f.show({f.surface(), f.values(), f.tracts()});
        Q_EMIT f.find<QComboBox>("surfaceImage")->activated(1); // slices in 3D
        QCOMPARE(f.surfaces().image, ImageInVolume::Slices);
        QVERIFY(f.settle());
        f.workbench().saveView(f.file("study/view.json"));
        QVERIFY(f.settle());
        f.find<QAction>("closeAllLayers")->trigger();
        QVERIFY(f.scene().isEmpty());
        QVERIFY(QDir().rename(f.file("study"), f.file("elsewhere")));
        QVERIFY(f.open({f.file("elsewhere/view.json")}));
        QCOMPARE(f.surfaces().meshes.size(), std::size_t(1));
        QCOMPARE(f.surfaces().meshes[0].overlays.size(), std::size_t(1));
        QCOMPARE(f.surfaces().meshes[0].mesh->path, f.file("elsewhere/lh.pial.surf.gii").toStdString());
        const auto shown = f.views().grabFramebuffer().convertToFormat(QImage::Format_RGB32);
        const auto size = QString("%1x%2").arg(shown.width()).arg(shown.height());
        QProcess cli;
        cli.start(qEnvironmentVariable("INSULA_BIN_DIR") + "/insula-cli",
            {"snapshot", f.file("elsewhere/view.json"), "-o", f.file("picture.png"), "--size", size, "--scale",
                QString::number(f.views().devicePixelRatioF())});
        QVERIFY(cli.waitForFinished(60000));
        QVERIFY2(cli.exitCode() == 0, cli.readAllStandardError().constData());
        const auto picture = QImage(f.file("picture.png")).convertToFormat(QImage::Format_RGB32);
        QCOMPARE(picture.size(), shown.size());
        // The window's 3D view has a button for its settings in its corner.
        const auto corner = f.view(ViewKind::Volume);
        const auto isButton = [&](int x, int y) { return x > corner.x + corner.width - 120 && y >= corner.y && y < corner.y + 45; };
        int different = 0;
        for (int y = 0; y < shown.height(); ++y)
            for (int x = 0; x < shown.width(); ++x)
                different += shown.pixel(x, y) != picture.pixel(x, y) && !isButton(x, y);
        QVERIFY2(different < 100, qPrintable(QString::number(different))); // edges of triangles, in another OpenGL context

        // One file is missing: it is asked for, and what is shown stays until the user agrees to go without it.
        QVERIFY(QFile::remove(f.file("elsewhere/lh.z.func.gii")));
        f.show({f.file("elsewhere/view.json")});
        QTRY_VERIFY(f.window().findChild<MissingFilesDialog*>());
        auto* dialog = f.window().findChild<MissingFilesDialog*>();
        auto* list = dialog->findChild<QTreeWidget*>("missingList");
        QCOMPARE(list->topLevelItemCount(), 1);
        QCOMPARE(list->topLevelItem(0)->text(0), QString("lh.z.func.gii"));
        QCOMPARE(f.surfaces().meshes[0].overlays.size(), std::size_t(1));
        dialog->skip(0);
        dialog->accept();
        QTRY_VERIFY(f.surfaces().meshes[0].overlays.empty());
        QCOMPARE(f.surfaces().meshes.size(), std::size_t(1));
    }

    void theOutlineFollowsTheCrosshair()
    {
        SurfaceFixture f(true);
        f.show({f.surface()});
        f.scene().setCrosshair({Centre[0], Centre[1], Centre[2]});
        f.scene().setCrosshairVisible(false);
        QVERIFY(f.settle());
        const auto isOutlined = [&f](const World& point) {
            const auto picture = f.views().grabFramebuffer();
            const auto at = (QPointF(f.at(ViewKind::Axial, point)) * f.views().devicePixelRatioF()).toPoint();
            for (int y = -2; y <= 2; ++y)
                for (int x = -2; x <= 2; ++x)
                    if (const auto c = picture.pixelColor(at + QPoint(x, y)); c.red() > 200 && c.blue() < 140 && c.green() < 140)
                        return true;
            return false;
        };
        QVERIFY(isOutlined({Centre[0] - Radii[0], Centre[1], Centre[2]}));
        QVERIFY(!isOutlined({Centre[0] + Radii[0] + 8, Centre[1], Centre[2]}));
        f.views().setFocus();
        QTest::keyClick(&f.views(), Qt::Key_PageUp);
        QTest::keyClick(&f.views(), Qt::Key_PageUp);
        QVERIFY(f.settle());
        const double up = f.scene().crosshair().z - Centre[2];
        QVERIFY(up > 2 && up < 6);
        const double share = std::sqrt(1 - up * up / (Radii[2] * Radii[2]));
        QVERIFY(isOutlined({Centre[0] - Radii[0] * share, Centre[1], f.scene().crosshair().z}));
        QVERIFY(!isOutlined({Centre[0] - Radii[0], Centre[1], f.scene().crosshair().z}));
    }
};

INSULA_WINDOW_TEST(tst_SurfaceWindow)
#include "tst_SurfaceWindow.moc"
