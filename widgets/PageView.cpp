#include "widgets/PageView.h"

#include "processing/core/Error.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QPushButton>
#include <QSvgRenderer>
#include <QUrl>
#include <QVBoxLayout>

namespace insula {
namespace {

constexpr qint64 MostBytes = 64 << 20;
constexpr int DotsPerPixel = 2; // of drawings with lines, so that they are sharp on fine screens

// Pictures come from the page itself and from nowhere else.
class InsideBrowser : public QTextBrowser {
public:
    using QTextBrowser::QTextBrowser;
    QVariant loadResource(int type, const QUrl& address) override
    {
        const auto text = address.toString(QUrl::FullyEncoded);
        const auto comma = text.indexOf(QLatin1Char(','));
        if (type != QTextDocument::ImageResource || !text.startsWith(QLatin1String("data:image/")) || comma < 0)
            return {};
        const auto bytes = QByteArray::fromBase64(QUrl::fromPercentEncoding(text.mid(comma + 1).toLatin1()).toLatin1());
        if (!text.startsWith(QLatin1String("data:image/svg+xml")))
            return QImage::fromData(bytes);
        QSvgRenderer drawing(bytes);
        if (!drawing.isValid())
            return {};
        QImage picture(drawing.defaultSize() * DotsPerPixel, QImage::Format_RGB32);
        picture.fill(Qt::white);
        QPainter painter(&picture);
        drawing.render(&painter);
        painter.end();
        picture.setDevicePixelRatio(DotsPerPixel);
        return picture;
    }
};

QString contentOf(const QString& name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        throw Error("cannot read '" + name.toStdString() + "': " + file.errorString().toStdString());
    if (file.size() > MostBytes)
        throw Error("'" + name.toStdString() + "' is larger than any page of this program; open it in a browser");
    return QString::fromUtf8(file.readAll());
}

} // namespace

PageView::PageView(const std::filesystem::path& file, QWidget* parent) :
    QDialog(parent), m_file(QString::fromStdString(file.string())), m_browser(new InsideBrowser(this))
{
    const auto content = contentOf(m_file);
    setObjectName(QStringLiteral("pageView"));
    setWindowTitle(QFileInfo(m_file).fileName());
    m_browser->setObjectName(QStringLiteral("page"));
    m_browser->setAccessibleName(windowTitle());
    m_browser->setOpenLinks(false);
    // The page is dark on white in every theme, as it is in the browser.
    auto colours = m_browser->palette();
    colours.setColor(QPalette::Base, Qt::white);
    colours.setColor(QPalette::Text, QColor(0x1c, 0x1c, 0x1c));
    m_browser->setPalette(colours);
    m_browser->setHtml(content);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* outside = buttons->addButton(tr("Open in browser"), QDialogButtonBox::ActionRole);
    outside->setObjectName(QStringLiteral("openInBrowser"));
    connect(outside, &QPushButton::clicked, this, &PageView::openInBrowser);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_browser, 1);
    column->addWidget(buttons);
    resize(1060, 860);
}

void PageView::openInBrowser()
{
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(m_file)))
        setWindowTitle(tr("No browser was found; the page is %1").arg(m_file));
}

} // namespace insula
