#include "processing/sample/BrainAnatomy.h"

#include "processing/sample/Random.h"
#include "processing/sample/Shapes.h"

#include <array>

namespace insula {

using namespace shapes;

namespace {

constexpr double CsfThickness = 2.0; // between skull and brain
constexpr double CorticalThickness = 2.8;
constexpr double NoSurface = 1e9;

// Above it lies the cerebrum, below it the cerebellum.
double tentorium(const World& p)
{
    const double back = std::max(0.0, -40 - p.y);
    return -1 - 0.0085 * p.x * p.x + 0.10 * back * smoothStep(10, 45, std::abs(p.x)) - 0.13 * back;
}

// Where cerebellum and brain stem live; negative inside.
double posteriorFossa(const World& p)
{
    const double petrous = p.y + 30 + 0.25 * std::abs(p.x) - 0.3 * (p.z + 30);
    return smoothIntersection(p.z - tentorium(p), petrous, 12);
}

double brainStem(const World& p)
{
    double d = capsule(p, {0, -24, -4}, {0, -30, -22}, 15, 13);
    d = smoothUnion(d, ellipsoid(p, {0, -24, -31}, {17, 13, 14}), 6);
    return smoothUnion(d, chain(p, std::array{Bead{{0, -33, -42}, 10}, Bead{{0, -41, -58}, 7.5}, Bead{{0, -44, -66}, 6.5}}), 5);
}

// The band between the hemispheres, as seen from the side; negative inside.
double callosum(double y, double z)
{
    const double angle = std::atan2((z - 6) / 22, (y + 5) / 36);
    const double radius = length((y + 5) / 36, (z - 6) / 22);
    const double ends = angle > 2.6 || angle < -2.6 ? 5.2 : (angle < 0.5 ? 4.6 : 3.0);
    const bool open = angle < -0.45 && angle > -2.95; // the arch is open below
    const double ring = std::abs(radius - 1) * 26 - ends;
    return open ? std::max(ring, 3.0) : ring;
}

// Inside it the hemispheres are joined.
double core(const World& p)
{
    const double arch = (length((p.y + 5) / 36, (p.z - 6) / 22) - 1) * 26 - 3;
    return std::min(std::max({arch, -8 - p.z, std::abs(p.x) - 24}), ellipsoid(p, {0, -20, -4}, {16, 20, 18}));
}

} // namespace

BrainAnatomy::BrainAnatomy(std::uint64_t seed) :
    m_scale(0.98 + 0.04 * uniform(seed, 1)), m_lesion{-27 + 3 * uniform(seed, 2), -38 + 6 * uniform(seed, 3), 30 + 3 * uniform(seed, 4)},
    m_folds(seed + 11, 12, 18), m_fineFolds(seed + 12, 8, 11), m_foldDepth(seed + 13, 6, 26), m_warpLeft(seed + 14, 8, 42),
    m_warpRight(seed + 15, 8, 42), m_texture(seed + 16, 10, 11)
{
}

double BrainAnatomy::cavity(const World& p) const
{
    // The larger right frontal and left occipital pole: the skull follows the brain (petalia).
    const double side = smoothStep(-25, 25, p.x) * 2 - 1;
    const double right = 1 + 0.035 * side * smoothStep(10, 60, p.y), left = 1 - 0.03 * side * smoothStep(-50, -95, p.y);
    const double grow = 1 / (m_scale * right * left);
    const World q{p.x * grow, (p.y + 16) * grow - 16, p.z * grow};
    const World s{std::abs(q.x), q.y, q.z};
    double d = ellipsoid(q, {0, -17, 17}, {67, 88, 60});
    d = smoothIntersection(d, -ellipsoid(q, {0, 17, -45}, {19, 36, 21}), 10); // base of the skull
    d = smoothIntersection(d, -ellipsoid(s, {34, 60, -30}, {24, 32, 22}), 10); // roofs of the orbits
    d = smoothUnion(d, ellipsoid(s, {44, -14, -21}, {24, 39, 25}), 12); // middle fossa
    d = smoothUnion(d, ellipsoid(q, {0, -60, -30}, {52, 40, 33}), 10); // posterior fossa
    return smoothUnion(d, chain(q, std::array{Bead{{0, -30, -36}, 14}, Bead{{0, -42, -62}, 12}, Bead{{0, -42, -150}, 9}}), 8);
}

double BrainAnatomy::midline(const World& p) const
{
    return 1.1 * std::sin(p.y * 0.031 + 0.6) + 0.7 * std::sin(p.z * 0.043);
}

double BrainAnatomy::sulcalDistance(const World& p, double depth, bool medial, bool right) const
{
    // The point of the hull below which p lies: the pattern is the same all the way down.
    World n{right ? -1.0 : 1.0, 0, 0};
    if (!medial) {
        const double here = cavity(p);
        n = {cavity({p.x + 1, p.y, p.z}) - here, cavity({p.x, p.y + 1, p.z}) - here, cavity({p.x, p.y, p.z + 1}) - here};
        const double scale = 1 / std::max(1e-6, length(n));
        n = {scale * n.x, scale * n.y, scale * n.z};
    }
    const World q{p.x + depth * n.x, p.y + depth * n.y, p.z + depth * n.z};
    const double sway = (right ? m_warpRight : m_warpLeft)(q); // the hemispheres resemble each other, no more
    const World m{std::abs(q.x) + 2.5 * sway, q.y + 4.0 * sway + 0.3 * depth * std::sin(0.08 * (q.z + q.x)),
        q.z - 3.0 * sway + 0.3 * depth * std::cos(0.08 * q.y)}; // walls lean
    const RandomWaves::Slope coarse = m_folds.slope(m), fine = m_fineFolds.slope(m);
    const double value = coarse.value + 0.30 * fine.value;
    const World g{
        coarse.gradient.x + 0.30 * fine.gradient.x, coarse.gradient.y + 0.30 * fine.gradient.y, coarse.gradient.z + 0.30 * fine.gradient.z};
    const double normal = (p.x < 0 ? -n.x : n.x) * g.x + n.y * g.y + n.z * g.z; // only the slope along the hull counts
    const double across = std::abs(value) / std::max(0.08, std::sqrt(std::max(0.0, square(length(g)) - square(normal))));
    const double bottom = (medial ? 9.0 : 18.5) + 3.5 * m_foldDepth(q);
    const double halfWidth = 0.45 + 0.6 * smoothStep(6, 0, depth);
    return wall(across - halfWidth, depth - bottom);
}

double BrainAnatomy::pialDepth(const World& p, double cavity, bool right) const
{
    const double inner = core(p);
    const double hull = -cavity - CsfThickness;
    const double fissure = wall(std::abs(p.x - midline(p)) - 0.6, 1.0 - inner);
    const double below = posteriorFossa(p) - 1.3;
    const double cistern = ellipsoid(p, {0, -4, -24}, {15, 21, 13});
    // Sylvian fissure and, at its bottom, the gap over the insula.
    const double sway = (right ? m_warpRight : m_warpLeft)({2 * p.z, 2 * p.y, 2 * p.x});
    const double ax = std::abs(p.x) + 1.5 * sway;
    const double sylvian = -3 - 0.40 * p.y + 2.5 * std::sin(p.y * 0.11) - 0.25 * (ax - 50) + 1.5 * sway;
    const double along = std::max(p.y - 22, -44 - p.y);
    const double lips = wall(std::abs(p.z - sylvian) * 0.93 - 1.1, std::max(37 - ax, along));
    const double island = wall(std::abs(ax - 38.5) - 0.9, std::max({p.y - 20, -22 - p.y, p.z - sylvian - 13, sylvian - 7 - p.z}));
    double depth = std::min({hull, fissure, below, cistern, lips, island});
    const bool medial = fissure < std::min(hull, below);
    const double toFold = std::min(medial ? fissure : hull, NoSurface);
    if (depth < 0 || toFold > 28 || inner < 5 || below < 1)
        return depth;
    return std::min(depth, sulcalDistance(p, toFold, medial, right) + 3 * smoothStep(12, 5, inner));
}

std::optional<std::uint8_t> BrainAnatomy::deepTissue(const World& p, bool right) const
{
    const auto sided = [right](Tissue left) { return right ? otherSide(left) : static_cast<std::uint8_t>(left); };
    const double bend = 1.2 * m_texture({p.x * 0.35, p.y * 0.35, p.z * 0.35});
    const World s{std::abs(p.x - midline(p)), p.y + bend, p.z};
    const double wider = right ? 0.0 : 0.5; // the left ventricle is a little larger
    static constexpr Bead Body[]
        = {{{8, 28, 4}, 3.5}, {{11, 14, 14}, 4.6}, {{11, -12, 19.5}, 4.6}, {{20, -38, 14}, 5.6}, {{25, -46, 6}, 5.4}};
    static constexpr Bead Horns[] = {{{23, -78, 8}, 2}, {{25, -46, 6}, 4.5}, {{31, -30, -10}, 2.6}, {{32, -10, -19}, 2.2}};
    static constexpr Bead Caudate[] = {{{12, 17, 1}, 6}, {{16, 8, 12}, 5.2}, {{18, -10, 20}, 3.4}, {{24, -32, 19}, 2.2}};
    static constexpr Bead Hippocampus[] = {{{22, -10, -20}, 5.5}, {{27, -20, -17}, 5}, {{29, -31, -8}, 4}, {{23, -39, 2}, 3}};
    if (chain(s, Body) < wider || chain(s, Horns) < 0.6 * wider) {
        if (s.x > 1.2)
            return sided(LeftVentricle); // the septum stays
    }
    if (s.x < 14 && callosum(p.y, p.z) < -0.25 * std::max(0.0, s.x - 9))
        return CorpusCallosum;
    if (ellipsoid({s.x, p.y, p.z}, {0, -13, 0}, {2.3, 15, 11}) < 0)
        return ThirdVentricle;
    if (length(p - m_lesion) + m_texture(p) < 7.5)
        return LeftLesion;
    if (ellipsoid(s, {11, -18, 7}, {9, 14.5, 9.5}) < 0)
        return sided(LeftThalamus);
    if (chain(s, Caudate) < 0)
        return sided(LeftCaudate);
    if (ellipsoid({s.x - 0.12 * p.y, s.y, s.z}, {20.5, -3, 0}, {4.2, 9, 7}) < 0)
        return sided(LeftPallidum);
    if (ellipsoid({s.x + 0.10 * p.y, s.y, s.z}, {26.5, 1, 2}, {5.2, 16, 10.5}) < 0)
        return sided(LeftPutamen);
    if (ellipsoid(s, {22, -3, -20}, {7.5, 8, 7.5}) < 0)
        return sided(LeftAmygdala);
    if (chain(s, Hippocampus) < 0)
        return sided(LeftHippocampus);
    return std::nullopt;
}

std::uint8_t BrainAnatomy::cerebellum(const World& p, double depth, bool right) const
{
    // Folia fan out from a root at the roof of the fourth ventricle, so that a sagittal cut shows the tree of life.
    const double y = p.y + 52, z = p.z + 34;
    const double radius = length(y, z), angle = std::atan2(z, y) + 0.10 * m_texture({p.x * 0.5, p.y * 0.5, p.z * 0.5});
    const auto leaf = [&](double count, double offset) { return std::abs(std::sin(count * angle + offset)) / count * radius; };
    const double main = wall(leaf(6.5, 0.4) - 0.5, depth - 10), fine = wall(leaf(17, 0) - 0.35, depth - 4);
    const double surface = std::min({depth, main, fine});
    if (surface < 0)
        return Csf;
    const bool grey = surface < 1.9;
    if (grey)
        return right ? RightCerebellumCortex : LeftCerebellumCortex;
    return right ? RightCerebellumWhite : LeftCerebellumWhite;
}

std::optional<std::uint8_t> BrainAnatomy::hindbrain(const World& p, double cavity, bool right) const
{
    if (ellipsoid({p.x, p.y, p.z}, {0, -44, -33}, {6, 4.5, 12}) < 0)
        return FourthVentricle;
    if (capsule(p, {0, -33, -6}, {0, -42, -26}, 1.1, 1.3) < 0)
        return FourthVentricle; // aqueduct
    if (p.z < 2 && brainStem(p) < 0)
        return BrainStem;
    if (capsule(p, {0, -43, -62}, {0, -42, -150}, 6, 5.5) < 0)
        return SpinalCord;
    const World s{std::abs(p.x), p.y, p.z};
    double lobes = smoothUnion(ellipsoid(s, {26, -65, -30}, {28, 31, 28}), ellipsoid(p, {0, -66, -26}, {14, 27, 27}), 5);
    lobes = smoothUnion(lobes, ellipsoid(p, {0, -58, -14}, {25, 17, 14}), 5); // culmen: fills the tent
    lobes = std::max({lobes, posteriorFossa(p) + 1.5, cavity + CsfThickness});
    if (lobes < 0)
        return cerebellum(p, -lobes, right);
    return std::nullopt;
}

std::uint8_t BrainAnatomy::tissueAt(const World& p, double cavity) const
{
    const bool right = p.x > midline(p);
    if (posteriorFossa(p) < 2 || p.z < -2) {
        if (const auto tissue = hindbrain(p, cavity, right))
            return *tissue;
        if (posteriorFossa(p) < 0 || p.z < -70)
            return Csf;
    }
    if (cavity < -12) {
        if (const auto tissue = deepTissue(p, right))
            return *tissue;
    }
    const double depth = pialDepth(p, cavity, right);
    if (depth < 0)
        return Csf;
    if (depth < CorticalThickness + 0.3 * m_foldDepth(p))
        return right ? RightCortex : LeftCortex;
    return right ? RightWhite : LeftWhite;
}

} // namespace insula
