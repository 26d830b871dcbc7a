// Label maps drawn in the window: saved, read again, asked about before they are lost, and offered after a crash.
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "tests/widgets/LabelFixture.h"

#include <nlohmann/json.hpp>

#include <set>

using namespace insula;

class tst_LabelSaving : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSavedReadsBackEqualAndTheTableLiesBesideIt()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        f.stroke({-12, -15, f.scene().crosshair().z}, {-4, -7, f.scene().crosshair().z});
        auto table = f.map().table();
        table.at(1).name = "Left thing";
        f.editing().setTable("rename", table);
        const auto session = f.editing().current();
        const auto file = f.file("mine.nii.gz").toStdString();
        f.editing().save(session, file);
        QTRY_VERIFY(!f.editing().hasUnsaved());
        f.settle();
        QCOMPARE(f.scene().layers().back().name, std::string("mine.nii.gz"));
        const auto back = readNifti(file, {.kind = Kind::Labels});
        const auto scan = readNifti(f.file("head.nii").toStdString());
        QVERIFY(back->affine() == scan->affine());
        QCOMPARE(back->source().forms.sformCode, scan->source().forms.sformCode);
        QCOMPARE(back->source().forms.qformCode, scan->source().forms.qformCode);
        for (std::size_t n = 0; n < f.map().voxels().size(); ++n) {
            const auto i = static_cast<std::int64_t>(n);
            QCOMPARE(back->value(i % 60, i / 60 % 44, i / 2640), double(f.map().at(i)));
        }
        QCOMPARE(labelTableBeside(file).at(1).name, std::string("Left thing"));
        // Opened again in another window, it is the same map with its names.
        WindowFixture other;
        QVERIFY(other.open({QString::fromStdString(file)}));
        other.find<QAction>("labelsEditMap")->trigger();
        const auto again = other.find<LabelEditing>("labelEditing")->current();
        QVERIFY(std::ranges::equal(again->map->voxels(), f.map().voxels()));
        QCOMPARE(again->map->table().at(1).name, std::string("Left thing"));
    }

    void labelsNeverReplaceAnOpenImage()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        QVERIFY_EXCEPTION_THROWN(f.editing().save(f.editing().current(), f.file("head.nii").toStdString()), Error);
        // A map that was there before is replaced only when the user says so.
        auto labels = phantom::filled<std::uint8_t>(
            phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return w.x < 0 ? 3.0 : 0.0; }, Kind::Labels);
        QVERIFY(f.open({f.save("old_dseg.nii", labels)}));
        f.find<QAction>("labelsEditMap")->trigger();
        f.undo(); // nothing of the map
        f.redo();
        QVERIFY(!f.editing().mayWrite(*f.editing().current(), f.file("old_dseg.nii").toStdString()));
        f.take(Qt::Key_E);
        f.setDiameter(10);
        f.stroke({-10, -12, 20}, {-4, -12, 20});
        f.answer("labelsOverwrite", "Cancel");
        f.find<QAction>("labelsSaveMap")->trigger();
        QVERIFY(f.editing().hasUnsaved());
        f.answer("labelsOverwrite", "Replace");
        f.find<QAction>("labelsSaveMap")->trigger();
        QTRY_VERIFY(!f.editing().hasUnsaved());
        QVERIFY(f.editing().mayWrite(*f.editing().current(), f.file("old_dseg.nii").toStdString()));
        QCOMPARE(readNifti(f.file("old_dseg.nii").toStdString())->dataType(), DataType::UInt8);
    }

    void closingAsksBeforeEditsAreLost()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        const double z = f.scene().crosshair().z;
        f.stroke({-12, -12, z}, {0, -12, z});
        f.answer("labelsUnsaved", "Cancel");
        QVERIFY(!f.window().close());
        QVERIFY(f.window().isVisible());
        f.answer("labelsUnsaved", "Discard");
        QVERIFY(f.window().close());
    }

    void whatACrashLeftIsOfferedAndOpensWithItsEdits()
    {
        std::set<std::int64_t> painted;
        {
            LabelFixture f;
            f.take(Qt::Key_P);
            const double z = f.scene().crosshair().z;
            f.stroke({-12, -12, z}, {0, -12, z});
            painted = f.with(1);
            f.editing().copyUnsaved();
            f.settle();
            QVERIFY(abandonedLabelRecoveries(recoveryFolder()).empty()); // this program still runs
        }
        // As if another program had left it.
        int copies = 0;
        for (const auto& each : std::filesystem::directory_iterator(recoveryFolder()))
            if (each.path().extension() == ".json") {
                auto facts = nlohmann::json::parse(readTextFile(each.path()));
                facts["process"] = 2147483000;
                writeTextFile(each.path(), facts.dump());
                ++copies;
            }
        QCOMPARE(copies, 1);
        WindowFixture f;
        f.find<QWidget>("labelsRecovery");
        QTRY_VERIFY(f.find<QMessageBox>("labelsRecovery"));
        for (auto* button : f.find<QMessageBox>("labelsRecovery")->buttons())
            if (button->text().contains("Open"))
                button->click();
        f.settle();
        const auto session = f.find<LabelEditing>("labelEditing")->current();
        QVERIFY(session && session->isModified());
        QVERIFY(QString::fromStdString(session->map->path()).endsWith("head_labels.nii.gz"));
        std::set<std::int64_t> found;
        for (std::size_t n = 0; n < session->map->voxels().size(); ++n)
            if (session->map->voxels()[n] == 1)
                found.insert(static_cast<std::int64_t>(n));
        QCOMPARE(found, painted);
    }
};

INSULA_WINDOW_TEST(tst_LabelSaving)
#include "tst_LabelSaving.moc"
