// "Import DICOM": the series of a folder or archive, which of them become images, what these are called, and where they go. It makes
// nothing itself: plan() says what is to be run. GUI thread.
#pragma once

#include "processing/core/Runner.h"

#include <QDialog>

#include <nlohmann/json.hpp>

#include <vector>

class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace insula {

class DicomListing;

struct ImportPlan {
    struct Image {
        QString title;
        RunRequest request; // the convert step, with the outputs named
    };
    std::filesystem::path folder; // the data set that the images go to
    std::string subject, session;
    std::vector<Image> images;
};

class ImportDialog : public QDialog {
    Q_OBJECT
public:
    // program: insula-cli. folder: the data set to fill; fixed when a project has it. subject: proposed.
    ImportDialog(
        const QString& program, const QString& source, const QString& folder, bool isProject, const QString& subject, QWidget* parent);
    ~ImportDialog() override;
    ImportPlan plan() const; // what is checked now

private:
    enum Column { SeriesColumn, SizeColumn, SpacingColumn, TrColumn, TeColumn, NameColumn, NoteColumn };
    QWidget* whereBox(bool isProject);
    void show(const nlohmann::json& list);
    void addSeries(const nlohmann::json& series);
    void refresh();
    void refreshItem(QTreeWidgetItem* item, QStringList& taken, int& images);
    void showDetails();
    void chooseFolder();
    void showIdentity();

    QString m_program, m_source;
    DicomListing* m_listing;
    QLabel *m_what, *m_details, *m_result;
    QProgressBar* m_busy;
    QTreeWidget* m_list;
    QLineEdit *m_subject, *m_session, *m_folder;
    QCheckBox *m_removeIdentity, *m_keepDescriptions;
    QDialogButtonBox* m_buttons;
    bool m_isRefreshing = false;
};

} // namespace insula
