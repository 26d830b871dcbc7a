#include "widgets/ShortcutsDialog.h"

#include "widgets/FuzzyMatch.h"
#include "widgets/MainWindow.h"
#include "widgets/Settings.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace insula {
namespace {

// The views and every list take these themselves.
constexpr std::array Reserved{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Tab,
    Qt::Key_Return, Qt::Key_Enter, Qt::Key_Escape};

bool isReserved(const QKeySequence& keys)
{
    return keys.count() == 1 && keys[0].keyboardModifiers() == Qt::NoModifier
        && std::find(Reserved.begin(), Reserved.end(), keys[0].key()) != Reserved.end();
}

QKeySequence defaultKeys(const QAction& action)
{
    return QKeySequence::fromString(action.property(WindowMenus::DefaultKeys).toString(), QKeySequence::PortableText);
}

} // namespace

void applyStoredShortcuts(const std::vector<QAction*>& actions)
{
    const auto stored = setting(Setting::Shortcuts).toMap();
    std::vector<QKeySequence> taken;
    for (auto* action : actions) {
        const auto found = stored.find(action->objectName());
        auto keys = action->objectName().isEmpty() || found == stored.end()
            ? defaultKeys(*action)
            : QKeySequence::fromString(found->toString(), QKeySequence::PortableText);
        if (std::find(taken.begin(), taken.end(), keys) != taken.end())
            keys = {};
        action->setShortcut(keys);
        if (!keys.isEmpty())
            taken.push_back(keys);
    }
}

ShortcutsDialog::ShortcutsDialog(std::vector<QAction*> actions, QWidget* parent) :
    QDialog(parent), m_search(new QLineEdit), m_list(new QTreeWidget), m_keys(new QKeySequenceEdit), m_conflict(new QLabel),
    m_assign(new QPushButton(tr("Assign"))), m_clear(new QPushButton(tr("No keys"))), m_reset(new QPushButton(tr("Reset"))),
    m_resetAll(new QPushButton(tr("Reset all")))
{
    std::copy_if(
        actions.begin(), actions.end(), std::back_inserter(m_actions), [](QAction* each) { return !each->objectName().isEmpty(); });
    setWindowTitle(tr("Keyboard shortcuts"));
    m_search->setObjectName(QStringLiteral("shortcutSearch"));
    m_search->setAccessibleName(tr("Find a command"));
    m_search->setPlaceholderText(tr("Find a command: a few letters of its name, or its keys"));
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(QStringLiteral("shortcuts"));
    m_list->setAccessibleName(tr("Commands and their keys"));
    m_list->setHeaderLabels({tr("Command"), tr("Keys")});
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_keys->setObjectName(QStringLiteral("shortcutKeys"));
    m_keys->setAccessibleName(tr("New keys"));
    m_keys->setToolTip(tr("Click here and press the keys"));
    m_conflict->setObjectName(QStringLiteral("shortcutConflict"));
    m_conflict->setWordWrap(true);
    m_conflict->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_assign->setObjectName(QStringLiteral("shortcutAssign"));
    m_clear->setObjectName(QStringLiteral("shortcutClear"));
    m_reset->setObjectName(QStringLiteral("shortcutReset"));
    m_resetAll->setObjectName(QStringLiteral("shortcutResetAll"));
    for (auto* each : {m_assign, m_clear, m_reset, m_resetAll})
        each->setAutoDefault(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    buttons->addButton(m_resetAll, QDialogButtonBox::ResetRole);
    auto* edit = new QHBoxLayout;
    edit->addWidget(new QLabel(tr("New keys:")));
    edit->addWidget(m_keys, 1);
    for (auto* each : {m_assign, m_clear, m_reset})
        edit->addWidget(each);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addLayout(edit);
    column->addWidget(m_conflict);
    column->addWidget(buttons);
    resize(560, 620);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutsDialog::filter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ShortcutsDialog::showSelected);
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsDialog::check);
    connect(m_assign, &QPushButton::clicked, this, &ShortcutsDialog::assign);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_keys->clear();
        assign();
    });
    connect(m_reset, &QPushButton::clicked, this, [this] { reset(selected()); });
    connect(m_resetAll, &QPushButton::clicked, this, [this] {
        for (auto* each : m_actions)
            each->setShortcut(defaultKeys(*each));
        store();
        fill();
    });
    fill();
}

