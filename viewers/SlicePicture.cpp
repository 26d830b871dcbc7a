#include "viewers/SlicePicture.h"

#include "processing/core/Resample.h"
#include "viewers/Comparison.h"
#include "viewers/SliceSampler.h"
#include "viewers/Swipe.h"

namespace insula {

namespace {

template <Blend mode> std::uint8_t blended(int low, int high)
{
    if constexpr (mode == Blend::Add) {
        return static_cast<std::uint8_t>(std::min(255, low + high));
    } else if constexpr (mode == Blend::Multiply) {
        return static_cast<std::uint8_t>((low * high + 127) / 255);
    } else if constexpr (mode == Blend::Brighter) {
        return static_cast<std::uint8_t>(std::max(low, high));
    } else {
        return static_cast<std::uint8_t>(high);
    }
}

template <Blend mode> void blendAs(Rgba& under, const Rgba& over)
{
    const auto mix = [&](std::uint8_t low, std::uint8_t high) {
        return static_cast<std::uint8_t>((low * (255 - over.a) + blended<mode>(low, high) * over.a + 127) / 255);
    };
    under = {mix(under.r, over.r), mix(under.g, over.g), mix(under.b, over.b), 255};
}

void blend(Rgba& under, const Rgba& over, Blend mode)
{
    switch (mode) {
    case Blend::Over:
        if (over.a == 255) {
            under = over;
        } else {
            blendAs<Blend::Over>(under, over);
        }
        break;
    case Blend::Add:
        blendAs<Blend::Add>(under, over);
        break;
    case Blend::Multiply:
        blendAs<Blend::Multiply>(under, over);
        break;
    case Blend::Brighter:
        blendAs<Blend::Brighter>(under, over);
        break;
    }
}

// The columns [begin, end) of a picture.
struct Columns {
    int begin, end;
};

class LayerPainter {
public:
    // `alpha`: whose values decide about this layer's opacity, or null.
    LayerPainter(const ShownLayer& shown, std::int64_t volumeFrame, const SliceFrame& frame, Columns columns, bool isBottom,
        const Layer* alpha, std::int64_t alphaFrame) :
        m_layer(*shown.layer),
        m_display(shown.display), m_colours(m_display, m_layer.volume->slope(), m_layer.volume->intercept(), isBottom),
        m_sampler(*m_layer.volume, volumeFrame, m_colours.offset(), m_colours.gain()),
        m_pixelToVoxel(m_layer.volume->affine().inverse() * frame.pixelToWorld()), m_first(static_cast<std::size_t>(columns.begin)),
        m_width(static_cast<std::size_t>(columns.end - columns.begin)), m_stride(static_cast<std::size_t>(frame.width)),
        m_height(static_cast<std::size_t>(frame.height))
    {
        if (alpha) {
            const double low = m_display.alphaLow, width = std::max(m_display.alphaHigh - low, 1e-12);
            const Volume& volume = *alpha->volume;
            m_alpha.emplace(volume, alphaFrame, (low - volume.intercept()) / volume.slope(), volume.slope() / width);
            m_pixelToAlpha = volume.affine().inverse() * frame.pixelToWorld();
        }
    }

    void paint(std::size_t firstRow, std::size_t lastRow, std::vector<Rgba>& pixels) const
    {
        if (m_display.colourMap == "labels") {
            paintLabels(firstRow, lastRow, pixels);
        } else if (m_display.outline) {
            paintThresholdOutline(firstRow, lastRow, pixels);
        } else {
            paintImage(firstRow, lastRow, pixels);
        }
    }

private:
    VoxelRow row(const Affine& pixelToVoxel, std::size_t y) const
    {
        const World start = pixelToVoxel.toWorld({static_cast<double>(m_first) + 0.5, static_cast<double>(y) + 0.5, 0});
        const Vec3 step = pixelToVoxel.column(0);
        return {{start.x, start.y, start.z}, {step[0], step[1], step[2]}};
    }
    VoxelRow row(std::size_t y) const { return row(m_pixelToVoxel, y); }

    void sample(std::size_t y, std::vector<float>& out) const
    {
        switch (m_display.interpolation) {
        case Smoothing::Nearest:
            return m_sampler.nearest(row(y), out);
        case Smoothing::Linear:
            return m_sampler.linear(row(y), out);
        case Smoothing::Cubic:
            return m_sampler.cubic(row(y), out);
        }
    }

    void paintImage(std::size_t firstRow, std::size_t lastRow, std::vector<Rgba>& pixels) const
    {
        std::vector<float> samples(m_width), alphas(m_alpha ? m_width : 0);
        for (std::size_t y = firstRow; y < lastRow; ++y) {
            sample(y, samples);
            if (m_alpha) {
                m_alpha->linear(row(m_pixelToAlpha, y), alphas);
            }
            Rgba* line = pixels.data() + y * m_stride + m_first;
            const SliceSampler::Extent inside = m_sampler.extent(row(y), m_width);
            for (std::size_t x = inside.begin; x < inside.end; ++x) {
                Rgba colour = m_colours.colourOf(samples[x]);
                if (m_alpha) { // nothing where it has no value
                    colour.a
                        = alphas[x] > 0 ? static_cast<std::uint8_t>(static_cast<float>(colour.a) * std::min(alphas[x], 1.0f) + 0.5f) : 0;
                }
                if (colour.a > 0) {
                    blend(line[x], colour, m_display.blend);
                }
            }
        }
    }

