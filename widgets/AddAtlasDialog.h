// Asks for an atlas's image and its table of names; the table is found by itself when it lies beside the image. GUI thread.
#pragma once

#include "processing/core/Atlas.h"

#include <QDialog>

class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace insula {

class AddAtlasDialog : public QDialog {
    Q_OBJECT
public:
    explicit AddAtlasDialog(QWidget* parent = nullptr);
    AtlasSource source() const;
    bool isLink() const;
    void setImage(const QString& file);

private:
    void refresh();

    QLineEdit *m_image, *m_table;
    QCheckBox* m_link;
    QLabel* m_finding;
    QDialogButtonBox* m_buttons;
};

} // namespace insula
