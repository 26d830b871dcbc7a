// How rays go through a volume, and what they bring back.
#include "viewers/RayTracing.h"

#include "viewers/VolumeTransfer.h"

#include <limits>
#include <span>

namespace insula {
namespace {

using ray::dot;
using ray::FaintOpacity;
using ray::HalfSpace;
using ray::Point;
using ray::share;

constexpr int BlockSize = 8; // voxels each way; as in RayCaster.cpp
constexpr float Opaque = 0.96f;
constexpr float Parallel = 1e-9f; // a step this short along an axis is none
constexpr float GradientReach = 2; // voxels to each side: calm surfaces in spite of noise and of 8 bits
constexpr float SurfaceOpacity = 0.5f; // where a ray has gathered this much, its surface is lit
constexpr float ProjectionFade = 0.1f; // of the window, over which a projection goes from background to opaque
constexpr std::size_t MostPaintSteps = 48;
constexpr std::array<float, 3> SurfaceColour{0.90f, 0.79f, 0.70f};

static_assert(SpecularPower == 12);
float power12(float x)
{
    const float x4 = x * x * x * x;
    return x4 * x4 * x4;
}

std::uint8_t byte(float share)
{
    return static_cast<std::uint8_t>(std::clamp(share, 0.0f, 1.0f) * 255 + 0.5f);
}

// The steps of a ray on the inner side of all half spaces: first above last when there are none.
std::pair<float, float> within(const std::vector<HalfSpace>& halves, const Point& start, const Point& step)
{
    float first = -std::numeric_limits<float>::max(), last = std::numeric_limits<float>::max();
    for (const HalfSpace& half : halves) {
        const float here = dot(half.inward, start) - half.from, change = dot(half.inward, step);
        if (std::abs(change) < Parallel) {
            last = here >= 0 ? last : -std::numeric_limits<float>::max();
        } else if (change > 0) {
            first = std::max(first, -here / change);
        } else {
            last = std::min(last, -here / change);
        }
    }
    return {first, last};
}

} // namespace

// The steps of a ray that lie in the volume: first above last when it misses.
std::pair<float, float> RayCaster::extent(const Rays& rays, const Point& start) const
{
    float first = 0, end = rays.stepsThrough;
    for (std::size_t a = 0; a < 3; ++a) {
        if (std::abs(rays.step[a]) < Parallel) {
            end = start[a] >= 0 && start[a] <= last(a) ? end : -1;
            continue;
        }
        const float t0 = -start[a] / rays.step[a], t1 = (last(a) - start[a]) / rays.step[a];
        first = std::max(first, std::min(t0, t1));
        end = std::min(end, std::max(t0, t1));
    }
    return {std::ceil(first), end};
}

// Without what is cut: before and behind the open octant.
std::array<RayCaster::Span, 2> RayCaster::spansOf(const Rays& rays, const Point& start) const
{
    const auto [enters, leaves] = extent(rays, start);
    const auto [from, to] = within(rays.kept, start, rays.step);
    Span whole{std::max(enters, from), std::min(leaves, to), from > enters};
    if (rays.open.empty() || whole.first > whole.last) {
        return {whole, Span{}};
    }
    const auto [opens, closes] = within(rays.open, start, rays.step);
    if (opens > closes || opens > whole.last || closes < whole.first) {
        return {whole, Span{}};
    }
    return {Span{whole.first, std::min(whole.last, opens), whole.isCapped}, Span{std::max(whole.first, closes), whole.last, true}};
}

// The first step behind the block that holds p when nothing in it reaches `least` or can be seen, else 0.
float RayCaster::skipBlock(const Rays& rays, const Shading& shading, const Point& start, const Point& p, int least) const
{
    const std::array<int, 3> block{
        static_cast<int>(p[0]) / BlockSize, static_cast<int>(p[1]) / BlockSize, static_cast<int>(p[2]) / BlockSize};
    const std::uint8_t largest = m_largest[static_cast<std::size_t>((block[2] * m_blocks[1] + block[1]) * m_blocks[0] + block[0])];
    if (largest >= least && (least > 0 || shading.isSeen[largest])) {
        return 0;
    }
    float leave = std::numeric_limits<float>::max();
    for (std::size_t a = 0; a < 3; ++a) {
        if (std::abs(rays.step[a]) > Parallel) {
            const auto edge = static_cast<float>((block[a] + (rays.step[a] > 0 ? 1 : 0)) * BlockSize);
            leave = std::min(leave, (edge - start[a]) / rays.step[a]);
        }
    }
    return leave;
}

RayCaster::Point RayCaster::normalAt(const Shading& shading, const Point& p) const
{
    Point gradient{};
    for (std::size_t a = 0; a < 3; ++a) {
        Point ahead = p, behind = p;
        ahead[a] += GradientReach;
        behind[a] -= GradientReach;
        gradient[a] = sample(inside(ahead)) - sample(inside(behind));
    }
    const auto& toWorld = shading.gradientToWorld;
    return {dot(toWorld[0], gradient), dot(toWorld[1], gradient), dot(toWorld[2], gradient)};
}

// The cut face shows the image as the slices do; air stays open.
bool RayCaster::showCap(const Rays& rays, const Shading& shading, const Point& start, const Span& span, Hit& hit) const
{
    const Point p
        = inside({start[0] + span.first * rays.step[0], start[1] + span.first * rays.step[1], start[2] + span.first * rays.step[2]});
    const float level = sample(p);
    if (level < shading.capLevel) {
        return false;
    }
    Hit face;
    face.colour = shading.capOf(level);
    face.alpha = 1;
    paint(rays, shading, start, span.first, 0, face);
    for (std::size_t c = 0; c < 3; ++c) {
        hit.colour[c] += (1 - hit.alpha) * face.colour[c];
    }
    hit.alpha = 1;
    return true;
}

// The strongest value of each overlay from a step on, as deep as asked, over the colour.
void RayCaster::paint(const Rays& rays, const Shading& shading, const Point& start, float from, double depthMm, Hit& hit) const
{
    if (shading.view->overlays.empty()) {
        return;
    }
    std::array<float, MostPaintSteps> values{};
    const std::size_t count = std::clamp<std::size_t>(static_cast<std::size_t>(depthMm / rays.stepMm) + 1, 1, MostPaintSteps);
    const double stride = count > 1 ? depthMm / rays.stepMm / static_cast<double>(count - 1) : 0;
    const auto worldAt = [&](double t) {
        return shading.toWorld.toWorld({start[0] + t * rays.step[0], start[1] + t * rays.step[1], start[2] + t * rays.step[2]});
    };
    const World first = worldAt(static_cast<double>(from)), next = worldAt(static_cast<double>(from) + stride);
    for (const RayOverlay& overlay : shading.view->overlays) {
        const WorldToVoxel toVoxel(overlay.volume->affine());
        const Voxel a = toVoxel(first), b = toVoxel(next);
        overlay.sampler.linear({a, {b.i - a.i, b.j - a.j, b.k - a.k}}, std::span(values).first(count));
        const float* strongest = nullptr;
        for (std::size_t n = 0; n < count; ++n) {
            const float& value = values[n];
            if (std::isfinite(value) && overlay.colours.isInside(value) && (!strongest || std::abs(value) > std::abs(*strongest))) {
                strongest = &value;
            }
        }
        if (strongest) {
            const Rgba colour = overlay.colours.colourOf(*strongest);
            const float alpha = static_cast<float>(colour.a) / 255;
            const Point over = share(colour);
            for (std::size_t c = 0; c < 3; ++c) {
                hit.colour[c] += alpha * (hit.alpha * over[c] - hit.colour[c]);
            }
        }
    }
}

// Shaded volume, or the first place that reaches the surface's level.
void RayCaster::goThrough(const Rays& rays, const Shading& shading, const Point& start, const Span& span, Hit& hit) const
{
    const bool isSurface = shading.view->rendering.mode == RenderMode::Surface;
    const int least = isSurface ? std::max(1, static_cast<int>(shading.surfaceLevel)) : 0;
    // entered: the last step at which something was seen; level: of the sample one step nearer to the eye.
    float entered = 0, sampledAt = -2, level = 0;
    const auto at = [&](float t) {
        return inside({start[0] + t * rays.step[0], start[1] + t * rays.step[1], start[2] + t * rays.step[2]});
    };
    const float begin = std::ceil(span.first);
    for (float t = begin; t <= span.last && hit.alpha < Opaque; t += 1) {
        const Point p = at(t);
        if (const float next = skipBlock(rays, shading, start, p, least); next > 0) {
            t = std::max(t, std::ceil(next) - 1);
            continue;
        }
        const float here = sample(p);
        const float before = t - sampledAt < 1.5f ? level : here;
        level = here;
        sampledAt = t;
        if (isSurface) {
            if (here >= shading.surfaceLevel) {
                const float share = here > before ? (shading.surfaceLevel - before) / (here - before) : 1;
                hit.surface = std::max(begin, t - 1 + std::clamp(share, 0.0f, 1.0f));
                hit.colour = SurfaceColour;
                hit.alpha = 1;
            }
            continue;
        }
        const Segment segment = shading.between(before, here);
        if (segment.opacity <= FaintOpacity) {
            t += t > entered ? 1 : 0; // nothing here: two steps at once
            continue;
        }
        if (t > entered + 1 && t > begin + 1) { // from nothing into something: not past its surface
            entered = t;
            t -= 2;
            continue;
        }
        entered = t;
        const float weight = (1 - hit.alpha) * segment.opacity;
        for (std::size_t c = 0; c < 3; ++c) {
            hit.colour[c] += weight * segment.colour[c];
        }
        if (hit.alpha < SurfaceOpacity) {
            hit.surface = std::max(begin, t - 1 + std::min(1.0f, (SurfaceOpacity - hit.alpha) / weight));
        }
        hit.alpha += weight;
    }
}

void RayCaster::project(const Rays& rays, const Shading& shading, const Point& start, const Span& span, Hit& hit) const
{
    const RenderMode mode = shading.view->rendering.mode;
    for (float t = std::ceil(span.first); t <= span.last; t += 1) {
        const Point p = inside({start[0] + t * rays.step[0], start[1] + t * rays.step[1], start[2] + t * rays.step[2]});
        const int least = mode == RenderMode::Maximum ? static_cast<int>(hit.best) + 1 : std::max(1, static_cast<int>(shading.capLevel));
        if (const float next = skipBlock(rays, shading, start, p, std::max(1, least)); next > 0) {
            t = std::max(t, std::ceil(next) - 1);
            continue;
        }
        const float here = sample(p);
        if (mode == RenderMode::Maximum) {
            hit.best = std::max(hit.best, here);
        } else if (here >= shading.capLevel) {
            hit.best = hit.count == 0 ? here : std::min(hit.best, here);
            hit.sum += here;
            ++hit.count;
        }
    }
}

// One light for the ray, where its surface is: at a depth that does not depend on where the samples fall.
void RayCaster::light(const Rays& rays, const Shading& shading, const Point& start, Hit& hit) const
{
    const VolumeRendering& r = shading.view->rendering;
    const float t = hit.surface;
    const Point p = inside({start[0] + t * rays.step[0], start[1] + t * rays.step[1], start[2] + t * rays.step[2]});
    const Point normal = normalAt(shading, p);
    const float length = std::sqrt(dot(normal, normal));
    float diffuse = static_cast<float>(r.ambient), gloss = 0, facing = 1;
    if (length >= 1e-3f) {
        diffuse += static_cast<float>(r.diffuse) * std::abs(dot(normal, shading.light)) / length;
        gloss = static_cast<float>(r.specular) * power12(std::abs(dot(normal, shading.half)) / length);
        facing = std::abs(dot(normal, shading.toward)) / length;
    }
    const float edge = 1 - static_cast<float>(r.edges) * (1 - facing) * (1 - facing);
    const float away = std::clamp((t - rays.nearest) / (rays.farthest - rays.nearest), 0.0f, 1.0f);
    const float strength = edge * (1 - static_cast<float>(r.depth) * away);
    for (float& channel : hit.colour) {
        channel = strength * (channel * diffuse + hit.alpha * gloss);
    }
}

Rgba RayCaster::trace(const Rays& rays, const Shading& shading, double x, double y) const
{
    Point start{};
    for (std::size_t a = 0; a < 3; ++a) {
        start[a] = rays.corner[a] + static_cast<float>(x) * rays.alongX[a] + static_cast<float>(y) * rays.alongY[a];
    }
    const RenderMode mode = shading.view->rendering.mode;
    const bool projects = mode == RenderMode::Maximum || mode == RenderMode::Minimum || mode == RenderMode::Mean;
    Hit hit;
    for (const Span& span : spansOf(rays, start)) {
        if (span.first > span.last || hit.alpha >= Opaque) {
            continue;
        }
        if (projects) {
            project(rays, shading, start, span, hit);
        } else {
            // What was gathered before the open octant is lit before the cut face is added to it.
            Hit part;
            part.alpha = hit.alpha;
            if (!span.isCapped || !showCap(rays, shading, start, span, part)) {
                goThrough(rays, shading, start, span, part);
                Hit own = part;
                own.alpha -= hit.alpha;
                if (own.surface >= 0) {
                    paint(rays, shading, start, own.surface, shading.view->rendering.overlayDepthMm, own);
                    light(rays, shading, start, own);
                }
                part.colour = own.colour;
            }
            for (std::size_t c = 0; c < 3; ++c) {
                hit.colour[c] += part.colour[c];
            }
            hit.alpha = part.alpha;
        }
    }
    if (projects && hit.best >= 0) {
        const float level = mode == RenderMode::Mean ? hit.sum / static_cast<float>(std::max(1, hit.count)) : hit.best;
        hit.alpha = std::clamp((level - shading.capLevel) / (ProjectionFade * shading.windowLevels) + 1, 0.0f, 1.0f);
        for (std::size_t c = 0; c < 3; ++c) {
            hit.colour[c] = hit.alpha * shading.capOf(level)[c];
        }
    }
    for (std::size_t c = 0; c < 3; ++c) {
        hit.colour[c] += (1 - hit.alpha) * shading.view->background[c];
    }
    return {byte(hit.colour[0]), byte(hit.colour[1]), byte(hit.colour[2]), 255};
}

} // namespace insula
