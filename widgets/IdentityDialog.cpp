#include "widgets/IdentityDialog.h"

#include "widgets/DicomListing.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace insula {
namespace {

QString textOf(const nlohmann::json& json, const char* key)
{
    return QString::fromStdString(json.value(key, std::string()));
}

} // namespace

IdentityDialog::IdentityDialog(const QString& program, const QString& source, QWidget* parent) :
    QDialog(parent), m_what(new QLabel(tr("Reading the headers..."))), m_list(new QTreeWidget)
{
    setObjectName(QStringLiteral("identityDialog"));
    setWindowTitle(tr("What is removed"));
    m_what->setWordWrap(true);
    m_what->setObjectName(QStringLiteral("identitySummary"));
    m_list->setObjectName(QStringLiteral("identityList"));
    m_list->setAccessibleName(tr("Attributes that identify"));
    m_list->setHeaderLabels({tr("Attribute"), tr("In the files"), tr("Afterwards"), tr("Tag")});
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->setUniformRowHeights(true);
    m_list->setSortingEnabled(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_what);
    column->addWidget(m_list, 1);
    column->addWidget(buttons);
    resize(820, 480);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* listing = new DicomListing(program,
        {QStringLiteral("dicom"), QStringLiteral("deidentify"), source, QStringLiteral("--preview"), QStringLiteral("--json")}, this);
    connect(listing, &DicomListing::listed, this, &IdentityDialog::show);
    connect(listing, &DicomListing::failed, m_what, &QLabel::setText);
}

void IdentityDialog::show(const nlohmann::json& report)
{
    // What another program said is taken with care.
    try {
        for (const auto& attribute : report.at("attributes")) {
            QStringList values;
            for (const auto& value : attribute.at("values"))
                values.append(QString::fromStdString(value.get<std::string>()));
            const auto action = textOf(attribute, "action"), becomes = textOf(attribute, "becomes");
            auto* item = new QTreeWidgetItem(m_list);
            item->setText(0, textOf(attribute, "name"));
            item->setText(1, values.isEmpty() ? tr("(empty)") : values.join(QStringLiteral(" | ")));
            item->setText(2,
                action == QLatin1String("X")       ? tr("removed")
                    : action == QLatin1String("U") ? tr("a new identifier")
                    : becomes.isEmpty()            ? tr("emptied")
                                                   : becomes);
            item->setText(3, textOf(attribute, "tag"));
            item->setToolTip(1, item->text(1));
        }
        auto text = tr("The DICOM confidentiality profile (PS3.15, basic) takes these attributes from %n file(s).", nullptr,
            report.at("files").get<int>());
        text
            += QLatin1Char(' ') + tr("Side-cars of images never hold them; 'insula-cli dicom deidentify' makes DICOM copies without them.");
        text += QLatin1Char(' ') + tr("%n private attribute(s) are removed, too.", nullptr, report.at("private").get<int>());
        for (const auto& warning : report.at("warnings"))
            text += QLatin1Char('\n') + QString::fromStdString(warning.get<std::string>());
        m_what->setText(text);
    } catch (const nlohmann::json::exception&) {
        m_what->setText(tr("The reader gave no sensible answer."));
    }
    for (const int column : {0, 2, 3})
        m_list->resizeColumnToContents(column);
    m_list->setColumnWidth(1, 280);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->setFocus();
}

} // namespace insula
