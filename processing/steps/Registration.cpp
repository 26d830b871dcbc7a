#include "processing/steps/Registration.h"

#include "processing/core/Error.h"
#include "processing/steps/GaussianFilter.h"
#include "processing/steps/LevelImage.h"
#include "processing/steps/RigidSearch.h"

#include <vnl/algo/vnl_lbfgsb.h>
#include <vnl/vnl_cost_function.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <memory>
#include <utility>

namespace insula {
namespace {

// Voxels of each level (mm; 0: the image's own), and how often the similarity may be asked for there.
struct Level {
    double mm;
    int evaluations;
};
constexpr std::array Levels{Level{8, 150}, Level{4, 100}, Level{2, 80}, Level{0, 60}};
constexpr std::int64_t SamplesAtMost = 250'000; // more do not help, and take long
constexpr std::int64_t SamplesAtLeast = 5000; // fewer make no histogram

// What is searched for, as numbers: rotations (rad) and logarithms of scales, or a matrix, about the middle of the fixed image, and a shift
// (mm).
class Model {
public:
    Model(Freedom freedom, const World& middle, const Grid& grid) : m_freedom(freedom), m_middle(middle), m_grid(grid) { }

    Affine affine(const vnl_vector<double>& p) const
    {
        if (m_freedom == Freedom::Affine) {
            Affine out;
            for (int r = 0; r < 3; ++r) {
                for (int c = 0; c < 3; ++c)
                    out(r, c) = p[static_cast<unsigned>(3 * r + c)];
                out(r, 3) = 0;
            }
            return about(out, {p[9], p[10], p[11]});
        }
        Affine turn = rotationAbout({}, {p[0], p[1], p[2]}, {});
        if (m_freedom == Freedom::Similarity)
            for (int r = 0; r < 3; ++r)
                for (int c = 0; c < 3; ++c)
                    turn(r, c) *= std::exp(p[6]);
        return about(turn, {p[3], p[4], p[5]});
    }

    // Of the transform of this kind that is nearest to `start`, which turns and shifts (and has any shape when affine).
    vnl_vector<double> parametersOf(const Affine& start) const
    {
        const World moved = start.toWorld({m_middle.x, m_middle.y, m_middle.z});
        const Vec3 shift{moved.x - m_middle.x, moved.y - m_middle.y, moved.z - m_middle.z};
        if (m_freedom == Freedom::Affine) {
            vnl_vector<double> p(12);
            for (int r = 0; r < 3; ++r)
                for (int c = 0; c < 3; ++c)
                    p[static_cast<unsigned>(3 * r + c)] = start(r, c);
            std::copy(shift.begin(), shift.end(), p.begin() + 9);
            return p;
        }
        // Rotation part: the nearest orthonormal matrix, by averaging with its inverse transpose (Higham, SIAM J Sci Stat Comput 7 (1986)
        // 1160).
        const double scale = std::cbrt(std::abs(start.determinant()));
        Affine turn = start;
        for (int r = 0; r < 3; ++r)
            turn(r, 3) = 0;
        for (int n = 0; n < 30; ++n) {
            const Affine inverse = turn.inverse();
            Affine next = turn;
            for (int r = 0; r < 3; ++r)
                for (int c = 0; c < 3; ++c)
                    next(r, c) = (turn(r, c) + inverse(c, r)) / 2;
            turn = next;
        }
        vnl_vector<double> p(m_freedom == Freedom::Rigid ? 6 : 7);
        p[0] = std::atan2(turn(2, 1), turn(2, 2));
        p[1] = std::asin(std::clamp(-turn(2, 0), -1.0, 1.0));
        p[2] = std::atan2(turn(1, 0), turn(0, 0));
        std::copy(shift.begin(), shift.end(), p.begin() + 3);
        if (m_freedom == Freedom::Similarity)
            p[6] = std::log(scale);
        return p;
    }

    // How much of each parameter moves the fastest corner of the fixed image by a millimetre.
    vnl_vector<double> perMillimetre(const vnl_vector<double>& p) const
    {
        constexpr double Small = 1e-4;
        vnl_vector<double> unit(p.size());
        for (unsigned n = 0; n < p.size(); ++n) {
            vnl_vector<double> moved = p;
            moved[n] += Small;
            unit[n]
                = Small / std::max(largestCornerDistanceMm(m_grid.size, affine(p) * m_grid.affine, affine(moved) * m_grid.affine), 1e-9);
        }
        return unit;
    }

