// The program object: the one place where exceptions that reach the event loop are caught and turned into a message.
// Also sets the look (Fusion, following the system's light or dark palette). GUI thread.
#pragma once

#include <QApplication>

#include <exception>

namespace insula {

class Application : public QApplication {
    Q_OBJECT
public:
    Application(int& argc, char** argv);
    bool notify(QObject* receiver, QEvent* event) override;
    // Turns an exception into problemOccurred; usable for work that failed in another thread.
    void report(const std::exception_ptr& problem);

Q_SIGNALS:
    // text: one line; details: the chain of messages, one per line.
    void problemOccurred(const QString& text, const QString& details);
};

} // namespace insula
