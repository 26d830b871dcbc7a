// The window in other languages: they load, every command of the menus has its text, and nothing that a text holds a place for is lost.
#include "tests/core/Messages.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/Translations.h"
#include "widgets/WindowMenus.h"

#include <QAction>
#include <QFile>
#include <QMenuBar>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <map>
#include <set>

using namespace insula;

namespace {

struct Text {
    QString context, source;
    QStringList forms; // more than one for numbers of things; empty: not translated
};

std::vector<Text> textsOf(const QString& language)
{
    QFile file(qEnvironmentVariable("INSULA_SOURCE_DIR") + "/resources/translations/insula_" + language + ".ts");
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no translation");
    QXmlStreamReader xml(&file);
    std::vector<Text> texts;
    QString context;
    bool isFinished = false;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("source"))
            texts.push_back({context, xml.readElementText(), {}});
        else if (xml.name() == QLatin1String("translation")) {
            isFinished = xml.attributes().value("type").isEmpty();
            QString text;
            while (!(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == QLatin1String("translation"))) {
                if (xml.isCharacters())
                    text += xml.text();
                else if (xml.isStartElement() && isFinished)
                    texts.back().forms << xml.readElementText();
            }
            if (isFinished && texts.back().forms.isEmpty())
                texts.back().forms << text;
        }
    }
    if (xml.hasError())
        qFatal("the translation is no XML");
    return texts;
}

std::multiset<QString> placesIn(const QString& text)
{
    std::multiset<QString> places;
    static const QRegularExpression place(QStringLiteral("%(?:[1-9]|n)"));
    for (auto each = place.globalMatch(text); each.hasNext();)
        places.insert(each.next().captured());
    return places;
}

} // namespace

class tst_Translations : public QObject {
    Q_OBJECT

private:
    static void addLanguages()
    {
        QTest::addColumn<QString>("language");
        for (const auto& each : {"de", "fr", "zh"})
            QTest::newRow(each) << QString(each);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("INSULA_RESOURCES", (qEnvironmentVariable("INSULA_SOURCE_DIR") + "/resources").toLocal8Bit());
        if (languages().size() < 2)
            QSKIP("built without Qt's linguist tools");
    }
    void cleanup() { setLanguage("en"); }

    void theLanguagesAreThere()
    {
        for (const auto& each : {"de", "en", "fr", "zh"})
            QVERIFY2(languages().contains(each), each);
        QCOMPARE(nativeName("de"), QString("Deutsch"));
        QVERIFY(test::contains(test::messageOf([] { setLanguage("tlh"); }), "there is no language 'tlh'"));
    }

    void theWindowSpeaksIt_data() { addLanguages(); }
    void theWindowSpeaksIt()
    {
        QFETCH(QString, language);
        setLanguage(language);
        WindowFixture f;
        const std::map<QString, QString> file{
            {"de", "&Datei"}, {"fr", "&Fichier"}, {"zh", QString::fromUtf8("\xe6\x96\x87\xe4\xbb\xb6(&F)")}};
        const auto titles = f.window().menuBar()->actions();
        QCOMPARE(titles.first()->text(), file.at(language));
        std::set<QString> seen; // a menu that two features ask for is one menu
        for (const auto* each : titles)
            QVERIFY2(seen.insert(each->text()).second, qPrintable(each->text()));
    }

    void everyCommandHasItsText_data() { addLanguages(); }
    void everyCommandHasItsText()
    {
        QFETCH(QString, language);
        std::map<QString, bool> translated;
        for (const auto& text : textsOf(language))
            translated[text.source] = translated[text.source] || !text.forms.isEmpty();
        WindowFixture f; // in English
        QStringList missing;
        QStringList names;
        for (const auto* each : f.window().menuBar()->actions())
            names << each->text();
        for (const auto* each : f.window().findChild<WindowMenus*>()->actions())
            if (!each->objectName().startsWith("language_") && !each->objectName().startsWith("preset-")
                && each->data().typeId() != QMetaType::QString) // their own names; undo
                names << each->text();
        for (const auto& name : names)
            if (!translated[name])
                missing << name;
        QVERIFY2(missing.isEmpty(), qPrintable("run packaging/translations, then translate: " + missing.join(" | ")));
        QVERIFY(names.size() > 40);
    }

    void whatTextsHoldPlacesForIsKept_data() { addLanguages(); }
    void whatTextsHoldPlacesForIsKept()
    {
        QFETCH(QString, language);
        int count = 0;
        for (const auto& text : textsOf(language))
            for (const auto& form : text.forms) {
                ++count;
                QVERIFY2(!form.isEmpty(), qPrintable(text.source));
                QVERIFY2(placesIn(form) == placesIn(text.source), qPrintable(text.source + " -> " + form));
            }
        QVERIFY(count > 300);
    }

    void oneThingAndManyAreToldApart()
    {
        setLanguage("en");
        QCOMPARE(QCoreApplication::translate("insula::ClustersPanel", "%n cluster(s)", nullptr, 1), QString("1 cluster"));
        QCOMPARE(QCoreApplication::translate("insula::ClustersPanel", "%n cluster(s)", nullptr, 2), QString("2 clusters"));
        setLanguage("fr");
        QCOMPARE(QCoreApplication::translate("insula::AtlasesPanel", "%n region(s)", nullptr, 5), QString::fromUtf8("5 r\xc3\xa9gions"));
    }
};

INSULA_WINDOW_TEST(tst_Translations)
#include "tst_Translations.moc"
