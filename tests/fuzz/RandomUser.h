// Somebody who clicks, drags, turns the wheel and types at random: the real window with real events, the same ones for the same seed.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPoint>
#include <QStringList>

#include <atomic>
#include <fstream>
#include <optional>
#include <random>

class QWidget;
class QWindow;

namespace insula {

class MainWindow;
class Workbench;

class RandomUser : public QObject {
    Q_OBJECT
public:
    struct Plan {
        unsigned seed = 1;
        double seconds = 60;
        qint64 actions = 0; // none: only the time ends it
        QStringList files; // opened again when nothing is open
        QString scratch; // where everything is saved
        std::string log; // a line for each action, written before it is done; empty: none
    };

    RandomUser(MainWindow& window, Workbench& workbench, Plan plan);
    void start();
    qint64 actions() const { return m_count; }
    double secondsSinceAction() const; // any thread
    bool eventFilter(QObject* watched, QEvent* event) override; // the window is not closed

private:
    struct Press {
        QWindow* window;
        Qt::MouseButton button;
        int moves;
    };
    void act();
    void answerFiles(QWidget& dialog);
    void click(QWidget& target);
    void beginDrag(QWidget& target);
    void goOn();
    void turnWheel(QWidget& target);
    void type(QWidget& target);
    void command();
    void note(const QString& what);
    QPoint somewhere(const QWidget& target);
    int below(int limit);

    MainWindow& m_window;
    Workbench& m_workbench;
    Plan m_plan;
    std::mt19937 m_random;
    std::optional<Press> m_press;
    QPoint m_mouse;
    QElapsedTimer m_clock;
    std::ofstream m_log;
    qint64 m_count = 0;
    std::atomic<qint64> m_lastMs = 0;
};

} // namespace insula
