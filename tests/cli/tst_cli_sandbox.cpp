// The sandbox as a command: what its key may do, what stays good with its state, and what a killed one leaves.
#include "smcctl_process.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/wait.h>

#include <csignal>

using namespace smc::test;

namespace {

QByteArray bytesIn(const QString &folder)
{
    QByteArray all;
    for (const QFileInfo &info : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

} // namespace

class TestCliSandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_smcctl = std::make_unique<Smcctl>(); }

    void theKeyDoesWhatTheOptionsLetItDo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("refusal"); // Empty where it is let in.
        const QByteArray expired("The access key has expired");
        const QByteArray elsewhere("The access key may not be used from this address");
        const QByteArray otherwise("The access key may not be used for this operation");
        QTest::newRow("no options") << QStringList{} << QByteArray();
        QTest::newRow("last day is long ago") << QStringList{"--key-expires", "2020-01-31"} << expired;
        QTest::newRow("last day is to come") << QStringList{"--key-expires", "2199-12-31"} << QByteArray();
        QTest::newRow("another subnet") << QStringList{"--allow-from", "192.168.0.0/16"} << elsewhere;
        QTest::newRow("two subnets, none of them this")
            << QStringList{"--allow-from", "192.168.0.0/16", "--allow-from", "10.0.0.1/32"} << elsewhere;
        QTest::newRow("two subnets, one of them this")
            << QStringList{"--allow-from", "192.168.0.0/16", "--allow-from", "127.0.0.1/32"} << QByteArray();
        QTest::newRow("no right for this") << QStringList{"--right", "GET /organizations"} << otherwise;
        QTest::newRow("another method's right") << QStringList{"--right", "POST /lists/{list}/fields"} << otherwise;
        QTest::newRow("the right") << QStringList{"--right", "GET /organizations", "--right",
                                                  "GET /lists/{list}/fields"}
                                   << QByteArray();
        QTest::newRow("the right, of every method") << QStringList{"--right", "/Lists/{list}/Fields"} << QByteArray();
        QTest::newRow("the right, whole")
            << QStringList{"--right", "get /organizations/{organization}/lists/{api_name}/fields"} << QByteArray();
    }
    void theKeyDoesWhatTheOptionsLetItDo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, refusal);
        const RunningSandbox sandbox(*m_smcctl, arguments);
        QVERIFY(sandbox.isRunning());
        const Ran ran = askWith(sandbox, sandbox);
        QVERIFY2(ran.code == (refusal.isEmpty() ? 0 : 3), ran.err);
        QVERIFY2(ran.err.contains(refusal), ran.err);
        QCOMPARE(ran.out.contains("\"MAIL\""), refusal.isEmpty());
    }

    void whatIsNoDayNoSubnetAndNoRightIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("day") << QStringList{"--key-expires", "tomorrow"} << QByteArray("not \"tomorrow\"");
        QTest::newRow("no such day") << QStringList{"--key-expires", "2027-02-30"} << QByteArray("such as 2027-01-31");
        QTest::newRow("subnet") << QStringList{"--allow-from", "192.168.0.0/33"} << QByteArray("no IPv4 subnet");
        QTest::newRow("IPv6") << QStringList{"--allow-from", "::1/128"} << QByteArray("no IPv4 subnet");
        QTest::newRow("path") << QStringList{"--right", "GET /list"} << QByteArray("'GET /list' is no operation");
        QTest::newRow("method") << QStringList{"--right", "PATCH /lists"} << QByteArray("no operation");
        QTest::newRow("nothing") << QStringList{"--right", ""} << QByteArray("no operation");
        QTest::newRow("slash") << QStringList{"--right", "/"} << QByteArray("no operation");
        QTest::newRow("long") << QStringList{"--right", QString(100'000, '/') + "x"} << QByteArray("no operation");
    }
    void whatIsNoDayNoSubnetAndNoRightIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, sentence);
        const Ran ran = m_smcctl->run(QStringList{"sandbox"} + arguments);
        QCOMPARE(ran.code, 2);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY2(ran.err.contains(sentence), ran.err.left(1000));
    }

    void aKeyThatWasStoredGoesOnWorkingWithTheState()
    {
        const QString folder = m_smcctl->path("state");
        QVERIFY(QDir().mkpath(folder));
        const QStringList withState{"--state", folder + "/demo.sqlite"};
        RunningSandbox first(*m_smcctl, withState);
        QVERIFY(first.isRunning());
        QCOMPARE(first.stop(), 0);
        RunningSandbox second(*m_smcctl, withState);
        QVERIFY(second.key() != first.key());
        QCOMPARE(second.stop(), 0);
        const RunningSandbox third(*m_smcctl, withState);
        for (const RunningSandbox *each : std::initializer_list<const RunningSandbox *>{&first, &second, &third}) {
            const Ran ran = askWith(*each, third);
            QVERIFY2(ran.code == 0, ran.err);
        }
        // A key with the secret of another is none.
        m_smcctl->setVariable("SMC_API_KEY", first.key());
        m_smcctl->setVariable("SMC_API_SECRET", second.secret());
        QCOMPARE(ask(third).code, 3);
        // What they are known by is not what they are.
        const QByteArray kept = bytesIn(folder);
        QVERIFY(kept.size() > 4096);
        for (const RunningSandbox *each : std::initializer_list<const RunningSandbox *>{&first, &second, &third}) {
            QVERIFY(!kept.contains(each->key().toUtf8()));
            QVERIFY(!kept.contains(each->secret().toUtf8()));
        }
    }

    void withoutAStateNoKeyStaysGood()
    {
        RunningSandbox first(*m_smcctl);
        QCOMPARE(first.stop(), 0);
        const RunningSandbox second(*m_smcctl);
        QCOMPARE(askWith(first, second).code, 3);
    }

    void anEarlierKeyExpiresToo()
    {
        const QStringList withState{"--state", m_smcctl->path("demo.sqlite")};
        RunningSandbox first(*m_smcctl, withState);
        QCOMPARE(first.stop(), 0);
        const RunningSandbox second(*m_smcctl, withState + QStringList{"--key-expires", "2020-01-31"});
        const Ran ran = askWith(first, second);
        QCOMPARE(ran.code, 3);
        QVERIFY2(ran.err.contains("expired"), ran.err);
    }

    void anEmptyLockOfAKilledSandboxDoesNotHold()
    {
        const QString state = m_smcctl->path("demo.sqlite");
        QFile lock(m_smcctl->write("demo.sqlite.lock", {}));
        QVERIFY(lock.open(QIODevice::ReadWrite));
        QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFileDevice::FileModificationTime));
        lock.close();
        const RunningSandbox sandbox(*m_smcctl, {"--state", state});
        QVERIFY(sandbox.isRunning());
    }

    void aKilledSandboxDoesNotHoldItsState()
    {
        const QString state = m_smcctl->path("demo.sqlite");
        const auto killed = m_smcctl->start({"sandbox", "--state", state});
        QVERIFY(killed->waitForReadyRead());
        const auto process = static_cast<pid_t>(killed->processId());
        QCOMPARE(::kill(process, SIGKILL), 0);
        // Dead, but its parent has not looked yet: so it is after a kill by a script that goes on.
        siginfo_t how{};
        QCOMPARE(::waitid(P_PID, static_cast<id_t>(process), &how, WEXITED | WNOWAIT), 0);
        // It had run for an hour.
        QFile lock(state + ".lock");
        QVERIFY(lock.open(QIODevice::ReadWrite));
        QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addSecs(-3600), QFileDevice::FileModificationTime));
        lock.close();
        RunningSandbox next(*m_smcctl, {"--state", state});
        QVERIFY(next.isRunning());
        // One that lives holds it, however long it has run.
        QVERIFY(lock.open(QIODevice::ReadWrite));
        QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addSecs(-3600), QFileDevice::FileModificationTime));
        lock.close();
        const Ran refused = m_smcctl->run({"sandbox", "--state", state});
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains("Another sandbox is using this state file."), refused.err);
        killed->waitForFinished();
    }

private:
    /// Reads a list's fields from where `at` answers, with the key of `whose`.
    Ran askWith(const RunningSandbox &whose, const RunningSandbox &at)
    {
        m_smcctl->setVariable("SMC_API_KEY", whose.key());
        m_smcctl->setVariable("SMC_API_SECRET", whose.secret());
        return ask(at);
    }
    Ran ask(const RunningSandbox &at)
    {
        return m_smcctl->run({"--profile", m_smcctl->write("trial.json", at.profile()), "fields", "USERS_SEGMENT"});
    }

    std::unique_ptr<Smcctl> m_smcctl;
};

QTEST_GUILESS_MAIN(TestCliSandbox)
#include "tst_cli_sandbox.moc"
