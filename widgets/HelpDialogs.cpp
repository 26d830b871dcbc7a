#include "widgets/HelpDialogs.h"

#include "processing/core/Version.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QMessageBox>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace insula {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("insula", text);
}

QString row(const QString& name, const QString& keys)
{
    return QStringLiteral("<tr><td style='padding:2px 18px 2px 0'>%1</td><td><b>%2</b></td></tr>")
        .arg(name.toHtmlEscaped(), keys.toHtmlEscaped());
}

QString gestures()
{
    return row(tr("Move the crosshair"), tr("Left drag")) + row(tr("Window and level of the current layer"), tr("Right drag"))
        + row(tr("Move the picture"), tr("Middle drag, or Shift + left drag")) + row(tr("Next and previous slice"), tr("Wheel"))
        + row(tr("Zoom about the pointer"), tr("Ctrl + wheel")) + row(tr("One view alone, and back"), tr("Double click"))
        + row(tr("Turn and zoom the 3D view"), tr("Left drag, wheel"))
        + row(tr("Crosshair by one voxel in the view last used"), tr("Arrow keys"))
        + row(tr("Through the slices of that view"), tr("Page Up, Page Down"))
        + row(tr("Line of before and after"), tr("Left drag, Shift + Left, Right"))
        + row(tr("Open files, folders, projects"), tr("Drop them anywhere"));
}

} // namespace

void showShortcutSheet(QWidget* parent, const std::vector<WindowMenus::Shortcut>& shortcuts)
{
    QString keys;
    for (const auto& shortcut : shortcuts)
        keys += row(shortcut.name, shortcut.keys);
    QDialog dialog(parent);
    dialog.setWindowTitle(tr("Keys and mouse"));
    auto* text = new QTextBrowser;
    text->setAccessibleName(dialog.windowTitle());
    text->setHtml(tr("<h3>Mouse and crosshair</h3><table>%1</table><h3>Keys</h3><table>%2</table>").arg(gestures(), keys));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    auto* column = new QVBoxLayout(&dialog);
    column->addWidget(text);
    column->addWidget(buttons);
    dialog.resize(560, 620);
    dialog.exec();
}

void showAbout(QWidget* parent)
{
    QMessageBox::about(parent, tr("About Insula"),
        tr("<h3>Insula %1</h3><p>A workbench for brain images: open a scan, look at it, process it, and know how every result came to "
           "be.</p>"
           "<p><b>%2.</b></p><p>Apache License 2.0. Built on Qt, VTK, ITK, LibTorch, Dear ImGui and SQLite.</p>")
            .arg(QLatin1String(Version), QLatin1String(Notice)));
}

} // namespace insula
