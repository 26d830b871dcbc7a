#include "widgets/LabelsPanel.h"

#include "processing/core/Error.h"
#include "widgets/LabelIcons.h"
#include "widgets/LabelsPanelParts.h"
#include "widgets/SceneWidget.h"
#include "widgets/Workbench.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSlider>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>
#include <utility>

namespace insula {
namespace {

enum Column { Name, Number, Eye, Lock, ColumnCount };

LabelNumber numberOf(const QTreeWidgetItem* item)
{
    return item->data(Name, Qt::UserRole).toInt();
}

QColor colourOf(const Label& label)
{
    return {label.rgba[0], label.rgba[1], label.rgba[2]};
}

} // namespace

LabelsPanel::LabelsPanel(LabelEditing& editing, Workbench& workbench, SceneWidget& views, QWidget* parent) :
    QWidget(parent), m_editing(editing), m_workbench(workbench), m_views(views), m_watch(workbench.scene())
{
    const auto parts = buildLabelsPanel(*this);
    m_map = parts.map;
    m_new = parts.start;
    m_edit = parts.edit;
    m_save = parts.save;
    m_tools = parts.tools;
    m_toolButtons = parts.toolButtons;
    m_size = parts.size;
    m_sizeBox = parts.sizeBox;
    m_ball = parts.ball;
    m_over = parts.over;
    m_inRange = parts.inRange;
    m_image = parts.image;
    m_low = parts.low;
    m_high = parts.high;
    m_fill = parts.fill;
    m_list = parts.list;
    m_add = parts.add;
    m_colour = parts.colour;
    m_delete = parts.remove;
    m_operations = parts.operations;
    m_amount = parts.amount;
    m_unit = parts.unit;
    m_surfaces = parts.surfaces;
    connect(m_new, &QPushButton::clicked, this, &LabelsPanel::startNew);
    connect(m_edit, &QPushButton::clicked, this, &LabelsPanel::startEditing);
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (const auto session = m_editing.current())
            save(session);
    });
    for (const auto& [kind, button] : m_toolButtons)
        connect(button, &QToolButton::clicked, this, [this, kind = kind](bool on) { on ? take(kind) : m_views.setTool(nullptr); });
    connect(m_size, &QSlider::valueChanged, this,
        [this](int value) { changeBrush([value](LabelBrush& b) { b.diameterMm = sizeOfSlider(value); }); });
    connect(m_sizeBox, &QDoubleSpinBox::valueChanged, this, [this](double mm) { changeBrush([mm](LabelBrush& b) { b.diameterMm = mm; }); });
    connect(m_ball, &QCheckBox::toggled, this, [this](bool on) { changeBrush([on](LabelBrush& b) { b.isBall = on; }); });
    connect(m_inRange, &QCheckBox::toggled, this, [this](bool on) { changeBrush([on](LabelBrush& b) { b.isInRange = on; }); });
    connect(m_low, &QDoubleSpinBox::valueChanged, this, [this](double value) { changeBrush([value](LabelBrush& b) { b.low = value; }); });
    connect(m_high, &QDoubleSpinBox::valueChanged, this, [this](double value) { changeBrush([value](LabelBrush& b) { b.high = value; }); });
    connect(m_fill, &QComboBox::currentIndexChanged, this,
        [this](int index) { changeBrush([index](LabelBrush& b) { b.fillsRange = index == 1; }); });
    connect(m_image, &QComboBox::currentIndexChanged, this, [this](int index) {
        const LayerId id = m_image->itemData(index).toInt();
        changeBrush([&](LabelBrush& b) {
            b.image = id;
            if (m_workbench.scene().hasLayer(id)) { // a range to begin with: what its window shows
                b.low = m_workbench.scene().layer(id).display.windowLow;
                b.high = m_workbench.scene().layer(id).display.windowHigh;
            }
        });
    });
    connect(m_over, &QComboBox::currentIndexChanged, this, [this](int index) {
        const auto session = m_editing.current();
        if (m_isShowing || !session)
            return;
        auto rules = session->map->rules();
        rules.over = index == 0 ? LabelRules::Over::Everything : index == 1 ? LabelRules::Over::Background : LabelRules::Over::Label;
        rules.only = index < 2 ? 0 : m_over->itemData(index).toInt();
        m_editing.setRules(rules);
    });
    connect(m_list, &QTreeWidget::itemChanged, this, &LabelsPanel::itemChanged);
    connect(m_list, &QTreeWidget::itemClicked, this, &LabelsPanel::itemClicked);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (!m_isShowing && item)
            m_editing.setActive(numberOf(item));
    });
    connect(m_list, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem* item, int column) {
        if (column == Name)
            m_list->editItem(item, Name);
    });
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_editing.addLabel();
        show();
        if (m_list->currentItem())
            m_list->editItem(m_list->currentItem(), Name);
    });
    connect(m_colour, &QPushButton::clicked, this, [this] { recolour(m_editing.active()); });
    connect(m_delete, &QPushButton::clicked, this, [this] { m_editing.removeLabel(m_editing.active()); });
    connect(m_surfaces, &QCheckBox::toggled, this, [this](bool on) {
        if (!m_isShowing)
            m_editing.setUpdatesSurfaces(on);
    });
    for (const auto& [action, operation] : parts.operationActions)
        connect(action, &QAction::triggered, this, [this, operation = operation] { run(operation); });
    connect(&m_views, &SceneWidget::toolChanged, this, &LabelsPanel::toolChanged);
    connect(&m_editing, &LabelEditing::changed, this, &LabelsPanel::scheduleShow);
    connect(
        &m_editing, &LabelEditing::said, this, [this](const QString& text) { m_workbench.inform(MessageBar::Tone::Information, text); });
    m_listener = m_workbench.scene().addListener([this] {
        if (const auto changes = m_watch.takeChanges(); changes.has(Aspect::Layers) || changes.has(Aspect::Display))
            scheduleShow();
    });
    setIcons();
    show();
}

