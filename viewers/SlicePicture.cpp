#include "viewers/SlicePicture.h"

#include "processing/core/Resample.h"
#include "viewers/Comparison.h"
#include "viewers/LayerSamples.h"
#include "viewers/SliceSampler.h"
#include "viewers/Swipe.h"

namespace insula {

namespace {

// As OpenGL's blending does it, so that both ways of drawing a slice agree.
template <Blend mode> void blendAs(Rgba& under, const Rgba& over)
{
    const auto mix = [&](int low, int high) {
        if constexpr (mode == Blend::Add) {
            return static_cast<std::uint8_t>(std::min(255, low + (high * over.a + 127) / 255));
        } else if constexpr (mode == Blend::Multiply) {
            return static_cast<std::uint8_t>((low * (255 * (255 - over.a) + over.a * high) / 255 + 127) / 255);
        } else if constexpr (mode == Blend::Brighter) {
            return static_cast<std::uint8_t>(std::max(low, (high * over.a + 127) / 255));
        } else {
            return static_cast<std::uint8_t>((low * (255 - over.a) + high * over.a + 127) / 255);
        }
    };
    under = {mix(under.r, over.r), mix(under.g, over.g), mix(under.b, over.b), 255};
}

void blend(Rgba& under, const Rgba& over, Blend mode)
{
    switch (mode) {
    case Blend::Over:
        if (over.a == 255 || under.a == 0) { // alone over nothing
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
    LayerPainter(const Scene& scene, const ShownLayer& shown, const SliceFrame& frame, Columns columns, bool isBottom) :
        m_layer(*shown.layer), m_display(shown.display),
        m_colours(m_display, m_layer.volume->slope(), m_layer.volume->intercept(), isBottom),
        m_sampler(*m_layer.volume, scene.shownFrame(m_layer), m_colours.offset(), m_colours.gain()),
        m_volumeFrame(scene.shownFrame(m_layer)), m_pixelToVoxel(m_layer.volume->affine().inverse() * frame.pixelToWorld()),
        m_first(static_cast<std::size_t>(columns.begin)), m_width(static_cast<std::size_t>(columns.end - columns.begin)),
        m_stride(static_cast<std::size_t>(frame.width)), m_height(static_cast<std::size_t>(frame.height))
    {
        if (const Layer* alpha = alphaLayer(scene, m_display)) {
            const double low = m_display.alphaLow, width = std::max(m_display.alphaHigh - low, 1e-12);
            const Volume& volume = *alpha->volume;
            m_alpha.emplace(volume, scene.shownFrame(*alpha), (low - volume.intercept()) / volume.slope(), volume.slope() / width);
            m_pixelToAlpha = volume.affine().inverse() * frame.pixelToWorld();
        }
    }

    // The values of whole rows (two floats a pixel), less `base`; the painter must have been made for all columns.
    void sampleRows(std::size_t firstRow, std::size_t lastRow, double base, std::vector<float>& pixels) const
    {
        std::vector<float> samples(m_width), alphas(m_alpha ? m_width : 0);
        const LayerPainter own(*this, base);
        for (std::size_t y = firstRow; y < lastRow; ++y) {
            own.sample(y, samples);
            if (m_alpha) {
                m_alpha->linear(row(m_pixelToAlpha, y), alphas);
            }
            float* out = pixels.data() + 2 * y * m_stride;
            std::fill(out, out + 2 * m_stride, 0.0f);
            const SliceSampler::Extent inside = own.m_sampler.extent(row(y), m_width);
            for (std::size_t x = inside.begin; x < inside.end; ++x) {
                const float cover = !m_alpha ? 1 : alphas[x] > 0 ? std::min(alphas[x], 1.0f) : 0;
                const bool isFinite = std::isfinite(samples[x]);
                out[2 * x] = isFinite ? samples[x] : 0;
                out[2 * x + 1] = isFinite || cover == 0 ? cover
                    : std::isnan(samples[x])            ? LayerSamples::CoverNaN
                                                        : LayerSamples::CoverInfinite;
            }
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
    // The same layer, sampled in its values less `base`.
    LayerPainter(const LayerPainter& other, double base) :
        m_layer(other.m_layer), m_display(other.m_display), m_colours(other.m_colours),
        m_sampler(
            *m_layer.volume, other.m_volumeFrame, (base - m_layer.volume->intercept()) / m_layer.volume->slope(), m_layer.volume->slope()),
        m_volumeFrame(other.m_volumeFrame), m_pixelToVoxel(other.m_pixelToVoxel), m_first(other.m_first), m_width(other.m_width),
        m_stride(other.m_stride), m_height(other.m_height)
    {
    }

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
        paintBorders<std::int64_t>(firstRow, lastRow, pixels, sampleRow,
            [&](std::int64_t label) { return m_display.onlyLabel.value_or(label) == label ? colours.colourOf(label) : Rgba{}; });
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
    std::int64_t m_volumeFrame;
    std::optional<SliceSampler> m_alpha;
    Affine m_pixelToVoxel, m_pixelToAlpha;
    std::size_t m_first, m_width, m_stride, m_height;
};

// Into `painters`, bottom first; false when a frame has not arrived.
bool addPainters(const Scene& scene, const std::vector<ShownLayer>& layers, const SliceFrame& frame, Columns columns,
    std::vector<LayerPainter>& painters)
{
    bool isComplete = true, isBottom = true;
    for (const ShownLayer& shown : layers) {
        if (!hasArrived(scene, shown)) {
            isComplete = false;
        } else if (columns.begin < columns.end) {
            painters.emplace_back(scene, shown, frame, columns, isBottom);
            isBottom = false;
        }
    }
    return isComplete;
}

void paintRows(const std::vector<LayerPainter>& painters, SlicePicture& picture, int first, int last, int threads)
{
    parallelFor(
        last - first,
        [&](std::int64_t begin, std::int64_t end) {
            for (const LayerPainter& painter : painters) {
                painter.paint(static_cast<std::size_t>(first + begin), static_cast<std::size_t>(first + end), picture.pixels);
            }
        },
        threads);
}

void paintAll(const std::vector<LayerPainter>& painters, SlicePicture& picture, int threads)
{
    paintRows(painters, picture, 0, picture.height, threads);
}

// Only these rows get the colour.
void clear(SlicePicture& picture, const SliceFrame& frame, const Rgba& colour, int first, int last)
{
    const auto width = static_cast<std::size_t>(frame.width);
    picture.width = frame.width;
    picture.height = frame.height;
    picture.pixels.resize(width * static_cast<std::size_t>(frame.height));
    std::fill_n(
        picture.pixels.begin() + static_cast<std::ptrdiff_t>(width) * first, width * static_cast<std::size_t>(last - first), colour);
    picture.isComplete = true;
}

void clear(SlicePicture& picture, const SliceFrame& frame, const Rgba& colour)
{
    clear(picture, frame, colour, 0, frame.height);
}

} // namespace

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

bool hasArrived(const Scene& scene, const ShownLayer& shown)
{
    const Layer* alpha = alphaLayer(scene, shown.display);
    return shown.layer->volume->hasFrame(scene.shownFrame(*shown.layer)) && (!alpha || alpha->volume->hasFrame(scene.shownFrame(*alpha)));
}

bool isDrawnFromSamples(const LayerDisplay& display)
{
    return display.colourMap != "labels" && !display.outline;
}

void sampleLayer(const Scene& scene, const ShownLayer& shown, const SliceFrame& frame, LayerSamples& samples, int threads)
{
    samples.width = frame.width;
    samples.height = frame.height;
    samples.base = shown.display.twoSided ? 0 : shown.display.windowLow;
    samples.pixels.resize(2 * static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height));
    const LayerPainter painter(scene, shown, frame, {0, frame.width}, false);
    parallelFor(
        frame.height,
        [&](std::int64_t begin, std::int64_t end) {
            painter.sampleRows(static_cast<std::size_t>(begin), static_cast<std::size_t>(end), samples.base, samples.pixels);
        },
        threads);
}

void drawLayer(const Scene& scene, const ShownLayer& shown, const SliceFrame& frame, SlicePicture& picture, int threads,
    const std::optional<std::pair<int, int>>& rows)
{
    const auto [first, last] = rows.value_or(std::pair(0, frame.height));
    clear(picture, frame, {}, first, last);
    ShownLayer alone = shown;
    alone.display.blend = Blend::Over; // with what is below: whoever puts the layers together
    std::vector<LayerPainter> painters;
    picture.isComplete = addPainters(scene, {alone}, frame, {0, frame.width}, painters);
    paintRows(painters, picture, first, last, threads);
}

void drawSlice(const Scene& scene, const SliceFrame& frame, SlicePicture& picture, int threads, std::optional<LayerId> column)
{
    clear(picture, frame, {0, 0, 0, 255});
    std::vector<LayerPainter> painters;
    for (const SlicePart& part : sliceParts(scene, frame.width, column)) {
        picture.isComplete = addPainters(scene, part.layers, frame, {part.begin, part.end}, painters) && picture.isComplete;
    }
    paintAll(painters, picture, threads);
}

} // namespace insula
