#include "processing/core/AtomicFile.h"
#include "processing/core/QualityPage.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/PageView.h"

#include <QTextBlock>
#include <QTextDocumentFragment>

using namespace insula;

namespace {

QString pageWithPictures(const WindowFixture& window)
{
    RgbaPicture red{40, 20, {}};
    for (int p = 0; p < 800; ++p)
        red.pixels.insert(red.pixels.end(), {200, 0, 0, 255});
    const TracePlot plot{.title = "Course", .xLabel = "s", .traces = {{"x", "#0000ff", {1, 3, 2}}}};
    QualityPage page{.title = "sub-07", .attention = {}, .sections = {}, .sources = {}};
    page.sections.push_back({"Run", {{"Frames", "3", "of them"}}, {qualityPicture(red, "red"), qualityPicture(plot, "course")}});
    const auto file = window.file("sub-07_desc-quality_report.html");
    writeTextFile(file.toStdString(), htmlOf(page));
    return file;
}

} // namespace

class tst_PageView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void openingAPageShowsItsWordsAndPictures()
    {
        WindowFixture window;
        window.workbench().open({pageWithPictures(window)});
        auto* view = window.window().findChild<PageView*>();
        QVERIFY(view && view->isVisible());
        QVERIFY(QTest::qWaitForWindowExposed(view));
        QVERIFY(view->browser().toPlainText().contains("Quality: sub-07"));
        QVERIFY(view->browser().toPlainText().contains("Research use only, not for diagnosis"));
        const QImage seen = view->browser().viewport()->grab().toImage();
        int reds = 0, blues = 0;
        for (int y = 0; y < seen.height(); ++y)
            for (int x = 0; x < seen.width(); ++x) {
                const QColor c = seen.pixelColor(x, y);
                reds += c.red() == 200 && c.green() == 0 ? 1 : 0;
                blues += c.blue() > 200 && c.red() < 120 && c.green() < 120 ? 1 : 0;
            }
        QVERIFY2(reds >= 780 && reds <= 820, qPrintable(QString::number(reds)));
        QVERIFY2(blues > 20, qPrintable(QString::number(blues)));
        QTest::keyClick(view, Qt::Key_Escape);
        QTRY_VERIFY(!window.window().findChild<PageView*>());
    }

    void nothingIsLoadedFromOutside()
    {
        WindowFixture window;
        const auto secret = window.file("secret.png");
        QImage(8, 8, QImage::Format_RGB32).save(secret);
        const auto file = window.file("outside.html");
        writeTextFile(file.toStdString(), "<p>text <img src=\"file://" + secret.toStdString() + "\" width=\"8\" height=\"8\"></p>");
        window.workbench().open({file});
        auto* view = window.window().findChild<PageView*>();
        QVERIFY(view);
        QVERIFY(!view->browser().loadResource(QTextDocument::ImageResource, QUrl::fromLocalFile(secret)).isValid());
        QVERIFY(!view->browser().loadResource(QTextDocument::ImageResource, QUrl("data:image/png;base64,AAAA")).value<QImage>().width());
    }

    void aPageThatIsGoneIsToldInOneLine()
    {
        WindowFixture window;
        window.workbench().open({window.file("none.html")});
        QVERIFY(!window.window().findChild<PageView*>());
        auto* bar = window.window().findChild<MessageBar*>();
        QVERIFY(bar && bar->isVisible());
    }
};

INSULA_WINDOW_TEST(tst_PageView)
#include "tst_PageView.moc"
