#include "widgets/FuzzyMatch.h"

namespace insula {

std::optional<int> fuzzyScore(const QString& typed, const QString& name)
{
    int score = 0;
    qsizetype at = 0;
    qsizetype previous = -2;
    for (const QChar letter : typed) {
        if (letter.isSpace())
            continue;
        qsizetype found = name.indexOf(letter, at, Qt::CaseInsensitive);
        if (found < 0)
            return std::nullopt;
        // A later start of a word beats an earlier letter inside one, unless the run simply continues.
        if (found != previous + 1)
            for (qsizetype next = found; next >= 0; next = name.indexOf(letter, next + 1, Qt::CaseInsensitive))
                if (next == 0 || !name[next - 1].isLetterOrNumber()) {
                    found = next;
                    break;
                }
        const bool wordStart = found == 0 || !name[found - 1].isLetterOrNumber();
        score += 1 + (found == previous + 1 ? 6 : 0) + (wordStart ? 8 : 0);
        previous = found;
        at = found + 1;
    }
    if (!typed.isEmpty() && name.contains(typed.trimmed(), Qt::CaseInsensitive))
        score += 20;
    return typed.isEmpty() ? 0 : score * 100 - static_cast<int>(name.size());
}

} // namespace insula
