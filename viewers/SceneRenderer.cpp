#include "viewers/SceneRenderer.h"

#include "processing/core/Error.h"
#include "viewers/Annotations.h"
#include "viewers/MeshOutlines.h"
#include "viewers/NoteDrawing.h"
#include "viewers/OverlayFonts.h"
#include "viewers/SliceCanvas.h"
#include "viewers/VolumeEditor.h"
#include "viewers/VolumePart.h"
#include "viewers/VolumeTransfer.h"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace insula {

namespace {

constexpr double MarginLogical = 20; // around slices, for letters
constexpr double BareMarginLogical = 4; // without letters
constexpr double NoticeLogical = 20; // along the bottom of the window

double millisecondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

using Colour = std::array<float, 3>;

// Behind the slices, around them, and behind the 3D picture.
struct Backgrounds {
    Colour slices, around, volume;
};

Backgrounds backgroundsOf(Backdrop backdrop, float behind)
{
    if (backdrop == Backdrop::Screen) {
        return {{0, 0, 0}, {0.13f, 0.14f, 0.16f}, VolumeBackground};
    }
    const float grey = backdrop == Backdrop::Black ? 0.0f : backdrop == Backdrop::White ? 1.0f : behind;
    const Colour all{grey, grey, grey};
    return {all, all, all};
}

// Dear ImGui knows one current context of the whole process.
std::mutex& overlayOfTheProcess()
{
    static std::mutex mutex;
    return mutex;
}

ImTextureID textureId(unsigned id)
{
    return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(id));
}

} // namespace

class SceneRenderer::Private {
public:
    explicit Private(const Scene& shown) : scene(shown) { }
    ~Private();

    void arrange();
    SliceFrame frameIn(const ViewRect& view) const
    {
        return sliceFrame(scene, *planeOf(view.kind), sliceThrough(scene, view), view.width, view.height, arrangement.fitMmPerPixel);
    }
    void startOverlay();
    void drawSlices();
    void annotate(ImDrawList& list);
    void annotateSlice(const ViewRect& view, bool speaksForAll, ImDrawList& list);
    void showVolume(const ViewRect& view, ImDrawList& list);
    bool hasReadout() const { return scene.isReadoutVisible() || style.look.colourBars.value_or(false); }
    ViewRect readoutCell() const;

    // What the arrangement was made for.
    struct Arranged {
        int width, height;
        double pixelRatio;
        std::uint64_t layout, layers, display, orientation, surfaces; // revisions
        bool hasNotice, hasLetters, hasReadout;
        friend bool operator==(const Arranged&, const Arranged&) = default;
    };
    const Scene& scene;
    int width = 1, height = 1;
    double pixelRatio = 1;
    bool fontsAreCurrent = false, isInteracting = false, isComplete = true, hasEditor = false;
    double frameMs = 0;
    ViewArrangement arrangement;
    std::optional<Arranged> arranged;
    AnnotationStyle style; // its look counts before its fonts are there
    Backgrounds backgrounds = backgroundsOf(Backdrop::Screen, 0);
    ToolPreview preview;
    VolumeEditor editor;
    NoteValues noteValues;
    MeshOutlines outlines;
    ImGuiContext* overlay = nullptr;
    std::unique_ptr<SliceCanvas> slices;
    VolumePart volume;
};

SceneRenderer::Private::~Private()
{
    if (overlay) {
        const std::scoped_lock lock(overlayOfTheProcess());
        ImGui::SetCurrentContext(overlay);
        ImGui_ImplOpenGL3_Shutdown();
        ImGui::DestroyContext(overlay);
    }
}

void SceneRenderer::Private::arrange()
{
    // The notice has a strip of its own, so that it never lies over a picture or a letter.
    const int strip = style.look.notice ? static_cast<int>(NoticeLogical * pixelRatio) : 0;
    const Arranged wanted{width, height, pixelRatio, scene.revision(Aspect::Layout), scene.revision(Aspect::Layers),
        scene.revision(Aspect::Display), scene.revision(Aspect::Orientation), scene.revision(Aspect::Surfaces), style.look.notice,
        style.look.letters, hasReadout()};
    if (arranged == wanted) {
        return;
    }
    const double margin = style.look.letters || scene.layout() == Layout::Lightbox ? MarginLogical : BareMarginLogical;
    arrangement = arrangeViews(scene, width, std::max(1, height - strip), margin * pixelRatio, hasReadout());
    arranged = wanted;
}