LabelsPanel::~LabelsPanel()
{
    m_workbench.scene().removeListener(m_listener);
}

void LabelsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        setIcons();
    QWidget::changeEvent(event);
}

void LabelsPanel::setIcons()
{
    const auto ink = palette().color(QPalette::ButtonText);
    const std::map<LabelTool::Kind, LabelIcon> icons{{LabelTool::Kind::Brush, LabelIcon::Brush},
        {LabelTool::Kind::Eraser, LabelIcon::Eraser}, {LabelTool::Kind::Polygon, LabelIcon::Polygon},
        {LabelTool::Kind::Fill, LabelIcon::Fill}, {LabelTool::Kind::Pick, LabelIcon::Pick}};
    for (const auto& [kind, button] : m_toolButtons)
        button->setIcon(labelIcon(icons.at(kind), ink));
    const auto text = palette().color(QPalette::Text);
    m_shown = labelIcon(LabelIcon::Shown, text);
    m_hidden = labelIcon(LabelIcon::Hidden, text);
    m_locked = labelIcon(LabelIcon::Locked, text);
    m_unlocked = labelIcon(LabelIcon::Unlocked, text);
    scheduleShow();
}

void LabelsPanel::startNew()
{
    auto& scene = m_workbench.scene();
    // On the selected image; where labels are selected, on the lowest image.
    LayerId image = scene.selectedLayer();
    if (image == NoLayer || scene.layer(image).isLabels()) {
        const auto& layers = scene.layers();
        const auto found = std::find_if(layers.begin(), layers.end(), [](const Layer& each) { return !each.isLabels(); });
        image = found == layers.end() ? image : found->id;
    }
    if (image == NoLayer)
        throw Error("there is no image to draw on: open one first");
    m_editing.startOn(image);
    changeBrush([image](LabelBrush& b) { b.image = image; });
}

void LabelsPanel::startEditing()
{
    const auto id = m_workbench.scene().selectedLayer();
    if (id == NoLayer)
        throw Error("there is no label map to edit: open one, or an image and choose \"New label map on this image\"");
    m_editing.startEditing(id);
}

void LabelsPanel::take(LabelTool::Kind kind)
{
    const auto& scene = m_workbench.scene();
    if (!m_editing.current()) {
        if (scene.layers().empty()) {
            m_workbench.inform(MessageBar::Tone::Information, tr("Open an image first, then draw labels on it."));
            return toolChanged();
        }
        if (scene.selectedLayer() != NoLayer && scene.layer(scene.selectedLayer()).isLabels())
            startEditing();
        else
            startNew();
    }
    m_views.setTool(std::make_shared<LabelTool>(m_editing, kind));
    m_views.setFocus();
}

void LabelsPanel::toolChanged()
{
    const auto tool = std::dynamic_pointer_cast<LabelTool>(m_views.tool());
    m_tools->setExclusive(false);
    for (const auto& [kind, button] : m_toolButtons)
        button->setChecked(tool && tool->kind() == kind);
    m_tools->setExclusive(tool != nullptr);
}

