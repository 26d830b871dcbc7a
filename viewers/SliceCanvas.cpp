#include "viewers/SliceCanvas.h"

#include "processing/core/Error.h"
#include "viewers/Comparison.h"
#include "viewers/LayerColours.h"
#include "viewers/LayerSamples.h"
#include "viewers/SliceFrame.h"
#include "viewers/SliceTexture.h"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace insula {

namespace {

constexpr const char* VertexShader = R"(#version 150
void main()
{
    gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0); // one triangle over the whole viewport
}
)";

// colourOf() of LayerColours.h.
constexpr const char* FragmentShader = R"(#version 150
uniform sampler2D pixels;
uniform ivec2 corner; // of the view, lower left, in the window
uniform int height;
uniform int blend; // 0 over, 1 add, 2 multiply, 3 brighter
uniform bool isColour; // the texture holds colours, not values
uniform float zero, gain, low, steps, thresholdLow, thresholdHigh, alphaInside, alphaOutside;
uniform bool twoSided;
uniform vec4 nanColour, infiniteColour;
layout(std140) uniform Colours { vec4 table[512]; };
out vec4 result;

vec4 colourOf(vec2 pixel)
{
    if (pixel.y > 2.5) {
        return infiniteColour;
    }
    if (pixel.y > 1.5) {
        return nanColour;
    }
    float value = (pixel.x - zero) * gain;
    float strength = twoSided ? abs(value) : value;
    int index = int(clamp((strength - low) * steps, 0.0, 255.0) + 0.5);
    if (twoSided && value < 0.0) {
        index += 256;
    }
    float alpha = strength >= thresholdLow && strength <= thresholdHigh ? alphaInside : alphaOutside;
    return vec4(table[index].rgb, alpha * pixel.y);
}

void main()
{
    ivec2 at = ivec2(gl_FragCoord.xy) - corner;
    vec4 pixel = texelFetch(pixels, ivec2(at.x, height - 1 - at.y), 0);
    if (!isColour && pixel.y == 0.0) {
        discard;
    }
    vec4 colour = isColour ? pixel : colourOf(pixel.xy);
    if (colour.a == 0.0) {
        discard;
    }
    if (blend == 2) {
        result = vec4(1.0 - colour.a + colour.a * colour.rgb, 1.0);
    } else if (blend == 3) {
        result = vec4(colour.a * colour.rgb, 1.0);
    } else {
        result = colour;
    }
}
)";

unsigned compiled(GLenum kind, const char* source)
{
    const unsigned shader = glCreateShader(kind);
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    GLint isFine = 0;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &isFine);
    if (!isFine) {
        std::array<char, 1000> log{};
        glGetShaderInfoLog(shader, static_cast<GLsizei>(log.size()), nullptr, log.data());
        throw Error(std::string("this OpenGL cannot compile the shader of the slices: ") + log.data());
    }
    return shader;
}

bool sameFrame(const SliceFrame& a, const SliceFrame& b)
{
    return a.plane == b.plane && a.width == b.width && a.height == b.height && a.origin.x == b.origin.x && a.origin.y == b.origin.y
        && a.origin.z == b.origin.z && a.right == b.right && a.down == b.down && a.mmPerPixel == b.mmPerPixel;
}

// Of a display, what its texture depends on.
LayerDisplay essentials(const LayerDisplay& display)
{
    LayerDisplay kept;
    if (!isDrawnFromSamples(display)) {
        kept = display;
        kept.blend = Blend::Over;
        return kept;
    }
    kept.interpolation = display.interpolation;
    kept.alphaFrom = display.alphaFrom;
    kept.alphaLow = display.alphaLow;
    kept.alphaHigh = display.alphaHigh;
    return kept;
}

constexpr int AroundTouched = 3; // pixels: borders of labels look at their neighbours, and a pixel shows more than its centre
constexpr int OwnThreadPixels = 1 << 16; // fewer are drawn in this thread

struct Rows {
    int first, last;
};

