// Makes and changes the user's colour maps: points with colours on a bar, from any map to start with, under a name.
//
// Saved maps lie in the user's data folder and are in every list of colour maps at once; layers that use one are drawn anew. GUI thread.
#pragma once

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace insula {

class ColourStops;
class Workbench;

class ColourMapEditor : public QDialog {
    Q_OBJECT
public:
    explicit ColourMapEditor(Workbench& workbench, QWidget* parent = nullptr);
    void startFrom(const QString& map); // by name; one of the user's is changed under its name, others give a new one
    void save();

private:
    void build();
    void showPoint();
    void chooseColour();
    void showAnew(const std::string& map);

    Workbench& m_workbench;
    ColourStops* m_stops;
    QComboBox* m_start;
    QSpinBox* m_position;
    QPushButton *m_colour, *m_add, *m_remove, *m_reverse, *m_save;
    QLineEdit* m_name;
    QCheckBox* m_use;
    QLabel* m_state;
    QString m_edited; // the user's map that is being changed; empty: a new one
    bool m_isShowing = false;
};

} // namespace insula
