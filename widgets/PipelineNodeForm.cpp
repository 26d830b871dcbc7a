#include "widgets/PipelineNodeForm.h"

#include "processing/core/PipelineEdit.h"
#include "processing/core/StepParams.h"

#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace insula {
namespace {

constexpr int FileItem = -1; // data of the item that asks for a file

QString text(const std::string& from)
{
    return QString::fromStdString(from);
}

QString portLabel(const Port& port)
{
    return text(port.label.empty() ? port.key : port.label);
}

} // namespace

QString sourceText(const Pipeline& pipeline, std::span<const StepDescription> steps, const PipelineSource& source)
{
    switch (source.kind) {
    case PipelineSource::Kind::Node: {
        const auto* node = pipeline.find(source.node);
        const auto* step = node ? findStep(steps, node->step) : nullptr;
        auto output = text(source.output);
        if (step)
            if (const auto port = std::ranges::find(step->info.outputs, source.output, &Port::key); port != step->info.outputs.end())
                output = portLabel(*port);
        return QStringLiteral("%1: %2").arg(text(source.node), output);
    }
    case PipelineSource::Kind::Given: {
        const auto given = std::ranges::find(pipeline.given, source.given, &PipelineGiven::key);
        return given == pipeline.given.end() ? text(source.given) : text(given->label);
    }
    case PipelineSource::Kind::File:
    case PipelineSource::Kind::Resource:
        return text(source.file.filename().string());
    case PipelineSource::Kind::Raw:
        break;
    }
    const auto raw = PipelineNodeForm::tr("the subject's %1").arg(text(source.suffix));
    return source.sidecar.empty() ? raw : PipelineNodeForm::tr("%1 with %2").arg(raw, text(source.sidecar));
}

PipelineNodeForm::PipelineNodeForm(const Pipeline& pipeline, std::span<const StepDescription> steps, std::size_t index,
    const std::vector<std::string>& suffixes, QWidget* parent) :
    QWidget(parent),
    m_node(pipeline.nodes.at(index))
{
    const StepDescription& step = *findStep(steps, m_node.step);
    m_defaults = normalisedParams(step, nlohmann::json::object());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    auto* summary
        = new QLabel(QStringLiteral("<b>%1</b><br>%2").arg(text(step.info.title).toHtmlEscaped(), text(step.info.summary).toHtmlEscaped()));
    summary->setWordWrap(true);
    column->addWidget(summary);
    auto* rows = new QFormLayout;
    rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const Port& port : step.info.inputs)
        addInput(rows, pipeline, steps, index, port, suffixes);
    for (const Param& param : step.params)
        addParam(rows, param);
    auto* optional = new QCheckBox(tr("Leave out when an input is not there"));
    optional->setObjectName(QStringLiteral("nodeOptional"));
    optional->setChecked(m_node.optional);
    connect(optional, &QCheckBox::toggled, this, [this](bool on) {
        m_node.optional = on;
        Q_EMIT changed();
    });
    rows->addRow(optional);
    column->addLayout(rows);
    column->addStretch(1);
}

void PipelineNodeForm::addInput(QFormLayout* rows, const Pipeline& pipeline, std::span<const StepDescription> steps, std::size_t index,
    const Port& port, const std::vector<std::string>& suffixes)
{
    auto* box = new QComboBox;
    box->setObjectName(text("node-in-" + port.key));
    box->setAccessibleName(portLabel(port));
    box->setToolTip(tr("Where %1 comes from: a step above, the subject's files, or a file").arg(portLabel(port)));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    auto& choices = m_choices[port.key];
    const auto offer = [&](const Sources& sources) {
        QStringList texts;
        for (const auto& source : sources)
            texts << sourceText(pipeline, steps, source);
        const auto shown = texts.isEmpty() ? port.optional ? tr("(none)") : tr("(choose)") : texts.join(tr(", else "));
        box->addItem(shown, static_cast<int>(choices.size()));
        box->setItemData(box->count() - 1, shown, Qt::ToolTipRole);
        choices.push_back(sources);
    };
    const auto present = std::ranges::find(m_node.inputs, port.key, &PipelineInput::port);
    const Sources now = present == m_node.inputs.end() ? Sources() : present->sources;
    offer(now);
    for (const PipelineSource& source : possibleSources(pipeline, steps, index, port, suffixes))
        if (now != Sources{source})
            offer({source});
    if (!now.empty() && port.optional)
        offer({});
    box->insertSeparator(box->count());
    box->addItem(tr("File..."), FileItem);
    connect(box, &QComboBox::currentIndexChanged, this, [this, box, port](int chosen) { take(box, port, chosen); });
    auto* label = new QLabel(portLabel(port));
    label->setBuddy(box);
    rows->addRow(label, box);
}

