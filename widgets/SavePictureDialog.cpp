#include "widgets/SavePictureDialog.h"

#include "widgets/LookBox.h"
#include "widgets/PicturePreview.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

namespace insula {

std::shared_ptr<Scene> sceneFor(const Scene& scene, std::optional<Layout> view)
{
    auto copy = sceneCopy(scene);
    copy->setLayout(view.value_or(copy->layout()));
    return copy;
}

SavePictureDialog::SavePictureDialog(const Scene& scene, const QSize& pixels, double ratio, QWidget* parent) :
    QDialog(parent), m_scene(sceneCopy(scene)), m_pixels(pixels), m_presets(sizePresets(pixels, ratio)),
    m_choices(rememberedPicture(scene, pixels, ratio)), m_preset(new QComboBox), m_unit(new QComboBox), m_view(new QComboBox),
    m_width(number(tr("Width"), "pictureWidth", 1e5)), m_height(number(tr("Height"), "pictureHeight", 1e5)),
    m_dpi(number(tr("Resolution"), "pictureDpi", 2400)), m_points(number(tr("Text"), "picturePoints", 100)),
    m_keep(new QCheckBox(tr("Keep proportions"))), m_result(new QLabel), m_look(new LookBox(true)), m_preview(new PicturePreview),
    m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("Save picture"));
    setObjectName(QStringLiteral("savePictureDialog"));
    addViews();
    auto* copy = m_buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("copyFromDialog"));
    copy->setToolTip(tr("Puts this picture on the clipboard"));
    copy->setAutoDefault(false);
    m_buttons->button(QDialogButtonBox::Save)->setText(tr("&Save..."));
    auto* right = new QVBoxLayout;
    right->addWidget(sizeBox());
    right->addWidget(m_look);
    right->addStretch(1);
    auto* columns = new QHBoxLayout;
    columns->addWidget(m_preview, 1);
    columns->addLayout(right);
    auto* all = new QVBoxLayout(this);
    all->addLayout(columns, 1);
    all->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(copy, &QPushButton::clicked, this, &SavePictureDialog::copyRequested);
    connect(m_look, &LookBox::changed, this, [this] {
        m_choices.look = m_look->look();
        refresh();
    });
    m_look->setLook(m_choices.look);
    showChoices();
    resize(980, 520);
}

QDoubleSpinBox* SavePictureDialog::number(const QString& name, const char* objectName, double most)
{
    auto* spin = new QDoubleSpinBox;
    spin->setObjectName(QLatin1String(objectName));
    spin->setAccessibleName(name);
    spin->setRange(0.1, most);
    spin->setDecimals(1);
    spin->setKeyboardTracking(false); // not a picture for every digit
    return spin;
}

QWidget* SavePictureDialog::sizeBox()
{
    auto* box = new QGroupBox(tr("Picture"));
    auto* form = new QFormLayout(box);
    m_view->setObjectName(QStringLiteral("pictureView"));
    m_preset->setObjectName(QStringLiteral("picturePreset"));
    m_unit->setObjectName(QStringLiteral("pictureUnit"));
    m_unit->setAccessibleName(tr("Unit"));
    m_keep->setObjectName(QStringLiteral("pictureKeepProportions"));
    m_result->setObjectName(QStringLiteral("pictureResult"));
    for (const auto& preset : m_presets)
        m_preset->addItem(preset.title, QLatin1String(preset.id));
    m_preset->addItem(tr("Own size"), QLatin1String(CustomSize));
    m_unit->addItems({tr("pixels"), tr("mm"), tr("cm"), tr("in")}); // as LengthUnit
    m_dpi->setDecimals(0);
    m_dpi->setMinimum(10);
    m_dpi->setSuffix(tr(" dpi"));
    m_dpi->setToolTip(tr("Dots per inch, written into the file; text and lines are drawn for it"));
    m_points->setMinimum(1);
    m_points->setSuffix(tr(" pt"));
    m_points->setToolTip(tr("Height of the text on paper, at this resolution"));
    auto* sides = new QHBoxLayout;
    sides->addWidget(m_width, 1);
    sides->addWidget(new QLabel(QStringLiteral("\u00d7")));
    sides->addWidget(m_height, 1);
    sides->addWidget(m_unit);
    auto* detail = new QHBoxLayout;
    detail->addWidget(m_dpi, 1);
    auto* text = new QLabel(tr("&Text"));
    text->setBuddy(m_points);
    text->setMinimumWidth(text->sizeHint().width() + 4);
    detail->addWidget(text);
    detail->addWidget(m_points, 1);
    form->addRow(tr("&View"), m_view);
    form->addRow(tr("Si&ze"), m_preset);
    form->addRow(QString(), sides);
    form->addRow(QString(), m_keep);
    form->addRow(tr("&Resolution"), detail);
    qobject_cast<QLabel*>(form->labelForField(detail))->setBuddy(m_dpi);
    form->addRow(QString(), m_result);
    connect(m_preset, &QComboBox::activated, this, &SavePictureDialog::choosePreset);
    connect(m_unit, &QComboBox::activated, this, [this](int unit) {
        m_choices.setUnit(static_cast<LengthUnit>(unit));
        showChoices();
    });
    connect(m_width, &QDoubleSpinBox::valueChanged, this, [this](double value) { changeSide(true, value); });
    connect(m_height, &QDoubleSpinBox::valueChanged, this, [this](double value) { changeSide(false, value); });
    connect(m_dpi, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        m_choices.size.dpi = value;
        m_choices.preset = QLatin1String(CustomSize);
        showChoices();
    });
    connect(m_points, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        m_choices.points = value;
        m_choices.preset = QLatin1String(CustomSize);
        showChoices();
    });
    connect(m_keep, &QCheckBox::toggled, this, [this](bool on) {
        m_choices.keepsProportions = on;
        if (m_choices.size.width > 0)
            m_proportions = m_choices.size.height / m_choices.size.width;
    });
    connect(m_view, &QComboBox::activated, this, [this](int index) {
        const int layout = m_view->itemData(index).toInt();
        m_choices.view = layout < 0 ? std::nullopt : std::optional(static_cast<Layout>(layout));
        refresh();
    });
    return box;
}

