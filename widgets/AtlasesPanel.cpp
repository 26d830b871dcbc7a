#include "widgets/AtlasesPanel.h"

#include "viewers/LabelCentre.h"
#include "widgets/AddAtlasDialog.h"
#include "widgets/FuzzyMatch.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace insula {
namespace {

constexpr int MostShown = 500; // of the regions in the list

QPushButton* button(const QString& text, const QString& tip, const char* name)
{
    auto* made = new QPushButton(text);
    made->setObjectName(QLatin1String(name));
    made->setToolTip(tip);
    made->setAccessibleName(text);
    return made;
}

// Text of two lines, whatever the width: a height that follows the width would keep the lists from giving way on a low screen.
class TwoLines : public QLabel {
public:
    bool hasHeightForWidth() const override { return false; }
};

QPixmap swatch(const Label& label)
{
    QPixmap picture(12, 12);
    picture.fill(QColor(label.rgba[0], label.rgba[1], label.rgba[2]));
    return picture;
}

} // namespace

AtlasesPanel::AtlasesPanel(Workbench& workbench, AtlasLibrary& library, QWidget* parent) :
    QWidget(parent), m_workbench(workbench), m_library(library), m_watch(workbench.scene()), m_atlases(new QTreeWidget),
    m_state(new TwoLines), m_count(new QLabel),
    m_use(button(tr("Use for the readout"), tr("Its regions are named at the crosshair, shown or not; again: none is"), "atlasUse")),
    m_show(button(tr("Show"), tr("Opens it as a layer over the images"), "atlasShow")),
    m_add(button(tr("Add atlas..."), tr("Copies or links an atlas and its table of names into your folder of atlases"), "atlasAdd")),
    m_goTo(button(tr("Go there"), tr("Moves the crosshair to the middle of the region"), "regionGoTo")),
    m_only(button(tr("Only this"), tr("Draws this region alone and hides the others"), "regionOnly")),
    m_all(button(tr("All"), tr("Draws all regions again"), "regionAll")),
    m_outline(button(tr("Outline"), tr("Draws the border of the regions, or fills them again"), "regionOutline")),
    m_anySpace(new QCheckBox(tr("Use it in any space"))), m_source(new QComboBox), m_search(new QLineEdit), m_regions(new QListWidget)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 4);
    buildAtlases(*column);
    buildRegions(*column);
    connect(&m_library, &AtlasLibrary::changed, this, [this] {
        fillAtlases();
        fillSources();
    });
    m_listener = workbench.scene().addListener([this] {
        QTimer::singleShot(0, this, [this] {
            const auto changes = m_watch.takeChanges();
            if (changes.has(Aspect::Layers) || changes.has(Aspect::Display))
                fillSources();
        });
    });
    fillAtlases();
    fillSources();
}

AtlasesPanel::~AtlasesPanel()
{
    m_workbench.scene().removeListener(m_listener);
}

void AtlasesPanel::buildAtlases(QVBoxLayout& column)
{
    m_atlases->setObjectName(QStringLiteral("atlases"));
    m_atlases->setAccessibleName(tr("Installed atlases"));
    m_atlases->setHeaderLabels({tr("Atlas"), tr("Space"), tr("Regions")});
    m_atlases->setRootIsDecorated(false);
    m_atlases->setAlternatingRowColors(true);
    m_atlases->header()->setStretchLastSection(false);
    m_atlases->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_atlases->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_atlases->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    m_state->setObjectName(QStringLiteral("atlasState"));
    m_state->setWordWrap(true);
    m_state->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_state->setAlignment(Qt::AlignTop);
    m_anySpace->setObjectName(QStringLiteral("atlasAnySpace"));
    m_anySpace->setToolTip(tr("For images in the atlas's space whose header does not say so. In other images the names would be wrong."));
    m_anySpace->setChecked(m_library.isAnySpace());
    auto* buttons = new QHBoxLayout;
    for (auto* each : {m_use, m_show, m_add})
        buttons->addWidget(each);
    column.addWidget(m_atlases, 2);
    column.addLayout(buttons);
    column.addWidget(m_state);
    column.addWidget(m_anySpace);
    connect(m_atlases, &QTreeWidget::currentItemChanged, this, [this] {
        const bool isUsable = !selectedAtlas().empty();
        m_use->setEnabled(isUsable);
        m_show->setEnabled(isUsable);
    });
    connect(m_atlases, &QTreeWidget::itemActivated, this, [this] { m_library.use(selectedAtlas()); });
    connect(m_use, &QPushButton::clicked, this, [this] {
        const auto image = selectedAtlas();
        const auto& chosen = m_library.chosen();
        m_library.use(chosen && chosen->volume()->source().path == image.string() ? std::filesystem::path() : image);
    });
    connect(m_show, &QPushButton::clicked, this, [this] { m_library.show(selectedAtlas()); });
    connect(m_add, &QPushButton::clicked, this, &AtlasesPanel::addAtlas);
    connect(m_anySpace, &QCheckBox::toggled, &m_library, &AtlasLibrary::setAnySpace);
}

