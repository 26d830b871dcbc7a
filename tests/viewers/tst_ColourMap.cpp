#include "processing/core/Error.h"
#include "viewers/ColourMap.h"
#include "viewers/LayerColours.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <set>
#include <string>

using namespace insula;

namespace {

int brightness(const Rgb& c)
{
    return c[0] + c[1] + c[2];
}

LayerDisplay display(double low, double high)
{
    LayerDisplay d;
    d.windowLow = low;
    d.windowHigh = high;
    return d;
}

} // namespace

class TstColourMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void greyRunsFromBlackToWhite();
    void invertedMapIsTheMapBackwards();
    void everyListedMapHasATableAndATitle();
    void orderedMapsGrowBrighter_data();
    void orderedMapsGrowBrighter();
    void unknownNameIsAUsageErrorThatNamesTheMaps();
    void partnersAreMapsOfTheOtherTemperature();
    void windowIsInScaledValues();
    void twoSidedMapsTakeTheColdPartnerBelowZero();
    void thresholdEndsAreInside();
    void belowTheThresholdIsTranslucentWhenAsked();
    void notANumberIsNeverDrawnAsOne();
    void labelsTakeTheirTablesColoursAndZeroIsTransparent();
};

void TstColourMap::greyRunsFromBlackToWhite()
{
    const ColourTable grey = colourTable("gray");
    for (std::size_t n = 0; n < 256; ++n) {
        QCOMPARE(int(grey[n][0]), int(n));
        QCOMPARE(int(grey[n][1]), int(n));
        QCOMPARE(int(grey[n][2]), int(n));
    }
}

void TstColourMap::invertedMapIsTheMapBackwards()
{
    for (const ColourMapInfo& info : colourMaps()) {
        const ColourTable forwards = colourTable(info.name), backwards = colourTable(info.name, true);
        for (std::size_t n = 0; n < 256; ++n) {
            QVERIFY2(forwards[n] == backwards[255 - n], std::string(info.name).c_str());
        }
    }
}

void TstColourMap::everyListedMapHasATableAndATitle()
{
    std::set<std::string> names;
    for (const ColourMapInfo& info : colourMaps()) {
        QVERIFY(hasColourMap(info.name));
        QVERIFY(!info.title.empty());
        QVERIFY(names.insert(std::string(info.name)).second);
        QCOMPARE(colourTable(info.name)[0] == colourTable(info.name)[255], info.name == "phase"); // a circle closes
    }
    QVERIFY(!hasColourMap("labels"));
}

void TstColourMap::orderedMapsGrowBrighter_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"gray", "bone", "viridis", "cividis", "inferno", "magma", "plasma", "batlow", "copper", "yellow", "hot", "warm", "cold", "red", "green", "blue"}) {
        QTest::newRow(name) << QString(name);
    }
}

void TstColourMap::orderedMapsGrowBrighter()
{
    QFETCH(QString, name);
    const ColourTable table = colourTable(name.toStdString());
    QVERIFY(brightness(table[255]) > brightness(table[128]));
    QVERIFY(brightness(table[128]) > brightness(table[0]));
}

void TstColourMap::unknownNameIsAUsageErrorThatNamesTheMaps()
{
    try {
        colourTable("purple");
    } catch (const Error& error) {
        QVERIFY(error.kind() == Error::Kind::Usage);
        QVERIFY(std::string(error.what()).find("viridis") != std::string::npos);
        return;
    }
    QFAIL("an unknown map was accepted");
}

void TstColourMap::partnersAreMapsOfTheOtherTemperature()
{
    QCOMPARE(std::string(coldPartner("warm")), std::string("cold"));
    QCOMPARE(std::string(coldPartner("cold")), std::string("warm"));
    for (const ColourMapInfo& info : colourMaps()) {
        QVERIFY(hasColourMap(coldPartner(info.name)));
        QVERIFY(coldPartner(info.name) != info.name);
    }
}

