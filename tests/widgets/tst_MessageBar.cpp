// The bar of messages: what closes by itself, what waits, and where the keyboard is.
#include "widgets/MessageBar.h"

#include <QApplication>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>

using namespace insula;

namespace {

struct Window : QWidget {
    Window()
    {
        auto* column = new QVBoxLayout(this);
        column->addWidget(bar = new MessageBar);
        column->addWidget(line = new QLineEdit);
        show();
        activateWindow();
        line->setFocus();
        if (!QTest::qWaitForWindowActive(this))
            qWarning("the window is not active");
    }
    QToolButton* button(const QString& text) const
    {
        for (auto* each : bar->findChildren<QToolButton*>())
            if (each->text() == text)
                return each;
        return nullptr;
    }
    MessageBar* bar;
    QLineEdit* line;
};

using Tone = MessageBar::Tone;

} // namespace

class tst_MessageBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void informationClosesByItselfAndOthersStay()
    {
        Window told, warned, failed, detailed;
        QCursor::setPos(told.mapToGlobal(QPoint(0, 2000))); // on none of them
        told.bar->showMessage(Tone::Information, "copied");
        warned.bar->showMessage(Tone::Warning, "look out");
        failed.bar->showMessage(Tone::Error, "it failed");
        detailed.bar->showMessage(Tone::Information, "done", "all of it");
        detailed.button("Details")->click();
        const int wait = MessageBar::readingMs("copied");
        QVERIFY(wait >= 4000 && wait < 10000);
        QVERIFY(MessageBar::readingMs(QString(150, 'x')) > wait);
        QTest::qWait(wait / 2);
        QVERIFY(told.bar->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!told.bar->isVisible(), wait);
        QVERIFY(warned.bar->isVisible() && failed.bar->isVisible() && detailed.bar->isVisible());
    }

    void lesserNewsWaitForWorseOnesToBeClosed()
    {
        Window f;
        f.bar->showMessage(Tone::Error, "it failed");
        f.bar->showMessage(Tone::Information, "copied");
        QCOMPARE(f.bar->text(), QString("it failed"));
        f.bar->showMessage(Tone::Error, "it failed again");
        QCOMPARE(f.bar->text(), QString("it failed again"));
        f.button("Close")->click();
        QVERIFY(f.bar->isVisible());
        QCOMPARE(f.bar->text(), QString("copied"));
        f.bar->showMessage(Tone::Warning, "look out");
        QCOMPARE(f.bar->text(), QString("look out"));
        f.button("Close")->click();
        QVERIFY(!f.bar->isVisible());
    }

    void theKeyboardStaysWhereItIs()
    {
        Window f;
        QTRY_VERIFY(f.line->hasFocus());
        f.bar->showMessage(Tone::Error, "it failed", "because");
        QTest::keyClicks(QApplication::focusWidget(), "typed on");
        QCOMPARE(f.line->text(), QString("typed on"));
        f.button("Close")->setFocus(); // by Tab
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(!f.bar->isVisible());
        QVERIFY(f.line->hasFocus());
    }
};

QTEST_MAIN(tst_MessageBar)
#include "tst_MessageBar.moc"