bool LabelsPanel::save(const LabelSessionPtr& session, bool asNew, bool now)
{
    auto file = QString::fromStdString(m_editing.suggestedFile(*session));
    if (!asNew && !session->isModified() && session->mayOverwrite.contains(file.toStdString()))
        return true;
    if (!asNew && !m_editing.mayWrite(*session, file.toStdString())) {
        QMessageBox box(QMessageBox::Question, tr("Save labels"), tr("Replace %1?").arg(file), QMessageBox::Cancel, this);
        box.setInformativeText(tr("The file was there before you began to edit. Its old contents will be gone."));
        box.setObjectName(QStringLiteral("labelsOverwrite"));
        auto* replace = box.addButton(tr("Replace"), QMessageBox::AcceptRole);
        auto* other = box.addButton(tr("Save as..."), QMessageBox::ActionRole);
        box.exec();
        if (box.clickedButton() != replace && box.clickedButton() != other)
            return false;
        asNew = box.clickedButton() == other;
    } else
        asNew = asNew || session->mayOverwrite.empty();
    if (asNew)
        file = QFileDialog::getSaveFileName(this, tr("Save labels"), file, tr("Label maps (*.nii.gz *.nii)"));
    if (file.isEmpty())
        return false;
    if (!file.endsWith(QLatin1String(".nii")) && !file.endsWith(QLatin1String(".nii.gz")))
        file += QStringLiteral(".nii.gz");
    m_editing.save(session, file.toStdString(), now);
    return true;
}

void LabelsPanel::recolour(LabelNumber label)
{
    const auto session = m_editing.current();
    if (!session || !session->map->table().contains(label))
        return;
    auto table = session->map->table();
    const auto chosen = QColorDialog::getColor(colourOf(table.at(label)), this, tr("Colour of %1").arg(m_editing.nameOf(label)));
    if (!chosen.isValid() || chosen == colourOf(table.at(label)))
        return;
    table.at(label).rgba = {
        static_cast<std::uint8_t>(chosen.red()), static_cast<std::uint8_t>(chosen.green()), static_cast<std::uint8_t>(chosen.blue()), 255};
    m_editing.setTable(tr("colour of %1").arg(m_editing.nameOf(label)), table);
}

void LabelsPanel::itemChanged(QTreeWidgetItem* item, int column)
{
    const auto session = m_editing.current();
    const auto label = numberOf(item);
    if (m_isShowing || column != Name || !session || !session->map->table().contains(label))
        return;
    auto table = session->map->table();
    const auto name = item->text(Name).trimmed().toStdString();
    if (name.empty() || name == table.at(label).name)
        return scheduleShow();
    table.at(label).name = name;
    m_editing.setTable(tr("rename %1").arg(m_editing.nameOf(label)), table);
}

void LabelsPanel::itemClicked(QTreeWidgetItem* item, int column)
{
    const auto session = m_editing.current();
    const auto label = numberOf(item);
    const auto turn = [label](std::set<LabelNumber> labels) {
        if (labels.erase(label) == 0)
            labels.insert(label);
        return labels;
    };
    if (!session)
        return;
    if (column == Lock) {
        auto rules = session->map->rules();
        rules.locked = turn(rules.locked);
        m_editing.setRules(rules);
    } else if (column == Eye)
        m_editing.setHidden(turn(session->map->hidden()));
}

void LabelsPanel::changeBrush(const std::function<void(LabelBrush&)>& change)
{
    if (m_isShowing)
        return;
    auto brush = m_editing.brush();
    change(brush);
    m_editing.setBrush(brush);
}

void LabelsPanel::scheduleShow()
{
    if (std::exchange(m_isScheduled, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_isScheduled = false;
        show();
    });
}

