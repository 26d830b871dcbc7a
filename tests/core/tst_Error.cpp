#include "processing/core/Error.h"

#include <QtTest>

using namespace insula;

class TestError : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNewestMessageComesFirst()
    {
        const Error error = Error("expected 3 dimensions, found 2").wrapped("cannot read 'a.nii'").wrapped("cannot run smooth");
        QCOMPARE(
            error.messages(), (std::vector<std::string>{"cannot run smooth", "cannot read 'a.nii'", "expected 3 dimensions, found 2"}));
        QCOMPARE(std::string(error.what()), std::string("cannot run smooth: cannot read 'a.nii': expected 3 dimensions, found 2"));
    }

    void itIsAlwaysOneLine() { QCOMPARE(std::string(Error("two\nlines\r").what()), std::string("two lines ")); }

    void wrappingKeepsTheKind()
    {
        QCOMPARE(Error("x").kind(), Error::Kind::Failure);
        QCOMPARE(usageError("x").wrapped("y").kind(), Error::Kind::Usage);
    }

    void contextIsAddedToErrorsOnly()
    {
        QCOMPARE(withContext("adding", [] { return 3; }), 3);
        try {
            withContext("outer", [] { withContext("inner", [] { throw usageError("fact"); }); });
            QFAIL("the error went away");
        } catch (const Error& error) {
            QCOMPARE(std::string(error.what()), std::string("outer: inner: fact"));
            QCOMPARE(error.kind(), Error::Kind::Usage);
        }
        QVERIFY_EXCEPTION_THROWN(withContext("outer", [] { throw Cancelled(); }), Cancelled);
        QVERIFY_EXCEPTION_THROWN(withContext("outer", [] { throw std::bad_alloc(); }), std::bad_alloc);
    }

    void cancellingIsNoError()
    {
        QVERIFY((!std::is_base_of_v<Error, Cancelled>));
        QCOMPARE(std::string(Cancelled().what()), std::string("cancelled"));
    }
};

QTEST_GUILESS_MAIN(TestError)
#include "tst_Error.moc"