void TstColourMap::windowIsInScaledValues()
{
    const LayerColours colours(display(-100, 300), 2, -1000); // value = 2 stored - 1000
    QCOMPARE(int(colours.colourOfValue(-100).r), 0);
    QCOMPARE(int(colours.colourOfValue(300).r), 255);
    QVERIFY(std::abs(int(colours.colourOfValue(100).r) - 128) <= 1);
    QCOMPARE(int(colours.colourOfValue(-5000).r), 0);
    QCOMPARE(int(colours.colourOfValue(5000).r), 255);
    // A stored value of 550 is 100.
    QVERIFY(std::abs(int(colours.colourOf(static_cast<float>((550 - colours.offset()) * colours.gain())).r) - 128) <= 1);
}

void TstColourMap::twoSidedMapsTakeTheColdPartnerBelowZero()
{
    LayerDisplay d = display(2, 6);
    d.twoSided = true;
    d.colourMap = "warm";
    const LayerColours colours(d, 1, 0);
    const Rgba hot = colours.colourOfValue(6), cold = colours.colourOfValue(-6);
    QVERIFY(hot.r > hot.b);
    QVERIFY(cold.b > cold.r);
    const ColourTable warm = colourTable("warm"), blue = colourTable("cold");
    QCOMPARE(hot, (Rgba{warm[255][0], warm[255][1], warm[255][2], 255}));
    QCOMPARE(cold, (Rgba{blue[255][0], blue[255][1], blue[255][2], 255}));
    QCOMPARE(colours.colourOfValue(2), (Rgba{warm[0][0], warm[0][1], warm[0][2], 255}));
}

void TstColourMap::thresholdEndsAreInside()
{
    LayerDisplay d = display(0, 10);
    d.threshold = {.enabled = true, .low = 3, .high = 7};
    const LayerColours colours(d, 0.1, -4);
    for (const double inside : {3.0, 5.0, 7.0}) {
        QCOMPARE(int(colours.colourOfValue(inside).a), 255);
    }
    for (const double outside : {2.99, 7.01, -5.0, 0.0}) {
        QCOMPARE(int(colours.colourOfValue(outside).a), 0);
    }
}

void TstColourMap::belowTheThresholdIsTranslucentWhenAsked()
{
    LayerDisplay d = display(0, 10);
    d.twoSided = true;
    d.opacity = 0.8;
    d.threshold = {.enabled = true, .low = 5, .high = 20, .outsideOpacity = 0.25};
    const LayerColours colours(d, 1, 0);
    QCOMPARE(int(colours.colourOfValue(6).a), 204);
    QCOMPARE(int(colours.colourOfValue(-6).a), 204);
    QCOMPARE(int(colours.colourOfValue(3).a), 51);
    QCOMPARE(int(colours.colourOfValue(-3).a), 51);
}

void TstColourMap::notANumberIsNeverDrawnAsOne()
{
    const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
    const LayerColours bottom(display(0, 1), 1, 0, true), overlay(display(0, 1), 1, 0, false);
    QCOMPARE(bottom.colourOf(nan), NotFiniteColour);
    QCOMPARE(int(overlay.colourOf(nan).a), 0);
    for (const LayerColours* colours : {&bottom, &overlay}) {
        QCOMPARE(colours->colourOf(infinity), NotFiniteColour);
        QCOMPARE(colours->colourOf(-infinity), NotFiniteColour);
    }
    for (const ColourMapInfo& info : colourMaps()) {
        for (const Rgb& c : colourTable(info.name)) {
            QVERIFY2(c != (Rgb{NotFiniteColour.r, NotFiniteColour.g, NotFiniteColour.b}), std::string(info.name).c_str());
        }
    }
}

void TstColourMap::labelsTakeTheirTablesColoursAndZeroIsTransparent()
{
    const LabelTable table{{17, {"Left hippocampus", {220, 216, 20, 255}}}, {5, {"hidden", {1, 2, 3, 0}}}};
    LabelColours colours(table, 0.5);
    QCOMPARE(colours.colourOf(17), (Rgba{220, 216, 20, 128}));
    QCOMPARE(int(colours.colourOf(0).a), 0);
    QCOMPARE(int(colours.colourOf(5).a), 0);
    const Rgba other = colours.colourOf(4242);
    QCOMPARE(int(other.a), 128);
    QVERIFY(colours.colourOf(17) != other);
    QCOMPARE(colours.colourOf(4242), other);
}

QTEST_GUILESS_MAIN(TstColourMap)
#include "tst_ColourMap.moc"
