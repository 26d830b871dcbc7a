// A map of distances to the brain's edge in the window: its outline, the border's slider, and the way to a mask.
#include "processing/core/BrainMask.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/ProcessPanel.h"
#include "widgets/StepLauncher.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSlider>
#include <QUndoStack>

#include <cmath>

using namespace insula;

namespace {

constexpr double RadiusMm = 15;

double beyondBallMm(const World& w)
{
    return std::hypot(w.x, w.y, w.z) - RadiusMm;
}

VolumePtr scan()
{
    return phantom::filled<std::int16_t>(phantom::cube(30), [](const World& w, std::int64_t) { return beyondBallMm(w) < 4 ? 400 : 20; });
}

VolumePtr distanceMap()
{
    return phantom::filled(phantom::cube(30), [](const World& w, std::int64_t) { return beyondBallMm(w); });
}

class DistanceFixture : public WindowFixture {
public:
    DistanceFixture()
    {
        m_isOpen = open({save("head.nii", scan())}) && open({save("head_desc-brain_distance.nii", distanceMap())});
        scene().setCrosshairVisible(false);
        settle();
    }
    bool isOpen() const { return m_isOpen; }
    const LayerDisplay& display() { return scene().layers()[1].display; }
    // How far right of the middle the outline is drawn in the axial view (mm); 0 when there is none.
    double outlineMm()
    {
        settle();
        const auto picture = views().grabFramebuffer();
        const auto& rect = view(ViewKind::Axial);
        const auto frame = views().renderer().frameOf(rect);
        const Pixel middle = frame.pixelOf({0, 0, 0});
        for (int x = static_cast<int>(middle.x); x < rect.width; ++x) {
            const QColor colour = picture.pixelColor(rect.x + x, rect.y + static_cast<int>(middle.y));
            if (colour.green() > colour.red() + 80)
                return (x + 0.5 - middle.x) * frame.mmPerPixel;
        }
        return 0;
    }
    double pixelMm() { return views().renderer().frameOf(view(ViewKind::Axial)).mmPerPixel; }

private:
    bool m_isOpen = false;
};

} // namespace

