#include "processing/core/Error.h"
#include "processing/core/LinearModel.h"

#include <QtTest>

#include <cmath>
#include <numeric>
#include <random>

using namespace insula;

namespace {

// 60 frames: y = 100 + 3 block + 2 sin(0.7 t) + cos(0.11 t^2) + 0.02 t; X = block, sin(0.05 t^2), 1; block: odd tens of frames.
Columns design()
{
    Columns columns(3, std::vector<double>(60, 1));
    for (int t = 0; t < 60; ++t) {
        columns[0][static_cast<std::size_t>(t)] = t / 10 % 2;
        columns[1][static_cast<std::size_t>(t)] = std::sin(0.05 * t * t);
    }
    return columns;
}

std::vector<double> course()
{
    std::vector<double> y;
    for (int t = 0; t < 60; ++t)
        y.push_back(100 + 3 * (t / 10 % 2) + 2 * std::sin(0.7 * t) + std::cos(0.11 * t * t) + 0.02 * t);
    return y;
}

const std::vector<std::string> Names{"block", "wave", "constant"};

} // namespace

class TestLinearModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // numpy: W = 1 - r shift, W[0, 0] = sqrt(1 - r^2); lstsq(W X, W y); c (X'W'W X)^-1 c' of c = (1, -0.5, 0)
    void weightsAndVariancesAreThoseOfTheFormula_data()
    {
        QTest::addColumn<double>("r");
        QTest::addColumn<QList<double>>("truth"); // weights, noise variance, contrast variance, t
        QTest::newRow("ordinary") << 0.0
                                  << QList<double>{
                                         3.17730671, -0.0880539399, 100.749853, 2.8922120328250385, 0.06949280770540175, 7.185396194178701};
        QTest::newRow("prewhitened") << 0.35
                                     << QList<double>{3.02983221, -0.0277968839, 100.827115, 2.002480323577084, 0.12499466410385539,
                                            6.083819951796672};
    }
    void weightsAndVariancesAreThoseOfTheFormula()
    {
        QFETCH(double, r);
        QFETCH(QList<double>, truth);
        const LinearModel model(design(), Names, r);
        std::vector<double> y = course(), weights(3), residual(60);
        model.whiten(y, y); // in place
        model.fit(y, weights, residual);
        for (std::size_t n = 0; n < 3; ++n)
            QVERIFY(std::abs(weights[n] - truth[static_cast<qsizetype>(n)]) < 1e-6);
        const double variance = std::inner_product(residual.begin(), residual.end(), residual.begin(), 0.0) / model.degreesOfFreedom();
        const std::vector<double> contrast{1, -0.5};
        const double spread = model.contrastVariance(contrast);
        QVERIFY(std::abs(variance - truth[3]) < 1e-9 && std::abs(spread - truth[4]) < 1e-12);
        QVERIFY(std::abs((weights[0] - 0.5 * weights[1]) / std::sqrt(variance * spread) - truth[5]) < 1e-8);
    }

    // numpy: solve([[tr R, tr R S], [tr D R, tr D R S R]], [r'r, r'D r]), S = D + D'
    void theBiasOfTheAutocorrelationIsTakenAway()
    {
        const LinearModel model(design(), Names);
        std::vector<double> weights(3), residual(60);
        model.fit(course(), weights, residual);
        QVERIFY2(std::abs(model.autocorrelationOf(residual) - 0.6606787230305041) < 1e-8,
            qPrintable(QString::number(model.autocorrelationOf(residual), 'g', 10)));
    }

    void findsTheAutocorrelationOfManyNoisesInTheMean()
    {
        Columns columns = design();
        for (auto& column : slowCosines(60, 2, 30))
            columns.push_back(std::move(column));
        const LinearModel model(columns, Names);
        std::mt19937 random(5);
        std::normal_distribution<double> normal;
        double sum = 0, plain = 0;
        const int count = 3000;
        for (int n = 0; n < count; ++n) {
            std::vector<double> y(60), weights(columns.size()), residual(60);
            y[0] = normal(random) / std::sqrt(1 - 0.3 * 0.3);
            for (std::size_t t = 1; t < 60; ++t)
                y[t] = 0.3 * y[t - 1] + normal(random);
            model.fit(y, weights, residual);
            sum += model.autocorrelationOf(residual) / count;
            plain += std::inner_product(residual.begin() + 1, residual.end(), residual.begin(), 0.0)
                / std::inner_product(residual.begin(), residual.end(), residual.begin(), 0.0) / count;
        }
        // A ratio of short sums keeps some bias; what the fit itself took (ten columns of sixty frames) is made good.
        QVERIFY2(std::abs(sum - 0.3) < 0.07 && std::abs(plain - 0.3) > 2 * std::abs(sum - 0.3),
            qPrintable(QString("%1, plainly %2").arg(sum).arg(plain)));
    }

    void namesTheColumnThatIsTooMuch()
    {
        Columns columns = design();
        columns.push_back(columns[0]);
        for (std::size_t t = 0; t < 60; ++t)
            columns[3][t] += 2 * columns[2][t];
        try {
            LinearModel(columns, {"block", "wave", "constant", "copy"});
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QVERIFY(QString(error.what()).contains("'copy'"));
        }
        columns[3].assign(60, 0);
        QVERIFY_EXCEPTION_THROWN(LinearModel(columns, Names), Error);
        QVERIFY_EXCEPTION_THROWN(LinearModel(Columns(3, std::vector<double>(3, 1)), Names), Error);
    }
};

QTEST_GUILESS_MAIN(TestLinearModel)
#include "tst_LinearModel.moc"
