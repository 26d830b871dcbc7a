#include "widgets/AtlasLibrary.h"

#include "widgets/Settings.h"

#include <QFileInfo>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace insula {

AtlasLibrary::AtlasLibrary(Workbench& workbench, QObject* parent) : QObject(parent), m_workbench(workbench)
{
    m_listener = workbench.scene().addListener([this] {
        const auto& layers = m_workbench.scene().layers();
        const auto bottom = layers.empty() ? nullptr : layers.front().volume;
        if (bottom == m_bottom)
            return;
        m_bottom = bottom;
        QMetaObject::invokeMethod(this, &AtlasLibrary::refresh, Qt::QueuedConnection); // listeners only schedule
    });
    m_isAnySpace = setting(Setting::AtlasInAnySpace).toBool();
    m_wanted = setting(Setting::ReadoutAtlas).toString().toStdString();
}

AtlasLibrary::~AtlasLibrary()
{
    m_workbench.scene().removeListener(m_listener);
}

void AtlasLibrary::scan()
{
    m_workbench.work().start(tr("Looking for atlases"), [this](const Progress&) -> BackgroundWork::Continuation {
        return [this, found = findAtlases(atlasFolders())] {
            m_atlases = found;
            if (!m_chosen && !m_wanted.empty())
                use(m_wanted);
            Q_EMIT changed();
        };
    });
}

void AtlasLibrary::read(const std::filesystem::path& image, std::function<void(AtlasPtr)> then)
{
    if (m_chosen && m_chosen->volume()->source().path == image.string())
        return then(m_chosen);
    const auto found
        = std::find_if(m_atlases.begin(), m_atlases.end(), [&](const InstalledAtlas& each) { return each.source.image == image; });
    if (found == m_atlases.end())
        return;
    m_workbench.work().start(tr("Opening the atlas %1").arg(QString::fromStdString(found->source.name)),
        [installed = *found, then = std::move(then)](const Progress& progress) -> BackgroundWork::Continuation {
            return [atlas = readAtlas(installed, progress), then] { then(atlas); };
        });
}

void AtlasLibrary::use(const std::filesystem::path& image)
{
    m_wanted = image;
    m_viewBottom.reset();
    setSetting(Setting::ReadoutAtlas, QString::fromStdString(image.string()));
    if (image.empty()) {
        m_chosen = nullptr;
        return refresh();
    }
    read(image, [this, image](const AtlasPtr& atlas) {
        if (m_wanted != image)
            return; // another one was chosen meanwhile
        m_chosen = atlas;
        refresh();
    });
}

void AtlasLibrary::useOfView(const std::string& reference)
{
    const auto json = nlohmann::json::parse(reference, nullptr, false);
    const auto& layers = m_workbench.scene().layers();
    if (!json.is_object() || !json.contains("image") || !json.at("image").is_string() || layers.empty())
        return;
    const std::filesystem::path image = json.at("image").get<std::string>();
    const auto bottom = layers.front().volume;
    if (m_chosen && m_chosen->volume()->source().path == image.string()) {
        m_viewBottom = bottom;
        return refresh();
    }
    m_workbench.work().start(
        tr("Opening the atlas of the view"), [this, image, bottom](const Progress& progress) -> BackgroundWork::Continuation {
            const auto installed = installedAtlas(image, atlasFolders());
            if (!installed)
                return [this, image] {
                    m_workbench.inform(MessageBar::Tone::Warning,
                        tr("The atlas %1, which named the regions in this view, is not installed here: add it in the Atlases panel.")
                            .arg(QString::fromStdString(image.filename().string())));
                };
            return [this, atlas = readAtlas(*installed, progress), bottom] {
                m_wanted = atlas->volume()->source().path;
                m_chosen = atlas;
                m_viewBottom = bottom;
                refresh();
            };
        });
}

void AtlasLibrary::setAnySpace(bool any)
{
    m_isAnySpace = any;
    setSetting(Setting::AtlasInAnySpace, any);
    refresh();
}

bool AtlasLibrary::fits() const
{
    const auto& layers = m_workbench.scene().layers();
    if (!m_chosen || layers.empty())
        return false;
    const auto& bottom = *layers.front().volume;
    if (m_viewBottom.lock() == layers.front().volume)
        return true; // who saved the view knew
    const auto file = bottom.source().path.empty() ? layers.front().name : bottom.source().path;
    return isSameSpace(spaceOf(bottom.description(), file), m_chosen->space()) || sameGrid(bottom.grid(), m_chosen->volume()->grid());
}

bool AtlasLibrary::isUsed() const
{
    return m_workbench.scene().readoutAtlas() != nullptr;
}

void AtlasLibrary::refresh()
{
    m_workbench.scene().setReadoutAtlas(m_chosen && (m_isAnySpace || fits()) ? m_chosen : nullptr);
    Q_EMIT changed();
}

QString AtlasLibrary::state() const
{
    if (!m_chosen)
        return tr("No atlas names the regions in the readout.");
    const auto name = QString::fromStdString(m_chosen->name());
    if (m_workbench.scene().layers().empty())
        return tr("%1 names the regions as soon as an image is open.").arg(name);
    if (fits())
        return tr("%1 names the regions in the readout.").arg(name);
    return m_isAnySpace
        ? tr("%1 names the regions, though nothing says that the bottom image is in its space.").arg(name)
        : tr("%1 is not in this image's space (%2), so it names nothing.")
              .arg(name,
                  m_chosen->space().empty() ? tr("the atlas does not say which one it is in") : QString::fromStdString(m_chosen->space()));
}

void AtlasLibrary::show(const std::filesystem::path& image)
{
    read(image, [this](const AtlasPtr& atlas) {
        auto& scene = m_workbench.scene();
        const auto name = QString::fromStdString(atlas->name());
        auto display = defaultDisplay(*atlas->volume(), scene.layers().size());
        if (atlas->isProbabilistic()) {
            const auto top = valueRange(*atlas->volume()).max > 1 ? 100.0 : 1.0;
            display.colourMap = "warm";
            display.windowLow = 0;
            display.windowHigh = top;
            display.threshold = {true, 0.05 * top, top, 0};
        }
        m_workbench.history().perform(tr("show atlas %1").arg(name), [&] { scene.addLayer(atlas->volume(), atlas->name(), display); });
        if (!m_isAnySpace && scene.layers().size() > 1 && m_chosen == atlas && !fits())
            m_workbench.inform(MessageBar::Tone::Warning,
                tr("%1 is not in the bottom image's space: its regions lie at other places than the image's.").arg(name));
    });
}

void AtlasLibrary::add(const AtlasSource& source, bool link)
{
    m_workbench.work().start(tr("Adding the atlas %1").arg(QString::fromStdString(source.image.filename().string())),
        [this, source, link](const Progress&) -> BackgroundWork::Continuation {
            const auto added = addAtlas(source, link);
            return [this, added] {
                m_workbench.inform(MessageBar::Tone::Information, tr("The atlas is now in %1").arg(QString::fromStdString(added.string())));
                scan();
            };
        });
}

} // namespace insula
