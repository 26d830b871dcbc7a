#include "widgets/PipelinePanel.h"

#include "processing/core/PipelineEdit.h"
#include "widgets/PanelButton.h"
#include "widgets/PipelineNodeForm.h"
#include "widgets/PipelineRunBox.h"
#include "widgets/Workbench.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace insula {
namespace {

QString text(const std::string& from)
{
    return QString::fromStdString(from);
}

QLabel* wrapped()
{
    auto* label = new QLabel;
    label->setWordWrap(true);
    return label;
}

} // namespace

PipelinePanel::PipelinePanel(Workbench& workbench, QWidget* parent) :
    QWidget(parent), m_workbench(workbench), m_pipelines(new QComboBox), m_about(wrapped()), m_tree(nullptr), m_add(nullptr),
    m_remove(nullptr), m_up(nullptr), m_down(nullptr), m_revert(nullptr), m_erase(nullptr), m_area(new QScrollArea),
    m_box(new PipelineRunBox), m_delay(new QTimer(this))
{
    m_pipelines->setObjectName(QStringLiteral("pipelines"));
    m_pipelines->setAccessibleName(tr("Pipeline"));
    auto* more = new QToolButton;
    makeMenu(more);
    auto* head = new QHBoxLayout;
    head->addWidget(m_pipelines, 1);
    head->addWidget(more);
    m_about->setObjectName(QStringLiteral("pipelineAbout"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->addWidget(makeList());
    split->addWidget(m_area);
    split->setSizes({320, 320});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->addLayout(head);
    column->addWidget(split, 1);
    column->addWidget(m_box);
    m_delay->setSingleShot(true);
    m_delay->setInterval(250);
    connect(m_delay, &QTimer::timeout, this, &PipelinePanel::preview);
    connect(m_pipelines, &QComboBox::activated, this, [this](int index) {
        if (mayLeave())
            chooseAt(index);
        else
            fillList(); // shows the one that stays
    });
    connect(m_box, &PipelineRunBox::runRequested, this, &PipelinePanel::run);
    connect(m_box, &PipelineRunBox::changed, m_delay, qOverload<>(&QTimer::start));
    connect(&workbench.projects(), &ProjectSession::changed, this, &PipelinePanel::followProject);
    connect(&workbench, &Workbench::imageOpened, this, &PipelinePanel::followProject);
    connect(workbench.history().stack(), &QUndoStack::indexChanged, this, &PipelinePanel::followLayer);
    for (const auto signal : {&JobQueue::jobChanged, &JobQueue::jobFinished})
        connect(&workbench.jobs(), signal, this, &PipelinePanel::followJob);
}

QWidget* PipelinePanel::makeList()
{
    m_tree = new QTreeWidget;
    m_tree->setObjectName(QStringLiteral("pipelineSteps"));
    m_tree->setAccessibleName(tr("Steps of the pipeline"));
    m_tree->setToolTip(tr("Double click opens the results of a step"));
    m_tree->setRootIsDecorated(false);
    m_tree->setUniformRowHeights(true);
    m_tree->setMinimumHeight(7 * m_tree->fontMetrics().lineSpacing() + 8); // six steps and the header
    m_tree->setHeaderLabels({tr("Step"), tr("State")});
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_add = panelButton(tr("Add"), tr("Add a step after the selected one"), QStringLiteral("pipelineAdd"));
    m_add->setMenu(new QMenu(m_add));
    m_remove = panelButton(tr("Remove"), tr("Remove the selected step (Delete)"), QStringLiteral("pipelineRemove"));
    m_up = panelButton(tr("Up"), tr("Move the selected step up (Alt+Up)"), QStringLiteral("pipelineUp"));
    m_down = panelButton(tr("Down"), tr("Move the selected step down (Alt+Down)"), QStringLiteral("pipelineDown"));
    connect(m_add->menu(), &QMenu::aboutToShow, this, &PipelinePanel::fillStepMenu);
    connect(m_remove, &QPushButton::clicked, this, &PipelinePanel::remove);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &PipelinePanel::showNode);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) { openOutputs(m_tree->indexOfTopLevelItem(item)); });
    m_tree->installEventFilter(this);
    auto* buttons = new QHBoxLayout;
    for (auto* button : {m_add, m_remove, m_up, m_down})
        buttons->addWidget(button);
    auto* whole = new QWidget;
    auto* column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_tree, 1);
    column->addWidget(m_about);
    column->addLayout(buttons);
    return whole;
}

