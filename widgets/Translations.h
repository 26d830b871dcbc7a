// The window in the user's language: the program's own texts, and those of Qt. GUI thread.
#pragma once

#include <QString>
#include <QStringList>

namespace insula {

// Codes of the languages that the program speaks: "en", "de", ...; without those that were not built.
QStringList languages();
QString nativeName(const QString& language); // "Deutsch"
// From now on, for widgets that are made later. Empty: the system's language, English when it is none of ours. Throws Error (usage) for an
// unknown one.
void setLanguage(const QString& language);

} // namespace insula
