#include "widgets/Theme.h"

#include "widgets/MainWindow.h"
#include "widgets/Settings.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QPalette>

#include <tuple>

namespace insula {
namespace {

struct Colours {
    QRgb window, base, alternate, button, text, quiet, highlight, highlightedText, link, tip;
};
constexpr Colours Dark{
    0xff2b2d31, 0xff1f2124, 0xff26282c, 0xff383b40, 0xffe6e8eb, 0xff8a8f98, 0xff2f6fb7, 0xffffffff, 0xff6cb2ff, 0xff3a3d42};
constexpr Colours Light{
    0xfff0f1f3, 0xffffffff, 0xfff6f7f8, 0xffe6e8eb, 0xff1c1e21, 0xff7c828b, 0xff2f6fb7, 0xffffffff, 0xff1b5fb0, 0xfffffbe6};

QPalette paletteOf(const Colours& c)
{
    QPalette palette(QColor(c.button), QColor(c.window)); // derives the shades of frames
    palette.setColor(QPalette::Base, c.base);
    palette.setColor(QPalette::AlternateBase, c.alternate);
    palette.setColor(QPalette::ToolTipBase, c.tip);
    palette.setColor(QPalette::Highlight, c.highlight);
    palette.setColor(QPalette::HighlightedText, c.highlightedText);
    palette.setColor(QPalette::Link, c.link);
    palette.setColor(QPalette::LinkVisited, c.link);
    palette.setColor(QPalette::PlaceholderText, c.quiet);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, c.text);
        palette.setColor(QPalette::Disabled, role, c.quiet);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.quiet);
    return palette;
}

} // namespace

void applyTheme(const QString& theme)
{
    if (theme == QStringLiteral("dark"))
        QApplication::setPalette(paletteOf(Dark));
    else if (theme == QStringLiteral("light"))
        QApplication::setPalette(paletteOf(Light));
    else
        QApplication::setPalette(QPalette()); // the system's again
    // Qt tells the widgets itself only while the event loop runs.
    for (auto* widget : QApplication::allWidgets()) {
        QEvent change(QEvent::ApplicationPaletteChange);
        QApplication::sendEvent(widget, &change);
    }
}

void addThemes(const WindowParts& parts)
{
    auto* menu = new QMenu(MainWindow::tr("&Theme"), parts.menus.menu(MainWindow::tr("&View")));
    parts.menus.menu(MainWindow::tr("&View"))->addMenu(menu);
    auto* group = new QActionGroup(menu);
    const auto now = setting(Setting::Theme).toString();
    for (const auto& [theme, name, object] : {std::tuple("system", MainWindow::tr("As the &system"), "themeSystem"),
             std::tuple("light", MainWindow::tr("&Light theme"), "themeLight"),
             std::tuple("dark", MainWindow::tr("&Dark theme"), "themeDark")}) {
        auto* action = parts.menus.add(
            menu, name, {},
            [theme = QString::fromLatin1(theme)] {
                setSetting(Setting::Theme, theme);
                applyTheme(theme);
            },
            QString::fromLatin1(object));
        action->setCheckable(true);
        action->setChecked(now == QLatin1String(theme));
        group->addAction(action);
    }
    if (now != QStringLiteral("system"))
        applyTheme(now);
}

} // namespace insula
