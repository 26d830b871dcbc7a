#include "viewers/MeshOutlines.h"

#include <algorithm>
#include <cmath>

namespace insula {

namespace {

constexpr float LineWidth = 1.5f; // logical pixels
constexpr float LeastStep = 0.6f; // pixels between points: finer ones are not seen
constexpr std::size_t MostPoints = 4000; // of one polyline: Dear ImGui counts its corners with 16 bits

void draw(ImDrawList& list, const std::vector<ImVec2>& points, ImU32 colour, float width)
{
    for (std::size_t from = 0; from + 1 < points.size(); from += MostPoints - 1) {
        const std::size_t count = std::min(MostPoints, points.size() - from);
        list.AddPolyline(points.data() + from, static_cast<int>(count), colour, ImDrawFlags_None, width);
    }
}

} // namespace

const std::vector<SectionLine>& MeshOutlines::of(const MeshPtr& mesh, const SliceFrame& frame)
{
    const Vec3 &r = frame.right, &d = frame.down;
    const Vec3 normal{r[1] * d[2] - r[2] * d[1], r[2] * d[0] - r[0] * d[2], r[0] * d[1] - r[1] * d[0]};
    const double height = normal[0] * frame.origin.x + normal[1] * frame.origin.y + normal[2] * frame.origin.z;
    // Panning moves the origin within the plane, by which its height changes in the last digits only.
    const auto found = std::ranges::find_if(
        m_kept, [&](const Kept& kept) { return kept.mesh == mesh && kept.normal == normal && std::abs(kept.height - height) < 1e-9; });
    Kept& kept
        = found != m_kept.end() ? *found : m_kept.emplace_back(Kept{mesh, normal, height, section(*mesh, frame.origin, normal), true});
    kept.isUsed = true;
    return kept.lines;
}

void MeshOutlines::forgetUnused()
{
    std::erase_if(m_kept, [](const Kept& kept) { return !kept.isUsed; });
    for (Kept& kept : m_kept) {
        kept.isUsed = false;
    }
}

void drawOutlines(ImDrawList& list, const Scene& scene, const ViewRect& view, const SliceFrame& frame, MeshOutlines& outlines,
    const AnnotationStyle& style)
{
    std::vector<ImVec2> points;
    for (const SceneMesh& mesh : scene.surfaces().meshes) {
        if (!mesh.visible || !mesh.outline) {
            continue;
        }
        const ImU32 colour = IM_COL32(mesh.outlineColour[0], mesh.outlineColour[1], mesh.outlineColour[2], 255);
        for (const SectionLine& line : outlines.of(mesh.mesh, frame)) {
            points.clear();
            for (const World& w : line.points) {
                const Pixel p = frame.pixelOf(w);
                const ImVec2 at{static_cast<float>(view.x + p.x), static_cast<float>(view.y + p.y)};
                if (points.empty() || std::hypot(at.x - points.back().x, at.y - points.back().y) >= LeastStep * style.scale) {
                    points.push_back(at);
                }
            }
            if (points.size() == 1) { // smaller than a pixel
                points.push_back({points[0].x + 1, points[0].y});
            }
            if (line.isClosed && points.size() > 2) {
                points.push_back(points.front());
            }
            draw(list, points, colour, LineWidth * style.scale);
        }
    }
}

} // namespace insula
