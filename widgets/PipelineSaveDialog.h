// Under which name and where a pipeline is kept: in the project, or for the user in all projects. GUI thread.
#pragma once

#include "processing/core/PipelineFiles.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace insula {

class PipelineSaveDialog : public QDialog {
    Q_OBJECT
public:
    // project: its folder; empty: only for the user.
    PipelineSaveDialog(const QString& title, std::filesystem::path project, QWidget* parent = nullptr);
    QString title() const;
    std::string name() const; // made of the title: small letters, digits, dashes
    PipelineOrigin origin() const;

private:
    void showState();

    std::filesystem::path m_project;
    QLineEdit* m_title;
    QRadioButton *m_inProject, *m_forUser;
    QLabel* m_state;
    QPushButton* m_save;
};

// "My task (2)" becomes "my-task-2"; "" when nothing is left.
std::string pipelineNameOf(const QString& title);

} // namespace insula
