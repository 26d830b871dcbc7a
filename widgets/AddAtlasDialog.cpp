#include "widgets/AddAtlasDialog.h"

#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "widgets/Settings.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace insula {
namespace {

QWidget* withBrowse(QLineEdit* edit, const QString& title, const QString& filter, const char* name)
{
    auto* row = new QWidget;
    auto* browse = new QPushButton(AddAtlasDialog::tr("Browse..."));
    browse->setObjectName(QLatin1String(name));
    browse->setAccessibleName(title);
    browse->setAutoDefault(false);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(edit, 1);
    line->addWidget(browse);
    QObject::connect(browse, &QPushButton::clicked, edit, [edit, title, filter] {
        const auto file = QFileDialog::getOpenFileName(edit, title, setting(Setting::LastFolder).toString(), filter);
        if (!file.isEmpty())
            edit->setText(file);
    });
    return row;
}

} // namespace

AddAtlasDialog::AddAtlasDialog(QWidget* parent) :
    QDialog(parent), m_image(new QLineEdit), m_table(new QLineEdit), m_link(new QCheckBox(tr("Link to the image instead of copying it"))),
    m_finding(new QLabel), m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("Add an atlas"));
    m_image->setObjectName(QStringLiteral("atlasImage"));
    m_image->setAccessibleName(tr("Image of the atlas"));
    m_table->setObjectName(QStringLiteral("atlasTable"));
    m_table->setAccessibleName(tr("Table of names"));
    m_table->setPlaceholderText(tr("none: regions are numbers"));
    m_link->setObjectName(QStringLiteral("atlasLink"));
    m_finding->setWordWrap(true);
    m_finding->setMinimumHeight(3 * fontMetrics().height());
    m_finding->setAlignment(Qt::AlignTop);
    auto* form = new QFormLayout(this);
    form->addRow(tr("Image:"),
        withBrowse(
            m_image, tr("Image of the atlas"), tr("Label maps and probability maps (*.nii *.nii.gz);;All files (*)"), "atlasImageBrowse"));
    form->addRow(tr("Names:"),
        withBrowse(m_table, tr("Table of names"), tr("Tables (*.txt *.tsv *.csv *.xml *.lut *.label *.ctbl *.json *.jsn);;All files (*)"),
            "atlasTableBrowse"));
    form->addRow({}, m_link);
    form->addRow({}, m_finding);
    form->addRow(m_buttons);
    connect(m_image, &QLineEdit::textChanged, this, [this](const QString& file) { setImage(file); });
    connect(m_table, &QLineEdit::textChanged, this, &AddAtlasDialog::refresh);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(560, sizeHint().height());
    refresh();
}

AtlasSource AddAtlasDialog::source() const
{
    return {{}, m_image->text().toStdString(), m_table->text().toStdString()};
}

bool AddAtlasDialog::isLink() const
{
    return m_link->isChecked();
}

void AddAtlasDialog::setImage(const QString& file)
{
    if (m_image->text() != file)
        m_image->setText(file); // comes back here
    else if (const auto table = QFileInfo(file).isFile() ? labelFileBeside(file.toStdString()) : std::nullopt)
        m_table->setText(QString::fromStdString(table->string()));
    refresh();
}

void AddAtlasDialog::refresh()
{
    bool isUsable = false;
    try {
        if (m_image->text().isEmpty())
            m_finding->setText(tr("Choose the atlas's image. What may be copied is for you to know: licences differ."));
        else {
            const auto image = readNiftiDescription(m_image->text().toStdString());
            const auto names = m_table->text().isEmpty() ? std::size_t{0} : readLabelFile(m_table->text().toStdString()).size();
            const auto space = QString::fromStdString(spaceOf(image, m_image->text().toStdString(), true));
            const auto kind = image.frames > 1 ? tr("%1 probability maps").arg(image.frames) : tr("a label map");
            m_finding->setText(tr("%1, %2 names, space: %3").arg(kind).arg(names).arg(space.isEmpty() ? tr("not said") : space));
            isUsable = true;
        }
    } catch (const Error& error) {
        m_finding->setText(QString::fromStdString(error.what()));
    }
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(isUsable);
}

} // namespace insula