void AtlasesPanel::buildRegions(QVBoxLayout& column)
{
    m_source->setObjectName(QStringLiteral("regionSource"));
    m_source->setAccessibleName(tr("Regions of"));
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_source->setToolTip(tr("The atlas in use, or a label map that is open"));
    m_search->setObjectName(QStringLiteral("regionSearch"));
    m_search->setAccessibleName(tr("Find a region"));
    m_search->setPlaceholderText(tr("Find a region: a few letters of its name"));
    m_search->setClearButtonEnabled(true);
    m_regions->setObjectName(QStringLiteral("regions"));
    m_regions->setAccessibleName(tr("Regions"));
    m_regions->setUniformItemSizes(true);
    m_count->setObjectName(QStringLiteral("regionCount"));
    auto* buttons = new QHBoxLayout;
    for (auto* each : {m_goTo, m_only, m_all, m_outline})
        buttons->addWidget(each);
    column.addWidget(m_source);
    column.addWidget(m_search);
    column.addWidget(m_regions, 3);
    column.addWidget(m_count);
    column.addLayout(buttons);
    const auto go = [this] {
        const auto* item = m_regions->currentItem();
        const auto source = m_source->currentIndex();
        if (item && source >= 0)
            goTo(m_sources[static_cast<std::size_t>(source)], item->data(Qt::UserRole).toLongLong(), item->text());
    };
    connect(m_source, &QComboBox::currentIndexChanged, this, &AtlasesPanel::fillRegions);
    connect(m_search, &QLineEdit::textChanged, this, &AtlasesPanel::fillRegions);
    connect(m_search, &QLineEdit::returnPressed, this, go);
    connect(m_regions, &QListWidget::itemClicked, this, go);
    connect(m_regions, &QListWidget::itemActivated, this, go);
    connect(m_goTo, &QPushButton::clicked, this, go);
    connect(m_only, &QPushButton::clicked, this, [this] { isolate(true); });
    connect(m_all, &QPushButton::clicked, this, [this] { isolate(false); });
    connect(m_outline, &QPushButton::clicked, this, &AtlasesPanel::outline);
}

void AtlasesPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!std::exchange(m_isScanned, true))
        m_library.scan();
}

std::filesystem::path AtlasesPanel::selectedAtlas() const
{
    const auto* item = m_atlases->currentItem();
    return item && !item->isDisabled() ? item->data(0, Qt::UserRole).toString().toStdString() : std::string();
}