class tst_DistanceLayer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("INSULA_RESOURCES", (qEnvironmentVariable("INSULA_SOURCE_DIR") + "/resources").toLocal8Bit()); }

    void comesUpAsTheEdgesOutlineOverTheScan()
    {
        DistanceFixture f;
        QVERIFY(f.isOpen());
        QVERIFY(f.display().outline && f.display().threshold.enabled);
        QCOMPARE(f.display().threshold.high, 0.0);
        QVERIFY2(std::abs(f.outlineMm() - RadiusMm) < 1.5 * f.pixelMm(), qPrintable(QString::number(f.outlineMm())));
        QVERIFY(f.find<QSlider>("borderSlider")->isVisible());
        QVERIFY(!f.find<QDoubleSpinBox>("thresholdHigh")->isVisible()); // the border is the threshold
    }

    void onlyADistanceMapHasTheSlider()
    {
        DistanceFixture f;
        f.scene().selectLayer(f.scene().layers()[0].id);
        QTest::qWait(20);
        QVERIFY(!f.find<QSlider>("borderSlider")->isVisible());
        QVERIFY(f.find<QDoubleSpinBox>("thresholdHigh")->isVisible());
    }

    void theOutlineFollowsTheBorder_data()
    {
        QTest::addColumn<double>("border");
        for (const double mm : {-5.0, -2.4, 3.7, 10.0})
            QTest::addRow("%g mm", mm) << mm;
    }
    void theOutlineFollowsTheBorder()
    {
        QFETCH(double, border);
        DistanceFixture f;
        auto* box = f.find<QDoubleSpinBox>("border");
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, QString::number(border));
        QTest::keyClick(box, Qt::Key_Return);
        QVERIFY(std::abs(f.display().threshold.high - border) < 1e-9);
        QCOMPARE(f.find<QSlider>("borderSlider")->value(), static_cast<int>(std::lround(border * 10)));
        QVERIFY2(std::abs(f.outlineMm() - RadiusMm - border) < 1.5 * f.pixelMm(), qPrintable(QString::number(f.outlineMm() - RadiusMm)));
    }

    void aDragOfTheSliderIsOneStepOfUndo()
    {
        DistanceFixture f;
        auto* slider = f.find<QSlider>("borderSlider");
        auto* stack = f.workbench().history().stack();
        const int before = stack->count();
        const QPoint handle(static_cast<int>(slider->width() * 5.0 / 15), slider->height() / 3); // at 0
        QTest::mousePress(slider, Qt::LeftButton, {}, handle);
        for (int n = 1; n <= 12; ++n)
            QTest::mouseMove(slider, handle + QPoint(4 * n, 0));
        QTest::mouseRelease(slider, Qt::LeftButton, {}, handle + QPoint(48, 0));
        const double dragged = f.display().threshold.high;
        QVERIFY2(dragged > 1, qPrintable(QString::number(dragged)));
        QCOMPARE(stack->count(), before + 1);
        QVERIFY(stack->undoText().startsWith("border of"));
        QTest::keyClick(slider, Qt::Key_Right);
        QCOMPARE(stack->count(), before + 2); // the drag is over
        f.find<QAction>("undo")->trigger();
        QVERIFY(std::abs(f.display().threshold.high - dragged) < 1e-9);
        f.find<QAction>("undo")->trigger();
        QCOMPARE(f.display().threshold.high, 0.0);
        QTest::qWait(20);
        QCOMPARE(f.find<QDoubleSpinBox>("border")->value(), 0.0);
    }

    void makeMaskOpensTheFormWithTheBorderAndTheScanBelow()
    {
        DistanceFixture f;
        f.find<QDoubleSpinBox>("border")->setValue(2.5);
        f.click("makeMask");
        auto* form = f.window().findChild<ProcessPanel*>()->form();
        QVERIFY(form);
        QCOMPARE(QString::fromStdString(form->info().id), QString("distance-mask"));
        QVERIFY(form->isVisible());
        const auto request = form->request();
        QCOMPARE(request.params.at("border").get<double>(), 2.5);
        QCOMPARE(QString::fromStdString(request.inputs.at("distance").string()), f.file("head_desc-brain_distance.nii"));
        QCOMPARE(QString::fromStdString(request.inputs.at("image").string()), f.file("head.nii"));
        QCOMPARE(form->problem(), QString());
    }

    void resultsAreNamedAfterTheScanAndOnlyWhatCanBeMadeIsAskedFor()
    {
        DistanceFixture f;
        RunRequest request = distanceMaskRequest(f.scene(), f.scene().layers()[1].id);
        const auto both = f.workbench().completed(request).outputs;
        QCOMPARE(QString::fromStdString(both.at("mask").filename().string()), QString("head_desc-brain_mask.nii.gz"));
        QCOMPARE(QString::fromStdString(both.at("brain").filename().string()), QString("head_desc-brain.nii.gz"));
        request.inputs.erase("image");
        QVERIFY(!f.workbench().completed(request).outputs.contains("brain"));
    }

    void aRunsDistanceMapIsShownOverItsMask()
    {
        WindowFixture f;
        Job job;
        job.outputs = {
            {"brain", "/x/a_desc-brain.nii.gz"}, {"distance", "/x/a_desc-brain_distance.nii.gz"}, {"mask", "/x/a_desc-brain_mask.nii.gz"}};
        const auto* step = f.workbench().findStep("skull-strip");
        QVERIFY(step);
        const auto shown = outputsToShow(job, step->info);
        QCOMPARE(shown.size(), std::size_t(2));
        QCOMPARE(QString::fromStdString(shown[0].string()), job.outputs["mask"]);
        QCOMPARE(QString::fromStdString(shown[1].string()), job.outputs["distance"]);
    }
};

INSULA_WINDOW_TEST(tst_DistanceLayer)
#include "tst_DistanceLayer.moc"
