// "Save picture...", "Copy picture" and "Save movie..." with mouse and keys.
#include "processing/core/Version.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/PictureChoices.h"
#include "widgets/PicturePreview.h"
#include "widgets/SaveMovieDialog.h"
#include "widgets/SavePictureDialog.h"
#include "widgets/Settings.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImageReader>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTimer>

#include <functional>

using namespace insula;

namespace {

// In the event loop of the dialog that opens next.
template <typename Dialog> void inDialog(const std::function<void(Dialog&)>& act)
{
    QTimer::singleShot(50, [act] {
        auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
        if (!dialog)
            return inDialog<Dialog>(act); // not there yet
        act(*dialog);
        if (QTest::currentTestFailed())
            dialog->reject();
    });
}

void nameFile(const QString& file)
{
    inDialog<QFileDialog>([file](QFileDialog& dialog) {
        QTest::qWait(200); // its folder arrives in the background, with the name that was proposed
        dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(file);
        QMetaObject::invokeMethod(&dialog, "accept");
    });
}

void choose(QDialog& dialog, const char* list, const QString& text)
{
    auto* box = dialog.findChild<QComboBox*>(QLatin1String(list));
    const int index = box->findText(text, Qt::MatchStartsWith);
    QVERIFY2(index >= 0, qPrintable(text));
    box->setFocus();
    for (int steps = 0; steps < box->count() && box->currentIndex() != index; ++steps)
        QTest::keyClick(box, box->currentIndex() < index ? Qt::Key_Down : Qt::Key_Up);
    QCOMPARE(box->currentIndex(), index);
}

void type(QDialog& dialog, const char* spin, double value)
{
    auto* box = dialog.findChild<QDoubleSpinBox*>(QLatin1String(spin));
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, QString::number(value));
    QTest::keyClick(box, Qt::Key_Return);
}

void toggle(QDialog& dialog, const char* box)
{
    QTest::mouseClick(dialog.findChild<QCheckBox*>(QLatin1String(box)), Qt::LeftButton, {}, QPoint(8, 8));
}

QPushButton* saveButton(QDialog& dialog)
{
    return dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save);
}

double valueOf(QDialog& dialog, const char* spin)
{
    return dialog.findChild<QDoubleSpinBox*>(QLatin1String(spin))->value();
}

} // namespace

class tst_Saving : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void savesWhatTheDialogShowsAndRemembersIt();
    void copiesThePictureAsItWasChosen();
    void sizesThatCannotBeAreRefusedInPlace();
    void unitsKeepTheSizeAndSidesTheirProportions();
    void filmGoesOnWhenTheImageIsClosed();
    void cancelledFilmLeavesNoFile();
    void everyMotionHasItsPreview();
    void withoutFfmpegTheWindowSaysWhatToInstall();

private:
    bool openPhantom() { return m_fixture->open({m_fixture->save("left.nii", phantom::leftIsBright(phantom::obliqueLeftHanded(), 5))}); }
    bool waitForWork() const
    {
        return QTest::qWaitFor([this] { return m_fixture->workbench().work().isIdle(); }, 30000);
    }
    // Shortcuts go to the active window, which it becomes again only some time after a dialog was closed.
    void press(const char* keys) const
    {
        m_fixture->window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_fixture->window()));
        QTest::keySequence(&m_fixture->window(), QKeySequence(QLatin1String(keys)));
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_Saving::init()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    m_fixture = std::make_unique<WindowFixture>();
    QVERIFY(openPhantom());
    setSetting(Setting::LastFolder, QFileInfo(m_fixture->file("x")).absolutePath());
    auto& scene = m_fixture->scene();
    auto display = scene.layers()[0].display;
    display.windowLow = 0;
    display.windowHigh = 255;
    scene.setDisplay(scene.layers()[0].id, display);
    scene.setRadiological(true);
}

