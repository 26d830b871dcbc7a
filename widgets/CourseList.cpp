#include "widgets/CourseList.h"

#include <QAction>
#include <QColorDialog>
#include <QHeaderView>
#include <QToolButton>

namespace insula {
namespace {

enum Column { Name, Value, Remove };

QPixmap swatch(const QColor& colour)
{
    QPixmap picture(10, 10);
    picture.fill(colour);
    return picture;
}

} // namespace

CourseList::CourseList(QWidget* parent) : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("courseList"));
    setAccessibleName(tr("Courses"));
    setHeaderLabels({tr("Course"), tr("Value"), QString()});
    setRootIsDecorated(false);
    setIndentation(0);
    setMinimumWidth(150);
    setEditTriggers(DoubleClicked | EditKeyPressed);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    header()->setMinimumSectionSize(20);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    header()->setSectionResizeMode(Value, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(Remove, QHeaderView::Fixed);
    header()->resizeSection(Remove, 26);
    connect(command(tr("Rename")), &QAction::triggered, this, [this] {
        if (currentItem())
            editItem(currentItem(), Name);
    });
    connect(command(tr("Colour...")), &QAction::triggered, this, &CourseList::chooseColour);
    auto* away = command(tr("Remove"));
    away->setShortcut(QKeySequence::Delete);
    away->setShortcutContext(Qt::WidgetShortcut);
    connect(away, &QAction::triggered, this, [this] { Q_EMIT removeRequested(current()); });
    connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) {
        if (!m_isShowing)
            Q_EMIT edited(indexOfTopLevelItem(item), item->text(Name).trimmed(), item->checkState(Name) == Qt::Checked);
    });
}

QAction* CourseList::command(const QString& text)
{
    auto* made = new QAction(text, this);
    addAction(made);
    return made;
}

int CourseList::current() const
{
    return currentItem() ? indexOfTopLevelItem(currentItem()) : 0;
}

void CourseList::chooseColour()
{
    const int n = current();
    const auto chosen = QColorDialog::getColor(m_colours[static_cast<std::size_t>(n)], this);
    if (chosen.isValid())
        Q_EMIT colourChosen(n, chosen);
}

void CourseList::addRow()
{
    auto* item = new QTreeWidgetItem(this);
    item->setTextAlignment(Value, Qt::AlignRight | Qt::AlignVCenter);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsEditable);
    const int n = topLevelItemCount() - 1;
    if (n == 0)
        return;
    auto* away = new QToolButton;
    away->setText(QStringLiteral("x"));
    away->setToolTip(tr("Remove this course"));
    away->setAccessibleName(away->toolTip());
    away->setObjectName(QStringLiteral("removeCourse"));
    away->setAutoRaise(true);
    connect(
        away, &QToolButton::clicked, this, [this, n] { Q_EMIT removeRequested(n); }, Qt::QueuedConnection); // it goes with its row
    setItemWidget(item, Remove, away);
}

void CourseList::setCourses(const std::vector<Course>& courses, const QString& aboutFirst)
{
    m_isShowing = true;
    const int rows = static_cast<int>(courses.size());
    while (topLevelItemCount() > rows)
        delete takeTopLevelItem(topLevelItemCount() - 1);
    while (topLevelItemCount() < rows)
        addRow();
    m_colours.clear();
    for (int n = 0; n < rows; ++n) {
        const auto& course = courses[static_cast<std::size_t>(n)];
        m_colours.push_back(course.colour.isValid() ? course.colour : palette().text().color());
        auto* item = topLevelItem(n);
        item->setText(Name, course.name);
        item->setToolTip(Name, n == 0 ? aboutFirst : course.name);
        item->setIcon(Name, swatch(m_colours.back()));
        item->setCheckState(Name, course.isShown ? Qt::Checked : Qt::Unchecked);
    }
    m_isShowing = false;
}

void CourseList::setValues(const QStringList& values, const QString& heading)
{
    m_isShowing = true;
    for (int n = 0; n < topLevelItemCount() && n < values.size(); ++n)
        topLevelItem(n)->setText(Value, values[n]);
    headerItem()->setText(Value, heading);
    m_isShowing = false;
}

} // namespace insula
