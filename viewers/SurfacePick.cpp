#include "viewers/SurfacePick.h"

#include "processing/core/MeshPlane.h"

#include <algorithm>
#include <cmath>

namespace insula {

namespace {

bool isKept(const World& p, const std::vector<ClipHalfSpace>& kept)
{
    return std::ranges::all_of(kept, [&p](const ClipHalfSpace& half) {
        return (p.x - half.on.x) * half.inward[0] + (p.y - half.on.y) * half.inward[1] + (p.z - half.on.z) * half.inward[2] >= 0;
    });
}

} // namespace

std::optional<SurfacePick> pickSurface(const Scene& scene, const VolumeProjection& projection, const Pixel& at)
{
    const double right = (at.x - projection.width / 2.0) * projection.mmPerPixel;
    const double up = (projection.height / 2.0 - at.y) * projection.mmPerPixel;
    const World& f = projection.focus;
    const World from{f.x + right * projection.right[0] + up * projection.up[0], f.y + right * projection.right[1] + up * projection.up[1],
        f.z + right * projection.right[2] + up * projection.up[2]};
    const Vec3 away{-projection.toward[0], -projection.toward[1], -projection.toward[2]};
    const std::vector<ClipHalfSpace> kept = keptHalfSpaces(scene);
    std::optional<SurfacePick> nearest;
    double least = INFINITY;
    const auto& meshes = scene.surfaces().meshes;
    for (std::size_t n = 0; n < meshes.size(); ++n) {
        if (!meshes[n].visible || !(meshes[n].opacity > 0)) {
            continue;
        }
        const std::vector<MeshHit> all = hits(*meshes[n].mesh, from, away);
        const auto first = std::ranges::find_if(all, [&kept](const MeshHit& hit) { return isKept(hit.point, kept); });
        if (first != all.end() && first->distance < least) {
            least = first->distance;
            nearest = SurfacePick{n, first->vertex, first->point};
        }
    }
    return nearest;
}

} // namespace insula
