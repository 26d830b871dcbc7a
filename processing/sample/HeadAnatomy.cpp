#include "processing/sample/HeadAnatomy.h"

#include "processing/sample/Shapes.h"

namespace insula {

using namespace shapes;

namespace {

// Sinuses, nose and airway; distance, negative inside.
double airways(const World& p, double ax)
{
    const double turbinates = 2.2 * std::sin(p.z * 0.42) * std::sin(ax * 0.5 + 0.8);
    double nose = ellipsoid(p, {0, 62, -48}, {13, 31, 19}) + turbinates;
    nose = std::max(nose, 1.3 - std::abs(p.x - 1.0)); // the septum, a little to the right
    double air = std::min(nose, ellipsoid({ax, p.y, p.z}, {29, 57, -54}, {11, 13, 14}));
    air = std::min(air, ellipsoid({ax, p.y, p.z}, {9, 24, -33}, {8, 12, 8})); // sphenoid
    air = std::min(air, std::max(ellipsoid({ax, p.y, p.z}, {11, 70.5, -9}, {9, 3, 9}), 1.0 - ax)); // frontal
    const Bead throat[] = {{{0, 30, -54}, 6}, {{0, 8, -68}, 7.5}, {{0, 2, -92}, 7}, {{0, 8, -140}, 8}};
    air = std::min(air, chain(p, throat));
    const double cells = 1.8 * std::sin(p.x * 0.9) * std::sin(p.y * 0.9) * std::sin(p.z * 0.9); // mastoid
    return std::min(air, ellipsoid({ax, p.y, p.z}, {57, -30, -42}, {7, 9, 10}) + 2 + 2 * cells);
}

double facialBone(const World& p, double ax, double air)
{
    const World s{ax, p.y, p.z};
    double bone = std::max(std::abs(air) - 1.4, -p.y + 12); // thin shells round the sinuses
    bone = std::min(bone, std::abs(ellipsoid(s, {31, 52, -25}, {18.5, 25, 18.5})) - 1.5); // orbit
    bone = std::max(bone, p.y - 74 + 0.35 * ax);
    bone = std::min(bone, std::max(ellipsoid(p, {0, 58, -73}, {30, 30, 9}), -ellipsoid(p, {0, 48, -80}, {19, 27, 10}))); // palate, teeth
    const double arch = std::abs(length(ax / 50, (p.y - 10) / 76) - 1) * 50 - 5; // mandible and teeth
    bone = std::min(bone, std::max({arch, 4 - p.y, std::abs(p.z + 92 - 0.12 * (70 - p.y)) - 13}));
    bone = std::min(bone, capsule(s, {51, 4, -88}, {52, -6, -46}, 6, 4.5));
    const double cheek = std::abs(length(ax / 66, (p.y - 4) / 62) - 1) * 64 - 2.6;
    bone = std::min(bone, std::max({cheek, -12 - p.y, p.y - 56, std::abs(p.z + 38) - 4.5}));
    bone = std::min(bone, ellipsoid(s, {57, -30, -42}, {12, 15, 18})); // mastoid
    const double discs = std::abs(std::remainder(p.z + 78, 17.0)) - 7.2;
    const double vertebra
        = std::min(ellipsoid({p.x, p.y, 0}, {0, -22, 0}, {13, 9, 30}), capsule({p.x, p.y, 0}, {0, -52, 0}, {0, -62, 0}, 8, 3));
    return std::min(bone, std::max({vertebra, discs, p.z + 72}));
}

} // namespace

HeadAnatomy::HeadAnatomy(std::uint64_t seed) : m_brain(seed), m_thickness(seed + 101, 8, 60) { }

World HeadAnatomy::capsuleCentre() const
{
    return {-66.5, 46, 6};
}

double HeadAnatomy::skullThickness(const World& p) const
{
    return 6.4 + 0.9 * m_thickness(p) + 1.5 * smoothStep(-60, -100, p.y);
}

double HeadAnatomy::skin(const World& p, double cavity) const
{
    constexpr double Scalp = 5.5;
    const double ax = std::abs(p.x);
    const World s{ax, p.y, p.z};
    // The scalp lies on the skull everywhere, so that the head is as lopsided as the brain and no bone comes to lie outside it.
    double d = smoothUnion(ellipsoid(p, {0, -17, 15}, {76, 98, 75}), cavity - skullThickness(p) - Scalp, 8);
    d = smoothUnion(d, ellipsoid(p, {0, 32, -46}, {62, 57, 62}), 24);
    d = smoothUnion(d, ellipsoid(p, {0, 64, -92}, {31, 30, 23}), 22);
    d = smoothUnion(d, std::max(ellipsoid({p.x, p.y, 0}, {0, -28, 0}, {57, 60, 60}), p.z + 42), 26);
    d = smoothUnion(d, chain(p, std::array{Bead{{0, 88, -22}, 7}, Bead{{0, 106, -46}, 9}}), 14);
    d = smoothUnion(d, ellipsoid(s, {9, 98, -52}, {7, 9, 6}), 6);
    d = smoothUnion(d, ellipsoid(p, {0, 88, -76}, {22, 9, 9}), 10); // lips
    d = smoothIntersection(d, -ellipsoid(s, {32, 88, -26}, {19, 12, 12}), 10); // eye sockets
    const World ear{ax - 80 - 0.25 * (-18 - p.y), p.y + 18, p.z + 24};
    const double shell = std::max(ellipsoid(ear, {0, 0, 0}, {7, 15, 29}), -ellipsoid(ear, {6, 3, 2}, {7, 10, 21}));
    return smoothUnion(d, shell, 6);
}

std::uint8_t HeadAnatomy::skullAt(const World& p, double cavity) const
{
    const double thickness = skullThickness(p);
    if (cavity > thickness)
        return Outside;
    const bool inner = cavity<1.6, outer = cavity> thickness - 1.8;
    return inner || outer ? Cranium : Marrow;
}

std::uint8_t HeadAnatomy::softTissueAt(const World& p, double skinDistance) const
{
    const double ax = std::abs(p.x);
    const World s{ax, p.y, p.z};
    const double globe = ellipsoid(s, {31.5, 64, -25}, {12.4, 12.4, 12});
    if (globe < 0)
        return ellipsoid(s, {31.5, 72.5, -25}, {4.6, 2.1, 4.6}) < 0 ? Lens : Eye;
    if (capsule(s, {30, 52, -25}, {9, 16, -19}, 2.2, 2.0) < 0)
        return Nerve;
    const double air = airways(p, ax);
    if (air < 0)
        return Air;
    const double orbit = ellipsoid(s, {31, 52, -25}, {17, 23.5, 17});
    if (orbit < 0 && skinDistance < -2) {
        const double muscles = std::abs(ellipsoid(s, {29, 46, -25}, {11, 26, 11})) - 1.4;
        return muscles < 0 && std::abs(std::sin(2 * std::atan2(p.z + 25, ax - 29))) < 0.5 ? Muscle : OrbitalFat;
    }
    if (facialBone(p, ax, air) < 0 && skinDistance < -4)
        return Cranium;
    const double fat = 3.2 + 1.2 * m_thickness({p.y, p.z, p.x}) + (p.z < -20 && p.y > 0 ? 3 : 0);
    if (skinDistance > -1.8)
        return Skin;
    if (skinDistance > -1.8 - fat)
        return Fat;
    if (p.z > 22 || (p.z > -20 && (p.y < -60 || p.y > 55)))
        return Fat;
    // Fat between the muscles.
    return std::abs(m_thickness({2.4 * p.x, 2.4 * p.y, 1.1 * p.z})) < 0.10 ? Fat : Muscle;
}

std::uint8_t HeadAnatomy::tissueAt(const World& p) const
{
    if (p.z > -60 && ellipsoid(p, {0, -5, 0}, {100, 130, 105}) > 0)
        return Outside;
    const double cavity = m_brain.cavity(p);
    if (cavity < 0)
        return m_brain.tissueAt(p, cavity);
    const double skinDistance = skin(p, cavity);
    if (skinDistance > 0)
        return length(p - capsuleCentre()) < 6.5 ? Capsule : Outside;
    if (skinDistance < -2.5 && p.z > -66) {
        const bool orbit = ellipsoid({std::abs(p.x), p.y, p.z}, {31, 52, -25}, {17, 23.5, 17}) < 0;
        const bool sinus = airways(p, std::abs(p.x)) < 0;
        if (!orbit && !sinus) {
            if (const std::uint8_t bone = skullAt(p, cavity); bone != Outside)
                return bone;
        }
    }
    return softTissueAt(p, skinDistance);
}

} // namespace insula
