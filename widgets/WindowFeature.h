// What a feature of the window gets when it adds itself: its panel, its commands, its tools. A feature is one file with a function
// `void addX(const WindowParts&)`, and one line in WindowFeatures.cpp. Everything that it makes is a child of the window. GUI thread.
#pragma once

namespace insula {

class FrameBar;
class MainWindow;
class SceneWidget;
class WindowMenus;
class Workbench;

struct WindowParts {
    MainWindow& window; // addPanel()
    Workbench& workbench; // scene, history, project, jobs, addOpener()
    WindowMenus& menus; // add() a command: menu entry, shortcut, palette
    SceneWidget& views; // setTool()
};

// All of them, in the order of their menu entries and panels.
void addFeatures(const WindowParts& parts);

} // namespace insula
