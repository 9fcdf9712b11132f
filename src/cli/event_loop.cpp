#include "event_loop.h"

#include <QCoreApplication>
#include <QMetaObject>

namespace smc::cli {

namespace {

QCoro::Task<void> runToTheEnd(const std::function<QCoro::Task<ExitCode>()> &command)
{
    const ExitCode code = co_await command();
    QCoreApplication::exit(static_cast<int>(code));
}

} // namespace

ExitCode runInEventLoop(std::function<QCoro::Task<ExitCode>()> command)
{
    // Qt keeps references to these; the command line itself was read before.
    static int count = 1;
    static char name[] = "smcctl";
    static char *arguments[] = {name, nullptr};
    const QCoreApplication application(count, arguments);
    QCoreApplication::setApplicationName(QStringLiteral("smcctl"));

    QMetaObject::invokeMethod(
        QCoreApplication::instance(), [&command] { runToTheEnd(command); }, Qt::QueuedConnection);
    return static_cast<ExitCode>(QCoreApplication::exec());
}

} // namespace smc::cli
