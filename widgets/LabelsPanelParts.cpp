#include "widgets/LabelsPanelParts.h"

#include <QAction>
#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace insula {
namespace {

constexpr double SmallestMm = 0.5, LargestMm = 60;
constexpr int SliderSteps = 100;

template <typename Widget> Widget* named(Widget* widget, const char* objectName, const QString& accessibleName, const QString& tip = {})
{
    widget->setObjectName(QLatin1String(objectName));
    widget->setAccessibleName(accessibleName);
    widget->setToolTip(tip);
    return widget;
}

QDoubleSpinBox* number(const char* objectName, const QString& name, double low, double high, const QString& tip)
{
    auto* box = named(new QDoubleSpinBox, objectName, name, tip);
    box->setRange(low, high);
    box->setKeyboardTracking(false);
    box->setMinimumWidth(70);
    return box;
}

QHBoxLayout* row(std::initializer_list<QWidget*> widgets)
{
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    for (auto* each : widgets)
        line->addWidget(each);
    return line;
}

void buildTools(LabelsPanelParts& parts, LabelsPanel& panel, QVBoxLayout& column)
{
    using Kind = LabelTool::Kind;
    parts.tools = new QButtonGroup(&panel);
    const std::vector<std::tuple<Kind, const char*, QString, QString>> tools{
        {Kind::Brush, "labelBrush", LabelsPanel::tr("Brush"),
            LabelsPanel::tr("Paints the active label (P); Shift erases; - and = change the size")},
        {Kind::Eraser, "labelEraser", LabelsPanel::tr("Eraser"), LabelsPanel::tr("Takes labels away (E)")},
        {Kind::Polygon, "labelPolygon", LabelsPanel::tr("Polygon"),
            LabelsPanel::tr(
                "Fills an outline (Shift+P): click its corners or draw it, and close it with Enter or a double click; Shift erases")},
        {Kind::Fill, "labelFill", LabelsPanel::tr("Fill"),
            LabelsPanel::tr("Fills what hangs together with the voxel that you click (G); Shift erases")},
        {Kind::Pick, "labelPick", LabelsPanel::tr("Pick"), LabelsPanel::tr("Makes the label that you click the active one (I)")}};
    auto* line = new QHBoxLayout;
    line->setSpacing(2);
    for (const auto& [kind, objectName, name, tip] : tools) {
        auto* button = named(new QToolButton, objectName, name, tip);
        button->setText(name);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setIconSize({22, 22});
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        parts.tools->addButton(button);
        parts.toolButtons[kind] = button;
        line->addWidget(button);
    }
    parts.tools->setExclusive(false);
    column.addLayout(line);
}

void buildRules(LabelsPanelParts& parts, QVBoxLayout& column)
{
    parts.size = named(
        new QSlider(Qt::Horizontal), "labelSize", LabelsPanel::tr("Brush size"), LabelsPanel::tr("Diameter of the brush; keys - and ="));
    parts.size->setRange(0, SliderSteps);
    parts.sizeBox = number("labelSizeMm", LabelsPanel::tr("Brush size in mm"), 0.2, 200, LabelsPanel::tr("Diameter of the brush"));
    parts.sizeBox->setDecimals(1);
    parts.sizeBox->setSuffix(LabelsPanel::tr(" mm"));
    parts.ball = named(new QCheckBox(LabelsPanel::tr("3D")), "labelBall", LabelsPanel::tr("In 3D"),
        LabelsPanel::tr("The brush is a ball, and fills go through all slices; otherwise both stay on the slice"));
    parts.over = named(new QComboBox, "labelOver", LabelsPanel::tr("Paint over"),
        LabelsPanel::tr("What painting may replace; locked labels stay in any case"));
    parts.inRange
        = named(new QCheckBox(LabelsPanel::tr("Only from")), "labelInRange", LabelsPanel::tr("Paint only where the image is in a range"),
            LabelsPanel::tr("Brush and polygon paint only where the image's value is in this range"));
    parts.low = number("labelLow", LabelsPanel::tr("Lowest value"), -1e9, 1e9, LabelsPanel::tr("Lowest value that is painted or filled"));
    parts.high
        = number("labelHigh", LabelsPanel::tr("Highest value"), -1e9, 1e9, LabelsPanel::tr("Highest value that is painted or filled"));
    parts.image = named(
        new QComboBox, "labelImage", LabelsPanel::tr("Image of the range"), LabelsPanel::tr("The image whose values the range is of"));
    parts.fill = named(new QComboBox, "labelFillKind", LabelsPanel::tr("What to fill"),
        LabelsPanel::tr("How far the fill tool goes from where you click"));
    parts.fill->addItems({LabelsPanel::tr("Same label"), LabelsPanel::tr("Values in the range")});
    for (auto* box : {parts.over, parts.image, parts.fill}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    auto* form = new QFormLayout;
    form->setVerticalSpacing(4);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(LabelsPanel::tr("Size"), row({parts.size, parts.sizeBox, parts.ball}));
    form->addRow(LabelsPanel::tr("Paint over"), parts.over);
    form->addRow(parts.inRange, row({parts.low, new QLabel(LabelsPanel::tr("to")), parts.high}));
    form->addRow(LabelsPanel::tr("of image"), parts.image);
    form->addRow(LabelsPanel::tr("Fill"), parts.fill);
    column.addLayout(form);
}

void buildList(LabelsPanelParts& parts, QVBoxLayout& column)
{
    parts.list = named(new QTreeWidget, "labelList", LabelsPanel::tr("Labels"), {});
    parts.list->setColumnCount(4);
    parts.list->setHeaderLabels({LabelsPanel::tr("Label"), LabelsPanel::tr("No."), QString(), QString()});
    parts.list->setRootIsDecorated(false);
    parts.list->setUniformRowHeights(true);
    parts.list->setAlternatingRowColors(true);
    parts.list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    parts.list->header()->setStretchLastSection(false);
    parts.list->header()->setMinimumSectionSize(24);
    parts.list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    parts.list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    for (const int icon : {2, 3}) {
        parts.list->header()->setSectionResizeMode(icon, QHeaderView::Fixed);
        parts.list->header()->resizeSection(icon, 26);
    }
    parts.list->setMinimumHeight(90);
    parts.add = named(new QPushButton(LabelsPanel::tr("Add")), "labelAdd", LabelsPanel::tr("Add a label"),
        LabelsPanel::tr("A new label with the first free number"));
    parts.colour = named(new QPushButton(LabelsPanel::tr("Colour...")), "labelColour", LabelsPanel::tr("Colour of the active label"), {});
    parts.remove = named(new QPushButton(LabelsPanel::tr("Delete")), "labelDelete", LabelsPanel::tr("Delete the active label"),
        LabelsPanel::tr("Takes the label out of the list and all its voxels off the map"));
    column.addWidget(parts.list, 1);
    column.addLayout(row({parts.add, parts.colour, parts.remove}));
}

void buildOperations(LabelsPanelParts& parts, LabelsPanel& panel, QVBoxLayout& column)
{
    using Operation = LabelsPanel::Operation;
    parts.operations = named(new QToolButton, "labelOperations", LabelsPanel::tr("Change the active label"),
        LabelsPanel::tr("What can be done to all of the active label"));
    parts.operations->setText(LabelsPanel::tr("Change label "));
    parts.operations->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(&panel);
    menu->setObjectName(QStringLiteral("labelOperationsMenu"));
    const std::vector<std::tuple<Operation, const char*, QString>> operations{
        {Operation::Grow, "labelGrow", LabelsPanel::tr("Grow by the amount")},
        {Operation::Shrink, "labelShrink", LabelsPanel::tr("Shrink by the amount")},
        {Operation::Smooth, "labelSmooth", LabelsPanel::tr("Smooth by the amount")},
        {Operation::FillBetween, "labelFillBetween", LabelsPanel::tr("Fill between slices")},
        {Operation::CopyUp, "labelCopyNext", LabelsPanel::tr("Copy to the next slice")},
        {Operation::CopyDown, "labelCopyPrevious", LabelsPanel::tr("Copy to the previous slice")},
        {Operation::LargestPiece, "labelLargest", LabelsPanel::tr("Keep the largest piece")},
        {Operation::Replace, "labelReplace", LabelsPanel::tr("Replace with another...")}};
    for (const auto& [operation, objectName, text] : operations) {
        auto* action = menu->addAction(text);
        action->setObjectName(QLatin1String(objectName));
        parts.operationActions.emplace_back(action, operation);
    }
    parts.operations->setMenu(menu);
    parts.amount = number("labelAmount", LabelsPanel::tr("Amount"), 0.1, 50, LabelsPanel::tr("How far to grow, shrink or smooth"));
    parts.amount->setDecimals(1);
    parts.amount->setValue(1);
    parts.unit = named(new QComboBox, "labelUnit", LabelsPanel::tr("Unit of the amount"), {});
    parts.unit->addItems({LabelsPanel::tr("mm"), LabelsPanel::tr("voxels")});
    auto* line = row({parts.operations, parts.amount, parts.unit});
    line->addStretch(1);
    column.addLayout(line);
    parts.surfaces
        = named(new QCheckBox(LabelsPanel::tr("3D view follows each edit")), "labelSurfaces", LabelsPanel::tr("3D view follows each edit"),
            LabelsPanel::tr("Surfaces of large maps take seconds; otherwise \"Update the 3D view\" in the Labels menu does it once"));
    column.addWidget(parts.surfaces);
}

} // namespace

LabelsPanelParts buildLabelsPanel(LabelsPanel& panel)
{
    LabelsPanelParts parts{};
    auto* column = new QVBoxLayout(&panel);
    column->setContentsMargins(6, 4, 6, 6);
    column->setSpacing(5);
    parts.map = named(new QLabel, "labelMap", LabelsPanel::tr("Label map"));
    parts.map->setWordWrap(true);
    parts.start = named(new QPushButton(LabelsPanel::tr("New")), "labelsNew", LabelsPanel::tr("New label map on this image"),
        LabelsPanel::tr("New label map on this image"));
    parts.edit = named(new QPushButton(LabelsPanel::tr("Edit")), "labelsEdit", LabelsPanel::tr("Edit the selected label map"),
        LabelsPanel::tr("Edit the selected label map"));
    parts.save = named(new QPushButton(LabelsPanel::tr("Save")), "labelsSave", LabelsPanel::tr("Save the labels"),
        LabelsPanel::tr("Save the label map and its table of names"));
    column->addWidget(parts.map);
    column->addLayout(row({parts.start, parts.edit, parts.save}));
    buildTools(parts, panel, *column);
    buildRules(parts, *column);
    buildList(parts, *column);
    buildOperations(parts, panel, *column);
    return parts;
}

int sliderOfSize(double mm)
{
    return static_cast<int>(
        std::lround(SliderSteps * std::log(std::clamp(mm, SmallestMm, LargestMm) / SmallestMm) / std::log(LargestMm / SmallestMm)));
}

double sizeOfSlider(int value)
{
    return std::round(10 * SmallestMm * std::pow(LargestMm / SmallestMm, static_cast<double>(value) / SliderSteps)) / 10;
}

} // namespace insula
