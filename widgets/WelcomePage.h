// What the window shows before anything is open: three large choices and the recent files. GUI thread.
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace insula {

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

private:
    QVBoxLayout* m_recent;
};

} // namespace insula