void tst_Saving::savesWhatTheDialogShowsAndRemembersIt()
{
    const auto file = m_fixture->file("picture.png");
    const QSizeF views = m_fixture->views().size(); // before messages appear above them
    QImage preview;
    inDialog<SavePictureDialog>([&](SavePictureDialog& dialog) {
        choose(dialog, "pictureView", "Axial");
        choose(dialog, "picturePreset", "Journal column, 85 mm at 300");
        choose(dialog, "pictureBackdrop", "White");
        for (const char* box : {"pictureCrosshair", "pictureReadout", "pictureColourBars", "pictureNotice"})
            toggle(dialog, box);
        auto* small = dialog.findChild<PicturePreview*>();
        QVERIFY(QTest::qWaitFor([&] { return small->isComplete(); }, 10000));
        preview = small->image();
        // Without a name one comes back to the choices.
        inDialog<QFileDialog>([file](QFileDialog& names) {
            names.reject();
            inDialog<SavePictureDialog>([file](SavePictureDialog& again) {
                nameFile(file);
                QTest::mouseClick(saveButton(again), Qt::LeftButton);
            });
        });
        QTest::mouseClick(saveButton(dialog), Qt::LeftButton);
    });
    press("Ctrl+Shift+S");
    QVERIFY(waitForWork());
    const QImage picture(file);
    QVERIFY2(!picture.isNull(), qPrintable(m_fixture->window().findChild<MessageBar*>()->text()));
    QCOMPARE(picture.width(), 1004);
    QCOMPARE(picture.dotsPerMeterX(), 11811);
    QVERIFY(picture.text("Description").startsWith(Notice)); // though it is not drawn
    QVERIFY(std::abs(picture.height() - 1004.0 * views.height() / views.width()) < 2);
    // The patient's left, which is bright, is on the right; around it is white.
    const int y = picture.height() / 2 - 40, x = picture.width() / 2;
    QCOMPARE(qRed(picture.pixel(x - 60, y)), 50);
    QCOMPARE(qRed(picture.pixel(x + 60, y)), 200);
    QCOMPARE(picture.pixel(3, 3), qRgb(255, 255, 255));
    // The preview is the same picture, smaller.
    const auto shrunk = [&](const QImage& image, double at) {
        return qRed(image.pixel(int(image.width() * at), int(image.height() * (double(y) / picture.height()))));
    };
    for (const double at : {0.44, 0.56})
        QCOMPARE(shrunk(preview, at), shrunk(picture, at));
    // The next time.
    inDialog<SavePictureDialog>([](SavePictureDialog& dialog) {
        QCOMPARE(dialog.findChild<QComboBox*>("picturePreset")->currentData().toString(), QStringLiteral("column-300"));
        QCOMPARE(dialog.findChild<QComboBox*>("pictureView")->currentText(), QStringLiteral("Axial"));
        QCOMPARE(dialog.findChild<QComboBox*>("pictureBackdrop")->currentText(), QStringLiteral("White"));
        QVERIFY(!dialog.findChild<QCheckBox*>("pictureNotice")->isChecked());
        QVERIFY(dialog.findChild<QCheckBox*>("pictureLetters")->isChecked());
        QCOMPARE(valueOf(dialog, "pictureDpi"), 300.0);
        dialog.reject();
    });
    press("Ctrl+Shift+S");
    // The scene is as it was.
    QCOMPARE(m_fixture->scene().layout(), Layout::Four);
    QVERIFY(m_fixture->scene().isCrosshairVisible());
}

void tst_Saving::copiesThePictureAsItWasChosen()
{
    QGuiApplication::clipboard()->clear();
    const auto views = (QSizeF(m_fixture->views().size()) * m_fixture->views().devicePixelRatioF()).toSize();
    press("Ctrl+Shift+C");
    QVERIFY(waitForWork());
    QCOMPARE(QGuiApplication::clipboard()->image().size(), views);
    inDialog<SavePictureDialog>([](SavePictureDialog& dialog) {
        choose(dialog, "picturePreset", "Slide");
        choose(dialog, "pictureBackdrop", "Transparent");
        QTest::mouseClick(dialog.findChild<QPushButton*>("copyFromDialog"), Qt::LeftButton);
        QTest::qWait(50);
        dialog.reject();
    });
    press("Ctrl+Shift+S");
    QVERIFY(waitForWork());
    const auto image = QGuiApplication::clipboard()->image();
    QCOMPARE(image.size(), QSize(1920, 1080));
    QCOMPARE(qAlpha(image.pixel(2, 2)), 0);
}

void tst_Saving::sizesThatCannotBeAreRefusedInPlace()
{
    inDialog<SavePictureDialog>([](SavePictureDialog& dialog) {
        QVERIFY(saveButton(dialog)->isEnabled());
        toggle(dialog, "pictureKeepProportions");
        type(dialog, "pictureWidth", 20);
        QVERIFY(!saveButton(dialog)->isEnabled());
        type(dialog, "pictureWidth", 50000);
        QVERIFY(!saveButton(dialog)->isEnabled());
        type(dialog, "pictureWidth", 500);
        QVERIFY(saveButton(dialog)->isEnabled());
        type(dialog, "pictureDpi", 2400);
        type(dialog, "picturePoints", 100); // text of 3333 pixels
        QVERIFY(!saveButton(dialog)->isEnabled());
        dialog.reject();
    });
    press("Ctrl+Shift+S");
}

void tst_Saving::unitsKeepTheSizeAndSidesTheirProportions()
{
    inDialog<SavePictureDialog>([](SavePictureDialog& dialog) {
        choose(dialog, "picturePreset", "Slide");
        type(dialog, "pictureDpi", 254);
        choose(dialog, "pictureUnit", "mm");
        QCOMPARE(valueOf(dialog, "pictureWidth"), 192.0); // 1920 / 254 * 25.4
        QCOMPARE(valueOf(dialog, "pictureHeight"), 108.0);
        type(dialog, "pictureWidth", 96);
        QCOMPARE(valueOf(dialog, "pictureHeight"), 54.0);
        QCOMPARE(dialog.choices().width(), 960);
        QCOMPARE(dialog.choices().height(), 540);
        type(dialog, "pictureHeight", 27);
        QCOMPARE(valueOf(dialog, "pictureWidth"), 48.0);
        type(dialog, "pictureDpi", 508);
        QCOMPARE(dialog.choices().width(), 960); // the same on paper, twice the dots
        dialog.reject();
    });
    press("Ctrl+Shift+S");
}

