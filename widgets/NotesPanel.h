// The list of measurements and notes: name, kind, value, place. A click goes there; names and texts are edited in place. GUI thread.
#pragma once

#include "viewers/Scene.h"

#include <QStringList>
#include <QWidget>

#include <functional>

class QPushButton;
class QStackedWidget;
class QTableWidget;
class QTableWidgetItem;
class QLabel;

namespace insula {

class SceneHistory;

class NotesPanel : public QWidget {
    Q_OBJECT
public:
    NotesPanel(Scene& scene, SceneHistory& history, QWidget* parent = nullptr);
    ~NotesPanel() override;

    void editText(int note); // the cursor into its text
    void exportTo(const QString& file) const; // .csv: a table; else JSON. Throws Error
    void importFrom(const QString& file); // adds them to those that are there; throws Error
    // Imports a file that was dropped or chosen like an image. Without an open image those that the notes name are opened first, where
    // they are; else the notes wait for the next image. Throws Error.
    void open(const QString& file, const std::function<void(const QStringList& images)>& openImages);
    void setState(const QString& text); // where the notes are kept

private:
    void scheduleShow();
    void show();
    void change(int note, const QString& what, const std::function<void(Note&)>& change);
    void itemChanged(QTableWidgetItem* item);
    void goTo(int note);
    void chooseColour();

    Scene& m_scene;
    SceneHistory& m_history;
    SceneWatch m_watch;
    QStackedWidget* m_pages;
    QTableWidget* m_table;
    QLabel *m_empty, *m_state;
    QStringList m_waiting; // files of notes, for the next image
    QPushButton *m_colour, *m_delete, *m_export, *m_import;
    bool m_isShowing = false, m_isScheduled = false;
    int m_listener = 0;
};

} // namespace insula