void SavePictureDialog::addViews()
{
    m_view->addItem(tr("As in the window"), -1);
    const std::vector<std::pair<QString, Layout>> views{{tr("Slices"), Layout::Slices}, {tr("Four views"), Layout::Four},
        {tr("Axial"), Layout::Axial}, {tr("Coronal"), Layout::Coronal}, {tr("Sagittal"), Layout::Sagittal}, {tr("3D"), Layout::Volume},
        {tr("Lightbox"), Layout::Lightbox}, {tr("Compare"), Layout::Compare}};
    for (const auto& [text, layout] : views)
        m_view->addItem(text, static_cast<int>(layout));
}

void SavePictureDialog::choosePreset(int index)
{
    if (index < static_cast<int>(m_presets.size()))
        m_choices.choose(m_presets[static_cast<std::size_t>(index)], m_pixels);
    else
        m_choices.preset = QLatin1String(CustomSize);
    m_proportions = m_choices.size.height / m_choices.size.width;
    showChoices();
}

void SavePictureDialog::changeSide(bool isWidth, double value)
{
    const bool isPixels = m_choices.size.unit == LengthUnit::Pixels;
    const auto rounded = [isPixels](double side) { return isPixels ? std::round(side) : side; };
    (isWidth ? m_choices.size.width : m_choices.size.height) = value;
    if (m_choices.keepsProportions && isWidth)
        m_choices.size.height = rounded(value * m_proportions);
    else if (m_choices.keepsProportions)
        m_choices.size.width = rounded(value / m_proportions);
    m_choices.preset = QLatin1String(CustomSize);
    showChoices();
}

// Into the form, without asking it back.
void SavePictureDialog::showChoices()
{
    const std::vector<QWidget*> all{m_preset, m_unit, m_view, m_width, m_height, m_dpi, m_points, m_keep};
    std::vector<std::unique_ptr<QSignalBlocker>> blockers;
    for (auto* each : all)
        blockers.push_back(std::make_unique<QSignalBlocker>(each));
    const auto unit = m_choices.size.unit;
    for (auto* side : {m_width, m_height}) {
        side->setDecimals(unit == LengthUnit::Pixels ? 0 : unit == LengthUnit::Millimetres ? 1 : 2);
        side->setSingleStep(unit == LengthUnit::Pixels ? 10 : unit == LengthUnit::Millimetres ? 1 : 0.1);
    }
    m_preset->setCurrentIndex(m_preset->findData(m_choices.preset));
    m_unit->setCurrentIndex(static_cast<int>(unit));
    m_width->setValue(m_choices.size.width);
    m_height->setValue(m_choices.size.height);
    m_dpi->setValue(m_choices.size.dpi);
    m_points->setValue(m_choices.points);
    m_keep->setChecked(m_choices.keepsProportions);
    m_view->setCurrentIndex(std::max(0, m_view->findData(m_choices.view ? static_cast<int>(*m_choices.view) : -1)));
    if (!m_choices.keepsProportions || m_proportions <= 0 || m_choices.preset != QLatin1String(CustomSize))
        m_proportions = m_choices.size.height / m_choices.size.width;
    refresh();
}

void SavePictureDialog::refresh()
{
    const auto problem = m_choices.problem();
    m_buttons->button(QDialogButtonBox::Save)->setEnabled(problem.isEmpty());
    for (auto* button : m_buttons->buttons())
        if (m_buttons->buttonRole(button) == QDialogButtonBox::ActionRole)
            button->setEnabled(problem.isEmpty());
    const auto centimetres = [this](int side) { return QString::number(side / m_choices.size.dpi * 2.54, 'f', 1); };
    m_result->setText(m_choices.size.unit == LengthUnit::Pixels
            ? tr("%1 \u00d7 %2 cm on paper").arg(centimetres(m_choices.width()), centimetres(m_choices.height()))
            : tr("%1 \u00d7 %2 pixels").arg(m_choices.width()).arg(m_choices.height()));
    if (!problem.isEmpty())
        return m_preview->showProblem(problem);
    m_preview->show({m_choices.width(), m_choices.height(), m_choices.scale(), m_choices.look,
        [scene = m_scene, view = m_choices.view] { return sceneFor(*scene, view); }});
}

} // namespace insula
