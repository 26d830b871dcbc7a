#include "widgets/Settings.h"

#include <QSettings>

#include <array>

namespace insula {
namespace {

constexpr int MostRecentFiles = 10;

struct Entry {
    Setting which;
    const char* key;
    QVariant start;
};

const Entry& entry(Setting which)
{
    static const std::array<Entry, 12> table{
        {{Setting::RecentFiles, "recent-files", QStringList()}, {Setting::LastFolder, "last-folder", QString()},
            {Setting::Radiological, "radiological", true}, {Setting::ReadoutAtlas, "atlas/readout", QString()},
            {Setting::AtlasInAnySpace, "atlas/any-space", false}, {Setting::Picture, "picture", QVariantMap()},
            {Setting::Movie, "movie", QVariantMap()}, {Setting::Theme, "theme", QStringLiteral("system")},
            {Setting::Shortcuts, "shortcuts", QVariantMap()}, {Setting::Language, "language", QString()},
            {Setting::WindowGeometry, "window/geometry", QByteArray()}, {Setting::WindowState, "window/state", QByteArray()}}};
    return table.at(static_cast<std::size_t>(which));
}

} // namespace

QVariant setting(Setting which)
{
    return QSettings().value(QLatin1String(entry(which).key), entry(which).start);
}

void setSetting(Setting which, const QVariant& value)
{
    QSettings().setValue(QLatin1String(entry(which).key), value);
}

void rememberFile(const QString& file)
{
    auto files = setting(Setting::RecentFiles).toStringList();
    files.removeAll(file);
    files.prepend(file);
    setSetting(Setting::RecentFiles, QStringList(files.mid(0, MostRecentFiles)));
}

} // namespace insula
