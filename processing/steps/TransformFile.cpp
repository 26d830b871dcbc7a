#include "processing/steps/TransformFile.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <vector>

namespace insula {
namespace {

constexpr std::string_view Head = "#Insight Transform File V1.0";

struct Entry {
    std::string kind;
    std::vector<double> parameters, centre;
};

std::vector<double> numbers(const std::string& text)
{
    std::istringstream in(text);
    std::vector<double> values;
    for (double v; in >> v;)
        values.push_back(v);
    return values;
}

Entry onlyEntry(const std::filesystem::path& file)
{
    std::ifstream in(file);
    std::string line;
    if (!in || !std::getline(in, line) || !line.starts_with(Head))
        throw Error(fmt::format("'{}' is not a transform file: its first line should be \"{}\"", file.filename().string(), Head));
    Entry entry;
    int transforms = 0;
    for (std::uintmax_t size = 0; std::getline(in, line) && (size += line.size()) < 1'000'000;) {
        if (const auto colon = line.find(':'); colon != std::string::npos) {
            const std::string key = line.substr(0, colon), value = line.substr(colon + 1);
            if (key == "Transform") {
                std::istringstream(value) >> entry.kind;
                ++transforms;
            } else if (key == "Parameters")
                entry.parameters = numbers(value);
            else if (key == "FixedParameters")
                entry.centre = numbers(value);
        }
    }
    if (transforms != 1)
        throw Error(
            fmt::format("'{}' holds {} transforms; one is expected: give several as several files", file.filename().string(), transforms));
    return entry;
}

using Matrix = std::array<std::array<double, 3>, 3>;

Matrix product(const Matrix& a, const Matrix& b)
{
    Matrix out{};
    for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t c = 0; c < 3; ++c)
            for (std::size_t k = 0; k < 3; ++k)
                out[r][c] += a[r][k] * b[k][c];
    return out;
}

// Rz Rx Ry, as itk::Euler3DTransform composes by default.
Matrix fromAngles(double x, double y, double z)
{
    const Matrix rx{{{1, 0, 0}, {0, std::cos(x), -std::sin(x)}, {0, std::sin(x), std::cos(x)}}};
    const Matrix ry{{{std::cos(y), 0, std::sin(y)}, {0, 1, 0}, {-std::sin(y), 0, std::cos(y)}}};
    const Matrix rz{{{std::cos(z), -std::sin(z), 0}, {std::sin(z), std::cos(z), 0}, {0, 0, 1}}};
    return product(product(rz, rx), ry);
}

Matrix fromVersor(double x, double y, double z)
{
    const double w = std::sqrt(std::max(0.0, 1 - x * x - y * y - z * z));
    return {{{1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)},
        {2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)},
        {2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)}}};
}

// Left and posterior are right and anterior with the other sign, on both sides.
Affine flipped(const Matrix& m, const Vec3& offset)
{
    Affine out;
    for (int r = 0; r < 3; ++r) {
        for (int c = 0; c < 3; ++c)
            out(r, c) = ((r < 2) != (c < 2) ? -1 : 1) * m[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
        out(r, 3) = (r < 2 ? -1 : 1) * offset[static_cast<std::size_t>(r)];
    }
    return out;
}

} // namespace

std::string transformText(const Affine& pull)
{
    std::string parameters;
    for (int r = 0; r < 3; ++r)
        for (int c = 0; c < 3; ++c)
            parameters += fmt::format(" {}", ((r < 2) != (c < 2) ? -1 : 1) * pull(r, c) + 0.0);
    for (int r = 0; r < 3; ++r)
        parameters += fmt::format(" {}", (r < 2 ? -1 : 1) * pull(r, 3) + 0.0);
    return fmt::format(
        "{}\n#Transform 0\nTransform: AffineTransform_double_3_3\nParameters:{}\nFixedParameters: 0 0 0\n", Head, parameters);
}

Affine readTransform(const std::filesystem::path& file)
{
    const Entry entry = onlyEntry(file);
    const auto& p = entry.parameters;
    const std::string kind = entry.kind.substr(0, entry.kind.find('_'));
    const auto need = [&](std::size_t count) {
        if (p.size() != count)
            throw Error(fmt::format("'{}': a {} has {} parameters, this one {}", file.filename().string(), entry.kind, count, p.size()));
    };
    Matrix matrix{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
    Vec3 shift{};
    if (kind == "AffineTransform" || kind == "MatrixOffsetTransformBase") {
        need(12);
        for (std::size_t n = 0; n < 9; ++n)
            matrix[n / 3][n % 3] = p[n];
        shift = {p[9], p[10], p[11]};
    } else if (kind == "Euler3DTransform") {
        need(6);
        matrix = fromAngles(p[0], p[1], p[2]);
        shift = {p[3], p[4], p[5]};
    } else if (kind == "VersorRigid3DTransform" || kind == "Similarity3DTransform") {
        need(kind == "Similarity3DTransform" ? 7 : 6);
        matrix = fromVersor(p[0], p[1], p[2]);
        for (auto& row : matrix)
            for (double& v : row)
                v *= p.size() == 7 ? p[6] : 1;
        shift = {p[3], p[4], p[5]};
    } else if (kind == "TranslationTransform") {
        need(3);
        shift = {p[0], p[1], p[2]};
    } else
        throw Error(fmt::format(
            "'{}' holds a {}; affine, rigid, similarity and translation transforms can be read", file.filename().string(), entry.kind));
    Vec3 offset = shift;
    if (entry.centre.size() >= 3)
        for (std::size_t r = 0; r < 3; ++r) {
            offset[r] += entry.centre[r];
            for (std::size_t c = 0; c < 3; ++c)
                offset[r] -= matrix[r][c] * entry.centre[c];
        }
    const Affine affine = flipped(matrix, offset);
    if (!affine.isFinite() || affine.isSingular())
        throw Error(fmt::format("the transform in '{}' cannot be inverted: check the file", file.filename().string()));
    return affine;
}

} // namespace insula
