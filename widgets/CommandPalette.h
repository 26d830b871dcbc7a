// Ctrl+K: every command, step, layer and recent file by a few letters of its name. GUI thread.
#pragma once

#include <QFrame>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace insula {

struct PaletteEntry {
    QString name; // "Smooth (Process)"
    QString hint; // shortcut or folder
    std::function<void()> run;
};

class CommandPalette : public QFrame {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget* parent);
    // Shows itself at the top of its parent, ready for typing.
    void open(std::vector<PaletteEntry> entries);
    QStringList shownNames() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& typed);
    void choose();

    std::vector<PaletteEntry> m_entries;
    QLineEdit* m_edit;
    QListWidget* m_list;
};

} // namespace insula