void AtlasesPanel::fillAtlases()
{
    const auto selected = selectedAtlas();
    m_atlases->clear();
    const auto& chosen = m_library.chosen();
    for (const auto& each : m_library.atlases()) {
        auto* item = new QTreeWidgetItem(m_atlases);
        const bool isChosen = chosen && chosen->volume()->source().path == each.source.image.string();
        item->setText(0, QString::fromStdString(each.source.name));
        item->setText(1, each.space.empty() ? tr("not said") : QString::fromStdString(each.space));
        item->setText(2, each.regions == 0 ? tr("no names") : QString::number(each.regions));
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(0, Qt::UserRole, QString::fromStdString(each.source.image.string()));
        item->setToolTip(0, QString::fromStdString(each.problem.empty() ? each.source.image.string() : each.problem));
        item->setToolTip(1, item->text(1));
        if (isChosen) {
            auto font = item->font(0);
            font.setBold(true);
            item->setFont(0, font);
        }
        item->setDisabled(!each.problem.empty());
        if (each.source.image == selected || (selected.empty() && isChosen))
            m_atlases->setCurrentItem(item);
    }
    if (m_library.atlases().empty()) {
        auto* item = new QTreeWidgetItem(m_atlases);
        item->setText(0, m_isScanned ? tr("None yet: add one below") : tr("Looking..."));
        item->setDisabled(true);
    }
    const bool isUsable = !selectedAtlas().empty();
    m_use->setEnabled(isUsable);
    m_show->setEnabled(isUsable);
    m_state->setText(m_library.state());
    m_anySpace->setEnabled(chosen != nullptr);
}

std::vector<AtlasesPanel::Source> AtlasesPanel::sources() const
{
    std::vector<Source> found;
    const auto& scene = m_workbench.scene();
    if (const auto& atlas = scene.readoutAtlas())
        found.push_back({QString::fromStdString(atlas->name()), NoLayer, atlas, atlas->regions()});
    for (auto layer = scene.layers().rbegin(); layer != scene.layers().rend(); ++layer)
        if (layer->isLabels() && !layer->volume->labels().empty()
            && (found.empty() || !found.front().atlas || found.front().atlas->volume() != layer->volume))
            found.push_back({QString::fromStdString(layer->name), layer->id, nullptr, layer->volume->labels()});
    return found;
}

void AtlasesPanel::fillSources()
{
    auto now = sources();
    const auto isSame = [](const Source& a, const Source& b) {
        return a.name == b.name && a.layer == b.layer && a.atlas == b.atlas && a.regions.size() == b.regions.size();
    };
    const bool unchanged = std::equal(now.begin(), now.end(), m_sources.begin(), m_sources.end(), isSame);
    m_sources = std::move(now);
    if (!unchanged) {
        const QSignalBlocker blocker(m_source);
        const auto shown = m_source->currentText();
        m_source->clear();
        for (const auto& each : m_sources)
            m_source->addItem(each.name);
        m_source->setCurrentIndex(std::max(0, m_source->findText(shown)));
    }
    m_source->setEnabled(m_sources.size() > 1);
    fillRegions();
}

void AtlasesPanel::fillRegions()
{
    const auto index = m_source->currentIndex();
    const auto* current = m_regions->currentItem();
    const auto kept = current ? current->data(Qt::UserRole) : QVariant();
    m_regions->clear();
    const bool hasSource = index >= 0 && static_cast<std::size_t>(index) < m_sources.size();
    for (auto* each : {m_goTo, m_only, m_all, m_outline})
        each->setEnabled(hasSource);
    m_search->setEnabled(hasSource);
    if (!hasSource)
        return m_count->setText(tr("Use an atlas or open a label map to find its regions."));
    struct Hit {
        int score;
        std::int64_t number;
        const Label* label;
    };
    std::vector<Hit> hits;
    const auto& regions = m_sources[static_cast<std::size_t>(index)].regions;
    for (const auto& [number, label] : regions)
        if (number != 0)
            if (const auto score = fuzzyScore(m_search->text(), QString::fromStdString(label.name)))
                hits.push_back({*score, number, &label});
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.score > b.score; });
    for (std::size_t n = 0; n < std::min<std::size_t>(hits.size(), MostShown); ++n) {
        auto* item = new QListWidgetItem(swatch(*hits[n].label), QString::fromStdString(hits[n].label->name), m_regions);
        item->setData(Qt::UserRole, QVariant::fromValue<qlonglong>(hits[n].number));
        item->setToolTip(tr("Number %1").arg(hits[n].number));
        if (item->data(Qt::UserRole) == kept)
            m_regions->setCurrentItem(item);
    }
    if (!m_regions->currentItem())
        m_regions->setCurrentRow(0);
    m_count->setText(hits.size() > MostShown ? tr("%1 of %2 regions; type more letters").arg(MostShown).arg(hits.size())
                                             : tr("%n region(s)", nullptr, static_cast<int>(hits.size())));
}

