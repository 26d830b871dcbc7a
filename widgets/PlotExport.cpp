#include "widgets/PlotExport.h"

#include "processing/core/Error.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QMenu>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <memory>

namespace insula {
namespace {

constexpr double DotsPerPoint = 2; // of a PNG
constexpr int ScreenDpi = 96;

// Dark on white as long as it lives.
class OnPaper {
public:
    explicit OnPaper(QWidget& plot) : m_plot(plot), m_palette(plot.palette()), m_wasSet(plot.testAttribute(Qt::WA_SetPalette))
    {
        QPalette paper;
        paper.setColor(QPalette::Base, Qt::white);
        paper.setColor(QPalette::Window, Qt::white);
        paper.setColor(QPalette::AlternateBase, QColor(238, 238, 238));
        paper.setColor(QPalette::Text, Qt::black);
        paper.setColor(QPalette::WindowText, Qt::black);
        paper.setColor(QPalette::Mid, QColor(150, 150, 150));
        paper.setColor(QPalette::Highlight, m_palette.color(QPalette::Highlight));
        plot.setPalette(paper);
        plot.setProperty("onPaper", true);
    }
    ~OnPaper()
    {
        m_plot.setProperty("onPaper", QVariant());
        m_plot.setPalette(m_wasSet ? m_palette : QPalette());
    }
    OnPaper(const OnPaper&) = delete;
    OnPaper& operator=(const OnPaper&) = delete;

private:
    QWidget& m_plot;
    QPalette m_palette;
    bool m_wasSet;
};

void paint(QWidget& plot, QPaintDevice& device)
{
    QPainter painter(&device);
    plot.render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
}

QImage picture(QWidget& plot)
{
    QImage image(plot.size() * DotsPerPoint, QImage::Format_RGB32);
    image.setDevicePixelRatio(DotsPerPoint);
    image.fill(Qt::white);
    paint(plot, image);
    return image;
}

} // namespace

void savePlot(QWidget& plot, const QString& file)
{
    const OnPaper colours(plot);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (file.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator svg;
        svg.setOutputDevice(&buffer);
        svg.setSize(plot.size());
        svg.setViewBox(plot.rect());
        svg.setTitle(plot.accessibleName());
        svg.setDescription(QStringLiteral("Made with Insula"));
        paint(plot, svg);
    } else if (file.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive)) {
        QPdfWriter pdf(&buffer);
        pdf.setResolution(ScreenDpi);
        pdf.setPageSize(QPageSize(QSizeF(plot.size()) * 72.0 / ScreenDpi, QPageSize::Point));
        pdf.setPageMargins(QMarginsF());
        pdf.setTitle(plot.accessibleName());
        pdf.setCreator(QStringLiteral("Insula"));
        paint(plot, pdf);
    } else if (file.endsWith(QStringLiteral(".png"), Qt::CaseInsensitive)) {
        picture(plot).save(&buffer, "PNG");
    } else {
        throw Error("a plot is saved as .svg, .pdf or .png; let the name end with one of them");
    }
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        throw Error("cannot write '" + file.toStdString() + "': " + out.errorString().toStdString() + "; choose another folder");
}

void askAndSavePlot(QWidget& plot, const QString& name)
{
    QString kind;
    auto file = QFileDialog::getSaveFileName(plot.window(), QObject::tr("Save the plot"), name + QStringLiteral(".svg"),
        QObject::tr("Vector picture (*.svg);;PDF (*.pdf);;Picture (*.png)"), &kind);
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += kind.contains(QStringLiteral("*.pdf")) ? QStringLiteral(".pdf")
            : kind.contains(QStringLiteral("*.png"))   ? QStringLiteral(".png")
                                                       : QStringLiteral(".svg");
    savePlot(plot, file);
}

void copyPlot(QWidget& plot)
{
    const OnPaper colours(plot);
    QApplication::clipboard()->setImage(picture(plot));
}

void addPlotMenu(QWidget& plot, const QString& name, std::function<void(QMenu&)> more)
{
    plot.setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(&plot, &QWidget::customContextMenuRequested, &plot, [&plot, name, more = std::move(more)](const QPoint& at) {
        QMenu menu(&plot);
        menu.setObjectName(QStringLiteral("plotMenu"));
        if (more) {
            more(menu);
            menu.addSeparator();
        }
        menu.addAction(QObject::tr("Save plot..."), &plot, [&plot, name] { askAndSavePlot(plot, name); })
            ->setObjectName(QStringLiteral("savePlot"));
        menu.addAction(QObject::tr("Copy picture"), &plot, [&plot] { copyPlot(plot); })->setObjectName(QStringLiteral("copyPlot"));
        menu.exec(plot.mapToGlobal(at));
    });
}

} // namespace insula