// What of a slice a box of the world may reach; none when it does not reach the slice.
Rows reachedBy(const WorldBox& box, const SliceFrame& frame)
{
    const Vec3 &r = frame.right, &d = frame.down;
    const Vec3 normal{r[1] * d[2] - r[2] * d[1], r[2] * d[0] - r[0] * d[2], r[0] * d[1] - r[1] * d[0]};
    double top = 1e9, bottom = -1e9, below = 1e9, above = -1e9; // the slice
    for (unsigned corner = 0; corner < 8; ++corner) {
        const World w{(corner & 1) ? box.low.x : box.high.x, (corner & 2) ? box.low.y : box.high.y, (corner & 4) ? box.low.z : box.high.z};
        const double y = frame.pixelOf(w).y;
        top = std::min(top, y);
        bottom = std::max(bottom, y);
        const double height = (w.x - frame.origin.x) * normal[0] + (w.y - frame.origin.y) * normal[1] + (w.z - frame.origin.z) * normal[2];
        below = std::min(below, height);
        above = std::max(above, height);
    }
    if (below > 0 || above < 0) {
        return {0, 0};
    }
    const auto row = [&frame](double y) { return static_cast<int>(std::clamp(y, 0.0, static_cast<double>(frame.height))); };
    return {row(std::floor(top) - AroundTouched), row(std::ceil(bottom) + AroundTouched)};
}

struct Tile {
    SliceTexture texture;
    SliceFrame frame;
    LayerDisplay display; // its essentials
    std::uint64_t layers = 0; // revision
    std::uint64_t edits = 0; // of the layer
    std::int64_t volumeFrame = -1, alphaFrame = -1;
    std::uint64_t colourMaps = 0; // revision; counts where colours are in the picture
    double base = 0;
};

void setBlend(Blend blend)
{
    glEnable(GL_BLEND);
    glBlendEquation(blend == Blend::Brighter ? GL_MAX : GL_FUNC_ADD);
    switch (blend) {
    case Blend::Over:
        return glBlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
    case Blend::Add:
        return glBlendFunc(GL_SRC_ALPHA, GL_ONE);
    case Blend::Multiply:
        return glBlendFunc(GL_ZERO, GL_SRC_COLOR);
    case Blend::Brighter:
        return glBlendFunc(GL_ONE, GL_ONE);
    }
}

} // namespace

class SliceCanvas::Private {
public:
    Private();
    ~Private();
    void dropTables();

    std::array<float, 3> background{};
    int uniform(const char* name) const { return glGetUniformLocation(program, name); }
    void setUniforms(const Layer& layer, const LayerDisplay& display, const Tile& tile, bool isBottom);
    bool drawTouched(const Scene& scene, const ShownLayer& shown, Tile& tile);
    Tile& tileOf(const Scene& scene, const ShownLayer& shown, std::size_t place, std::size_t part, const SliceFrame& frame);

    using Key = std::tuple<std::size_t, std::size_t, LayerId>; // view, part of it, layer
    std::map<Key, Tile> tiles;
    std::map<std::tuple<std::string, bool, std::string>, unsigned> tables; // uniform buffers of colours
    std::uint64_t tablesOf = 0; // revision of the maps
    LayerSamples samples; // reused memory
    SlicePicture picture;
    unsigned program = 0, triangle = 0;
    std::uint64_t uploads = 0;
};

SliceCanvas::Private::Private()
{
    const unsigned vertex = compiled(GL_VERTEX_SHADER, VertexShader), fragment = compiled(GL_FRAGMENT_SHADER, FragmentShader);
    program = glCreateProgram();
    glAttachShader(program, vertex);
    glAttachShader(program, fragment);
    glBindFragDataLocation(program, 0, "result");
    glLinkProgram(program);
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    GLint isFine = 0;
    glGetProgramiv(program, GL_LINK_STATUS, &isFine);
    if (!isFine) {
        throw Error("this OpenGL cannot link the shader of the slices");
    }
    glUniformBlockBinding(program, glGetUniformBlockIndex(program, "Colours"), 0);
    glGenVertexArrays(1, &triangle);
}

