#include "processing/core/BidsProject.h"

#include "processing/core/Error.h"

namespace insula {

std::size_t addToProject(Project& project, const BidsDataset& dataset, std::vector<std::string>& problems, const Progress& progress)
{
    std::size_t count = 0, looked = 0;
    for (const BidsFile& file : dataset.files()) {
        progress.report(static_cast<double>(looked++) / static_cast<double>(dataset.files().size()), file.path.string());
        if (!file.isImage() || file.subject.empty())
            continue;
        try { // one broken file does not keep the others out
            project.addVolume(dataset.root() / file.path, file.subject, file.session);
            ++count;
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            problems.emplace_back(error.what());
        }
    }
    if (count == 0 && problems.empty())
        throw Error(
            "'" + dataset.root().string() + "' has no images below folders called sub-LABEL: is it the top folder of a BIDS data set?");
    return count;
}

} // namespace insula
