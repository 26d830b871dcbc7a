#include "widgets/FuzzyMatch.h"

#include <algorithm>

namespace insula {
namespace {

// For letters that stand together in the name: most at the start of a word.
int runScore(const QString& typed, const QString& name)
{
    int score = 0;
    if (typed.isEmpty())
        return score;
    for (auto at = name.indexOf(typed, 0, Qt::CaseInsensitive); at >= 0; at = name.indexOf(typed, at + 1, Qt::CaseInsensitive))
        score = std::max(score, at == 0 || !name[at - 1].isLetterOrNumber() ? 24 : 8);
    return score;
}

} // namespace

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
    score += runScore(typed.trimmed(), name);
    return typed.isEmpty() ? 0 : score * 100 - static_cast<int>(name.size());
}

} // namespace insula