void SliceCanvas::Private::dropTables()
{
    for (const auto& [key, buffer] : tables) {
        glDeleteBuffers(1, &buffer);
    }
    tables.clear();
}

SliceCanvas::Private::~Private()
{
    dropTables();
    glDeleteProgram(program);
    glDeleteVertexArrays(1, &triangle);
}

// Only what was touched since the tile was drawn; false when that is not known.
bool SliceCanvas::Private::drawTouched(const Scene& scene, const ShownLayer& shown, Tile& tile)
{
    const auto box = scene.touchedSince(*shown.layer, tile.edits);
    if (!box || isDrawnFromSamples(shown.display)) {
        return false;
    }
    tile.edits = shown.layer->edits;
    const Rows rows = reachedBy(*box, tile.frame);
    if (rows.first >= rows.last) {
        return true;
    }
    // Whole rows, so that each pixel is sampled at the very point where it was before.
    const int threads = tile.frame.width * (rows.last - rows.first) < OwnThreadPixels ? 1 : 0;
    drawLayer(scene, shown, tile.frame, picture, threads, std::pair(rows.first, rows.last));
    tile.texture.uploadRows(picture, rows.first, rows.last);
    ++uploads;
    return true;
}

Tile& SliceCanvas::Private::tileOf(
    const Scene& scene, const ShownLayer& shown, std::size_t place, std::size_t part, const SliceFrame& frame)
{
    Tile& tile = tiles[{place, part, shown.layer->id}];
    const std::int64_t volumeFrame = scene.shownFrame(*shown.layer);
    const Layer* alpha = alphaLayer(scene, shown.display);
    const std::int64_t alphaFrame = alpha ? scene.shownFrame(*alpha) : -1;
    const LayerDisplay display = essentials(shown.display);
    const std::uint64_t layers = scene.revision(Aspect::Layers);
    const bool isSame = tile.layers == layers && tile.volumeFrame == volumeFrame && tile.alphaFrame == alphaFrame && tile.display == display
        && (isDrawnFromSamples(shown.display) || tile.colourMaps == colourMapsRevision()) && sameFrame(tile.frame, frame);
    if (isSame && tile.edits == shown.layer->edits) {
        return tile;
    }
    if (isSame && drawTouched(scene, shown, tile)) {
        return tile;
    }
    if (isDrawnFromSamples(shown.display)) {
        sampleLayer(scene, shown, frame, samples);
        tile.texture.upload(samples);
        tile.base = samples.base;
    } else {
        drawLayer(scene, shown, frame, picture);
        tile.texture.upload(picture);
    }
    ++uploads;
    tile.layers = layers;
    tile.edits = shown.layer->edits;
    tile.volumeFrame = volumeFrame;
    tile.alphaFrame = alphaFrame;
    tile.display = display;
    tile.colourMaps = colourMapsRevision();
    tile.frame = frame;
    return tile;
}