void PipelineNodeForm::take(QComboBox* box, const Port& port, int index)
{
    if (box->itemData(index).toInt() != FileItem) {
        setSource(m_node, port.key, m_choices.at(port.key).at(static_cast<std::size_t>(box->itemData(index).toInt())));
        Q_EMIT changed();
        return;
    }
    const auto present = std::ranges::find(m_node.inputs, port.key, &PipelineInput::port);
    const Sources before = present == m_node.inputs.end() ? Sources() : present->sources;
    auto& choices = m_choices.at(port.key);
    const auto chosen = QFileDialog::getOpenFileName(this, tr("Choose a file for %1").arg(portLabel(port)));
    if (chosen.isEmpty()) { // back to what it was
        const auto at = std::ranges::find(choices, before) - choices.begin();
        box->setCurrentIndex(box->findData(static_cast<int>(at)));
        return;
    }
    PipelineSource source;
    source.kind = PipelineSource::Kind::File;
    source.file = chosen.toStdString();
    choices.push_back({source});
    {
        const QSignalBlocker quiet(box); // the place of "File..." changes, not the choice
        box->insertItem(0, QFileInfo(chosen).fileName(), static_cast<int>(choices.size() - 1));
    }
    box->setCurrentIndex(0);
}

void PipelineNodeForm::addParam(QFormLayout* rows, const Param& param)
{
    auto editor = makeParamEditor(param, this);
    editor.widget->setObjectName(text("node-" + param.key));
    if (m_node.params.contains(param.key))
        editor.set(normalisedParams({{}, {param}}, {{param.key, m_node.params.at(param.key)}}).at(param.key));
    if (param.type == Param::Type::Boolean)
        rows->addRow(editor.widget);
    else
        rows->addRow(text(param.label), editor.widget);
    const auto value = editor.value;
    watch(editor.widget, [this, key = param.key, value] {
        if (m_defaults.at(key) == value())
            m_node.params.erase(key);
        else
            m_node.params[key] = value();
        Q_EMIT changed();
    });
    m_editors.emplace_back(param.key, std::move(editor));
}

// Whatever kind of control the editor is made of.
void PipelineNodeForm::watch(QWidget* editor, const std::function<void()>& take)
{
    auto parts = editor->findChildren<QWidget*>();
    parts << editor;
    for (auto* part : parts) {
        if (auto* check = qobject_cast<QCheckBox*>(part))
            connect(check, &QCheckBox::toggled, this, take);
        else if (auto* whole = qobject_cast<QSpinBox*>(part))
            connect(whole, &QSpinBox::valueChanged, this, take);
        else if (auto* real = qobject_cast<QDoubleSpinBox*>(part))
            connect(real, &QDoubleSpinBox::valueChanged, this, take);
        else if (auto* choice = qobject_cast<QComboBox*>(part))
            connect(choice, &QComboBox::currentIndexChanged, this, take);
        else if (auto* edit = qobject_cast<QLineEdit*>(part); edit && !qobject_cast<QAbstractSpinBox*>(edit->parentWidget()))
            connect(edit, &QLineEdit::textChanged, this, take);
    }
}

} // namespace insula
