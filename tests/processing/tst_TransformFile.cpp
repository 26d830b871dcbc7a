#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/steps/TransformFile.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

Affine read(const std::string& text)
{
    const ScratchFolder folder;
    writeTextFile(folder.path() / "x.txt", text);
    return readTransform(folder.path() / "x.txt");
}

std::string written(const std::string& kind, const std::string& parameters, const std::string& centre = "0 0 0")
{
    return "#Insight Transform File V1.0\n#Transform 0\nTransform: " + kind + "_double_3_3\nParameters: " + parameters
        + "\nFixedParameters: " + centre + "\n";
}

bool isAt(const World& a, const World& b)
{
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z) < 1e-9;
}

} // namespace

class TestTransformFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenIsReadAgain()
    {
        const Affine affine = phantom::obliqueLeftHanded();
        const Affine again = read(transformText(affine));
        for (int r = 0; r < 3; ++r)
            for (int c = 0; c < 4; ++c)
                QVERIFY(std::abs(affine(r, c) - again(r, c)) < 1e-12);
    }

    // 5 mm to the right and 3 up are -5 and 3 in the file.
    void theFileIsInLps()
    {
        Affine shift;
        shift(0, 3) = 5;
        shift(2, 3) = 3;
        QVERIFY(transformText(shift).find("Parameters: 1 0 0 0 1 0 0 0 1 -5 0 3") != std::string::npos);
        QVERIFY(isAt(read(written("TranslationTransform", "-5 0 3")).toWorld({1, 2, 3}), {6, 2, 6}));
    }

    void rotationsTurnAboutTheirCentre()
    {
        // A quarter turn about the vertical through LPS (10, 20, 0): RAS (-10, -20). The LPS point (11, 20, 0) goes to (10, 21, 0).
        const Affine turn = read(written("Euler3DTransform", "0 0 1.5707963267948966 0 0 0", "10 20 0 0"));
        QVERIFY(isAt(turn.toWorld({-11, -20, 7}), {-10, -21, 7}));
        const Affine versor = read(written("VersorRigid3DTransform", "0 0 0.7071067811865476 0 0 0", "10 20 0"));
        QVERIFY(isAt(versor.toWorld({-11, -20, 7}), {-10, -21, 7}));
        const Affine grown = read(written("Similarity3DTransform", "0 0 0.7071067811865476 0 0 0 2", "10 20 0"));
        QVERIFY(isAt(grown.toWorld({-11, -20, 7}), {-10, -22, 14}));
    }

    void otherFilesAreRefused()
    {
        for (const std::string& text : {std::string("1 0 0 0\n"), std::string(), written("BSplineTransform", "1 2 3"),
                 written("AffineTransform", "1 2 3"), written("AffineTransform", "0 0 0 0 0 0 0 0 0 1 2 3"),
                 written("AffineTransform", "1 0 0 0 1 0 0 0 1 0 0 0") + written("AffineTransform", "1 0 0 0 1 0 0 0 1 0 0 0")})
            QVERIFY_EXCEPTION_THROWN(read(text), Error);
        QVERIFY_EXCEPTION_THROWN(readTransform("/nowhere.txt"), Error);
    }
};

QTEST_APPLESS_MAIN(TestTransformFile)
#include "tst_TransformFile.moc"