void SliceCanvas::Private::setUniforms(const Layer& layer, const LayerDisplay& display, const Tile& tile, bool isBottom)
{
    const bool isColour = !isDrawnFromSamples(display);
    glUniform1i(uniform("isColour"), isColour);
    glUniform1i(uniform("blend"), static_cast<int>(display.blend));
    if (isColour) {
        return;
    }
    const LayerColours colours(display, layer.volume->slope(), layer.volume->intercept(), isBottom);
    const LayerColours::Rules rules = colours.rules();
    // Samples of LayerColours are (stored - offset) * gain; values are slope * stored + intercept, those of the texture less the base.
    const double slope = layer.volume->slope();
    glUniform1f(uniform("zero"), static_cast<float>(slope * colours.offset() + layer.volume->intercept() - tile.base));
    glUniform1f(uniform("gain"), static_cast<float>(colours.gain() / slope));
    glUniform1f(uniform("low"), rules.low);
    glUniform1f(uniform("steps"), rules.steps);
    glUniform1f(uniform("thresholdLow"), rules.thresholdLow);
    glUniform1f(uniform("thresholdHigh"), rules.thresholdHigh);
    glUniform1f(uniform("alphaInside"), static_cast<float>(rules.alphaInside) / 255);
    glUniform1f(uniform("alphaOutside"), static_cast<float>(rules.alphaOutside) / 255);
    glUniform1i(uniform("twoSided"), rules.twoSided);
    const auto colour = [this](const char* name, const Rgba& c) {
        glUniform4f(uniform(name), static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255, static_cast<float>(c.b) / 255,
            static_cast<float>(c.a) / 255);
    };
    colour("nanColour", rules.nan);
    colour("infiniteColour", rules.infinite);
    if (std::exchange(tablesOf, colourMapsRevision()) != colourMapsRevision()) { // the user changed a map
        dropTables();
    }
    unsigned& buffer = tables[{display.colourMap, display.inverted, display.negativeMap}];
    if (buffer == 0) {
        std::array<std::array<float, 4>, 512> table{};
        for (std::size_t n = 0; n < table.size(); ++n) {
            const Rgba& c = colours.table()[n];
            table[n] = {static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255, static_cast<float>(c.b) / 255, 1};
        }
        glGenBuffers(1, &buffer);
        glBindBuffer(GL_UNIFORM_BUFFER, buffer);
        glBufferData(GL_UNIFORM_BUFFER, sizeof(table), table.data(), GL_STATIC_DRAW);
    }
    glBindBufferBase(GL_UNIFORM_BUFFER, 0, buffer);
}

SliceCanvas::SliceCanvas() : m(std::make_unique<Private>()) { }

SliceCanvas::~SliceCanvas() = default;

bool SliceCanvas::draw(const Scene& scene, std::size_t place, const ViewRect& view, const SliceFrame& frame, int windowHeight)
{
    const int bottom = windowHeight - view.y - view.height;
    glEnable(GL_SCISSOR_TEST);
    glScissor(view.x, bottom, view.width, view.height);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glClearColor(m->background[0], m->background[1], m->background[2], 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glViewport(view.x, bottom, view.width, view.height);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_FALSE); // the framebuffer stays opaque
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_STENCIL_TEST);
    glUseProgram(m->program);
    glBindVertexArray(m->triangle);
    glActiveTexture(GL_TEXTURE0);
    glBindSampler(0, 0);
    glUniform1i(m->uniform("pixels"), 0);
    glUniform2i(m->uniform("corner"), view.x, bottom);
    glUniform1i(m->uniform("height"), view.height);
    bool isComplete = true;
    const std::vector<SlicePart> parts = sliceParts(scene, frame.width, view.column);
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const SlicePart& shownPart = parts[part];
        glScissor(view.x + shownPart.begin, bottom, std::max(0, shownPart.end - shownPart.begin), view.height);
        bool isBottom = true;
        for (const ShownLayer& shown : shownPart.layers) {
            if (!hasArrived(scene, shown)) {
                isComplete = false;
                continue;
            }
            const Tile& tile = m->tileOf(scene, shown, place, part, frame);
            glBindTexture(GL_TEXTURE_2D, tile.texture.id());
            m->setUniforms(*shown.layer, shown.display, tile, isBottom);
            setBlend(shown.display.blend);
            glDrawArrays(GL_TRIANGLES, 0, 3);
            isBottom = false;
        }
    }
    // Textures of layers, or of a part, that are not shown any more.
    std::erase_if(m->tiles, [&](const auto& entry) {
        const auto& [atPlace, atPart, layer] = entry.first;
        return atPlace == place && (atPart >= parts.size() || !scene.hasLayer(layer));
    });
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glBlendEquation(GL_FUNC_ADD);
    glDisable(GL_SCISSOR_TEST);
    glBindVertexArray(0);
    glUseProgram(0);
    return isComplete;
}

void SliceCanvas::setBackground(const std::array<float, 3>& colour)
{
    m->background = colour;
}

void SliceCanvas::forgetFrom(std::size_t place)
{
    m->tiles.erase(m->tiles.lower_bound({place, 0, NoLayer}), m->tiles.end());
}

std::uint64_t SliceCanvas::uploads() const
{
    return m->uploads;
}

} // namespace insula
