#include "viewers/LabelSurface.h"

#include "viewers/LayerColours.h"
#include "viewers/VolumeImage.h"

#include <vtkDiscreteFlyingEdges3D.h>
#include <vtkLookupTable.h>
#include <vtkPolyDataMapper.h>
#include <vtkPolyDataNormals.h>
#include <vtkProperty.h>
#include <vtkWindowedSincPolyDataFilter.h>

namespace insula {

namespace {

constexpr int SmoothingPasses = 25;
constexpr double SmoothingBand = 0.02; // lower is smoother

vtkNew<vtkLookupTable> coloursOf(const Layer& layer, const std::vector<std::int64_t>& labels)
{
    LabelColours colours(layer.volume->labels(), 1);
    vtkNew<vtkLookupTable> table;
    const auto count = static_cast<vtkIdType>(labels.size()) + 1;
    table->SetNumberOfTableValues(count);
    table->SetRange(0, static_cast<double>(count - 1));
    table->SetTableValue(0, 0, 0, 0, 1); // no voxel of a surface has it, but one transparent colour would make all translucent
    for (vtkIdType index = 1; index < count; ++index) {
        const Rgba c = colours.colourOf(labels[static_cast<std::size_t>(index - 1)]);
        table->SetTableValue(index, c.r / 255.0, c.g / 255.0, c.b / 255.0, 1);
    }
    return table;
}

} // namespace

vtkSmartPointer<vtkActor> labelSurface(const Layer& layer, std::int64_t frame)
{
    const LabelImage source = labelImage(*layer.volume, frame);
    if (source.labels.empty()) {
        return nullptr;
    }
    vtkNew<vtkDiscreteFlyingEdges3D> borders;
    borders->SetInputData(source.shown.image);
    int contours = 0;
    for (std::size_t index = 0; index < source.labels.size(); ++index) {
        if (layer.display.onlyLabel.value_or(source.labels[index]) == source.labels[index]) {
            borders->SetValue(contours++, static_cast<double>(index) + 1);
        }
    }
    borders->SetNumberOfContours(contours);
    if (contours == 0) {
        return nullptr;
    }
    borders->ComputeNormalsOff();
    borders->ComputeGradientsOff();
    vtkNew<vtkWindowedSincPolyDataFilter> smooth;
    smooth->SetInputConnection(borders->GetOutputPort());
    smooth->SetNumberOfIterations(SmoothingPasses);
    smooth->SetPassBand(SmoothingBand);
    smooth->NonManifoldSmoothingOn();
    smooth->NormalizeCoordinatesOn();
    vtkNew<vtkPolyDataNormals> normals;
    normals->SetInputConnection(smooth->GetOutputPort());
    normals->SplittingOff();
    normals->ConsistencyOff();
    normals->Update();
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(normals->GetOutput());
    mapper->SetLookupTable(coloursOf(layer, source.labels));
    mapper->UseLookupTableScalarRangeOn();
    mapper->SetColorModeToMapScalars(); // bytes would be taken for brightness
    vtkNew<vtkActor> actor;
    actor->SetMapper(mapper);
    actor->SetUserMatrix(source.shown.toWorld);
    actor->ForceOpaqueOn();
    actor->GetProperty()->SetAmbient(0.1);
    actor->GetProperty()->SetSpecular(0.2);
    actor->GetProperty()->SetSpecularPower(20);
    return vtkSmartPointer<vtkActor>(actor.Get());
}

} // namespace insula
