#include "processing/core/MotionFile.h"

#include "processing/core/Error.h"
#include "processing/core/EventsFile.h"
#include "processing/core/TextTable.h"

#include <cmath>
#include <fmt/format.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

enum class Form { None, Fsl, Spm, Confounds };

Form formOf(const fs::path& file)
{
    const auto name = file.filename().string();
    if (file.extension() == ".par" || name.ends_with("_moest.txt"))
        return Form::Fsl;
    if (name.starts_with("rp_") && file.extension() == ".txt")
        return Form::Spm;
    if (file.extension() == ".tsv" && name.find("confounds") != std::string::npos)
        return Form::Confounds;
    return Form::None;
}

HeadMotion fromConfounds(const fs::path& file)
{
    const auto table = readTabSeparated(file);
    HeadMotion motion;
    motion.translationMm.resize(table.rows.size());
    motion.rotation.resize(table.rows.size());
    const std::array<const char*, 3> axes{"x", "y", "z"};
    for (std::size_t axis = 0; axis < 3; ++axis)
        for (const bool isShift : {true, false}) {
            const auto name = fmt::format("{}_{}", isShift ? "trans" : "rot", axes[axis]);
            const auto column = table.column(name);
            if (!column)
                throw Error(fmt::format("it has no column {}; choose the confounds that fMRIPrep wrote", name));
            for (std::size_t t = 0; t < table.rows.size(); ++t) {
                const auto value = numberIn(table.rows[t][*column]);
                if (!value || !std::isfinite(*value))
                    throw Error(fmt::format("{} of frame {} is no number", name, t + 1));
                (isShift ? motion.translationMm : motion.rotation)[t][axis] = *value;
            }
        }
    return motion;
}

} // namespace

bool isNamedLikeMotion(const fs::path& file)
{
    return formOf(file) != Form::None;
}

HeadMotion readMotion(const fs::path& file)
{
    return withContext(fmt::format("cannot read the motion '{}'", file.filename().string()), [&] {
        const auto form = formOf(file);
        if (form == Form::None)
            throw Error("its name does not say in which order it has the numbers; name it *.par (FSL), rp_*.txt (SPM) or "
                        "*_desc-confounds_timeseries.tsv (fMRIPrep)");
        if (form == Form::Confounds)
            return fromConfounds(file);
        const auto rows = readNumbers(file);
        if (rows.front().size() != 6)
            throw Error(fmt::format("six numbers a frame are expected, {} were found", rows.front().size()));
        HeadMotion motion;
        for (std::size_t t = 0; t < rows.size(); ++t) {
            const auto& row = rows[t];
            for (const double value : row)
                if (!std::isfinite(value))
                    throw Error(fmt::format("frame {} has a value that is no number", t + 1));
            const std::array<double, 3> first{row[0], row[1], row[2]}, second{row[3], row[4], row[5]};
            motion.translationMm.push_back(form == Form::Fsl ? second : first);
            motion.rotation.push_back(form == Form::Fsl ? first : second);
        }
        return motion;
    });
}

fs::path motionOfRun(const fs::path& run)
{
    auto stem = run.filename().string();
    stem = stem.substr(0, stem.find(".nii"));
    auto base = stem; // "bold_1slice" has "bold_moest.txt"
    if (const auto last = base.rfind('_'); last != std::string::npos)
        base.resize(last);
    std::error_code ignored;
    for (const auto& name : {stem + ".par", stem + "_mcf.par", stem + "_mc.par", stem + ".nii.gz.par", stem + ".nii.par",
             "rp_" + stem + ".txt", "rp_a" + stem + ".txt", base + "_moest.txt"})
        if (fs::exists(run.parent_path() / name, ignored))
            return run.parent_path() / name;
    for (const auto* suffix : {"desc-confounds_timeseries.tsv", "desc-confounds_regressors.tsv"})
        if (const auto found = fileOfRun(run, suffix); !found.empty() && found.parent_path() == run.parent_path())
            return found;
    return {};
}

std::vector<double> framewiseDisplacementMm(const HeadMotion& motion, double radiusMm)
{
    std::vector<double> moved(motion.frames(), 0.0);
    for (std::size_t t = 1; t < motion.frames(); ++t)
        for (std::size_t axis = 0; axis < 3; ++axis)
            moved[t] += std::abs(motion.translationMm[t][axis] - motion.translationMm[t - 1][axis])
                + radiusMm * std::abs(motion.rotation[t][axis] - motion.rotation[t - 1][axis]);
    return moved;
}

} // namespace insula
