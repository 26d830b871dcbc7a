// For whom a pipeline is run, and the files that it asks for. GUI thread.
#pragma once

#include "processing/core/Pipeline.h"
#include "processing/core/Project.h"

#include <QWidget>

#include <map>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace insula {

class PipelineRunBox : public QWidget {
    Q_OBJECT
public:
    explicit PipelineRunBox(QWidget* parent = nullptr);
    void setGiven(const std::vector<PipelineGiven>& given); // keeps what was chosen for a key that stays
    // All that can be chosen, in order. What was chosen stays chosen where it still is there.
    void setSubjects(const std::vector<SessionRow>& subjects);
    void setCurrent(const SessionRow& subject); // whose image is selected
    void setProblem(const QString& problem); // why it cannot be run now; empty: it can

    std::vector<SessionRow> chosen() const;
    SessionRow current() const { return m_current; }
    std::map<std::string, std::filesystem::path> given() const; // only those that are named

Q_SIGNALS:
    void runRequested();
    void changed(); // subjects or files

private:
    void showState();

    QFormLayout* m_rows;
    QComboBox* m_whom;
    QListWidget* m_list;
    QLabel* m_problem;
    QPushButton* m_run;
    std::vector<PipelineGiven> m_given;
    std::map<std::string, QLineEdit*> m_files;
    std::vector<SessionRow> m_subjects;
    SessionRow m_current;
    QString m_why;
};

QString subjectText(const SessionRow& subject); // "sub-02, ses-one"

} // namespace insula
