// A window with an oblique, anisotropic, left-handed scan to draw labels on, by mouse and keys.
#pragma once

#include "processing/core/LabelBrush.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/LabelEditing.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QMessageBox>
#include <QTimer>
#include <QUndoStack>

#include <set>

namespace insula {

inline constexpr double MiddleX = 5;

inline std::filesystem::path recoveryFolder()
{
    return LabelEditing::recoveryFolder();
}

class LabelFixture : public WindowFixture {
public:
    LabelFixture()
    {
        std::error_code ignored;
        std::filesystem::remove_all(recoveryFolder(), ignored);
        open({save("head.nii", phantom::leftIsBright(phantom::obliqueLeftHanded(), MiddleX))});
        scene().setLayout(Layout::Slices);
        // Not between two layers of voxels, and not in the middle.
        scene().setCrosshair({4.3, -11.4, 20.6});
        settle();
        views().setFocus();
    }
    LabelEditing& editing() { return *find<LabelEditing>("labelEditing"); }
    const EditableLabels& map() { return *editing().current()->map; }
    void take(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&window(), key, modifiers);
        settle();
    }
    void setDiameter(double mm)
    {
        auto brush = editing().brush();
        brush.diameterMm = mm;
        editing().setBrush(brush);
    }
    void stroke(const World& from, const World& to, Qt::KeyboardModifiers modifiers = {}, ViewKind kind = ViewKind::Axial)
    {
        const auto a = at(kind, from), b = at(kind, to);
        QTest::mousePress(&views(), Qt::LeftButton, modifiers, a);
        for (int n = 1; n <= 5; ++n)
            QTest::mouseEvent(QTest::MouseMove, static_cast<QWidget*>(&views()), Qt::LeftButton, modifiers, a + (b - a) * n / 5);
        QTest::mouseRelease(&views(), Qt::LeftButton, modifiers, b);
    }
    std::set<std::int64_t> with(LabelNumber label)
    {
        std::set<std::int64_t> found;
        for (std::size_t n = 0; n < map().voxels().size(); ++n)
            if (map().voxels()[n] == label)
                found.insert(static_cast<std::int64_t>(n));
        return found;
    }
    QString undoText() { return workbench().history().stack()->undoText(); }
    void undo() { find<QAction>("undo")->trigger(); }
    void redo() { find<QAction>("redo")->trigger(); }
    // Presses a button of the next message box.
    void answer(const QString& box, const QString& button)
    {
        auto* timer = new QTimer(&window());
        timer->setInterval(30);
        QObject::connect(timer, &QTimer::timeout, timer, [timer, box, button] {
            for (auto* each : QApplication::topLevelWidgets())
                if (auto* found = qobject_cast<QMessageBox*>(each); found && found->objectName() == box && found->isVisible())
                    for (auto* one : found->buttons())
                        if (one->text().remove(QLatin1Char('&')) == button) {
                            timer->stop();
                            one->click();
                            return;
                        }
        });
        timer->start();
    }
};

// The farthest that a voxel reaches from its centre.
inline constexpr double VoxelReach = 1.45;

} // namespace insula