// Keys of the list go before commands of the window that have the same ones.
bool PipelinePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto& key = static_cast<QKeyEvent&>(*event);
    const bool isMove = key.modifiers().testFlag(Qt::AltModifier) && (key.key() == Qt::Key_Up || key.key() == Qt::Key_Down);
    if (!isMove && key.key() != Qt::Key_Delete)
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress) {
        if (isMove)
            move(key.key() == Qt::Key_Up ? -1 : 1);
        else
            remove();
    }
    return true;
}

void PipelinePanel::makeMenu(QToolButton* button)
{
    button->setText(tr("More"));
    button->setObjectName(QStringLiteral("pipelineMore"));
    button->setToolTip(tr("New, save, go back"));
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    button->setMenu(menu);
    menu->addAction(tr("&New pipeline"), this, [this] {
        if (!mayLeave())
            return;
        m_file.reset();
        m_pipeline = {};
        m_saved = {};
        edited(-1);
    });
    menu->addAction(tr("&Save as..."), this, &PipelinePanel::save);
    m_revert = menu->addAction(tr("&Take back all changes"), this, [this] {
        m_pipeline = m_saved;
        edited(0);
    });
    m_erase = menu->addAction(tr("&Delete this pipeline"), this, &PipelinePanel::erase);
    connect(menu, &QMenu::aboutToShow, this, [this] {
        m_revert->setEnabled(isEdited());
        m_erase->setEnabled(m_file && m_file->origin != PipelineOrigin::Program);
    });
}

std::vector<FoundPipeline> PipelinePanel::found() const
{
    return listPipelines(m_workbench.projects().folder());
}

// Read when the panel is first seen, not at the start.
void PipelinePanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    followProject();
    if (!m_file && m_pipeline.nodes.empty() && !m_found.empty())
        chooseAt(0);
}

void PipelinePanel::fillList()
{
    m_found = found();
    const QSignalBlocker quiet(m_pipelines);
    m_pipelines->clear();
    for (const auto& each : m_found) {
        const auto where = each.origin == PipelineOrigin::Program ? QString()
            : each.origin == PipelineOrigin::User                 ? tr(" (mine)")
                                                                  : tr(" (project)");
        m_pipelines->addItem(text(each.name) + where);
        m_pipelines->setItemData(m_pipelines->count() - 1, text(each.file.string()), Qt::ToolTipRole);
    }
    const auto at = std::ranges::find_if(m_found, [this](const auto& each) { return m_file && each.file == m_file->file; });
    m_pipelines->setCurrentIndex(at == m_found.end() ? -1 : static_cast<int>(at - m_found.begin()));
    m_pipelines->setPlaceholderText(m_found.empty() ? tr("no pipelines") : tr("not saved"));
}

void PipelinePanel::choose(const std::string& name)
{
    fillList();
    // The last one of a name counts: the project's before the user's before the program's.
    for (std::size_t i = m_found.size(); i-- > 0;)
        if (m_found[i].name == name) {
            if (mayLeave())
                chooseAt(static_cast<int>(i));
            return;
        }
}

void PipelinePanel::chooseAt(int index)
{
    const auto chosen = m_found.at(static_cast<std::size_t>(index));
    m_pipeline = readPipeline(chosen.file); // Error: the application tells it, and what was shown stays
    m_saved = m_pipeline;
    m_file = chosen;
    edited(0);
}

void PipelinePanel::edited(int select)
{
    fillList();
    m_pipelines->setToolTip(text(m_pipeline.summary));
    m_box->setGiven(m_pipeline.given);
    m_shownJob = 0;
    m_states.clear();
    fillTree(select);
    showProblems();
}

void PipelinePanel::fillTree(int select)
{
    {
        const QSignalBlocker quiet(m_tree);
        m_tree->clear();
        for (const auto& node : m_pipeline.nodes) {
            const auto* step = m_workbench.findStep(node.step);
            const auto title = step ? text(step->info.title) : text(node.step);
            auto* item = new QTreeWidgetItem(m_tree, {QStringLiteral("%1: %2").arg(text(node.id), title), QString()});
            item->setToolTip(0, title);
        }
        const int count = m_tree->topLevelItemCount();
        if (count > 0)
            m_tree->setCurrentItem(m_tree->topLevelItem(std::clamp(select, 0, count - 1)));
    }
    showNode();
}

