// What the headers of DICOM files say about people, devices, places and times, and what the confidentiality profile leaves of it. Shows
// only; values of the files, which may name somebody. GUI thread.
#pragma once

#include <QDialog>

#include <nlohmann/json.hpp>

class QLabel;
class QTreeWidget;

namespace insula {

class IdentityDialog : public QDialog {
    Q_OBJECT
public:
    IdentityDialog(const QString& program, const QString& source, QWidget* parent);

private:
    void show(const nlohmann::json& report);

    QLabel* m_what;
    QTreeWidget* m_list;
};

} // namespace insula
