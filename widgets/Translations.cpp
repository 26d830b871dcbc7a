#include "widgets/Translations.h"

#include "processing/core/Error.h"
#include "widgets/MainWindow.h"
#include "widgets/Settings.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"
#include "widgets/Workbench.h"

#include <QActionGroup>
#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QLibraryInfo>
#include <QLocale>
#include <QMenu>
#include <QTranslator>

#include <memory>
#include <vector>

#ifdef INSULA_HAS_TRANSLATIONS
// Of a static library, so that the linker keeps it; must stand outside of the namespace.
static void initialiseTranslations()
{
    Q_INIT_RESOURCE(translations);
}
#else
static void initialiseTranslations() { }
#endif

namespace insula {

namespace {

bool canDraw(const QString& language)
{
    return language != QStringLiteral("zh") || !QFontDatabase::families(QFontDatabase::SimplifiedChinese).isEmpty();
}

} // namespace

QStringList languages()
{
    initialiseTranslations();
    QStringList found{QStringLiteral("en")};
    for (const auto& file : QDir(QStringLiteral(":/translations")).entryList({QStringLiteral("insula_*.qm")}))
        if (const auto code = file.mid(7, file.size() - 10); !found.contains(code))
            found << code;
    return found;
}

QString nativeName(const QString& language)
{
    if (language == QStringLiteral("en"))
        return QStringLiteral("English"); // not "American English"
    auto name = QLocale(language).nativeLanguageName();
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    return name;
}

void setLanguage(const QString& wanted)
{
    const auto known = languages();
    QString language = wanted;
    if (language.isEmpty()) {
        language = QStringLiteral("en");
        for (const auto& each : QLocale::system().uiLanguages()) { // "de-CH", "zh-Hans-CN", the preferred first
            const auto code = each.section(QLatin1Char('-'), 0, 0);
            if (known.contains(code) && canDraw(code)) {
                language = code;
                break;
            }
        }
    } else if (!known.contains(language))
        throw usageError(
            "there is no language '" + language.toStdString() + "'; languages: " + known.join(QStringLiteral(", ")).toStdString());
    static std::vector<std::unique_ptr<QTranslator>> translators; // those in use
    for (const auto& each : translators)
        QCoreApplication::removeTranslator(each.get());
    translators.clear();
    const auto add = [&](const QString& name, const QString& folder) {
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(name, folder)) {
            QCoreApplication::installTranslator(translator.get());
            translators.push_back(std::move(translator));
        }
    };
    if (language != QStringLiteral("en"))
        add(QStringLiteral("qtbase_") + (language == QStringLiteral("zh") ? QStringLiteral("zh_CN") : language),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    add(QStringLiteral("insula_") + language, QStringLiteral(":/translations"));
}

void addLanguages(const WindowParts& parts)
{
    const auto known = languages();
    if (known.size() < 2)
        return;
    auto* view = parts.menus.menu(MainWindow::tr("&View"));
    auto* menu = view->addMenu(MainWindow::tr("L&anguage"));
    auto* group = new QActionGroup(menu);
    const auto now = setting(Setting::Language).toString();
    for (const auto& code : QStringList{QString()} + known) {
        const auto name = code.isEmpty() ? MainWindow::tr("The &system's language") : nativeName(code);
        auto* action = parts.menus.add(
            menu, name, {},
            [code, workbench = &parts.workbench] {
                setSetting(Setting::Language, code);
                workbench->inform(MessageBar::Tone::Information, MainWindow::tr("Insula speaks it from the next start on."));
            },
            QStringLiteral("language_") + (code.isEmpty() ? QStringLiteral("system") : code));
        action->setCheckable(true);
        action->setChecked(code == now);
        group->addAction(action);
        if (!canDraw(code)) {
            action->setEnabled(false);
            action->setText(MainWindow::tr("Chinese (needs a font: fonts-noto-cjk)"));
        }
    }
}

} // namespace insula
