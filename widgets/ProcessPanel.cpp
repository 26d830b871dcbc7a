#include "widgets/ProcessPanel.h"

#include "processing/core/RunCommand.h"
#include "widgets/StepLauncher.h"
#include "widgets/Workbench.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace insula {

ProcessPanel::ProcessPanel(Workbench& workbench, QWidget* parent) :
    QWidget(parent), m_workbench(workbench), m_steps(new QComboBox), m_area(new QScrollArea)
{
    m_steps->setObjectName(QStringLiteral("steps"));
    m_steps->setAccessibleName(tr("Step"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->addWidget(m_steps);
    column->addWidget(m_area, 1);
    connect(m_steps, &QComboBox::activated, this, [this](int index) { showStep(m_steps->itemData(index).toString()); });
    connect(&workbench, &Workbench::imageOpened, this, &ProcessPanel::refresh);
    connect(&workbench.projects(), &ProjectSession::changed, this, &ProcessPanel::refresh);
    connect(workbench.history().stack(), &QUndoStack::indexChanged, this, [this] {
        // Layers that were closed or chosen; not every move of the crosshair.
        if (std::exchange(m_layersSeen, m_workbench.scene().revision(Aspect::Layers)) != m_workbench.scene().revision(Aspect::Layers))
            refresh();
    });
}

void ProcessPanel::fillSteps()
{
    if (m_steps->count() > 0)
        return;
    for (const auto& step : m_workbench.steps())
        m_steps->addItem(QString::fromStdString(step.info.group + ": " + step.info.title), QString::fromStdString(step.info.id));
}

// The catalogue is read when the panel is first seen, not at the start.
void ProcessPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    fillSteps();
    if (!m_form && m_steps->count() > 0)
        showStep(m_steps->itemData(std::max(0, m_steps->findData(QStringLiteral("skull-strip")))).toString());
    refresh();
}

void ProcessPanel::showStep(const QString& id)
{
    fillSteps();
    const auto* step = m_workbench.findStep(id.toStdString());
    if (!step || (m_form && m_form->info().id == step->info.id))
        return;
    m_steps->setCurrentIndex(m_steps->findData(id));
    m_form = new StepForm(*step);
    m_area->setWidget(m_form); // deletes the one before
    // Wide enough for the form beside its scroll bar, so that nothing is cut at the right.
    m_area->setMinimumWidth(m_form->minimumSizeHint().width() + m_area->verticalScrollBar()->sizeHint().width() + 2);
    connect(m_form, &StepForm::runRequested, this, [this](const RunRequest& request) { m_workbench.run(request); });
    connect(m_form, &StepForm::copyRequested, this, [this](const RunRequest& request) {
        QApplication::clipboard()->setText(QString::fromStdString(commandLine(m_workbench.completed(request))));
        m_workbench.inform(MessageBar::Tone::Information, tr("The command line is on the clipboard."));
    });
    refresh();
}

void ProcessPanel::showRequest(const RunRequest& request)
{
    showStep(QString::fromStdString(request.step));
    if (!m_form || m_form->info().id != request.step)
        return;
    m_form->fill(request);
    refresh();
}

void ProcessPanel::refresh()
{
    if (!m_form || !isVisible())
        return;
    m_form->setCandidates(m_workbench.inputCandidates());
    const auto request = m_form->request();
    m_form->setDestination(request.inputs.empty() ? QString() : destinationSentence(m_workbench.completed(request)));
}

} // namespace insula
