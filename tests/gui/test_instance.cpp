// One window for one workspace: a second start hands over to the first, whatever else knocks.
#include <gui/instance/instance_client.h>
#include <gui/instance/instance_server.h>
#include <gui/start.h>
#include <workspace/drafts.h>
#include <workspace/files.h>
#include <workspace/profile_store.h>
#include <workspace/session.h>
#include <workspace/uistate.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

using namespace smc;
using namespace smc::gui;

namespace {

/// The real program, as a process of its own.
std::unique_ptr<QProcess> startConsole(const QTemporaryDir &workspace, const QStringList &more = {})
{
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->start(QCoreApplication::applicationFilePath(),
                   QStringList{QStringLiteral("--as-console"), QStringLiteral("--workspace"), workspace.path(),
                               QStringLiteral("--report-first-paint")} +
                       more);
    return process;
}

bool isPainted(QProcess &process)
{
    QByteArray output;
    return QTest::qWaitFor(
        [&] {
            output += process.readAll();
            return output.contains("painted\n");
        },
        20000);
}

bool hasEnded(QProcess &process)
{
    return QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 20000);
}

std::string pageKept(const QTemporaryDir &workspace)
{
    return workspace::UiState(workspace.path().toStdString()).value("window/page", "");
}

std::string draftKept(const QTemporaryDir &workspace)
{
    const auto draft = workspace::Drafts(workspace.path().toStdString()).load("compose");
    return draft && *draft ? **draft : std::string();
}

/// handOver() blocks; the server of a test lives in this very thread.
Result<void> handOverFromElsewhere(const QTemporaryDir &workspace, const Summons &summons)
{
    Result<void> result;
    std::atomic<bool> done = false;
    QThreadPool::globalInstance()->start([&] {
        result = handOver(workspace.path().toStdString(), summons);
        done = true;
    });
    if (!QTest::qWaitFor([&] { return done.load(); }, 20000))
        qFatal("handOver() does not come back");
    return result;
}

} // namespace

Q_DECLARE_METATYPE(smc::gui::Summons)

class TestInstance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsAskedArrivesWhole();
    void linesThatAreNoSummonsAreRefused_data();
    void linesThatAreNoSummonsAreRefused();
    void silentAndTalkativeClientsAreDropped();
    void crowdDoesNotKeepOthersOut();
    void addressIsNewEachTimeAndOnlyForItsOwner();
    void forgedAddressIsNotFollowed();
    void aKilledConsoleIsKnownByItsLock();
    void aConsoleThatWasKilledAtItsLockHoldsNobodyUp();
    void aConsoleThatIsAskedToEndEndsWell();
    void secondStartBringsTheFirstToTheFront();
    void whatIsNotThereEndsTheStartBeforeAnyWindow_data();
    void whatIsNotThereEndsTheStartBeforeAnyWindow();
    void theProfileOfAFirstStartCanBeNamed();
    void killedConsoleDoesNotStandInTheWay();
    void anotherWorkspaceIsAnotherWindow();
};

void TestInstance::whatIsAskedArrivesWhole()
{
    const QTemporaryDir workspace;
    InstanceServer server(workspace.path().toStdString());
    QVERIFY(server.listen());
    QSignalSpy summoned(&server, &InstanceServer::summoned);
    const Summons asked{.page = "activity", .file = "/tmp/Grüße \"1\"\n.json", .profile = "Acme", .activation = "t-1"};
    const Result<void> handed = handOverFromElsewhere(workspace, asked);
    QVERIFY2(handed, handed ? "" : handed.error().message.c_str());
    QCOMPARE(summoned.count(), 1);
    QVERIFY(summoned.first().first().value<Summons>() == asked);
}

