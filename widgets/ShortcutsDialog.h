// The user's own keys: every command with its keys, to change, to take away and to reset. Kept in the settings by object name. GUI thread.
#pragma once

#include <QDialog>

#include <vector>

class QAction;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace insula {

// Gives each command the keys that the settings have for it. Keys that two commands would share stay with the first.
void applyStoredShortcuts(const std::vector<QAction*>& actions);

class ShortcutsDialog : public QDialog {
    Q_OBJECT
public:
    // Commands without an object name cannot be changed, and are not listed.
    explicit ShortcutsDialog(std::vector<QAction*> actions, QWidget* parent = nullptr);

private:
    QAction* selected() const;
    QAction* userOf(const QKeySequence& keys, const QAction* but) const;
    void fill();
    void filter(const QString& typed);
    void showSelected();
    void check(); // the keys that are typed
    void assign();
    void reset(QAction* action);
    void store() const;

    std::vector<QAction*> m_actions;
    QLineEdit* m_search;
    QTreeWidget* m_list;
    QKeySequenceEdit* m_keys;
    QLabel* m_conflict;
    QPushButton *m_assign, *m_clear, *m_reset, *m_resetAll;
};

} // namespace insula
