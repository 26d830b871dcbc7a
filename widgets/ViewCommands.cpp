// What the View menu offers beyond the layouts: slices along the scan's own axes, flicker, scale bar, and the bar above the views.
#include "viewers/Comparison.h"
#include "widgets/MainWindow.h"
#include "widgets/SceneWidget.h"
#include "widgets/ViewBar.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"
#include "widgets/Workbench.h"

#include <QBoxLayout>
#include <QMenu>
#include <QStatusBar>
#include <QToolButton>

namespace insula {
namespace {

void straighten(Workbench& workbench)
{
    workbench.history().perform(MainWindow::tr("straighten slices"), [&] { workbench.scene().setSliceAxes({}); });
}

// Shows the selected layer and hides it again: two images that blink at the same place, where the eye sees what moved.
void flicker(Workbench& workbench)
{
    auto& scene = workbench.scene();
    if (shownLayers(scene).size() + (scene.layer(scene.selectedLayer()).display.visible ? 0 : 1) < 2)
        return workbench.inform(MessageBar::Tone::Information,
            MainWindow::tr("Flicker shows and hides the selected layer over another one: open a second image first."));
    auto display = scene.layer(scene.selectedLayer()).display;
    display.visible = !display.visible;
    workbench.history().perform(display.visible ? MainWindow::tr("show layer") : MainWindow::tr("hide layer"),
        [&] { scene.setDisplay(scene.selectedLayer(), display); });
}

// In the status bar while slices are oblique: says by how much, and straightens them at a click.
class ObliqueButton : public QToolButton {
public:
    explicit ObliqueButton(Workbench& workbench) : m_scene(workbench.scene())
    {
        setObjectName(QStringLiteral("oblique"));
        setAutoRaise(true);
        setToolTip(MainWindow::tr("The slices are turned (Ctrl+drag in a slice turns them); click to straighten them"));
        QObject::connect(this, &QToolButton::clicked, this, [&workbench] { straighten(workbench); });
        m_listener = m_scene.addListener([this] { showAngle(); });
        showAngle();
    }
    ~ObliqueButton() override { m_scene.removeListener(m_listener); }

private:
    void showAngle()
    {
        const bool isOblique = m_scene.sliceAxes() != SliceAxes{};
        setVisible(isOblique);
        setText(MainWindow::tr("Oblique %1\u00b0").arg(obliqueDegrees(m_scene.sliceAxes()), 0, 'f', 1));
        setAccessibleName(text());
    }

    Scene& m_scene;
    int m_listener;
};

} // namespace

void addViewCommands(const WindowParts& parts)
{
    auto& workbench = parts.workbench;
    auto* menu = parts.menus.menu(MainWindow::tr("&View"));
    auto* bar = new ViewBar(workbench.scene(), workbench.history());
    qobject_cast<QBoxLayout*>(parts.views.parentWidget()->layout())->insertWidget(0, bar);
    parts.window.statusBar()->addPermanentWidget(new ObliqueButton(workbench));
    menu->addSeparator();
    parts.menus.addToggle(menu, MainWindow::tr("Scale &bar"), QKeySequence(MainWindow::tr("Shift+B")), &Scene::isScaleBarVisible,
        &Scene::setScaleBarVisible, QStringLiteral("scaleBar"));
    parts.menus.needLayers(parts.menus.add(
        menu, MainWindow::tr("Fl&icker the layer"), QKeySequence(MainWindow::tr("H")),
        [&workbench] {
            if (workbench.scene().selectedLayer() != NoLayer)
                flicker(workbench);
        },
        QStringLiteral("flicker")));
    parts.menus.needLayers(parts.menus.add(
        menu, MainWindow::tr("Slices along the scan's &own axes"), {},
        [&workbench] {
            auto& scene = workbench.scene();
            const auto id = scene.selectedLayer() == NoLayer ? scene.layers().front().id : scene.selectedLayer();
            workbench.history().perform(
                MainWindow::tr("slices along the scan's axes"), [&] { scene.setSliceAxes(alongGrid(scene.layer(id).volume->affine())); });
        },
        QStringLiteral("alongGrid")));
    parts.menus.needLayers(parts.menus.add(
        menu, MainWindow::tr("S&traighten the slices"), QKeySequence(MainWindow::tr("Shift+Home")),
        [&workbench] { workbench.history().perform(MainWindow::tr("straighten slices"), [&] { workbench.scene().setSliceAxes({}); }); },
        QStringLiteral("straightenSlices")));
}

} // namespace insula