void SceneRenderer::Private::startOverlay()
{
    if (!overlay) {
        overlay = ImGui::CreateContext();
        ImGui::SetCurrentContext(overlay);
        ImGui::GetIO().IniFilename = nullptr;
        ImGui_ImplOpenGL3_Init("#version 150");
    }
    ImGui::SetCurrentContext(overlay);
    if (!fontsAreCurrent) {
        const PictureLook look = style.look;
        style = loadOverlayFonts(pixelRatio);
        style.look = look;
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        fontsAreCurrent = true;
    }
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
    io.DeltaTime = std::max(1e-4f, static_cast<float>(frameMs / 1000));
    ImGui_ImplOpenGL3_NewFrame();
    if (!io.Fonts->TexID) {
        ImGui_ImplOpenGL3_CreateFontsTexture();
    }
    ImGui::NewFrame();
}

void SceneRenderer::Private::drawSlices()
{
    if (!slices) {
        slices = std::make_unique<SliceCanvas>();
    }
    slices->setBackground(backgrounds.slices);
    for (std::size_t place = 0; place < arrangement.views.size(); ++place) {
        const ViewRect& view = arrangement.views[place];
        if (view.kind != ViewKind::Volume) {
            isComplete = slices->draw(scene, place, view, frameIn(view), height) && isComplete;
        }
    }
    slices->forgetFrom(arrangement.views.size());
}

void SceneRenderer::Private::annotateSlice(const ViewRect& view, bool speaksForAll, ImDrawList& list)
{
    const SliceFrame frame = frameIn(view);
    list.PushClipRect({static_cast<float>(view.x), static_cast<float>(view.y)},
        {static_cast<float>(view.x + view.width), static_cast<float>(view.y + view.height)});
    drawOutlines(list, scene, view, frame, outlines, style);
    drawCrosshair(list, scene, view, frame, style);
    drawSwipe(list, scene, view, style);
    if (style.look.notes) {
        drawNotes(list, scene, view, frame, noteValues, style);
    }
    drawPreview(list, preview, view, frame, style);
    drawScaleBar(list, scene, view, frame, style);
    if (style.look.letters) {
        drawSliceNumber(list, scene, view, style);
        drawColumnName(list, scene, view, style);
        if (speaksForAll) {
            drawLetters(list, view, frame, style);
        }
    }
    list.PopClipRect();
}

void SceneRenderer::Private::showVolume(const ViewRect& view, ImDrawList& list)
{
    if (!volume.problem().empty()) {
        drawMessage(list, view, volume.problem(), style);
        return;
    }
    const VolumeProjection projection = volumeProjection(scene, view.width, view.height);
    const ImVec2 low{static_cast<float>(view.x), static_cast<float>(view.y)};
    const ImVec2 high{low.x + static_cast<float>(view.width), low.y + static_cast<float>(view.height)};
    list.PushClipRect(low, high);
    // VTK's picture is opaque whatever its alpha says, and the framebuffer stays opaque.
    list.AddCallback([](const ImDrawList*, const ImDrawCmd*) { glBlendFuncSeparate(GL_ONE, GL_ZERO, GL_ZERO, GL_ONE); }, nullptr);
    list.AddImage(textureId(volume.texture()), low, high, {0, 1}, {1, 0});
    list.AddCallback(ImDrawCallback_ResetRenderState, nullptr);
    drawPlanesInVolume(list, scene, view, projection, style);
    if (style.look.notes) {
        drawNotesInVolume(list, scene, view, projection, style);
    }
    list.PopClipRect();
}

// What lies over the slices, and the 3D view.
void SceneRenderer::Private::annotate(ImDrawList& list)
{
    const std::vector<ViewRect>& views = arrangement.views;
    editor.hide();
    for (const ViewRect& view : views) {
        if (view.kind == ViewKind::Volume) {
            showVolume(view, list);
            if (hasEditor && volume.problem().empty()) {
                editor.draw(scene, view, style);
                isComplete = isComplete && !editor.isSettling();
            }
        } else { // of a lightbox with many slices, the first one's letters speak for all
            annotateSlice(view, !view.sliceMm || views.size() <= 6 || &view == &views.front(), list);
        }
    }
    outlines.forgetUnused();
    volume.frameWasDrawn(scene.frame());
}

ViewRect SceneRenderer::Private::readoutCell() const
{
    return arrangement.freeCell.value_or(scene.layout() == Layout::Four ? arrangement.views.back() : arrangement.views.front());
}