void TestInstance::linesThatAreNoSummonsAreRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1\r\n");
    QTest::newRow("no object") << QByteArray("[1]\n");
    QTest::newRow("empty") << QByteArray("\n");
    QTest::newRow("newer") << QByteArray("{\"version\":2}\n");
    QTest::newRow("wrong type") << QByteArray("{\"version\":1,\"page\":{}}\n");
    QTest::newRow("zero bytes") << QByteArray("\0\0\0\n", 4);
    QTest::newRow("no UTF-8") << QByteArray("{\"version\":1,\"page\":\"\xff\"}\n");
    QTest::newRow("deep") << QByteArray(60'000, '[') + '\n';
}

void TestInstance::linesThatAreNoSummonsAreRefused()
{
    QFETCH(QByteArray, line);
    const QTemporaryDir workspace;
    InstanceServer server(workspace.path().toStdString());
    QVERIFY(server.listen());
    const QSignalSpy summoned(&server, &InstanceServer::summoned);
    QLocalSocket socket;
    socket.connectToServer(QString::fromStdString(server.address()));
    socket.write(line);
    QTRY_VERIFY(socket.canReadLine() || socket.state() == QLocalSocket::UnconnectedState);
    QCOMPARE(socket.readAll(), QByteArray("no\n"));
    QCOMPARE(summoned.count(), 0);
    // The server is there for the next one.
    QVERIFY(handOverFromElsewhere(workspace, {}));
}

void TestInstance::silentAndTalkativeClientsAreDropped()
{
    const QTemporaryDir workspace;
    InstanceServer server(workspace.path().toStdString());
    QVERIFY(server.listen());
    const QSignalSpy summoned(&server, &InstanceServer::summoned);
    QLocalSocket silent;
    silent.connectToServer(QString::fromStdString(server.address()));
    QLocalSocket talkative;
    talkative.connectToServer(QString::fromStdString(server.address()));
    talkative.write(QByteArray(8 << 20, 'x')); // No line feed.
    QTRY_COMPARE(talkative.state(), QLocalSocket::UnconnectedState);
    QTRY_COMPARE_WITH_TIMEOUT(silent.state(), QLocalSocket::UnconnectedState, 3 * InstanceServer::PatienceMs);
    QCOMPARE(summoned.count(), 0);
    QVERIFY(handOverFromElsewhere(workspace, {}));
}

void TestInstance::crowdDoesNotKeepOthersOut()
{
    const QTemporaryDir workspace;
    InstanceServer server(workspace.path().toStdString());
    QVERIFY(server.listen());
    std::vector<std::unique_ptr<QLocalSocket>> crowd;
    for (int at = 0; at < 40; ++at) {
        crowd.push_back(std::make_unique<QLocalSocket>());
        crowd.back()->connectToServer(QString::fromStdString(server.address()));
    }
    const auto connected = [&crowd] {
        return std::count_if(crowd.begin(), crowd.end(),
                             [](const auto &socket) { return socket->state() == QLocalSocket::ConnectedState; });
    };
    QTRY_VERIFY(connected() <= InstanceServer::MostConnections);
    // Those who stay without a word go too, and the next one is served.
    QTRY_COMPARE_WITH_TIMEOUT(connected(), 0, 3 * InstanceServer::PatienceMs);
    QVERIFY(handOverFromElsewhere(workspace, {}));
}

void TestInstance::addressIsNewEachTimeAndOnlyForItsOwner()
{
    const QTemporaryDir workspace;
    const std::string folder = workspace.path().toStdString();
    std::string first;
    {
        InstanceServer server(folder);
        QVERIFY(server.listen());
        first = server.address();
        QVERIFY(isInstanceAddress(first));
        const QFile file(QString::fromStdString(addressFile(folder)));
        QCOMPARE(
            int(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)), 0);
    }
    QVERIFY(!QFile::exists(QString::fromStdString(addressFile(folder))));
    InstanceServer server(folder);
    QVERIFY(server.listen());
    QVERIFY(server.address() != first);
}

void TestInstance::forgedAddressIsNotFollowed()
{
    const QTemporaryDir workspace;
    const std::string folder = workspace.path().toStdString();
    const QString precious = workspace.filePath(QStringLiteral("precious"));
    QVERIFY(workspace::writeAtomically(precious.toStdString(), "mine"));
    for (const std::string &forged :
         {precious.toStdString(), std::string("/run/other.sock"), std::string(100'000, 'a')}) {
        QVERIFY(workspace::writeAtomically(addressFile(folder), forged));
        const Result<void> handed = handOver(folder, {}, 200);
        QVERIFY(!handed);
        QCOMPARE(handed.error().code, std::string("instance_unknown"));
        InstanceServer server(folder);
        QVERIFY(server.listen());
        QVERIFY(QFile::exists(precious));
    }
}

void TestInstance::aKilledConsoleIsKnownByItsLock()
{
    using Before = workspace::Session::Before;
    const QTemporaryDir workspace;
    const std::string folder = workspace.path().toStdString();
    {
        const workspace::Session first(folder);
        QCOMPARE(first.before(), Before::EndedWell);
        QCOMPARE(workspace::Session(folder).before(), Before::Running);
    }
    QCOMPARE(workspace::Session(folder).before(), Before::EndedWell);

    auto console = startConsole(workspace);
    QVERIFY(isPainted(*console));
    QCOMPARE(workspace::Session(folder).before(), Before::Running);
    console->kill();
    QVERIFY(hasEnded(*console));
    {
        const workspace::Session next(folder);
        QCOMPARE(next.before(), Before::EndedBadly);
    }
    QCOMPARE(workspace::Session(folder).before(), Before::EndedWell);
}

void TestInstance::aConsoleThatWasKilledAtItsLockHoldsNobodyUp()
{
    using Before = workspace::Session::Before;
    const QTemporaryDir workspace;
    QFile lock(workspace.filePath(QStringLiteral("session.lock"))); // Made, and nothing written into it.
    QVERIFY(lock.open(QIODevice::WriteOnly));
    QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFileDevice::FileModificationTime));
    lock.close();
    const workspace::Session next(workspace.path().toStdString());
    QCOMPARE(next.before(), Before::EndedBadly);
    // One that lives holds it, however long ago it began.
    QVERIFY(lock.open(QIODevice::ReadWrite));
    QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addDays(-3), QFileDevice::FileModificationTime));
    lock.close();
    QCOMPARE(workspace::Session(workspace.path().toStdString()).before(), Before::Running);
}