void tst_Saving::filmGoesOnWhenTheImageIsClosed()
{
    const auto file = m_fixture->file("film.gif");
    inDialog<SaveMovieDialog>([&](SaveMovieDialog& dialog) {
        choose(dialog, "movieKind", "Through");
        choose(dialog, "moviePlane", "Coronal");
        choose(dialog, "movieFormat", "Animated GIF");
        auto* width = dialog.findChild<QSpinBox*>("movieWidth");
        width->setFocus();
        width->selectAll();
        QTest::keyClicks(width, "333");
        QTest::keyClick(width, Qt::Key_Return);
        type(dialog, "movieSeconds", 2);
        type(dialog, "movieRate", 10);
        nameFile(file);
        QTest::mouseClick(saveButton(dialog), Qt::LeftButton);
    });
    press("Ctrl+Shift+M");
    QVERIFY(!m_fixture->workbench().work().isIdle());
    m_fixture->workbench().closeAllLayers();
    QVERIFY(waitForWork());
    QImageReader reader(file);
    QCOMPARE(reader.size(), QSize(333, 480));
    QCOMPARE(reader.imageCount(), 20);
}

void tst_Saving::cancelledFilmLeavesNoFile()
{
    for (const char* name : {"stopped.gif", "stopped"}) {
        inDialog<SaveMovieDialog>([&](SaveMovieDialog& dialog) {
            choose(dialog, "movieKind", "The 3D view turns");
            choose(dialog, "movieFormat", QString(name).endsWith(".gif") ? "Animated GIF" : "PNG");
            type(dialog, "movieSeconds", 60);
            nameFile(m_fixture->file(name));
            QTest::mouseClick(saveButton(dialog), Qt::LeftButton);
        });
        press("Ctrl+Shift+M");
        auto& work = m_fixture->workbench().work();
        QVERIFY(QTest::qWaitFor([&] { return work.oldest().fraction > 0; }, 10000));
        work.cancel(work.oldest().id);
        QVERIFY(waitForWork());
    }
    const QDir folder(QFileInfo(m_fixture->file("x")).absolutePath());
    QVERIFY(folder.entryList({"*stopped*"}, QDir::AllEntries | QDir::Hidden).isEmpty());
}

void tst_Saving::everyMotionHasItsPreview()
{
    inDialog<SaveMovieDialog>([](SaveMovieDialog& dialog) {
        auto* preview = dialog.findChild<PicturePreview*>();
        const auto drawn = [&] { return QTest::qWaitFor([&] { return preview->isComplete(); }, 10000) ? preview->image() : QImage(); };
        auto* slider = dialog.findChild<QSlider*>("movieFrame");
        for (const char* kind : {"The 3D view turns", "Through"}) {
            choose(dialog, "movieKind", kind);
            slider->setValue(0);
            const auto first = drawn();
            slider->setValue(slider->maximum() / 3);
            const auto later = drawn();
            QVERIFY(!first.isNull() && first != later);
        }
        // One image is no run.
        choose(dialog, "movieKind", "The frames");
        QVERIFY(!saveButton(dialog)->isEnabled());
        QVERIFY(dialog.findChild<QLabel*>("movieResult")->text().contains("run of several frames"));
        dialog.reject();
    });
    press("Ctrl+Shift+M");
}

void tst_Saving::withoutFfmpegTheWindowSaysWhatToInstall()
{
    const auto path = qgetenv("PATH");
    qputenv("PATH", "/nowhere");
    inDialog<SaveMovieDialog>([&](SaveMovieDialog& dialog) {
        choose(dialog, "movieKind", "Through");
        choose(dialog, "movieFormat", "MP4");
        QVERIFY(dialog.findChild<QLabel*>("movieResult")->text().contains("apt install ffmpeg"));
        nameFile(m_fixture->file("none.mp4"));
        QTest::mouseClick(saveButton(dialog), Qt::LeftButton);
    });
    press("Ctrl+Shift+M");
    QVERIFY(waitForWork());
    qputenv("PATH", path);
    QVERIFY(m_fixture->window().findChild<MessageBar*>()->text().contains("install ffmpeg"));
    const QDir folder(QFileInfo(m_fixture->file("x")).absolutePath());
    QVERIFY(folder.entryList({"*none*"}, QDir::AllEntries | QDir::Hidden).isEmpty());
}

INSULA_WINDOW_TEST(tst_Saving)
#include "tst_Saving.moc"
