// Asks to which subject and session images belong. GUI thread.
#pragma once

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace insula {

class ProjectSession;

class SubjectDialog : public QDialog {
    Q_OBJECT
public:
    explicit SubjectDialog(const ProjectSession& projects, QWidget* parent = nullptr);
    QString subject() const; // without "sub-"
    QString session() const; // without "ses-"; may be empty

private:
    QComboBox* m_subject;
    QLineEdit* m_session;
};

} // namespace insula