void AtlasesPanel::goTo(const Source& source, std::int64_t region, const QString& name)
{
    auto& scene = m_workbench.scene();
    auto volume = source.atlas || !scene.hasLayer(source.layer) ? nullptr : scene.layer(source.layer).volume;
    if (!source.atlas && !volume)
        return;
    // Looks at every voxel, of which large atlases have tens of millions.
    m_workbench.work().start(tr("Looking for %1").arg(name),
        [this, atlas = source.atlas, volume, region, name](const Progress&) -> BackgroundWork::Continuation {
            const auto place = atlas ? atlas->placeOf(region) : centreOfLabel(*volume, region);
            return [this, place, name] {
                if (place)
                    m_workbench.history().perform(tr("go to %1").arg(name), [&] { m_workbench.scene().setCrosshair(*place); });
                else
                    m_workbench.inform(MessageBar::Tone::Information, tr("No voxel has the region %1.").arg(name));
            };
        });
}

LayerId AtlasesPanel::layerOf(const Source& source)
{
    auto& scene = m_workbench.scene();
    if (!source.atlas)
        return scene.hasLayer(source.layer) ? source.layer : NoLayer;
    for (const auto& layer : scene.layers())
        if (layer.volume == source.atlas->volume())
            return layer.id;
    m_library.show(source.atlas->volume()->source().path); // at once, since it is in memory
    return scene.layers().empty() || scene.layers().back().volume != source.atlas->volume() ? NoLayer : scene.layers().back().id;
}

void AtlasesPanel::isolate(bool only)
{
    const auto index = m_source->currentIndex();
    const auto* item = m_regions->currentItem();
    if (index < 0 || (only && !item))
        return;
    const auto source = m_sources[static_cast<std::size_t>(index)];
    const auto region = item ? item->data(Qt::UserRole).toLongLong() : 0;
    const auto name = item ? item->text() : QString();
    const auto id = layerOf(source);
    if (id == NoLayer)
        return;
    auto& scene = m_workbench.scene();
    auto display = scene.layer(id).display;
    display.visible = true;
    if (source.atlas && source.atlas->isProbabilistic())
        display.fixedFrame = only ? std::optional<std::int64_t>(region - 1) : std::nullopt; // a map for each region
    else
        display.onlyLabel = only ? std::optional<std::int64_t>(region) : std::nullopt;
    m_workbench.history().perform(only ? tr("only %1").arg(name) : tr("all regions"), [&] { scene.setDisplay(id, display); });
}

void AtlasesPanel::outline()
{
    const auto index = m_source->currentIndex();
    const auto id = index < 0 ? NoLayer : layerOf(m_sources[static_cast<std::size_t>(index)]);
    if (id == NoLayer)
        return;
    auto& scene = m_workbench.scene();
    auto display = scene.layer(id).display;
    display.outline = !display.outline;
    m_workbench.history().perform(display.outline ? tr("outline regions") : tr("fill regions"), [&] { scene.setDisplay(id, display); });
}

std::vector<PaletteEntry> AtlasesPanel::regionEntries() const
{
    std::vector<PaletteEntry> entries;
    for (const auto& source : m_sources)
        for (const auto& [number, label] : source.regions)
            if (number != 0)
                entries.push_back({QString::fromStdString(label.name), tr("Region of %1").arg(source.name),
                    [panel = const_cast<AtlasesPanel*>(this), source, number = number, name = QString::fromStdString(label.name)] {
                        panel->goTo(source, number, name);
                    }});
    return entries;
}

void AtlasesPanel::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void AtlasesPanel::addAtlas()
{
    AddAtlasDialog dialog(this);
    if (dialog.exec() == QDialog::Accepted)
        m_library.add(dialog.source(), dialog.isLink());
}

} // namespace insula