    // Rows above and below are sampled too: a pixel is on the border when its right or lower or left or upper neighbour differs.
    template <typename Value, typename SampleRow, typename ColourAt>
    void paintBorders(std::size_t firstRow, std::size_t lastRow, std::vector<Rgba>& pixels, SampleRow sampleRow, ColourAt colourAt) const
    {
        std::vector<Value> above(m_width), here(m_width), below(m_width);
        sampleRow(firstRow > 0 ? firstRow - 1 : firstRow, above);
        sampleRow(firstRow, here);
        for (std::size_t y = firstRow; y < lastRow; ++y) {
            sampleRow(std::min(y + 1, m_height - 1), below);
            for (std::size_t x = 0; x < m_width; ++x) {
                const Value& own = here[x];
                const bool border
                    = own != above[x] || own != below[x] || own != here[x > 0 ? x - 1 : x] || own != here[std::min(x + 1, m_width - 1)];
                const Rgba colour = border || !m_display.outline ? colourAt(own) : Rgba{};
                if (colour.a > 0) {
                    blend(pixels[y * m_stride + m_first + x], colour, m_display.blend);
                }
            }
            std::swap(above, here);
            std::swap(here, below);
        }
    }

    void paintLabels(std::size_t firstRow, std::size_t lastRow, std::vector<Rgba>& pixels) const
    {
        LabelColours colours(m_layer.volume->labels(), m_display.opacity);
        const auto sampleRow = [this](std::size_t y, std::vector<std::int64_t>& out) { m_sampler.labels(row(y), out); };
        paintBorders<std::int64_t>(firstRow, lastRow, pixels, sampleRow, [&](std::int64_t label) { return colours.colourOf(label); });
    }

    void paintThresholdOutline(std::size_t firstRow, std::size_t lastRow, std::vector<Rgba>& pixels) const
    {
        std::vector<float> samples(m_width);
        const auto sampleRow = [&](std::size_t y, std::vector<char>& out) {
            sample(y, samples);
            std::transform(
                samples.begin(), samples.end(), out.begin(), [this](float s) { return static_cast<char>(m_colours.isInside(s)); });
        };
        const Rgba strongest = m_colours.outlineColour();
        paintBorders<char>(firstRow, lastRow, pixels, sampleRow, [&](char inside) { return inside ? strongest : Rgba{}; });
    }

    const Layer& m_layer;
    LayerDisplay m_display;
    LayerColours m_colours;
    SliceSampler m_sampler;
    std::optional<SliceSampler> m_alpha;
    Affine m_pixelToVoxel, m_pixelToAlpha;
    std::size_t m_first, m_width, m_stride, m_height;
};

const Layer* alphaLayer(const Scene& scene, const LayerDisplay& display)
{
    if (display.alphaFrom.empty()) {
        return nullptr;
    }
    const auto& layers = scene.layers();
    const auto found
        = std::find_if(layers.begin(), layers.end(), [&](const Layer& layer) { return layer.volume->source().path == display.alphaFrom; });
    return found == layers.end() ? nullptr : &*found;
}

// Into `painters`, bottom first; false when a frame has not arrived.
bool addPainters(const Scene& scene, const std::vector<ShownLayer>& layers, const SliceFrame& frame, Columns columns,
    std::vector<LayerPainter>& painters)
{
    bool isComplete = true, isBottom = true;
    for (const ShownLayer& shown : layers) {
        const std::int64_t volumeFrame = scene.shownFrame(*shown.layer);
        if (!shown.layer->volume->hasFrame(volumeFrame)) {
            isComplete = false;
        } else if (columns.begin < columns.end) {
            const Layer* alpha = alphaLayer(scene, shown.display);
            const std::int64_t alphaFrame = alpha ? scene.shownFrame(*alpha) : 0;
            if (alpha && !alpha->volume->hasFrame(alphaFrame)) {
                isComplete = false;
                alpha = nullptr;
            }
            painters.emplace_back(shown, volumeFrame, frame, columns, isBottom, alpha, alphaFrame);
            isBottom = false;
        }
    }
    return isComplete;
}

} // namespace

void drawSlice(const Scene& scene, const SliceFrame& frame, SlicePicture& picture, int threads, std::optional<LayerId> column)
{
    picture.width = frame.width;
    picture.height = frame.height;
    picture.pixels.assign(static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height), Rgba{0, 0, 0, 255});
    std::vector<LayerPainter> painters;
    if (column) {
        picture.isComplete = addPainters(scene, shownInColumn(scene, *column), frame, {0, frame.width}, painters);
    } else if (scene.isSwipeOn()) {
        const int line = swipeColumn(scene, frame.width);
        const bool before = addPainters(scene, shownBefore(scene), frame, {0, line}, painters);
        const bool after = addPainters(scene, shownAfter(scene), frame, {line, frame.width}, painters);
        picture.isComplete = before && after;
    } else {
        picture.isComplete = addPainters(scene, shownLayers(scene), frame, {0, frame.width}, painters);
    }
    if (painters.empty()) {
        return;
    }
    parallelFor(
        frame.height,
        [&](std::int64_t begin, std::int64_t end) {
            for (const LayerPainter& painter : painters) {
                painter.paint(static_cast<std::size_t>(begin), static_cast<std::size_t>(end), picture.pixels);
            }
        },
        threads);
}

} // namespace insula
