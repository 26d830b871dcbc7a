// The form of a step is built from the description alone.
#include "widgets/StepForm.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace insula;

namespace {

StepDescription everyKind()
{
    StepDescription step;
    step.info.id = "everything";
    step.info.title = "Everything";
    step.info.inputs = {{"image", PortKind::Image, "Image", false, false, {}, {}}, {"mask", PortKind::Labels, "Mask", true, false, {}, {}}};
    step.info.outputs = {{"brain", PortKind::Image, "Brain", false, false, {}, {}}};
    Param flag{Param::Type::Boolean, "fast", "Fast", "Skips refinement.", "true", 0, 0, 0, {}, {}};
    Param whole{Param::Type::Integer, "passes", "Passes", "How often.", "3", 1, 9, 2, {}, {}};
    Param real{Param::Type::Real, "fwhm", "FWHM (mm)", "Width of the kernel.", "6.25", 0.5, 30, 0.5, {}, {}};
    Param choice{Param::Type::Choice, "border", "Border", "", "with", 0, 0, 0, {{"without", "Without CSF"}, {"with", "With CSF"}}, {}};
    Param text{Param::Type::Path, "note", "Note", "", "hello", 0, 0, 0, {}, ""};
    Param file{Param::Type::Path, "lut", "Table", "", "", 0, 0, 0, {}, "*.tsv"};
    step.params = {flag, whole, real, choice, text, file};
    return step;
}

} // namespace

