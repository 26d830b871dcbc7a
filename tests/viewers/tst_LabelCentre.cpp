#include "tests/viewers/Phantom.h"
#include "viewers/LabelCentre.h"

#include <QtTest>

#include <cmath>

using namespace insula;

class TstLabelCentre : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTheCentreOfMassOnAnObliqueGrid()
    {
        const Grid grid = phantom::obliqueLeftHanded();
        const World c{8, -10, 22};
        const auto labels = phantom::filled<std::uint8_t>(
            grid, [c](const World& w, std::int64_t) { return std::hypot(w.x - c.x, w.y - c.y, w.z - c.z) < 9 ? 53.0 : 17.0; },
            Kind::Labels);
        const auto found = centreOfLabel(*labels, 53);
        QVERIFY(found);
        QVERIFY2(std::hypot(found->x - c.x, found->y - c.y, found->z - c.z) < 0.5, qPrintable(QString::number(found->x)));
    }

    void ofARingItIsAPointOfTheRing()
    {
        const auto ring = [](const World& w) { return std::abs(std::hypot(w.x, w.y) - 10) < 1.5 && std::abs(w.z) < 1.5 && w.x > -8; };
        const auto labels = phantom::filled<std::int16_t>(
            phantom::cube(15), [ring](const World& w, std::int64_t) { return ring(w) ? 4.0 : 0.0; }, Kind::Labels);
        const auto found = centreOfLabel(*labels, 4);
        QVERIFY(found && ring(*found));
    }

    void ofALabelThatIsNotThereThereIsNone()
    {
        const auto labels = phantom::filled<float>(
            phantom::cube(3), [](const World&, std::int64_t) { return 2.0; }, Kind::Labels);
        QVERIFY(!centreOfLabel(*labels, 3));
        QVERIFY(centreOfLabel(*labels, 2));
    }
};

QTEST_GUILESS_MAIN(TstLabelCentre)
#include "tst_LabelCentre.moc"