int PipelinePanel::row() const
{
    return m_tree->currentItem() ? m_tree->indexOfTopLevelItem(m_tree->currentItem()) : -1;
}

std::vector<std::string> PipelinePanel::suffixes() const
{
    std::set<std::string> all{"T1w", "bold"};
    if (m_workbench.projects().isOpen())
        for (const auto& volume : m_workbench.projects().volumes())
            if (!volume.derivative)
                all.insert(volume.suffix);
    std::vector<std::string> list(all.begin(), all.end());
    list.emplace_back("events");
    return list;
}

void PipelinePanel::showNode()
{
    const int at = row();
    m_remove->setEnabled(at >= 0);
    m_up->setEnabled(at > 0);
    m_down->setEnabled(at >= 0 && at + 1 < m_tree->topLevelItemCount());
    m_form = nullptr;
    if (at < 0 || !m_workbench.findStep(m_pipeline.nodes[static_cast<std::size_t>(at)].step)) {
        delete m_area->takeWidget();
        return;
    }
    m_form = new PipelineNodeForm(m_pipeline, m_workbench.steps(), static_cast<std::size_t>(at), suffixes());
    m_area->setWidget(m_form); // deletes the one before
    m_area->setMinimumWidth(m_form->minimumSizeHint().width() + m_area->verticalScrollBar()->sizeHint().width() + 2);
    connect(m_form, &PipelineNodeForm::changed, this, [this, at] {
        m_pipeline.nodes[static_cast<std::size_t>(at)] = m_form->node();
        m_shownJob = 0;
        showProblems();
    });
}

void PipelinePanel::showProblems()
{
    const auto problems = problemsOf(m_pipeline, m_workbench.steps());
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        const auto& node = m_pipeline.nodes[static_cast<std::size_t>(i)];
        const auto problem = std::ranges::find(problems, node.id, &PipelineProblem::node);
        auto font = m_tree->font();
        font.setBold(problem != problems.end());
        m_tree->topLevelItem(i)->setFont(0, font);
        if (problem != problems.end())
            m_states[text(node.id)] = {tr("to correct"), text(problem->text), {}};
        else if (m_states[text(node.id)].state == tr("to correct"))
            m_states[text(node.id)] = {};
    }
    m_box->setProblem(problems.empty()      ? QString()
            : problems.front().node.empty() ? tr("Add a step.")
                                            : tr("Step %1: %2.").arg(text(problems.front().node), text(problems.front().text)));
    showStates();
    m_delay->start();
}

void PipelinePanel::showStates()
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        const auto known = m_states.find(text(m_pipeline.nodes[static_cast<std::size_t>(i)].id));
        auto* item = m_tree->topLevelItem(i);
        item->setText(1, known == m_states.end() ? QString() : known->second.state);
        item->setToolTip(1, known == m_states.end() ? QString() : known->second.why);
    }
}

void PipelinePanel::add(const std::string& step)
{
    const int at = row();
    const auto index
        = addStep(m_pipeline, m_workbench.steps(), step, at < 0 ? m_pipeline.nodes.size() : static_cast<std::size_t>(at) + 1, suffixes());
    edited(static_cast<int>(index));
}

void PipelinePanel::fillStepMenu()
{
    auto* menu = m_add->menu();
    menu->clear();
    std::map<std::string, QMenu*> groups;
    for (const auto& step : m_workbench.steps()) {
        auto*& group = groups[step.info.group];
        if (!group)
            group = menu->addMenu(text(step.info.group));
        group->addAction(text(step.info.title), this, [this, id = step.info.id] { add(id); })->setToolTip(text(step.info.summary));
    }
}

void PipelinePanel::move(int by)
{
    const int at = row();
    if (at >= 0)
        edited(static_cast<int>(moveStep(m_pipeline, static_cast<std::size_t>(at), by)));
}

void PipelinePanel::remove()
{
    const int at = row();
    if (at < 0)
        return;
    removeStep(m_pipeline, m_workbench.steps(), static_cast<std::size_t>(at));
    edited(at);
}

} // namespace insula