class tst_StepForm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesEachKindOfParameterItsControl()
    {
        StepForm form(everyKind());
        QVERIFY(form.findChild<QCheckBox*>("fast")->isChecked());
        const auto* passes = form.findChild<QSpinBox*>("passes");
        QCOMPARE(passes->value(), 3);
        QCOMPARE(passes->maximum(), 9);
        QCOMPARE(passes->singleStep(), 2);
        const auto* fwhm = form.findChild<QDoubleSpinBox*>("fwhm");
        QCOMPARE(fwhm->value(), 6.25);
        QCOMPARE(fwhm->minimum(), 0.5);
        QCOMPARE(fwhm->toolTip(), QString("Width of the kernel."));
        QCOMPARE(form.findChild<QComboBox*>("border")->currentText(), QString("With CSF"));
        QCOMPARE(form.findChild<QWidget*>("note")->findChildren<QLineEdit*>().size(), 1);
        QCOMPARE(form.findChild<QWidget*>("note")->findChildren<QAbstractButton*>().size(), 0);
        QCOMPARE(form.findChild<QWidget*>("lut")->findChildren<QAbstractButton*>().size(), 1);
        QVERIFY(form.findChild<QLabel*>("outputs")->text().contains("Brain"));
    }

    void givesTypedValues()
    {
        StepForm form(everyKind());
        form.findChild<QCheckBox*>("fast")->setChecked(false);
        form.findChild<QSpinBox*>("passes")->setValue(5);
        form.findChild<QComboBox*>("border")->setCurrentIndex(0);
        const auto params = form.request().params;
        QCOMPARE(QString::fromStdString(params.dump()),
            QString(R"({"border":"without","fast":false,"fwhm":6.25,"lut":"","note":"hello","passes":5})"));
    }

    void isFilledInAsARequestSaysAndKeepsTheRest()
    {
        StepForm form(everyKind());
        form.setCandidates({{"T1w", "/data/t1.nii", PortKind::Image, 1}, {"mask", "/data/mask.nii", PortKind::Labels, 1}});
        RunRequest wanted;
        wanted.inputs = {{"image", "/data/other.nii"}, {"mask", "/data/mask.nii"}};
        wanted.params = {{"fast", false}, {"fwhm", 4.5}, {"border", "without"}, {"note", "bye"}};
        form.fill(wanted);
        const auto request = form.request();
        QCOMPARE(QString::fromStdString(request.inputs.at("image").string()), QString("/data/other.nii")); // not offered before
        QCOMPARE(QString::fromStdString(request.inputs.at("mask").string()), QString("/data/mask.nii"));
        QCOMPARE(QString::fromStdString(request.params.dump()),
            QString(R"({"border":"without","fast":false,"fwhm":4.5,"lut":"","note":"bye","passes":3})"));
    }

    void everyControlHasAnAccessibleName()
    {
        StepForm form(everyKind());
        for (const auto* name : {"fast", "passes", "fwhm", "border", "note", "lut", "in-image", "in-mask"})
            QVERIFY2(!form.findChild<QWidget*>(name)->accessibleName().isEmpty(), name);
    }

    void runsOnlyWhenItsInputsAreChosen()
    {
        StepForm form(everyKind());
        QSignalSpy runs(&form, &StepForm::runRequested);
        auto* run = form.findChild<QPushButton*>("run");
        QVERIFY(!run->isEnabled());
        QVERIFY(form.problem().contains("Image"));
        form.setCandidates({{"T1w", "/data/t1.nii", PortKind::Image, 1}, {"mask", "/data/mask.nii", PortKind::Labels, 1}});
        QVERIFY(run->isEnabled());
        QTest::mouseClick(run, Qt::LeftButton);
        QCOMPARE(runs.size(), 1);
        const auto request = runs[0][0].value<RunRequest>();
        QCOMPARE(QString::fromStdString(request.inputs.at("image").string()), QString("/data/t1.nii"));
        QVERIFY(!request.inputs.contains("mask")); // optional: not chosen by itself
    }

    void offersLabelsOnlyForLabelPorts()
    {
        StepForm form(everyKind());
        form.setCandidates({{"T1w", "/data/t1.nii", PortKind::Image, 1}, {"mask", "/data/mask.nii", PortKind::Labels, 1}});
        QCOMPARE(form.findChild<QComboBox*>("in-mask")->findText("T1w"), -1);
        QVERIFY(form.findChild<QComboBox*>("in-mask")->findText("mask") > 0);
    }

    void keepsTheChoiceWhenLayersChange()
    {
        StepForm form(everyKind());
        form.setCandidates({{"a", "/data/a.nii", PortKind::Image, 1}, {"b", "/data/b.nii", PortKind::Image, 1}});
        auto* box = form.findChild<QComboBox*>("in-image");
        box->setCurrentIndex(box->findText("b"));
        form.setCandidates({{"new", "/data/new.nii", PortKind::Image, 1}, {"b", "/data/b.nii", PortKind::Image, 1}});
        QCOMPARE(box->currentText(), QString("b"));
    }

    void proposesAnotherLayerToRegisterOntoThanTheOneThatMoves()
    {
        StepDescription step = everyKind();
        step.info.inputs
            = {{"moving", PortKind::Image, "Moving", false, false, {}, {}}, {"fixed", PortKind::Image, "Fixed", false, false, {}, {}}};
        StepForm form(step);
        const auto* moving = form.findChild<QComboBox*>("in-moving");
        auto* fixed = form.findChild<QComboBox*>("in-fixed");
        form.setCandidates({{"bold", "/data/bold.nii", PortKind::Image, 1}});
        QCOMPARE(moving->currentText(), QString("bold"));
        QCOMPARE(fixed->currentIndex(), 0); // nothing to register onto yet
        QVERIFY(form.problem().contains("Fixed"));
        form.setCandidates({{"bold", "/data/bold.nii", PortKind::Image, 1}, {"T1w", "/data/t1.nii", PortKind::Image, 1}});
        QCOMPARE(moving->currentText(), QString("bold"));
        QCOMPARE(fixed->currentText(), QString("T1w"));
        fixed->setCurrentIndex(fixed->findText("bold")); // a user who wants that may
        form.setCandidates({{"T1w", "/data/t1.nii", PortKind::Image, 1}, {"bold", "/data/bold.nii", PortKind::Image, 1}});
        QCOMPARE(fixed->currentText(), QString("bold"));
    }

    void aStepThatTakesAMaskIsNotOfferedItAsItsImage()
    {
        StepForm form(everyKind());
        form.setCandidates({{"mask", "/data/mask.nii", PortKind::Labels, 1}, {"T1w", "/data/t1.nii", PortKind::Image, 1}});
        QCOMPARE(form.findChild<QComboBox*>("in-image")->currentText(), QString("T1w"));
    }
};

QTEST_MAIN(tst_StepForm)
#include "tst_StepForm.moc"
