#include "processing/core/SliceMosaic.h"

#include "processing/core/Base64.h"
#include "processing/core/Png.h"
#include "processing/core/Resample.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace insula {
namespace {

using Colour = std::array<std::uint8_t, 3>;

constexpr double MarginMm = 6; // around the box
constexpr int Gap = 2; // pixels between tiles

std::optional<MosaicBox> boxOf(const Volume& volume, double above)
{
    const auto values = volume.frameAsFloat();
    const Size3& size = volume.size();
    std::optional<MosaicBox> box;
    std::size_t v = 0;
    for (std::int64_t k = 0; k < size.z; ++k)
        for (std::int64_t j = 0; j < size.y; ++j)
            for (std::int64_t i = 0; i < size.x; ++i, ++v) {
                if (!std::isfinite(values[v]) || values[v] == 0 || values[v] < above)
                    continue;
                const World at = volume.affine().toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                if (!box)
                    box = {at, at};
                box->low = {std::min(box->low.x, at.x), std::min(box->low.y, at.y), std::min(box->low.z, at.z)};
                box->high = {std::max(box->high.x, at.x), std::max(box->high.y, at.y), std::max(box->high.z, at.z)};
            }
    return box;
}

MosaicBox fieldOfView(const Volume& volume)
{
    const Size3& size = volume.size();
    const World first = volume.affine().toWorld({0, 0, 0});
    MosaicBox box{first, first};
    for (int corner = 1; corner < 8; ++corner) {
        const World at = volume.affine().toWorld({corner & 1 ? static_cast<double>(size.x - 1) : 0.0,
            corner & 2 ? static_cast<double>(size.y - 1) : 0.0, corner & 4 ? static_cast<double>(size.z - 1) : 0.0});
        box.low = {std::min(box.low.x, at.x), std::min(box.low.y, at.y), std::min(box.low.z, at.z)};
        box.high = {std::max(box.high.x, at.x), std::max(box.high.y, at.y), std::max(box.high.z, at.z)};
    }
    return box;
}

// How one tile lies in the world: `right` and `down` are what a step of a pixel means, in mm.
struct Tile {
    Vec3 right{}, down{};
    int width = 0, height = 0;
};

Tile tileOf(const MosaicBox& box, SlicePlane plane, int width)
{
    const double x = box.high.x - box.low.x + 2 * MarginMm, y = box.high.y - box.low.y + 2 * MarginMm,
                 z = box.high.z - box.low.z + 2 * MarginMm;
    const double across = plane == SlicePlane::Sagittal ? y : x, along = plane == SlicePlane::Axial ? y : z;
    const double mm = across / width;
    Tile tile;
    tile.width = width;
    tile.height = std::max(1, static_cast<int>(std::lround(along / mm)));
    tile.right = plane == SlicePlane::Sagittal ? Vec3{0, -mm, 0} : Vec3{-mm, 0, 0};
    tile.down = plane == SlicePlane::Axial ? Vec3{0, -mm, 0} : Vec3{0, 0, -mm};
    return tile;
}

// The pixels of one slice as a grid of one voxel's thickness.
Grid gridOf(const MosaicBox& box, SlicePlane plane, const Tile& tile, double share)
{
    const auto within = [share](double low, double high) { return low + share * (high - low); };
    // Half a pixel in from the edge, so that the box lies in the middle.
    World origin{box.high.x + MarginMm, box.high.y + MarginMm, box.high.z + MarginMm};
    for (const Vec3& step : {tile.right, tile.down})
        origin = {origin.x + step[0] / 2, origin.y + step[1] / 2, origin.z + step[2] / 2};
    Vec3 normal{0, 0, 1};
    if (plane == SlicePlane::Axial)
        origin.z = within(box.low.z, box.high.z);
    if (plane == SlicePlane::Coronal) {
        origin.y = within(box.low.y, box.high.y);
        normal = {0, 1, 0};
    }
    if (plane == SlicePlane::Sagittal) {
        origin.x = within(box.low.x, box.high.x);
        normal = {1, 0, 0};
    }
    return {{tile.width, tile.height, 1}, Affine::fromColumns(tile.right, tile.down, normal, {origin.x, origin.y, origin.z})};
}

Colour hot(double share)
{
    const auto part = [](double v) { return static_cast<std::uint8_t>(std::lround(255 * std::clamp(v, 0.0, 1.0))); };
    return {part(0.5 + share), part(1.5 * share - 0.2), part(2 * share - 1.3)};
}

Colour cold(double share)
{
    const Colour c = hot(share);
    return {c[2], c[1], c[0]};
}

class Strip {
public:
    Strip(const Tile& tile, int tiles) : m_tile(tile)
    {
        m_picture.width = tiles * tile.width + (tiles - 1) * Gap;
        m_picture.height = tile.height;
        m_picture.pixels.assign(4 * static_cast<std::size_t>(m_picture.width) * static_cast<std::size_t>(m_picture.height), 0);
        for (std::size_t p = 3; p < m_picture.pixels.size(); p += 4)
            m_picture.pixels[p] = 255;
    }
    void set(int tile, int x, int y, const Colour& colour)
    {
        const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(m_picture.width)
            + static_cast<std::size_t>(tile * (m_tile.width + Gap) + x);
        std::copy(colour.begin(), colour.end(), m_picture.pixels.begin() + static_cast<std::ptrdiff_t>(4 * at));
    }
    // Five by seven dots, twice as large; only the letters that are needed.
    void letter(int tile, char which, int left, int top)
    {
        constexpr std::array<std::uint8_t, 7> R{0x1e, 0x11, 0x11, 0x1e, 0x14, 0x12, 0x11}, L{0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x1f},
            A{0x0e, 0x11, 0x11, 0x1f, 0x11, 0x11, 0x11}, P{0x1e, 0x11, 0x11, 0x1e, 0x10, 0x10, 0x10};
        const auto& dots = which == 'R' ? R : which == 'L' ? L : which == 'A' ? A : P;
        for (int y = 0; y < 14; ++y)
            for (int x = 0; x < 10; ++x)
                if ((dots[static_cast<std::size_t>(y / 2)] >> (4 - x / 2)) & 1 && left + x < m_tile.width && top + y < m_tile.height)
                    set(tile, left + x, top + y, {235, 235, 235});
    }
    RgbaPicture take() { return std::move(m_picture); }

private:
    Tile m_tile;
    RgbaPicture m_picture;
};

void drawImage(Strip& strip, int n, const Grid& grid, const MosaicLook& look)
{
    const auto values = sampleOnGrid(*look.image, grid, Interpolation::Linear);
    const double range = look.high > look.low ? look.high - look.low : 1;
    std::size_t p = 0;
    for (int y = 0; y < grid.size.y; ++y)
        for (int x = 0; x < grid.size.x; ++x, ++p) {
            const double share = std::clamp((values[p] - look.low) / range, 0.0, 1.0); // NaN compares as neither and is black below
            if (!std::isfinite(values[p]) || (look.inColour && values[p] == 0))
                continue;
            const auto grey = static_cast<std::uint8_t>(std::lround(255 * share));
            strip.set(n, x, y, look.inColour ? mapColour(share) : Colour{grey, grey, grey});
        }
}

void drawMap(Strip& strip, int n, const Grid& grid, const MosaicLook& look)
{
    const auto values = sampleOnGrid(*look.map, grid, Interpolation::Nearest);
    const double range = std::max(look.mapMost - look.threshold, 1e-12);
    std::size_t p = 0;
    for (int y = 0; y < grid.size.y; ++y)
        for (int x = 0; x < grid.size.x; ++x, ++p) {
            const double size = std::abs(values[p]);
            if (!std::isfinite(values[p]) || size < look.threshold || size == 0)
                continue;
            const double share = std::clamp((size - look.threshold) / range, 0.0, 1.0);
            strip.set(n, x, y, values[p] > 0 ? hot(share) : cold(share));
        }
}

void drawOutline(Strip& strip, int n, const Grid& grid, const MosaicOutline& outline)
{
    const auto values = sampleOnGrid(*outline.mask, grid, Interpolation::Nearest);
    const auto inside = [&](std::int64_t x, std::int64_t y) {
        return x >= 0 && y >= 0 && x < grid.size.x && y < grid.size.y && values[static_cast<std::size_t>(y * grid.size.x + x)] > 0;
    };
    for (int y = 0; y < grid.size.y; ++y)
        for (int x = 0; x < grid.size.x; ++x)
            if (inside(x, y) && !(inside(x - 1, y) && inside(x + 1, y) && inside(x, y - 1) && inside(x, y + 1)))
                strip.set(n, x, y, outline.colour);
}

} // namespace

