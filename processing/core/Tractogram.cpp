#include "processing/core/Tractogram.h"

#include "processing/core/ByteCursor.h"
#include "processing/core/Geometry.h"
#include "processing/core/MappedFile.h"
#include "processing/core/TextWords.h"

#include <cctype>
#include <cmath>

namespace insula {

namespace {

std::string suffixOf(const std::filesystem::path& file)
{
    std::string suffix = file.extension().string();
    std::ranges::transform(suffix, suffix.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return suffix;
}

struct TckHeader {
    std::string type;
    std::uint64_t offset = 0;
};

TckHeader readTckHeader(ByteCursor& in)
{
    TckHeader header;
    if (in.line() != "mrtrix tracks") {
        throw Error("it does not begin with 'mrtrix tracks'");
    }
    for (std::string_view line = in.line(); line != "END"; line = in.line()) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) {
            throw Error("its header has the line '" + std::string(line.substr(0, 40)) + "' without a colon");
        }
        TextWords words(line.substr(colon + 1));
        if (line.substr(0, colon) == "datatype") {
            header.type = words.next();
        } else if (line.substr(0, colon) == "file") {
            words.expect("."); // other files were never written by MRtrix
            header.offset = words.number<std::uint64_t>();
        }
    }
    if (header.offset < in.position()) {
        throw Error("its header says that points start at byte " + std::to_string(header.offset) + ", inside the header");
    }
    in.take(header.offset - in.position());
    return header;
}

void endStreamline(Tractogram& tracts)
{
    if (tracts.points.size() > tracts.starts.back()) { // empty ones are nothing to draw
        tracts.starts.push_back(tracts.points.size());
    }
}

template <typename T> void readTckPoints(ByteCursor& in, Tractogram& tracts)
{
    tracts.points.reserve(in.left() / (3 * sizeof(T)));
    for (;;) {
        std::array<T, 3> p{};
        for (T& c : p) {
            c = in.number<T>();
        }
        if (std::ranges::all_of(p, [](T c) { return std::isnan(c); })) {
            endStreamline(tracts);
        } else if (std::ranges::all_of(p, [](T c) { return std::isinf(c); })) {
            endStreamline(tracts);
            return;
        } else if (!std::ranges::all_of(p, [](T c) { return std::isfinite(c); })) {
            throw Error("a point has a coordinate that is not a finite number; write the tracks again");
        } else {
            tracts.points.push_back({static_cast<float>(p[0]), static_cast<float>(p[1]), static_cast<float>(p[2])});
        }
    }
}

struct TrkHeader {
    std::array<std::int16_t, 3> dim{};
    std::array<float, 3> voxel{};
    std::uint64_t scalars = 0, properties = 0, count = 0;
    Affine toRas; // voxel centres to RAS+ mm
    std::string order;
    std::string warning;
};

std::uint64_t notNegative(std::int64_t n, const char* what)
{
    if (n < 0) {
        throw Error("its header announces " + std::to_string(n) + " " + what);
    }
    return static_cast<std::uint64_t>(n);
}

constexpr std::size_t TrkHeaderBytes = 1000;

TrkHeader readTrkHeader(ByteCursor& in, std::span<const std::byte> bytes)
{
    if (bytes.size() < TrkHeaderBytes || ByteCursor(bytes).text(5) != "TRACK") {
        throw Error("it does not begin with the 1000 bytes of a TrackVis header");
    }
    for (const std::endian order : {std::endian::little, std::endian::big}) {
        in.setOrder(order);
        ByteCursor size(bytes.subspan(TrkHeaderBytes - 4), order);
        if (size.number<std::int32_t>() == static_cast<std::int32_t>(TrkHeaderBytes)) {
            break;
        }
        if (order == std::endian::big) {
            throw Error("its header does not give its size as 1000 bytes");
        }
    }
    TrkHeader h;
    in.take(6);
    for (auto& d : h.dim) {
        d = in.number<std::int16_t>();
    }
    for (auto& v : h.voxel) {
        v = in.number<float>();
        if (!(v > 0) || !std::isfinite(v)) {
            throw Error("its header has a voxel size that is not above 0");
        }
    }
    in.take(12); // origin, which TrackVis does not use
    h.scalars = notNegative(in.number<std::int16_t>(), "values a point");
    in.take(200);
    h.properties = notNegative(in.number<std::int16_t>(), "values a streamline");
    in.take(200);
    std::array<double, 16> rows{};
    for (double& m : rows) {
        m = in.number<float>();
    }
    in.take(444);
    h.order = std::string(in.text(4));
    h.order.resize(std::min({h.order.find('\0'), h.order.find(' '), std::size_t{3}}));
    std::ranges::transform(h.order, h.order.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    in.take(36);
    h.count = notNegative(in.number<std::int32_t>(), "streamlines");
    const auto version = in.number<std::int32_t>();
    in.take(4);
    if (version < 1 || version > 3) {
        throw Error("its version is " + std::to_string(version) + "; 1 to 3 are known");
    }
    if (version < 2 || rows[15] == 0) { // nibabel takes the identity then
        h.warning = "This file does not say where its voxels are in the scanner; the streamlines may be shifted against images.";
    } else {
        h.toRas = Affine::fromRows(rows);
    }
    if (!h.toRas.isFinite() || h.toRas.isSingular()) {
        throw Error("its matrix from voxels to mm cannot be inverted");
    }
    if (h.order.empty()) {
        h.order = "LPS";
    }
    return h;
}

int worldAxis(char letter)
{
    const std::size_t at = std::string_view("RLAPSI").find(letter);
    if (at == std::string_view::npos) {
        throw Error(std::string("its voxel order has the unknown letter '") + letter + "'");
    }
    return static_cast<int>(at / 2);
}

// Corner-based voxel mm in the header's voxel order to RAS+ mm. Along each of the header's axes the matrix takes the affine's axis
// that runs along the same line of the body, turned round when it runs the other way (nibabel's ornt_transform, inv_ornt_aff).
Affine trkToWorld(const TrkHeader& h)
{
    const std::string of = orientationCode(h.toRas);
    Affine m = Affine::fromRows({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
    std::array<bool, 3> used{};
    if (h.order.size() != 3) {
        throw Error("its voxel order '" + h.order + "' has not three letters");
    }
    for (int i = 0; i < 3; ++i) {
        const char letter = h.order[static_cast<std::size_t>(i)];
        for (int j = 0; j < 3; ++j) {
            const char other = of[static_cast<std::size_t>(j)];
            if (worldAxis(letter) == worldAxis(other)) {
                if (used[static_cast<std::size_t>(j)]) {
                    throw Error("its voxel order '" + h.order + "' names an axis twice");
                }
                used[static_cast<std::size_t>(j)] = true;
                m(i, j) = letter == other ? 1 : -1;
                m(i, 3) = letter == other ? 0 : h.dim[static_cast<std::size_t>(i)] - 1;
            }
        }
    }
    Affine toVoxel;
    for (int i = 0; i < 3; ++i) {
        toVoxel(i, i) = 1.0 / static_cast<double>(h.voxel[static_cast<std::size_t>(i)]);
        toVoxel(i, 3) = -0.5;
    }
    return h.toRas * m * toVoxel;
}

void checkFinite(const Tractogram& tracts)
{
    for (const auto& p : tracts.points) {
        if (!std::isfinite(p[0]) || !std::isfinite(p[1]) || !std::isfinite(p[2])) {
            throw Error("a point has a coordinate that is not a finite number; write the streamlines again");
        }
    }
}

} // namespace

Tractogram readTck(std::span<const std::byte> bytes)
{
    ByteCursor in(bytes);
    const TckHeader header = readTckHeader(in);
    const bool isLittle = header.type.ends_with("LE");
    in.setOrder(isLittle ? std::endian::little : std::endian::big);
    Tractogram tracts;
    tracts.format = "MRtrix tracks";
    if (header.type == "Float32LE" || header.type == "Float32BE") {
        readTckPoints<float>(in, tracts);
    } else if (header.type == "Float64LE" || header.type == "Float64BE") {
        readTckPoints<double>(in, tracts);
    } else {
        throw Error("its datatype is '" + header.type.substr(0, 40) + "'; Float32LE, Float32BE, Float64LE or Float64BE is expected");
    }
    return tracts;
}

Tractogram readTrk(std::span<const std::byte> bytes)
{
    ByteCursor in(bytes);
    const TrkHeader header = readTrkHeader(in, bytes);
    const Affine toWorld = trkToWorld(header);
    Tractogram tracts;
    tracts.format = "TrackVis";
    tracts.warning = header.warning;
    const std::uint64_t pointBytes = 4 * (3 + header.scalars);
    tracts.points.reserve(in.left() / pointBytes);
    while (in.left() > 0) {
        const std::uint64_t count = notNegative(in.number<std::int32_t>(), "points in a streamline");
        in.expect(count, pointBytes, "points");
        for (std::uint64_t i = 0; i < count; ++i) {
            Voxel v;
            v.i = static_cast<double>(in.number<float>());
            v.j = static_cast<double>(in.number<float>());
            v.k = static_cast<double>(in.number<float>());
            in.take(4 * header.scalars);
            const World w = toWorld.toWorld(v);
            tracts.points.push_back({static_cast<float>(w.x), static_cast<float>(w.y), static_cast<float>(w.z)});
        }
        in.take(4 * header.properties);
        endStreamline(tracts);
    }
    if (header.count != 0 && tracts.count() > header.count) {
        throw Error("it holds " + std::to_string(tracts.count()) + " streamlines, its header says " + std::to_string(header.count));
    }
    return tracts;
}

bool looksLikeTractogram(const std::filesystem::path& file)
{
    const std::string suffix = suffixOf(file);
    return suffix == ".tck" || suffix == ".trk" || suffix == ".trx";
}

Tractogram readTractogram(const std::filesystem::path& file)
{
    return withContext("cannot read the streamlines '" + file.string() + "'", [&] {
        const MappedFile mapped(file);
        const std::string suffix = suffixOf(file);
        if (!looksLikeTractogram(file)) {
            throw Error("not a file of streamlines that Insula reads (.tck, .trk, .trx)");
        }
        Tractogram tracts = suffix == ".tck" ? readTck(mapped.bytes())
            : suffix == ".trk"               ? readTrk(mapped.bytes())
                                             : readTrx(mapped.bytes());
        checkFinite(tracts);
        tracts.path = file.string();
        tracts.name = file.filename().string();
        return tracts;
    });
}

double lengthMm(std::span<const std::array<float, 3>> streamline)
{
    double length = 0;
    for (std::size_t i = 1; i < streamline.size(); ++i) {
        const auto &a = streamline[i - 1], &b = streamline[i];
        length += std::hypot(static_cast<double>(b[0]) - static_cast<double>(a[0]), static_cast<double>(b[1]) - static_cast<double>(a[1]),
            static_cast<double>(b[2]) - static_cast<double>(a[2]));
    }
    return length;
}

} // namespace insula