SceneRenderer::SceneRenderer(const Scene& scene) : m(std::make_unique<Private>(scene)) { }

SceneRenderer::~SceneRenderer() = default;

void SceneRenderer::setSize(int width, int height, double pixelRatio)
{
    m->width = std::max(1, width);
    m->height = std::max(1, height);
    m->fontsAreCurrent = m->fontsAreCurrent && pixelRatio == m->pixelRatio;
    m->pixelRatio = pixelRatio;
}

void SceneRenderer::setInteracting(bool interacting)
{
    m->isInteracting = interacting;
}

void SceneRenderer::setPreview(ToolPreview preview)
{
    m->preview = std::move(preview);
}

void SceneRenderer::setLook(const PictureLook& look, float behind)
{
    m->style.look = look;
    m->backgrounds = backgroundsOf(look.backdrop, behind);
    m->volume.setBackground(m->backgrounds.volume);
}

void SceneRenderer::render()
{
    const auto start = std::chrono::steady_clock::now();
    m->arrange();
    m->isComplete = true;
    for (const ViewRect& view : m->arrangement.views) {
        if (view.kind == ViewKind::Volume) {
            m->isComplete = m->volume.update(m->scene, view, m->isInteracting) && m->isComplete;
        }
    }
    const Colour& around = m->backgrounds.around;
    glDisable(GL_SCISSOR_TEST);
    glViewport(0, 0, m->width, m->height);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glClearColor(around[0], around[1], around[2], 1);
    glClear(GL_COLOR_BUFFER_BIT);
    m->drawSlices();
    glViewport(0, 0, m->width, m->height);
    const std::scoped_lock lock(overlayOfTheProcess());
    m->startOverlay();
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    m->annotate(list);
    drawReadout(list, m->scene, m->readoutCell(), m->scene.isFrameTimeVisible() ? std::optional(m->frameMs) : std::nullopt, m->style);
    if (m->style.look.notice) {
        drawNotice(list, m->scene, m->width, m->height, m->style);
    }
    ImGui::Render();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    m->frameMs = millisecondsSince(start);
}

bool SceneRenderer::isComplete() const
{
    return m->isComplete;
}

std::uint64_t SceneRenderer::sliceUploads() const
{
    return m->slices ? m->slices->uploads() : 0;
}

double SceneRenderer::lastFrameMs() const
{
    return m->frameMs;
}

const ViewArrangement& SceneRenderer::arrangement() const
{
    m->arrange();
    return m->arrangement;
}

std::optional<ViewRect> SceneRenderer::viewAt(const Pixel& p) const
{
    for (const ViewRect& view : arrangement().views) {
        if (view.contains(p.x, p.y)) {
            return view;
        }
    }
    return std::nullopt;
}

SliceFrame SceneRenderer::frameOf(const ViewRect& view) const
{
    m->arrange();
    return m->frameIn(view);
}

std::optional<World> SceneRenderer::worldAt(const Pixel& p) const
{
    const auto view = viewAt(p);
    if (!view || view->kind == ViewKind::Volume) {
        return std::nullopt;
    }
    return frameOf(*view).worldAt({p.x - view->x, p.y - view->y});
}

VolumeEditor& SceneRenderer::volumeEditor()
{
    m->hasEditor = true;
    return m->editor;
}

bool SceneRenderer::mouseMoved(const Pixel& p)
{
    if (!m->overlay || !m->hasEditor) {
        return false;
    }
    const std::scoped_lock lock(overlayOfTheProcess());
    ImGui::SetCurrentContext(m->overlay);
    ImGui::GetIO().MousePos = {static_cast<float>(p.x), static_cast<float>(p.y)};
    return m->editor.contains(p) || (m->editor.isOpen() && ImGui::GetIO().WantCaptureMouse);
}

void SceneRenderer::mouseButton(int button, bool pressed)
{
    if (m->overlay && button >= 0 && button <= 2) {
        const std::scoped_lock lock(overlayOfTheProcess());
        ImGui::SetCurrentContext(m->overlay);
        ImGui::GetIO().MouseDown[button] = pressed;
    }
}

void SceneRenderer::mouseWheel(double steps)
{
    if (m->overlay) {
        const std::scoped_lock lock(overlayOfTheProcess());
        ImGui::SetCurrentContext(m->overlay);
        ImGui::GetIO().MouseWheel += static_cast<float>(steps);
    }
}

} // namespace insula
