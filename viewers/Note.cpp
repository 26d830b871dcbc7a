#include "viewers/Note.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace insula {

namespace {

constexpr int EllipsePoints = 96;

Vec3 between(const World& from, const World& to)
{
    return {to.x - from.x, to.y - from.y, to.z - from.z};
}

double dot(const Vec3& a, const Vec3& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

double length(const Vec3& v)
{
    return std::hypot(v[0], v[1], v[2]);
}

Vec3 cross(const Vec3& a, const Vec3& b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

World moved(const World& w, const Vec3& by, double factor = 1)
{
    return {w.x + factor * by[0], w.y + factor * by[1], w.z + factor * by[2]};
}

bool same(const World& a, const World& b)
{
    return a.x == b.x && a.y == b.y && a.z == b.z;
}

// The plane of a region: along its sides, from its first corner.
struct Sides {
    explicit Sides(const Note& note) :
        corner(note.points.at(0)), u(note.right), v(cross(note.normal, note.right)), width(dot(between(corner, note.points.at(1)), u)),
        height(dot(between(corner, note.points.at(1)), v))
    {
    }
    World at(double alongU, double alongV) const { return moved(moved(corner, u, alongU * width), v, alongV * height); }
    bool contains(const World& w, NoteKind kind) const
    {
        if (width == 0 || height == 0) {
            return false;
        }
        const Vec3 d = between(corner, w);
        const double a = dot(d, u) / width, b = dot(d, v) / height; // 0 to 1 within
        if (kind == NoteKind::Ellipse) {
            return (2 * a - 1) * (2 * a - 1) + (2 * b - 1) * (2 * b - 1) <= 1;
        }
        return a >= 0 && a < 1 && b >= 0 && b < 1;
    }

    World corner;
    Vec3 u, v;
    double width, height; // signed
};

double angleDegrees(const Vec3& a, const Vec3& b)
{
    if (length(a) == 0 || length(b) == 0) {
        return 0;
    }
    // atan2 stays exact where the cosine is flat.
    return std::atan2(length(cross(a, b)), dot(a, b)) * 180 / std::numbers::pi;
}

// Mean and spread without losing digits where the mean is large (Welford, Technometrics 4, 1962).
class Running {
public:
    void add(double value)
    {
        ++m_count;
        const double from = value - m_mean;
        m_mean += from / static_cast<double>(m_count);
        m_squares += from * (value - m_mean);
        m_min = m_count == 1 ? value : std::min(m_min, value);
        m_max = m_count == 1 ? value : std::max(m_max, value);
    }
    RegionOfInterest result() const
    {
        const double sd = m_count > 1 ? std::sqrt(m_squares / static_cast<double>(m_count - 1)) : 0;
        return {m_count, m_mean, sd, m_min, m_max, 0};
    }

private:
    std::int64_t m_count = 0;
    double m_mean = 0, m_squares = 0, m_min = 0, m_max = 0;
};

double part(const Voxel& v, int axis)
{
    return axis == 0 ? v.i : axis == 1 ? v.j : v.k;
}

std::int64_t part(const Size3& s, int axis)
{
    return axis == 0 ? s.x : axis == 1 ? s.y : s.z;
}

// Index range of voxels with centres from `low` to `high`, within the grid; empty when first > second.
std::pair<std::int64_t, std::int64_t> indices(double low, double high, std::int64_t size)
{
    const auto last = static_cast<double>(size - 1);
    if (!(high >= 0 && low <= last)) {
        return {0, -1};
    }
    return {static_cast<std::int64_t>(std::ceil(std::max(0.0, low))), static_cast<std::int64_t>(std::floor(std::min(last, high)))};
}

} // namespace

bool operator==(const Note& a, const Note& b)
{
    return a.kind == b.kind && a.name == b.name && a.text == b.text && a.normal == b.normal && a.right == b.right && a.colour == b.colour
        && a.image == b.image && a.id == b.id && std::equal(a.points.begin(), a.points.end(), b.points.begin(), b.points.end(), same);
}

std::string newNoteId()
{
    std::random_device random;
    std::string id;
    for (int n = 0; n < 4; ++n) {
        id += fmt::format("{:08x}", random() & 0xffffffffU);
    }
    return id;
}

std::size_t pointCount(NoteKind kind)
{
    return kind == NoteKind::Text ? 1 : kind == NoteKind::Angle ? 3 : 2;
}

bool isRegion(NoteKind kind)
{
    return kind == NoteKind::Rectangle || kind == NoteKind::Ellipse;
}

std::optional<double> valueOf(const Note& note)
{
    const auto& p = note.points;
    switch (note.kind) {
    case NoteKind::Ruler:
    case NoteKind::Arrow:
        return length(between(p.at(0), p.at(1)));
    case NoteKind::Angle:
        return angleDegrees(between(p.at(1), p.at(0)), between(p.at(1), p.at(2)));
    case NoteKind::Rectangle:
    case NoteKind::Ellipse: {
        const Sides sides(note);
        return std::abs(sides.width * sides.height) * (note.kind == NoteKind::Ellipse ? std::numbers::pi / 4 : 1);
    }
    case NoteKind::Text:
        break;
    }
    return std::nullopt;
}

std::string unitOf(NoteKind kind)
{
    return kind == NoteKind::Text ? "" : kind == NoteKind::Angle ? "deg" : isRegion(kind) ? "mm2" : "mm";
}

double distanceFromPlane(const Note& note, const World& point)
{
    return dot(note.normal, between(note.points.at(0), point));
}

std::vector<World> handlesOf(const Note& note)
{
    if (!isRegion(note.kind)) {
        return note.points;
    }
    const Sides sides(note);
    return {sides.at(0, 0), sides.at(1, 0), sides.at(1, 1), sides.at(0, 1)};
}

Note withHandleAt(const Note& note, std::size_t handle, const World& point)
{
    Note next = note;
    const World onPlane = moved(point, note.normal, -distanceFromPlane(note, point));
    if (isRegion(note.kind)) {
        next.points = {handlesOf(note).at((handle + 2) % 4), onPlane};
    } else {
        next.points.at(handle) = onPlane;
    }
    return next;
}

Note movedBy(const Note& note, const Vec3& mm)
{
    Note next = note;
    for (World& point : next.points) {
        point = moved(point, mm);
    }
    return next;
}

std::vector<World> outlineOf(const Note& note)
{
    if (note.kind != NoteKind::Ellipse) {
        return handlesOf(note);
    }
    const Sides sides(note);
    std::vector<World> curve;
    for (int n = 0; n < EllipsePoints; ++n) {
        const double turn = 2 * std::numbers::pi * n / EllipsePoints;
        curve.push_back(sides.at((1 + std::cos(turn)) / 2, (1 + std::sin(turn)) / 2));
    }
    return curve;
}

RegionOfInterest statisticsIn(const Note& region, const Volume& image, std::int64_t frame)
{
    Running running;
    const Affine& affine = image.affine();
    const Vec3 spacing = affine.spacing();
    int across = 0; // the grid axis nearest to the normal
    double most = -1;
    for (int axis = 0; axis < 3; ++axis) {
        const double along = std::abs(dot(affine.column(axis), region.normal)) / spacing[static_cast<std::size_t>(axis)];
        if (along > most) {
            most = along;
            across = axis;
        }
    }
    const int first = (across + 1) % 3, second = (across + 2) % 3;
    const WorldToVoxel toVoxel(affine);
    std::array<double, 2> low{1e300, 1e300}, high{-1e300, -1e300};
    for (const World& corner : handlesOf(region)) {
        const Voxel v = toVoxel(corner);
        low = {std::min(low[0], part(v, first)), std::min(low[1], part(v, second))};
        high = {std::max(high[0], part(v, first)), std::max(high[1], part(v, second))};
    }
    const Sides sides(region);
    const Vec3 step = affine.column(across);
    const double stepAlongNormal = dot(step, region.normal);
    const auto [firstLow, firstHigh] = indices(low[0], high[0], part(image.size(), first));
    const auto [secondLow, secondHigh] = indices(low[1], high[1], part(image.size(), second));
    for (std::int64_t b = secondLow; b <= secondHigh; ++b) {
        for (std::int64_t a = firstLow; a <= firstHigh; ++a) {
            std::array<std::int64_t, 3> index{};
            index[static_cast<std::size_t>(first)] = a;
            index[static_cast<std::size_t>(second)] = b;
            const World foot
                = affine.toWorld({static_cast<double>(index[0]), static_cast<double>(index[1]), static_cast<double>(index[2])});
            const double steps = -distanceFromPlane(region, foot) / stepAlongNormal;
            const double nearest = std::floor(steps + 0.5);
            if (!(nearest >= 0 && nearest < static_cast<double>(part(image.size(), across)))
                || !sides.contains(moved(foot, step, steps), region.kind)) {
                continue;
            }
            index[static_cast<std::size_t>(across)] = static_cast<std::int64_t>(nearest);
            const double value = image.value(index[0], index[1], index[2], frame);
            if (std::isfinite(value)) {
                running.add(value);
            }
        }
    }
    RegionOfInterest result = running.result();
    result.volumeMm3 = static_cast<double>(result.voxels) * std::abs(affine.determinant());
    return result;
}

} // namespace insula
