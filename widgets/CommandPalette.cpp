#include "widgets/CommandPalette.h"

#include "widgets/FuzzyMatch.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace insula {

CommandPalette::CommandPalette(QWidget* parent) : QFrame(parent), m_edit(new QLineEdit), m_list(new QListWidget)
{
    setObjectName(QStringLiteral("commandPalette"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_edit->setPlaceholderText(tr("Type a few letters of any command, step, layer or recent file"));
    m_edit->setAccessibleName(tr("Find any command"));
    m_list->setAccessibleName(tr("Matching commands"));
    m_list->setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_edit);
    column->addWidget(m_list);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_edit, &QLineEdit::returnPressed, this, &CommandPalette::choose);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::choose);
    hide();
}

void CommandPalette::open(std::vector<PaletteEntry> entries)
{
    m_entries = std::move(entries);
    const int width = std::min(620, parentWidget()->width() - 40);
    setGeometry((parentWidget()->width() - width) / 2, 36, width, std::min(420, parentWidget()->height() - 72));
    m_edit->clear();
    filter({});
    show();
    raise();
    m_edit->setFocus();
}

void CommandPalette::filter(const QString& typed)
{
    struct Hit {
        int score;
        int index;
    };
    std::vector<Hit> hits;
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        if (const auto score = fuzzyScore(typed, m_entries[i].name))
            hits.push_back({*score, static_cast<int>(i)});
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.score > b.score; });
    m_list->clear();
    for (const auto& hit : hits) {
        const auto& entry = m_entries[static_cast<std::size_t>(hit.index)];
        auto* item = new QListWidgetItem(entry.hint.isEmpty() ? entry.name : entry.name + QStringLiteral("    ") + entry.hint, m_list);
        item->setData(Qt::UserRole, hit.index);
    }
    m_list->setCurrentRow(0);
}

QStringList CommandPalette::shownNames() const
{
    QStringList names;
    for (int i = 0; i < m_list->count(); ++i)
        names << m_entries[static_cast<std::size_t>(m_list->item(i)->data(Qt::UserRole).toInt())].name;
    return names;
}

void CommandPalette::choose()
{
    const auto* item = m_list->currentItem();
    hide();
    if (!item)
        return;
    const auto run = m_entries[static_cast<std::size_t>(item->data(Qt::UserRole).toInt())].run;
    run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut)
        hide();
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            hide();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int count = std::max(1, m_list->count());
            m_list->setCurrentRow((m_list->currentRow() + (key == Qt::Key_Down ? 1 : count - 1)) % count);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace insula
