#include "widgets/StepForm.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace insula {
namespace {

constexpr int IsLabelsRole = Qt::UserRole + 1;

bool fits(const InputCandidate& candidate, const Port& port)
{
    if (port.kind == PortKind::Labels)
        return candidate.kind == PortKind::Labels;
    if (port.kind == PortKind::Table) // no layer is one: chosen as a file
        return false;
    return port.kind == PortKind::File || candidate.kind == PortKind::Image || candidate.kind == PortKind::Labels;
}

QLabel* wrapped(const QString& text)
{
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    return label;
}

} // namespace

StepForm::StepForm(StepDescription step, QWidget* parent) :
    QWidget(parent), m_step(std::move(step)), m_destination(wrapped({})), m_problem(wrapped({})), m_run(new QPushButton(tr("Run"))),
    m_copy(new QPushButton(tr("Copy command")))
{
    auto* column = new QVBoxLayout(this);
    auto* title = wrapped(QStringLiteral("<b>%1</b>").arg(QString::fromStdString(m_step.info.title).toHtmlEscaped()));
    column->addWidget(title);
    if (!m_step.info.summary.empty())
        column->addWidget(wrapped(QString::fromStdString(m_step.info.summary)));
    auto* rows = new QFormLayout;
    rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addInputs(rows);
    addParams(rows);
    column->addLayout(rows);
    addOutputs(column);
    column->addWidget(m_destination);
    column->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    m_run->setObjectName(QStringLiteral("run"));
    m_run->setDefault(true);
    m_run->setAccessibleDescription(tr("Starts the step as a job in the background"));
    m_copy->setObjectName(QStringLiteral("copyCommand"));
    m_copy->setAccessibleDescription(tr("Copies the command line that does the same"));
    buttons->addWidget(m_run);
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    column->addLayout(buttons);
    if (!m_step.info.reference.empty()) {
        auto* reference = wrapped(tr("Method: %1").arg(QString::fromStdString(m_step.info.reference)));
        reference->setEnabled(false);
        column->addWidget(reference);
    }
    column->addStretch(1);
    connect(m_run, &QPushButton::clicked, this, [this] { Q_EMIT runRequested(request()); });
    connect(m_copy, &QPushButton::clicked, this, [this] { Q_EMIT copyRequested(request()); });
    m_destination->hide();
    updateState();
}

void StepForm::addInputs(QFormLayout* rows)
{
    for (const auto& port : m_step.info.inputs) {
        auto* box = new QComboBox;
        box->setObjectName(QString::fromStdString("in-" + port.key));
        const auto label = QString::fromStdString(port.label.empty() ? port.key : port.label);
        box->setAccessibleName(label);
        box->setToolTip(port.time ? tr("An image or a run of many frames") : tr("An image of one frame"));
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        auto* line = new QHBoxLayout;
        line->addWidget(box, 1);
        const auto addBrowse = [&](const QString& text, const QString& accessible, bool folder) {
            auto* browse = new QToolButton;
            browse->setText(text);
            browse->setAccessibleName(accessible);
            line->addWidget(browse);
            connect(browse, &QToolButton::clicked, this, [this, box, folder] { browseFor(box, folder); });
        };
        addBrowse(tr("File..."), tr("Choose a file for %1").arg(label), false);
        if (port.kind == PortKind::File) // a DICOM series is a folder
            addBrowse(tr("Folder..."), tr("Choose a folder for %1").arg(label), true);
        rows->addRow(port.optional ? tr("%1 (optional)").arg(label) : label, line);
        connect(box, &QComboBox::currentIndexChanged, this, [this] { updateState(); });
        m_ports.push_back({port, box});
        box->addItem(tr("(choose)"), QString());
    }
}

void StepForm::addParams(QFormLayout* rows)
{
    for (const auto& param : m_step.params) {
        auto editor = makeParamEditor(param, this);
        if (param.type == Param::Type::Boolean)
            rows->addRow(editor.widget);
        else
            rows->addRow(QString::fromStdString(param.label), editor.widget);
        m_editors.emplace_back(param.key, std::move(editor));
    }
}