void LabelsPanel::show()
{
    m_isShowing = true;
    const auto session = m_editing.current();
    const auto& brush = m_editing.brush();
    m_map->setText(!session         ? tr("No label map is being edited")
            : session->isModified() ? tr("<b>%1</b>, not saved").arg(session->name.toHtmlEscaped())
                                    : QStringLiteral("<b>%1</b>").arg(session->name.toHtmlEscaped()));
    m_map->setToolTip(session ? QString::fromStdString(session->map->path()) : QString());
    m_new->setEnabled(!m_workbench.scene().layers().empty());
    m_edit->setEnabled(m_workbench.scene().selectedLayer() != NoLayer);
    m_save->setEnabled(session && (session->isModified() || session->mayOverwrite.empty()));
    if (!m_sizeBox->hasFocus())
        m_sizeBox->setValue(brush.diameterMm);
    m_size->setValue(sliderOfSize(brush.diameterMm));
    m_ball->setChecked(brush.isBall);
    m_inRange->setChecked(brush.isInRange);
    m_fill->setCurrentIndex(brush.fillsRange ? 1 : 0);
    showImages();
    for (auto* box : {m_low, m_high})
        if (!box->hasFocus())
            box->setValue(box == m_low ? brush.low : brush.high);
    for (auto* each : std::initializer_list<QWidget*>{m_over, m_list, m_add, m_colour, m_delete, m_operations, m_surfaces})
        each->setEnabled(session != nullptr);
    m_surfaces->setChecked(m_editing.updatesSurfaces());
    showList();
    m_isShowing = false;
}

void LabelsPanel::showImages()
{
    QStringList names;
    std::vector<LayerId> ids;
    for (const auto& layer : m_workbench.scene().layers())
        if (!layer.isLabels()) {
            names << QString::fromStdString(layer.name);
            ids.push_back(layer.id);
        }
    bool isSame = m_image->count() == names.size();
    for (int n = 0; isSame && n < names.size(); ++n)
        isSame = m_image->itemText(n) == names[n] && m_image->itemData(n).toInt() == ids[static_cast<std::size_t>(n)];
    if (!isSame) {
        m_image->clear();
        for (int n = 0; n < names.size(); ++n)
            m_image->addItem(names[n], ids[static_cast<std::size_t>(n)]);
    }
    auto brush = m_editing.brush();
    if (m_image->findData(brush.image) < 0 && !ids.empty()) {
        brush.image = ids.front();
        const auto& display = m_workbench.scene().layer(ids.front()).display;
        brush.low = display.windowLow;
        brush.high = display.windowHigh;
        m_editing.setBrush(brush);
    }
    m_image->setCurrentIndex(m_image->findData(brush.image));
}

void LabelsPanel::showList()
{
    const auto session = m_editing.current();
    const LabelTable none;
    const auto& table = session ? session->map->table() : none;
    const auto rules = session ? session->map->rules() : LabelRules{};
    const auto hidden = session ? session->map->hidden() : std::set<LabelNumber>{};
    while (m_list->topLevelItemCount() > static_cast<int>(table.size()))
        delete m_list->takeTopLevelItem(m_list->topLevelItemCount() - 1);
    while (m_list->topLevelItemCount() < static_cast<int>(table.size()))
        m_list->addTopLevelItem(new QTreeWidgetItem);
    m_over->clear();
    m_over->addItems({tr("Everything"), tr("Background only")});
    int row = 0;
    for (const auto& [wide, label] : table) {
        const auto number = static_cast<LabelNumber>(wide);
        const auto name = QString::fromStdString(label.name);
        auto* item = m_list->topLevelItem(row++);
        item->setData(Name, Qt::UserRole, number);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable);
        item->setText(Name, name);
        item->setIcon(Name, colourIcon(colourOf(label)));
        item->setText(Number, QString::number(number));
        item->setTextAlignment(Number, Qt::AlignRight | Qt::AlignVCenter);
        const bool isHidden = hidden.contains(number), isLocked = rules.locked.contains(number);
        item->setIcon(Eye, isHidden ? m_hidden : m_shown);
        item->setIcon(Lock, isLocked ? m_locked : m_unlocked);
        item->setToolTip(Eye, isHidden ? tr("Hidden; click to show") : tr("Shown; click to hide"));
        item->setToolTip(Lock, isLocked ? tr("Locked: no edit changes it; click to unlock") : tr("Click to lock: no edit changes it then"));
        item->setData(Eye, Qt::AccessibleTextRole, isHidden ? tr("hidden") : tr("shown"));
        item->setData(Lock, Qt::AccessibleTextRole, isLocked ? tr("locked") : tr("not locked"));
        m_over->addItem(colourIcon(colourOf(label)), tr("Only %1").arg(name), number);
        if (number == m_editing.active())
            m_list->setCurrentItem(item);
    }
    m_over->setCurrentIndex(rules.over == LabelRules::Over::Everything ? 0
            : rules.over == LabelRules::Over::Background               ? 1
                                                                       : std::max(0, m_over->findData(rules.only)));
}

} // namespace insula
