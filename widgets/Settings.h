// Every setting that the window remembers, one line each. Kept by QSettings (~/.config/Insula/Insula.conf). GUI thread.
#pragma once

#include <QString>
#include <QStringList>
#include <QVariant>

namespace insula {

enum class Setting {
    RecentFiles, // newest first: images, projects, saved views
    LastFolder, // of the file dialogs
    Radiological,
    ReadoutAtlas, // its image
    AtlasInAnySpace,
    Picture, // choices of "Save picture..."
    Movie, // and of "Save movie..."
    Theme, // "system", "light" or "dark"
    Shortcuts, // object name of a command to its keys
    Language, // "de"; empty: the system's
    WindowGeometry,
    WindowState, // which docks are open, and where
};

QVariant setting(Setting which); // its default when never set
void setSetting(Setting which, const QVariant& value);

// The recent files, with `file` first; at most ten.
void rememberFile(const QString& file);

} // namespace insula
