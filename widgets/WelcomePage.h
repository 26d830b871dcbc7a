// What the window shows before anything is open: three large choices and the recent files. GUI thread.
#pragma once

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace insula {

// Filled when it is first shown: a start with images never needs it.
class WelcomePage : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePage(QWidget* parent = nullptr);
    void setRecentFiles(const QStringList& files); // newest first

Q_SIGNALS:
    void openFilesRequested();
    void openProjectRequested();
    void openSampleRequested();
    void recentFileRequested(const QString& file);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fill();
    void showRecentFiles();

    QStringList m_files;
    QVBoxLayout* m_recent = nullptr; // none until it is filled
};

} // namespace insula
