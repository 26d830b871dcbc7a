#include "models/steps/AnatomyParams.h"

namespace insula {

void bindAnatomy(ParamBinder& b, AnatomyParams& p, AnatomyFields fields)
{
    b.path("model", p.model, "model", "Model", "An anatomy package: its name, or a folder.");
    if (fields == AnatomyFields::WithGridAndMirror) {
        b.choice("grid", p.grid, {{"native", "The scan's own"}, {"1mm", "1 mm, upright"}}, "Grid",
            "Of the result: the voxels of the scan, or cubes of half the network's voxel size with the axes left, inferior, anterior.");
        b.boolean("mirrored", p.mirrored, "Also mirrored",
            "Looks at the mirrored head as well and takes the mean: somewhat better, and takes twice as long.");
    }
    bindFrameAndDevice(b, p.frame, p.device);
}

AnatomyHead readAnatomy(
    const StepInputs& inputs, const AnatomyParams& p, AnatomyOptions options, const AnatomyRunner& runner, const Progress& progress)
{
    options.head = {p.frame, p.device, inputs.threads};
    options.mirrored = p.mirrored;
    return readAnatomy(inputs.volume("image"), modelForTask(p.model, {"anatomy"}), options, runner, progress);
}

Volume::Description descriptionOn(const Volume& image, const AnatomyHead& head, const AnatomyParams& p)
{
    Volume::Description description;
    if (p.grid == "1mm") {
        description.grid = head.fineGrid;
        description.source.forms.sformCode = 1;
        return description;
    }
    description.grid = image.grid();
    description.source.forms = image.source().forms;
    return description;
}

} // namespace insula
