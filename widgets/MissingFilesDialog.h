// Asks where the files of a view are that are no longer where they were: one that is located leads to the others. Not modal to other
// windows; the looking happens in another thread. GUI thread.
#pragma once

#include "processing/core/ViewFile.h"

#include <QDialog>

#include <set>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace insula {

class BackgroundWork;

class MissingFilesDialog : public QDialog {
    Q_OBJECT
public:
    MissingFilesDialog(const QString& view, std::vector<MissingViewFile> missing, BackgroundWork& work, QWidget* parent = nullptr);

    // The user chose `file` for the one in this row; the others are looked for.
    void locate(int row, const QString& file);
    void skip(int row);
    // What findViewFiles() needs: located files, and empty paths for those that are left out.
    ViewPlaces places() const;

private:
    void chooseFor(int row);
    void show(int row);
    void showAll();
    void showButtons();
    int currentRow() const;

    std::vector<MissingViewFile> m_missing;
    BackgroundWork& m_work;
    std::map<std::string, LocatedFile> m_located;
    std::set<std::string> m_skipped;
    QTreeWidget* m_list;
    QPushButton *m_locate, *m_skip, *m_open;
    int m_looking = 0; // the work, 0: none
};

} // namespace insula
