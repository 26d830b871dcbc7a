#include "viewers/TractActors.h"

#include "processing/core/CoarseShapes.h"
#include "viewers/MeshColours.h"

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkTypeInt32Array.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <cstring>

namespace insula {

namespace {

constexpr double FineMm = 0.1, MovingMm = 1; // by which lines may be off: less than a pixel
constexpr std::size_t MovingPoints = 40000; // about what software OpenGL draws in a twentieth of a second

struct Lines {
    std::vector<std::array<float, 3>> points;
    std::vector<Rgb> colours;
    std::vector<std::int32_t> offsets{0};
};

Lines linesOf(const SceneTract& tract, std::size_t shown, double toleranceMm)
{
    Lines lines;
    for (const std::size_t n : chosenStreamlines(*tract.tracts, shown)) {
        const auto line = tract.tracts->streamline(n);
        const std::vector<Rgb> all = tract.colouring == TractColouring::Direction ? directionColours(line) : std::vector<Rgb>{};
        for (const std::size_t at : simplified(line, toleranceMm)) {
            lines.points.push_back(line[at]);
            lines.colours.push_back(all.empty() ? tract.colour : all[at]);
        }
        lines.offsets.push_back(static_cast<std::int32_t>(lines.points.size()));
    }
    return lines;
}

vtkSmartPointer<vtkActor> actorOf(const Lines& made)
{
    const auto& [points, colours, offsets] = made;
    vtkNew<vtkFloatArray> places;
    places->SetNumberOfComponents(3);
    places->SetNumberOfTuples(static_cast<vtkIdType>(points.size()));
    vtkNew<vtkUnsignedCharArray> scalars;
    scalars->SetNumberOfComponents(3);
    scalars->SetNumberOfTuples(static_cast<vtkIdType>(points.size()));
    vtkNew<vtkTypeInt32Array> ends, indices;
    ends->SetNumberOfTuples(static_cast<vtkIdType>(offsets.size()));
    indices->SetNumberOfTuples(static_cast<vtkIdType>(points.size()));
    std::copy(offsets.begin(), offsets.end(), ends->GetPointer(0));
    if (!points.empty()) {
        std::memcpy(places->GetPointer(0), points.data(), points.size() * sizeof(points[0]));
        std::memcpy(scalars->GetPointer(0), colours.data(), colours.size() * sizeof(colours[0]));
    }
    for (vtkIdType n = 0; n < indices->GetNumberOfTuples(); ++n) {
        indices->SetValue(n, static_cast<int>(n));
    }
    vtkNew<vtkPoints> vtkPlaces;
    vtkPlaces->SetData(places);
    vtkNew<vtkCellArray> lines;
    lines->SetData(ends, indices);
    vtkNew<vtkPolyData> data;
    data->SetPoints(vtkPlaces);
    data->SetLines(lines);
    data->GetPointData()->SetScalars(scalars);
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(data);
    mapper->SetColorModeToDirectScalars();
    auto actor = vtkSmartPointer<vtkActor>::New();
    actor->SetMapper(mapper);
    actor->GetProperty()->LightingOff();
    return actor;
}

// Whether the lines have to be made anew.
bool sameLines(const SceneTract& a, const SceneTract& b)
{
    return a.tracts == b.tracts && a.colouring == b.colouring && a.shown == b.shown
        && (a.colouring == TractColouring::Direction || a.colour == b.colour);
}

} // namespace

TractActors::Shown TractActors::take(const SceneTract& tract, vtkRenderer& renderer)
{
    const auto found = std::ranges::find_if(m_shown, [&](const Shown& each) { return each.fine && sameLines(each.look, tract); });
    if (found != m_shown.end()) {
        Shown taken = *found;
        found->fine = nullptr;
        taken.look = tract;
        return taken;
    }
    const Lines fine = linesOf(tract, tract.shown, FineMm);
    Shown made{tract, actorOf(fine), nullptr};
    made.coarse = made.fine;
    if (fine.points.size() > MovingPoints) {
        const Lines rough = linesOf(tract, tract.shown, MovingMm);
        const double share = std::min(1.0, static_cast<double>(MovingPoints) / static_cast<double>(rough.points.size()));
        const auto fewer = static_cast<std::size_t>(share * static_cast<double>(tract.shown));
        made.coarse = actorOf(share < 1 ? linesOf(tract, std::max<std::size_t>(1, fewer), MovingMm) : rough);
        renderer.AddActor(made.coarse);
    }
    renderer.AddActor(made.fine);
    return made;
}

void TractActors::update(const SceneSurfaces& surfaces, const std::vector<ClipHalfSpace>& kept, bool coarse, vtkRenderer& renderer)
{
    std::vector<Shown> next;
    for (const SceneTract& tract : surfaces.tracts) {
        if (!tract.visible || !(tract.opacity > 0)) {
            continue;
        }
        next.push_back(take(tract, renderer));
        for (vtkActor* actor : {next.back().fine.Get(), next.back().coarse.Get()}) {
            actor->GetProperty()->SetLineWidth(static_cast<float>(tract.lineWidth));
        }
        showPair(next.back(), coarse, kept);
    }
    replacePairs(m_shown, std::move(next), renderer);
}

} // namespace insula
