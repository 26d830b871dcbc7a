#include "processing/steps/BadFileWatch.h"

#include "processing/core/Error.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>

namespace insula {
namespace {

constexpr std::size_t NoteBytes = 8192, MostBadFiles = 50;

} // namespace

BadFileWatch::BadFileWatch()
{
    void* note = ::mmap(nullptr, NoteBytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (note == MAP_FAILED)
        throw Error("there is no memory left; close other programs");
    m_note = static_cast<char*>(note);
}

BadFileWatch::~BadFileWatch()
{
    ::munmap(m_note, NoteBytes);
}

bool BadFileWatch::begin(const std::filesystem::path& file)
{
    const std::string text = file.string();
    if (m_bad.contains(text))
        return false;
    const std::size_t size = std::min(text.size(), NoteBytes - 1);
    std::memcpy(m_note, text.data(), size);
    m_note[size] = '\0';
    return true;
}

void BadFileWatch::end()
{
    m_note[0] = '\0';
}

std::string BadFileWatch::noted() const
{
    return {m_note, strnlen(m_note, NoteBytes)};
}

std::string BadFileWatch::run(
    const std::function<std::string()>& work, const ProcessLimits& limits, const std::string& subject, const Progress& progress)
{
    for (;;) {
        end();
        try {
            return runLimited(work, limits, subject, progress);
        } catch (const ReaderCrashed&) {
            const std::string file = noted();
            if (file.empty() || m_bad.size() >= MostBadFiles || !m_bad.insert(file).second)
                throw;
        }
    }
}

} // namespace insula