MosaicBox boxOfMask(const Volume& mask)
{
    return boxOf(mask, 1e-6).value_or(fieldOfView(mask));
}

MosaicBox boxOfImage(const Volume& image)
{
    constexpr std::array<double, 1> Bright{98};
    const auto bright = percentiles(image, Bright, true);
    return bright.empty() ? fieldOfView(image) : boxOf(image, 0.1 * bright[0]).value_or(fieldOfView(image));
}

Colour mapColour(double share)
{
    constexpr std::array<Colour, 5> Anchors{{{68, 1, 84}, {59, 82, 139}, {33, 145, 140}, {94, 201, 98}, {253, 231, 37}}};
    const double at = std::clamp(share, 0.0, 1.0) * (Anchors.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(at), Anchors.size() - 2);
    Colour colour;
    for (std::size_t c = 0; c < 3; ++c)
        colour[c] = static_cast<std::uint8_t>(
            std::lround(Anchors[low][c] + (at - static_cast<double>(low)) * (Anchors[low + 1][c] - Anchors[low][c])));
    return colour;
}

RgbaPicture sliceMosaic(const MosaicLook& look, const MosaicBox& box, SlicePlane plane, int slices, int tileWidth, const Progress& progress)
{
    const Tile tile = tileOf(box, plane, tileWidth);
    Strip strip(tile, slices);
    for (int n = 0; n < slices; ++n) {
        progress.report(static_cast<double>(n) / slices);
        const Grid grid = gridOf(box, plane, tile, (n + 1.0) / (slices + 1.0));
        drawImage(strip, n, grid, look);
        if (look.map)
            drawMap(strip, n, grid, look);
        for (const MosaicOutline& outline : look.outlines)
            drawOutline(strip, n, grid, outline);
    }
    const int top = std::max(0, tile.height - 16);
    strip.letter(0, plane == SlicePlane::Sagittal ? 'A' : 'R', 3, top);
    strip.letter(slices - 1, plane == SlicePlane::Sagittal ? 'P' : 'L', tile.width - 13, top);
    return strip.take();
}

std::string dataAddress(const RgbaPicture& picture)
{
    const auto row = 4 * static_cast<std::size_t>(picture.width);
    return "data:image/png;base64,"
        + base64(pngBytes({picture.width, picture.height, std::as_bytes(std::span(picture.pixels)), row, PixelOrder::Rgba}));
}

} // namespace insula
