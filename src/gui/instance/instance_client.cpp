#include "instance_client.h"

#include "../text.h"

#include <workspace/files.h>

#include <QDeadlineTimer>
#include <QLocalSocket>
#include <QThread>

namespace smc::gui {

namespace {

constexpr std::size_t MostAddressBytes = 200;
constexpr int StepMs = 50;
constexpr qint64 MostAnswerBytes = 16;

/// Empty while it is not known: the first console may just be starting.
std::string addressOf(const std::string &workspaceFolder)
{
    const auto address = workspace::readFile(addressFile(workspaceFolder), MostAddressBytes);
    return address && *address && isInstanceAddress(**address) ? **address : std::string();
}

int left(const QDeadlineTimer &deadline)
{
    return static_cast<int>(deadline.remainingTime());
}

} // namespace

Result<void> handOver(const std::string &workspaceFolder, const Summons &summons, int patienceMs)
{
    const QDeadlineTimer deadline(patienceMs);
    QLocalSocket socket;
    std::string address;
    while (!deadline.hasExpired()) {
        address = addressOf(workspaceFolder);
        if (!address.empty()) {
            socket.connectToServer(fromUtf8(address));
            if (socket.waitForConnected(left(deadline)))
                break;
        }
        QThread::msleep(StepMs);
    }
    if (address.empty())
        return fail("instance_unknown", "The console that is open does not say where it listens.");
    const std::string line = toLine(summons);
    socket.write(line.data(), static_cast<qint64>(line.size()));
    while (socket.state() == QLocalSocket::ConnectedState && !socket.canReadLine() && !deadline.hasExpired())
        socket.waitForReadyRead(left(deadline));
    const QByteArray answer = socket.readLine(MostAnswerBytes);
    if (answer == "ok\n")
        return {};
    if (answer.isEmpty())
        return fail("instance_silent", "The console that is open does not answer.");
    return fail("instance_refused", "The console that is open does not understand.");
}

} // namespace smc::gui