void TestInstance::aConsoleThatIsAskedToEndEndsWell()
{
    const QTemporaryDir workspace;
    auto console = startConsole(workspace);
    QVERIFY(isPainted(*console));
    QVERIFY(handOver(workspace.path().toStdString(), {.page = "compose"}));
    console->terminate(); // As the end of a desktop session does.
    QVERIFY(hasEnded(*console));
    QCOMPARE(console->exitStatus(), QProcess::NormalExit);
    QCOMPARE(console->exitCode(), 0);
    QCOMPARE(workspace::Session(workspace.path().toStdString()).before(), workspace::Session::Before::EndedWell);
    QCOMPARE(pageKept(workspace), std::string("compose"));
}

void TestInstance::secondStartBringsTheFirstToTheFront()
{
    const QTemporaryDir workspace;
    auto first = startConsole(workspace);
    QVERIFY(isPainted(*first));

    auto second = startConsole(workspace, {QStringLiteral("--page"), QStringLiteral("activity")});
    QVERIFY(hasEnded(*second));
    const QByteArray said = second->readAll();
    QVERIFY2(second->exitCode() == 0 && !said.contains("painted"), said.constData());
    QTRY_COMPARE_WITH_TIMEOUT(pageKept(workspace), std::string("activity"), 10000);
    QCOMPARE(first->state(), QProcess::Running);

    // A path is meant from where the second was started.
    const QTemporaryDir elsewhere;
    const std::string event = R"({"type":"identify","userId":"from a file"})";
    QVERIFY(workspace::writeAtomically(elsewhere.filePath(QStringLiteral("event.json")).toStdString(), event));
    QProcess third;
    third.setWorkingDirectory(elsewhere.path());
    third.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--as-console"), QStringLiteral("--workspace"),
                                                          workspace.path(), QStringLiteral("event.json")});
    QVERIFY(hasEnded(third));
    QCOMPARE(third.exitCode(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(draftKept(workspace), event, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(pageKept(workspace), std::string("compose"), 10000);
    QCOMPARE(first->state(), QProcess::Running);
    first->kill();
    QVERIFY(hasEnded(*first));
}

void TestInstance::whatIsNotThereEndsTheStartBeforeAnyWindow_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("page") << QStringList{QStringLiteral("--page"), QStringLiteral("nonsense")}
                          << QStringLiteral("There is no page “nonsense”. The pages are: connection, compose, mapping, "
                                            "activity, sandbox.");
    QTest::newRow("profile") << QStringList{QStringLiteral("--profile"), QStringLiteral("Nope")}
                             << QStringLiteral("No profile is called “Nope”. The profiles are: “Live”.");
    QTest::newRow("both") << QStringList{QStringLiteral("--profile"), QStringLiteral("Live"), QStringLiteral("--page"),
                                         QStringLiteral("Activity ")}
                          << QStringLiteral("There is no page “Activity ”.");
}

void TestInstance::whatIsNotThereEndsTheStartBeforeAnyWindow()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    const QTemporaryDir workspace;
    workspace::ProfileStore store(workspace.path().toStdString());
    workspace::Profile live;
    live.name = "Live";
    live.environment = workspace::Environment::Production;
    const auto stored = store.save(live);
    QVERIFY2(stored, stored ? "" : stored.error().message.c_str());
    auto process = startConsole(workspace, arguments);
    QVERIFY(hasEnded(*process));
    const QString said = QString::fromUtf8(process->readAll());
    QVERIFY2(said.contains(sentence) && !said.contains(QStringLiteral("painted")), qPrintable(said));
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), 2);
}

void TestInstance::theProfileOfAFirstStartCanBeNamed()
{
    const QTemporaryDir workspace;
    auto process = startConsole(workspace, {QStringLiteral("--profile"), QStringLiteral("sandbox"),
                                            QStringLiteral("--page"), QStringLiteral("mapping")});
    QVERIFY(isPainted(*process));
    process->kill();
    QVERIFY(hasEnded(*process));
}

void TestInstance::killedConsoleDoesNotStandInTheWay()
{
    const QTemporaryDir workspace;
    auto first = startConsole(workspace);
    QVERIFY(isPainted(*first));
    first->kill();
    QVERIFY(hasEnded(*first));
    QVERIFY(QFile::exists(QString::fromStdString(addressFile(workspace.path().toStdString()))));
    auto next = startConsole(workspace);
    QVERIFY(isPainted(*next));
    next->kill();
    QVERIFY(hasEnded(*next));
}

void TestInstance::anotherWorkspaceIsAnotherWindow()
{
    const QTemporaryDir one;
    const QTemporaryDir other;
    auto first = startConsole(one);
    auto second = startConsole(other);
    QVERIFY(isPainted(*first));
    QVERIFY(isPainted(*second));
    for (QProcess *process : {first.get(), second.get()}) {
        QCOMPARE(process->state(), QProcess::Running);
        process->kill();
        QVERIFY(hasEnded(*process));
    }
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == QLatin1String("--as-console")) {
        arguments.removeAt(1);
        return run(arguments);
    }
    qRegisterMetaType<Summons>();
    TestInstance test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_instance.moc"
