// The courses of a plot as a list: shown or not, colour, name (a double click or F2 edits it), value, and a button to remove each but the
// first. GUI thread.
#pragma once

#include "widgets/RunCourses.h"

#include <QTreeWidget>

#include <vector>

class QAction;

namespace insula {

class CourseList : public QTreeWidget {
    Q_OBJECT
public:
    explicit CourseList(QWidget* parent = nullptr);
    void setCourses(const std::vector<Course>& courses, const QString& aboutFirst);
    void setValues(const QStringList& values, const QString& heading); // one a course

Q_SIGNALS:
    void edited(int course, const QString& name, bool isShown);
    void colourChosen(int course, const QColor& colour);
    void removeRequested(int course);

private:
    QAction* command(const QString& text);
    void chooseColour();
    void addRow();
    int current() const;

    std::vector<QColor> m_colours;
    bool m_isShowing = false;
};

} // namespace insula
