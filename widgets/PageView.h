// A page of HTML that the program wrote (quality, reports), shown in a window of its own, with a button for the browser.
//
// Nothing is loaded but the pictures that lie in the page. Throws Error when the file cannot be read or is larger than 64 MiB. GUI thread.
#pragma once

#include <QDialog>
#include <QTextBrowser>

#include <filesystem>

namespace insula {

class PageView : public QDialog {
    Q_OBJECT
public:
    explicit PageView(const std::filesystem::path& file, QWidget* parent = nullptr);

    QTextBrowser& browser() { return *m_browser; }

private:
    void openInBrowser();

    QString m_file;
    QTextBrowser* m_browser;
};

} // namespace insula
