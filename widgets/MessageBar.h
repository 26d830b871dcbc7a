// One line that says what went wrong and what to do, above the pictures; never modal. Details on request.
//
// Information closes by itself once there was time to read it, unless the pointer is on it or its details are open; warnings and errors
// stay until they are closed. Information does not cover a warning or an error, nor a warning an error: it waits, and is shown when that is
// closed, if it is not old by then. The keyboard's focus stays where it is, and returns there from a bar that closes. GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QFrame>
#include <QPointer>

#include <optional>

class QLabel;
class QTimer;
class QPlainTextEdit;
class QToolButton;

namespace insula {

class MessageBar : public QFrame {
    Q_OBJECT
public:
    enum class Tone { Information, Warning, Error };

    explicit MessageBar(QWidget* parent = nullptr);
    // details: shown when asked for; empty hides the button. action: text of one extra button, empty for none.
    void showMessage(Tone tone, const QString& text, const QString& details = {}, const QString& action = {});
    QString text() const;
    // How long information stays: for a reader of ten characters a second, 6 to 20 s.
    static int readingMs(const QString& text);

protected:
    bool event(QEvent* event) override;

Q_SIGNALS:
    void actionRequested();

private:
    struct Message {
        Tone tone = Tone::Information;
        QString text, details, action;
    };
    void present(const Message& message);
    void closeMessage();
    void startClosing();

    Message m_shown;
    std::optional<Message> m_waiting;
    QElapsedTimer m_waitingSince;
    QPointer<QWidget> m_focusBefore; // where the keyboard was when it went into the bar
    QTimer* m_closing;
    QLabel* m_icon;
    QLabel* m_text;
    QToolButton* m_action;
    QToolButton* m_more;
    QToolButton* m_close;
    QPlainTextEdit* m_details;
};

} // namespace insula
