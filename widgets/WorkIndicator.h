// In the status bar: what the window itself is doing for longer than half a second, how far it is, and Cancel. GUI thread.
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QTimer;
class QToolButton;

namespace insula {

class BackgroundWork;

class WorkIndicator : public QWidget {
    Q_OBJECT
public:
    explicit WorkIndicator(BackgroundWork& work, QWidget* parent = nullptr);

private:
    void refresh();

    BackgroundWork& m_work;
    QLabel* m_text;
    QProgressBar* m_bar;
    QToolButton* m_cancel;
    QTimer* m_timer;
};

} // namespace insula
