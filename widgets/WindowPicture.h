// Pictures of the real window: `insula FILE --screenshot OUT.png`, and the menu's screenshot. GUI thread.
#pragma once

#include <QImage>
#include <QObject>

#include <filesystem>

namespace insula {

class MainWindow;
class Workbench;

// Complete or not at all. Throws Error.
void savePicture(const QImage& image, const std::filesystem::path& file);

// Waits until everything that was asked for is open and drawn at its best, saves a picture of the window, and quits: status 0, or 1
// when something could not be opened or saved (told on standard error).
class WindowPicture : public QObject {
    Q_OBJECT
public:
    WindowPicture(MainWindow& window, Workbench& workbench, std::filesystem::path file);

private:
    void look();
    void finish(int status);

    MainWindow& m_window;
    Workbench& m_workbench;
    std::filesystem::path m_file;
    bool m_isDone = false;
};

} // namespace insula
