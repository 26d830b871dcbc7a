// One line that says what went wrong and what to do, above the pictures; never modal. Details on request. GUI thread.
#pragma once

#include <QFrame>

class QLabel;
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

Q_SIGNALS:
    void actionRequested();

private:
    QLabel* m_icon;
    QLabel* m_text;
    QToolButton* m_action;
    QToolButton* m_more;
    QToolButton* m_close;
    QPlainTextEdit* m_details;
};

} // namespace insula