QAction* ShortcutsDialog::selected() const
{
    const auto* item = m_list->currentItem();
    return item ? m_actions.at(static_cast<std::size_t>(item->data(0, Qt::UserRole).toInt())) : nullptr;
}

QAction* ShortcutsDialog::userOf(const QKeySequence& keys, const QAction* but) const
{
    const auto found = std::find_if(
        m_actions.begin(), m_actions.end(), [&](QAction* each) { return each != but && !keys.isEmpty() && each->shortcut() == keys; });
    return found == m_actions.end() ? nullptr : *found;
}

void ShortcutsDialog::fill()
{
    const auto* kept = selected();
    m_list->clear();
    for (std::size_t n = 0; n < m_actions.size(); ++n) {
        auto* item = new QTreeWidgetItem(m_list);
        item->setText(0, WindowMenus::plainName(*m_actions[n]));
        item->setText(1, m_actions[n]->shortcut().toString(QKeySequence::NativeText));
        item->setData(0, Qt::UserRole, static_cast<int>(n));
        auto font = item->font(1);
        font.setBold(m_actions[n]->shortcut() != defaultKeys(*m_actions[n]));
        item->setFont(1, font);
        if (m_actions[n] == kept)
            m_list->setCurrentItem(item);
    }
    if (!m_list->currentItem())
        m_list->setCurrentItem(m_list->topLevelItem(0));
    filter(m_search->text());
    showSelected();
}

void ShortcutsDialog::filter(const QString& typed)
{
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        auto* item = m_list->topLevelItem(row);
        item->setHidden(!fuzzyScore(typed, item->text(0)) && !item->text(1).contains(typed, Qt::CaseInsensitive));
    }
}

void ShortcutsDialog::showSelected()
{
    const auto* action = selected();
    m_keys->setKeySequence(action ? action->shortcut() : QKeySequence());
    m_keys->setEnabled(action != nullptr);
    m_clear->setEnabled(action && !action->shortcut().isEmpty());
    m_reset->setEnabled(action && action->shortcut() != defaultKeys(*action));
    check();
}

void ShortcutsDialog::check()
{
    const auto* action = selected();
    const auto keys = m_keys->keySequence();
    const auto text = keys.toString(QKeySequence::NativeText);
    const auto* other = action ? userOf(keys, action) : nullptr;
    const bool isNew = action && keys != action->shortcut();
    m_assign->setText(other ? tr("Take from there") : tr("Assign"));
    m_assign->setEnabled(isNew && !keys.isEmpty() && !isReserved(keys));
    if (isNew && isReserved(keys))
        m_conflict->setText(tr("The views and lists need %1 for themselves: choose other keys.").arg(text));
    else if (isNew && other)
        m_conflict->setText(tr("%1 belongs to \"%2\", which would be left without keys.").arg(text, WindowMenus::plainName(*other)));
    else
        m_conflict->clear();
}

void ShortcutsDialog::assign()
{
    auto* action = selected();
    if (!action)
        return;
    const auto keys = m_keys->keySequence();
    if (auto* other = userOf(keys, action))
        other->setShortcut({});
    action->setShortcut(keys);
    store();
    fill();
}

void ShortcutsDialog::reset(QAction* action)
{
    if (!action)
        return;
    const auto keys = defaultKeys(*action);
    if (auto* other = userOf(keys, action))
        other->setShortcut({});
    action->setShortcut(keys);
    store();
    fill();
}

void ShortcutsDialog::store() const
{
    QVariantMap map;
    for (const auto* each : m_actions)
        if (each->shortcut() != defaultKeys(*each))
            map.insert(each->objectName(), each->shortcut().toString(QKeySequence::PortableText));
    setSetting(Setting::Shortcuts, map);
}

void addShortcuts(const WindowParts& parts)
{
    auto& menus = parts.menus;
    menus.add(
        menus.menu(MainWindow::tr("&Edit")), ShortcutsDialog::tr("&Keyboard shortcuts..."), {},
        [&menus, window = &parts.window] {
            ShortcutsDialog dialog(menus.actions(), window);
            dialog.exec();
        },
        QStringLiteral("keyboardShortcuts"));
    applyStoredShortcuts(menus.actions());
}

} // namespace insula