void StepForm::addOutputs(QVBoxLayout* column)
{
    QStringList names;
    for (const auto& port : m_step.info.outputs)
        names << QString::fromStdString(port.label.empty() ? port.key : port.label);
    auto* label = wrapped(tr("Gives: %1").arg(names.join(QStringLiteral(", "))));
    label->setObjectName(QStringLiteral("outputs"));
    column->addWidget(label);
}

void StepForm::browseFor(QComboBox* box, bool folder)
{
    const auto chosen
        = folder ? QFileDialog::getExistingDirectory(this, tr("Choose a folder")) : QFileDialog::getOpenFileName(this, tr("Choose a file"));
    if (chosen.isEmpty())
        return;
    box->addItem(QFileInfo(chosen).fileName(), chosen);
    box->setCurrentIndex(box->count() - 1);
}

void StepForm::setCandidates(const std::vector<InputCandidate>& candidates)
{
    for (auto& row : m_ports) {
        const QSignalBlocker quiet(row.box);
        const auto before = row.box->currentData().toString();
        const auto beforeText = row.box->currentText();
        row.box->clear();
        row.box->addItem(row.port.optional ? tr("(none)") : tr("(choose)"), QString());
        for (const auto& candidate : candidates)
            if (fits(candidate, row.port)) {
                row.box->addItem(candidate.label, QString::fromStdString(candidate.file.string()));
                row.box->setItemData(row.box->count() - 1, candidate.kind == PortKind::Labels, IsLabelsRole);
            }
        int index = before.isEmpty() ? -1 : row.box->findData(before);
        if (index < 0 && !before.isEmpty() && QFileInfo::exists(before)) {
            row.box->addItem(beforeText, before);
            index = row.box->count() - 1;
        }
        if (index < 0 && !row.port.optional)
            index = proposed(row);
        row.box->setCurrentIndex(std::max(0, index));
    }
    updateState();
}

// The first layer that fits; for a further input (what to register onto) another one than those before it, or none. A step that also takes
// labels is not offered them as its image, although the mask that was made last is the selected layer.
int StepForm::proposed(const PortRow& row) const
{
    const bool takesLabels
        = std::any_of(m_ports.begin(), m_ports.end(), [](const PortRow& each) { return each.port.kind == PortKind::Labels; });
    for (int n = 1; n < row.box->count(); ++n) {
        const auto isTaken = [&](const PortRow& other) {
            return other.box != row.box && !other.port.optional && other.box->currentData() == row.box->itemData(n);
        };
        const bool isUnlike = takesLabels && row.port.kind == PortKind::Image && row.box->itemData(n, IsLabelsRole).toBool();
        if (!isUnlike && std::none_of(m_ports.begin(), m_ports.end(), isTaken))
            return n;
    }
    return 0;
}

void StepForm::fill(const RunRequest& request)
{
    for (auto& row : m_ports) {
        const auto wanted = request.inputs.find(row.port.key);
        if (wanted == request.inputs.end())
            continue;
        const auto file = QString::fromStdString(wanted->second.string());
        if (row.box->findData(file) < 0)
            row.box->addItem(QFileInfo(file).fileName(), file);
        row.box->setCurrentIndex(row.box->findData(file));
    }
    for (auto& [key, editor] : m_editors)
        if (request.params.contains(key))
            editor.set(request.params.at(key));
}

void StepForm::setDestination(const QString& sentence)
{
    m_destination->setText(sentence);
    m_destination->setVisible(!sentence.isEmpty());
}

RunRequest StepForm::request() const
{
    RunRequest request;
    request.step = m_step.info.id;
    for (const auto& row : m_ports)
        if (const auto file = row.box->currentData().toString(); !file.isEmpty())
            request.inputs[row.port.key] = file.toStdString();
    for (const auto& [key, editor] : m_editors)
        request.params[key] = editor.value();
    return request;
}

QString StepForm::problem() const
{
    for (const auto& row : m_ports)
        if (!row.port.optional && row.box->currentData().toString().isEmpty())
            return tr("Choose a layer or a file for \"%1\".")
                .arg(QString::fromStdString(row.port.label.empty() ? row.port.key : row.port.label));
    return {};
}

void StepForm::updateState()
{
    const auto missing = problem();
    m_problem->setText(missing);
    m_problem->setVisible(!missing.isEmpty());
    m_run->setEnabled(missing.isEmpty());
    m_copy->setEnabled(missing.isEmpty());
}

} // namespace insula
