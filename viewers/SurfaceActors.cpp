#include "viewers/SurfaceActors.h"

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
#include <array>
#include <cstring>

namespace insula {

namespace {

constexpr std::size_t ManyTriangles = 100000, MovingTriangles = 50000;

vtkNew<vtkFloatArray> threeFloats(const std::vector<std::array<float, 3>>& values)
{
    vtkNew<vtkFloatArray> array;
    array->SetNumberOfComponents(3);
    array->SetNumberOfTuples(static_cast<vtkIdType>(values.size()));
    std::memcpy(array->GetPointer(0), values.data(), values.size() * sizeof(values[0]));
    return array;
}

vtkNew<vtkCellArray> cellsOf(const std::vector<std::array<std::uint32_t, 3>>& triangles)
{
    const auto count = static_cast<vtkIdType>(triangles.size());
    vtkNew<vtkTypeInt32Array> offsets, corners;
    offsets->SetNumberOfTuples(count + 1);
    for (vtkIdType n = 0; n <= count; ++n) {
        offsets->SetValue(n, static_cast<int>(3 * n));
    }
    corners->SetNumberOfTuples(3 * count);
    if (count > 0) {
        std::memcpy(corners->GetPointer(0), triangles.data(), triangles.size() * sizeof(triangles[0]));
    }
    vtkNew<vtkCellArray> cells;
    cells->SetData(offsets, corners);
    return cells;
}

vtkSmartPointer<vtkPolyData> polyDataOf(const Mesh& mesh)
{
    vtkNew<vtkPoints> points;
    points->SetData(threeFloats(mesh.vertices));
    auto data = vtkSmartPointer<vtkPolyData>::New();
    data->SetPoints(points);
    data->SetPolys(cellsOf(mesh.triangles));
    data->GetPointData()->SetNormals(threeFloats(vertexNormals(mesh)));
    return data;
}

vtkSmartPointer<vtkActor> actorOf(vtkPolyData* data)
{
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(data);
    mapper->SetColorModeToDirectScalars();
    auto actor = vtkSmartPointer<vtkActor>::New();
    actor->SetMapper(mapper);
    vtkProperty* property = actor->GetProperty();
    property->SetAmbient(0.12);
    property->SetDiffuse(0.9);
    property->SetSpecular(0.15);
    property->SetSpecularPower(20);
    return actor;
}

bool hasShownOverlay(const SceneMesh& mesh)
{
    return std::ranges::any_of(mesh.overlays, [](const VertexOverlay& each) { return each.display.visible && each.display.opacity > 0; });
}

void colour(const std::array<vtkActor*, 2>& actors, const SceneMesh& mesh)
{
    const bool isPainted = hasShownOverlay(mesh);
    vtkNew<vtkUnsignedCharArray> array;
    if (isPainted) {
        const std::vector<Rgba> colours = vertexColours(mesh);
        array->SetNumberOfComponents(3);
        array->SetNumberOfTuples(static_cast<vtkIdType>(colours.size()));
        unsigned char* out = array->GetPointer(0);
        for (const Rgba& c : colours) {
            *out++ = c.r;
            *out++ = c.g;
            *out++ = c.b;
        }
    }
    for (vtkActor* actor : actors) {
        actor->GetProperty()->SetColor(mesh.colour[0] / 255.0, mesh.colour[1] / 255.0, mesh.colour[2] / 255.0);
        actor->GetMapper()->SetScalarVisibility(isPainted);
        actor->GetMapper()->GetInput()->GetPointData()->SetScalars(isPainted ? array.Get() : nullptr);
    }
}

} // namespace

SurfaceActors::Shown SurfaceActors::take(const SceneMesh& mesh, vtkRenderer& renderer)
{
    const auto found = std::ranges::find_if(m_shown, [&mesh](const Shown& each) { return each.fine && each.look.mesh == mesh.mesh; });
    if (found != m_shown.end()) {
        Shown taken = *found;
        found->fine = nullptr;
        if (taken.look.colour != mesh.colour || taken.look.overlays != mesh.overlays) {
            colour({taken.fine, taken.coarse}, mesh);
        }
        taken.look = mesh;
        return taken;
    }
    const auto data = polyDataOf(*mesh.mesh);
    Shown made{mesh, actorOf(data), nullptr};
    made.coarse = made.fine;
    renderer.AddActor(made.fine);
    if (mesh.mesh->triangles.size() > ManyTriangles) { // between the same vertices, so that the colours are the same
        vtkNew<vtkPolyData> fewer;
        fewer->SetPoints(data->GetPoints());
        fewer->SetPolys(cellsOf(coarseTriangles(*mesh.mesh, MovingTriangles)));
        fewer->GetPointData()->SetNormals(data->GetPointData()->GetNormals());
        made.coarse = actorOf(fewer);
        renderer.AddActor(made.coarse);
    }
    colour({made.fine, made.coarse}, mesh);
    return made;
}

void SurfaceActors::update(
    const SceneSurfaces& surfaces, const std::vector<ClipHalfSpace>& kept, bool coarse, bool coarseGlass, vtkRenderer& renderer)
{
    std::vector<Shown> next;
    for (const SceneMesh& mesh : surfaces.meshes) {
        if (!mesh.visible || !(mesh.opacity > 0)) {
            continue;
        }
        next.push_back(take(mesh, renderer));
        showPair(next.back(), coarse || (coarseGlass && mesh.opacity < 1), kept);
    }
    replacePairs(m_shown, std::move(next), renderer);
}

} // namespace insula
