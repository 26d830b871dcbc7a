// "Open BIDS data set": what is wrong with it and what to do, and the project that its images shall go to. GUI thread.
#pragma once

#include "processing/core/BidsCheck.h"

#include <QDialog>

#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace insula {

class BackgroundWork;

class BidsDialog : public QDialog {
    Q_OBJECT
public:
    // project: the one that is open; empty: one is to be made, and a place beside the data set is proposed.
    BidsDialog(const QString& folder, const QString& project, BackgroundWork& work, QWidget* parent);
    ~BidsDialog() override; // stops the check
    QString project() const;

private:
    struct Result {
        std::vector<BidsProblem> problems;
        std::size_t subjects = 0, images = 0;
    };
    void show(const Result& result);
    void refresh();

    BackgroundWork& m_work;
    int m_checking = 0;
    std::size_t m_images = 0;
    QLabel *m_what, *m_advice;
    QTreeWidget* m_list;
    QLineEdit* m_project;
    QPushButton* m_open;
};

} // namespace insula
