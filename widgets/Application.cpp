#include "widgets/Application.h"

#include "processing/core/Error.h"
#include "processing/core/Version.h"

#include <QStyleFactory>

#include <new>

namespace insula {

Application::Application(int& argc, char** argv) : QApplication(argc, argv)
{
    setApplicationName(QStringLiteral("Insula"));
    setOrganizationName(QStringLiteral("Insula"));
    setApplicationVersion(QString::fromLatin1(Version));
    setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
}

bool Application::notify(QObject* receiver, QEvent* event)
{
    try {
        return QApplication::notify(receiver, event);
    } catch (...) {
        report(std::current_exception());
        return true;
    }
}

void Application::report(const std::exception_ptr& problem)
{
    try {
        std::rethrow_exception(problem);
    } catch (const Cancelled&) {
        return;
    } catch (const Error& error) {
        QStringList chain;
        for (const auto& message : error.messages())
            chain << QString::fromStdString(message);
        Q_EMIT problemOccurred(QString::fromUtf8(error.what()), chain.size() > 1 ? chain.join(QLatin1Char('\n')) : QString());
    } catch (const std::bad_alloc&) {
        Q_EMIT problemOccurred(tr("Not enough memory for this. Close layers or other programs, then try again."), {});
    } catch (const std::exception& error) {
        Q_EMIT problemOccurred(tr("An unexpected error happened; your data is unchanged. Try again, and report it if it returns."),
            QString::fromUtf8(error.what()));
    }
}

} // namespace insula