    vnl_vector<double> gradient(const vnl_vector<double>& p, const std::array<double, 12>& byEntries) const
    {
        constexpr double Small = 1e-6;
        vnl_vector<double> out(p.size());
        for (unsigned n = 0; n < p.size(); ++n) {
            vnl_vector<double> low = p, high = p;
            low[n] -= Small;
            high[n] += Small;
            const Affine a = affine(low), b = affine(high);
            out[n] = 0;
            for (int e = 0; e < 12; ++e)
                out[n] += byEntries[static_cast<std::size_t>(e)] * (b(e / 4, e % 4) - a(e / 4, e % 4)) / (2 * Small);
        }
        return out;
    }

private:
    Affine about(Affine matrix, const Vec3& shift) const
    {
        const World turned = matrix.toWorld({m_middle.x, m_middle.y, m_middle.z});
        matrix(0, 3) = m_middle.x - turned.x + shift[0];
        matrix(1, 3) = m_middle.y - turned.y + shift[1];
        matrix(2, 3) = m_middle.z - turned.z + shift[2];
        return matrix;
    }

    Freedom m_freedom;
    World m_middle;
    Grid m_grid;
};

// The similarity turned round, for a search that goes downhill, in units that move the image by so many mm.
class Cost : public vnl_cost_function {
public:
    Cost(const MutualInformation& similarity, const Model& model, vnl_vector<double> unit, std::function<void(int)> asked) :
        vnl_cost_function(static_cast<int>(unit.size())), m_similarity(similarity), m_model(model), m_unit(std::move(unit)),
        m_asked(std::move(asked))
    {
    }
    vnl_vector<double> parameters(const vnl_vector<double>& x) const { return element_product(x, m_unit); }
    void compute(const vnl_vector<double>& x, double* value, vnl_vector<double>* gradient) override
    {
        m_asked(++m_count);
        const vnl_vector<double> p = parameters(x);
        std::array<double, 12> byEntries;
        const Affine affine = m_model.affine(p);
        const double found = affine.isFinite() ? m_similarity(affine, &byEntries) : 1;
        if (value)
            *value = -found;
        if (gradient)
            *gradient = affine.isFinite() ? -element_product(m_model.gradient(p, byEntries), m_unit) : vnl_vector<double>(x.size(), 0.0);
    }

private:
    const MutualInformation& m_similarity;
    const Model& m_model;
    vnl_vector<double> m_unit;
    std::function<void(int)> m_asked;
    int m_count = 0;
};

double finestMm(const RegistrationImage& image)
{
    const Vec3 spacing = image.grid->affine.spacing();
    return std::min({spacing[0], spacing[1], spacing[2]});
}

double coarsestMm(const RegistrationImage& image)
{
    const Vec3 spacing = image.grid->affine.spacing();
    return std::max({spacing[0], spacing[1], spacing[2]});
}

// No coarser than the image itself.
bool isOwn(const RegistrationImage& image, double mm)
{
    return mm <= 1.2 * finestMm(image);
}

// The own voxels of an image without detail of less than sigmaMm.
LevelImage softened(const RegistrationImage& image, double sigmaMm, int threads)
{
    const Vec3 spacing = image.grid->affine.spacing();
    Vec3 sigma;
    for (std::size_t a = 0; a < 3; ++a)
        sigma[a] = sigmaMm / spacing[a];
    return LevelImage(*image.grid, gaussianSmoothed(image.values, image.grid->size, sigma, threads, {}), image.mask);
}

// Both images at one level, and how alike they are.
struct Compared {
    LevelImage fixed, moving;
    MutualInformation similarity;

    Compared(LevelImage fixedImage, LevelImage movingImage, const AffineOptions& options) :
        fixed(std::move(fixedImage)), moving(std::move(movingImage)),
        similarity(fixed.view(), moving.view(), wanted(fixed.grid, options), options.seed, options.threads)
    {
    }
    Compared(const Compared&) = delete; // the similarity looks at the images
    Compared& operator=(const Compared&) = delete;

private:
    static std::int64_t wanted(const Grid& grid, const AffineOptions& options)
    {
        const auto share = static_cast<std::int64_t>(static_cast<double>(grid.size.count()) * options.samplesPercent / 100);
        return std::clamp(share, std::min(4 * SamplesAtLeast, grid.size.count()), SamplesAtMost);
    }
};

class Search {
public:
    Search(const RegistrationImage& fixed, const RegistrationImage& moving, const AffineOptions& options) :
        m_fixed(fixed), m_moving(moving), m_options(options), m_middle(centreOfMass(fixed))
    {
    }

