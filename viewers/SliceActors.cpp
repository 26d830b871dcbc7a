#include "viewers/SliceActors.h"

#include "viewers/ActorPairs.h"

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkImageData.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkTexture.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace insula {

namespace {

constexpr int DarkestShown = 16; // of 255

// Changes with everything that slices show but where they lie.
std::uint64_t contentOf(const Scene& scene)
{
    return 1 + scene.revision(Aspect::Layers) + scene.revision(Aspect::Display) + scene.revision(Aspect::Frame)
        + scene.revision(Aspect::Voxels) + scene.revision(Aspect::Swipe);
}

bool sameFrame(const SliceFrame& a, const SliceFrame& b)
{
    return a.width == b.width && a.height == b.height && a.origin.x == b.origin.x && a.origin.y == b.origin.y && a.origin.z == b.origin.z
        && a.right == b.right && a.down == b.down && a.mmPerPixel == b.mmPerPixel;
}

// The dark around the head, from the picture's edges inwards, would only hide what stands behind it.
void clearAround(SlicePicture& picture)
{
    const auto isDark = [](const Rgba& c) { return c.a > 0 && std::max({c.r, c.g, c.b}) <= DarkestShown; };
    std::vector<std::pair<int, int>> open;
    const auto take = [&](int x, int y) {
        if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) {
            return;
        }
        Rgba& c = picture.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x)];
        if (isDark(c)) {
            c.a = 0;
            open.emplace_back(x, y);
        }
    };
    for (int x = 0; x < picture.width; ++x) {
        take(x, 0);
        take(x, picture.height - 1);
    }
    for (int y = 0; y < picture.height; ++y) {
        take(0, y);
        take(picture.width - 1, y);
    }
    while (!open.empty()) {
        const auto [x, y] = open.back();
        open.pop_back();
        take(x - 1, y);
        take(x + 1, y);
        take(x, y - 1);
        take(x, y + 1);
    }
}

vtkNew<vtkImageData> imageOf(const SlicePicture& picture)
{
    vtkNew<vtkImageData> image;
    image->SetDimensions(picture.width, picture.height, 1);
    image->AllocateScalars(VTK_UNSIGNED_CHAR, 4);
    auto* out = static_cast<unsigned char*>(image->GetScalarPointer());
    for (const Rgba& c : picture.pixels) { // its first row is the texture's lowest, which the corners allow for
        *out++ = c.r;
        *out++ = c.g;
        *out++ = c.b;
        *out++ = c.a; // fragments without any are left out
    }
    return image;
}

vtkNew<vtkPolyData> rectangleOf(const SliceFrame& frame)
{
    vtkNew<vtkPoints> points;
    points->SetDataTypeToFloat();
    vtkNew<vtkFloatArray> places; // in the texture
    places->SetNumberOfComponents(2);
    vtkNew<vtkCellArray> cells;
    cells->InsertNextCell(4);
    for (const auto& [x, y] : {std::pair(0, 0), std::pair(1, 0), std::pair(1, 1), std::pair(0, 1)}) {
        const World w = frame.worldAt({static_cast<double>(x * frame.width), static_cast<double>(y * frame.height)});
        cells->InsertCellPoint(points->InsertNextPoint(w.x, w.y, w.z));
        places->InsertNextTuple2(x, y);
    }
    vtkNew<vtkPolyData> data;
    data->SetPoints(points);
    data->SetPolys(cells);
    data->GetPointData()->SetTCoords(places);
    return data;
}

} // namespace

SliceFrame wholeSlice(const Scene& scene, Plane plane, double mmPerPixel)
{
    SliceFrame frame = sliceFrame(scene, plane, scene.crosshair(), 1, 1, 1); // its axes
    const WorldBox box = scene.bounds();
    const World& c = scene.crosshair();
    double left = 0, right = 0, top = 0, bottom = 0; // mm from the crosshair
    for (unsigned corner = 0; corner < 8; ++corner) {
        const Vec3 from{((corner & 1) ? box.high.x : box.low.x) - c.x, ((corner & 2) ? box.high.y : box.low.y) - c.y,
            ((corner & 4) ? box.high.z : box.low.z) - c.z};
        const double x = from[0] * frame.right[0] + from[1] * frame.right[1] + from[2] * frame.right[2];
        const double y = from[0] * frame.down[0] + from[1] * frame.down[1] + from[2] * frame.down[2];
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
    }
    frame.mmPerPixel = mmPerPixel;
    frame.width = std::max(1, static_cast<int>(std::ceil((right - left) / mmPerPixel)));
    frame.height = std::max(1, static_cast<int>(std::ceil((bottom - top) / mmPerPixel)));
    frame.origin = {c.x + left * frame.right[0] + top * frame.down[0], c.y + left * frame.right[1] + top * frame.down[1],
        c.z + left * frame.right[2] + top * frame.down[2]};
    return frame;
}

void SliceActors::update(const Scene& scene, const std::vector<ClipHalfSpace>& kept, double mmPerPixel, vtkRenderer& renderer)
{
    const bool isShown = scene.surfaces().image == ImageInVolume::Slices && hasVisible(scene.surfaces()) && !scene.layers().empty();
    for (const Plane plane : Planes) {
        Shown& shown = m_shown[static_cast<std::size_t>(plane)];
        if (!shown.actor) {
            vtkNew<vtkPolyDataMapper> mapper;
            shown.actor = vtkSmartPointer<vtkActor>::New();
            shown.actor->SetMapper(mapper);
            shown.actor->GetProperty()->LightingOff();
            shown.actor->ForceOpaqueOn();
            renderer.AddActor(shown.actor);
        }
        shown.actor->SetVisibility(isShown);
        if (!isShown) {
            continue;
        }
        const SliceFrame frame = wholeSlice(scene, plane, mmPerPixel);
        if (shown.content != contentOf(scene) || !sameFrame(frame, shown.frame)) {
            drawSlice(scene, frame, m_picture);
            clearAround(m_picture);
            vtkNew<vtkTexture> texture;
            texture->SetInputData(imageOf(m_picture));
            texture->InterpolateOn();
            static_cast<vtkPolyDataMapper*>(shown.actor->GetMapper())->SetInputData(rectangleOf(frame));
            shown.actor->SetTexture(texture);
            shown.frame = frame;
            shown.content = m_picture.isComplete ? contentOf(scene) : 0; // 0: again, what was left out
        }
        setClips(*shown.actor, kept);
    }
}

} // namespace insula
