// The volumes that a segmenting step measured: a table to sort, left against right as a plot, and the way to a structure's place. GUI
// thread.
#pragma once

#include "processing/core/LabelTable.h"
#include "widgets/VolumesPlot.h"

#include <QString>
#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QSplitter;
class QTableWidget;

namespace insula {

class VolumesPanel : public QWidget {
    Q_OBJECT
public:
    explicit VolumesPanel(QWidget* parent = nullptr);
    // Throws Error when the file is no table of volumes; then what was shown stays.
    void showTable(const QString& file);
    // Of the label map that is shown; numbers that it does not have keep the colours that they have by themselves.
    void setColours(const LabelTable& table);
    QString tsv() const; // as shown
    QSize sizeHint() const override;

Q_SIGNALS:
    void structureChosen(qint64 label, const QString& name);
    void informed(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QColor colourOf(std::int64_t label) const;
    void fill();
    void choose(int structure, int column);
    void save();

    std::vector<StructureVolumes> m_structures;
    LabelTable m_colours;
    QString m_file;
    QLabel* m_title;
    QLabel* m_empty;
    QSplitter* m_split;
    QTableWidget* m_table;
    VolumesPlot* m_plot;
    QScrollArea* m_plotArea;
    QPushButton *m_copy, *m_save;
};

} // namespace insula