    Affine improved(const Affine& start, Freedom freedom, std::size_t levels, const Progress& progress)
    {
        const Model model(freedom, m_middle, *m_fixed.grid);
        vnl_vector<double> p = model.parametersOf(start);
        const auto all = static_cast<double>(levels);
        for (std::size_t n = 0; n < levels; ++n)
            descend(n, model, p, progress.part(static_cast<double>(n) / all, static_cast<double>(n + 1) / all));
        return model.affine(p);
    }

private:
    // Made once: the rigid search and the one with more freedom share the coarse levels.
    const Compared& compared(std::size_t level)
    {
        if (!m_compared[level]) {
            const double mm = Levels[level].mm;
            const auto coarser = [&](const RegistrationImage& image) {
                return isOwn(image, mm) ? LevelImage(*image.grid, {image.values.begin(), image.values.end()}, image.mask)
                                        : LevelImage(image, mm, m_options.threads);
            };
            // As little detail as the coarser of the two has: linear interpolation takes from fine detail between voxels what it leaves at
            // them, and a search for the best agreement then finds a scale that is not there.
            const double sigmaMm = 0.6 * std::max(coarsestMm(m_fixed), coarsestMm(m_moving));
            m_compared[level] = mm == 0 ? std::make_unique<Compared>(softened(m_fixed, sigmaMm, m_options.threads),
                                    softened(m_moving, sigmaMm, m_options.threads), m_options)
                                        : std::make_unique<Compared>(coarser(m_fixed), coarser(m_moving), m_options);
        }
        return *m_compared[level];
    }

    void descend(std::size_t number, const Model& model, vnl_vector<double>& p, const Progress& progress)
    {
        const Level& level = Levels[number];
        const bool isLast = level.mm == 0;
        if (!isLast && isOwn(m_fixed, level.mm))
            return;
        progress.checkpoint();
        const MutualInformation& similarity = compared(number).similarity;
        if (!isLast && similarity.samples() < SamplesAtLeast)
            return; // a finer level will do
        const vnl_vector<double> unit = model.perMillimetre(p) * (isLast ? finestMm(m_fixed) : level.mm);
        Cost cost(
            similarity, model, unit, [&](int count) { progress.report(std::min(1.0, count / static_cast<double>(level.evaluations))); });
        vnl_vector<double> x = element_quotient(p, unit);
        // L-BFGS-B of Zhu, Byrd, Lu and Nocedal, ACM Trans Math Softw 23 (1997) 550.
        vnl_lbfgsb search(cost);
        search.set_bound_selection(vnl_vector<long>(static_cast<unsigned>(p.size()), 0)); // no bounds
        search.set_cost_function_convergence_factor(1e6);
        search.set_projected_gradient_tolerance(1e-6);
        search.set_max_function_evals(level.evaluations);
        search.minimize(x);
        p = cost.parameters(x);
    }

    RegistrationImage m_fixed, m_moving;
    AffineOptions m_options;
    World m_middle;
    std::array<std::unique_ptr<Compared>, Levels.size()> m_compared;
};

void requireContent(const RegistrationImage& image, const char* what)
{
    const auto [low, high] = std::ranges::minmax(image.values);
    if (!(high > low))
        throw Error(std::string("the ") + what + " image has the same value everywhere: there is nothing to register");
    const Size3& n = image.grid->size;
    if (std::min({n.x, n.y, n.z}) < 4)
        throw Error(std::string("the ") + what + " image needs at least four voxels along each axis");
}

} // namespace

Affine registerAffine(const RegistrationImage& fixed, const RegistrationImage& moving, const AffineOptions& options,
    const Progress& progress, const Affine* start)
{
    requireContent(fixed, "fixed");
    requireContent(moving, "moving");
    progress.report(0, "looking for a start");
    const Affine guess = start ? *start : coarseRigid(fixed, moving, options.threads, progress.part(0, 0.1));
    Search search(fixed, moving, options);
    Affine found = guess;
    const bool isRigid = options.freedom == Freedom::Rigid;
    if (!start || isRigid) {
        progress.report(0.1, "rigid");
        found = search.improved(found, Freedom::Rigid, isRigid ? Levels.size() : 2, progress.part(0.1, isRigid ? 1 : 0.2));
    }
    if (!isRigid) {
        progress.report(0.2, options.freedom == Freedom::Affine ? "affine" : "similarity");
        found = search.improved(found, options.freedom, Levels.size(), progress.part(0.2, 1));
    }
    if (!found.isFinite() || found.isSingular())
        throw Error("the registration found no transform: check that the two images show the same part of the body");
    return found;
}

} // namespace insula
