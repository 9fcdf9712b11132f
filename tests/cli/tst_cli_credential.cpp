// Runs in a D-Bus session of its own with a real keyring.
#include "smcctl_process.h"

#include <QTest>

using namespace smc::test;

namespace {

const QByteArray Key = "dGhlLWtleS10aGF0LW1heS1ub3QtYmUtc2Vlbg==";
const QByteArray Secret = "dGhlLXNlY3JldC10aGF0LW1heS1ub3QtYmUtc2Vlbg==";

bool holdsSecret(const QByteArray &bytes)
{
    return bytes.contains(Key) || bytes.contains(Secret);
}

} // namespace

class TestCliCredential : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_smcctl = std::make_unique<Smcctl>();
        QCOMPARE(
            m_smcctl->run({"profile", "set", "Acme", "--environment", "staging", "--set", "organization=DEMO"}).code,
            0);
    }

    void setStatusAndClear_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("one line") << Key + ':' + Secret + '\n';
        QTest::newRow("one line without an end") << Key + ':' + Secret;
        QTest::newRow("two lines") << Key + '\n' + Secret + '\n';
        QTest::newRow("lines of Windows") << Key + "\r\n" + Secret + "\r\n";
    }
    void setStatusAndClear()
    {
        QFETCH(QByteArray, input);
        const auto stored = [this] {
            return Line(m_smcctl->run({"--profile", "Acme", "credential", "status"}).out).raw("/stored");
        };
        QCOMPARE(stored(), std::string("false"));
        const Ran set = m_smcctl->run({"--profile", "Acme", "credential", "set"}, input);
        QCOMPARE(set.code, 0);
        QVERIFY(!holdsSecret(set.out + set.err));
        QCOMPARE(stored(), std::string("true"));
        QVERIFY(!holdsSecret(m_smcctl->workspaceBytes()));
        QCOMPARE(m_smcctl->run({"--profile", "Acme", "credential", "clear"}).code, 0);
        QCOMPARE(stored(), std::string("false"));
    }

    void whatIsTypedInATerminalIsNotShown()
    {
        // script(1) gives smcctl a terminal and shows what appears on it.
        QProcess terminal;
        terminal.start(
            "script", {"-qec", "'" SMCCTL "' --workspace '" + m_smcctl->workspace() + "' --profile Acme credential set",
                       "/dev/null"});
        QByteArray shown;
        while (!shown.contains("API key") && terminal.waitForReadyRead(20000))
            shown += terminal.readAllStandardOutput();
        terminal.write(Key + '\n' + Secret + '\n');
        QVERIFY(terminal.waitForFinished(20000));
        shown += terminal.readAllStandardOutput();
        QVERIFY2(!holdsSecret(shown), shown);
        QVERIFY2(shown.contains("API secret") && shown.contains("\"stored\":true"), shown);
    }

    void whatIsNoCredentialIsRefused_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("key alone") << Key + '\n';
        QTest::newRow("no secret") << Key + ":\n";
        QTest::newRow("an event") << json("{'type':'identify'}\n");
        QTest::newRow("a sentence") << QByteArray("The key: it is not here\n");
        QTest::newRow("in quotes") << '"' + Key + ':' + Secret + "\"\n";
        QTest::newRow("with spaces") << Key + " : " + Secret + '\n';
        QTest::newRow("far too long") << QByteArray(100000, 'x') + '\n';
    }
    void whatIsNoCredentialIsRefused()
    {
        QFETCH(QByteArray, input);
        const Ran ran = m_smcctl->run({"--profile", "Acme", "credential", "set"}, input);
        QCOMPARE(ran.code, 2);
        QVERIFY(ran.err.startsWith("smcctl: "));
        QVERIFY(!holdsSecret(ran.err));
        QCOMPARE(Line(m_smcctl->run({"--profile", "Acme", "credential", "status"}).out).raw("/stored"),
                 std::string("false"));
    }

    void aProfileFileHasNoKeyInTheKeychain()
    {
        const QString file =
            m_smcctl->write("file.json", json("{'name':'Acme','environment':'sandbox','settings':{}}"));
        const Ran ran = m_smcctl->run({"--profile", file, "credential", "set"}, Key + ':' + Secret);
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("stored profiles"), ran.err);
    }

    void sendTakesTheKeyFromTheKeychain()
    {
        const RunningSandbox sandbox(*m_smcctl);
        QVERIFY(sandbox.isRunning());
        m_smcctl->run({"profile", "set", "Acme", "--environment", "staging", "--set", "smcAdminUrl=" + sandbox.url()});
        const Ran before = m_smcctl->run({"--profile", "Acme", "send"}, example("identify-customer"));
        QCOMPARE(before.code, 2);
        QVERIFY2(before.err.contains("credential set"), before.err);

        QCOMPARE(
            m_smcctl->run({"--profile", "Acme", "credential", "set"}, (sandbox.key() + ':' + sandbox.secret()).toUtf8())
                .code,
            0);
        const Ran after = m_smcctl->run({"--profile", "Acme", "send"}, example("identify-customer"));
        QVERIFY2(after.code == 0, after.err + after.out);
        QCOMPARE(Line(after.out).text("/outcome"), std::string("delivered"));
        QVERIFY(!(after.out + after.err + m_smcctl->workspaceBytes()).contains(sandbox.secret().toUtf8()));
    }

    void theKeyOfAStoredProfileIsNotGivenToAFileThatNamesItselfLikeIt()
    {
        const RunningSandbox sandbox(*m_smcctl);
        m_smcctl->run({"--profile", "Acme", "credential", "set"}, (sandbox.key() + ':' + sandbox.secret()).toUtf8());
        const QByteArray shown = m_smcctl->run({"profile", "show", "Acme"}).out;
        const std::string id = Line(shown).text("/id");
        const QString file =
            m_smcctl->write("thief.json", "{\"id\":\"" + QByteArray::fromStdString(id) + "\",\"name\":\"Acme\"," +
                                              sandbox.profile().mid(QByteArray("{\"name\":\"Trial\",").size()));
        const Ran ran = m_smcctl->run({"--profile", file, "send"}, example("identify-customer"));
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("There is no API key"), ran.err);
    }

    void removingAProfileForgetsItsKey()
    {
        m_smcctl->run({"--profile", "Acme", "credential", "set"}, Key + ':' + Secret);
        const QByteArray shown = m_smcctl->run({"profile", "show", "Acme"}).out;
        QCOMPARE(m_smcctl->run({"profile", "remove", "Acme"}).code, 0);
        // The very same profile, put back as a file of the workspace: its key is gone.
        QVERIFY(
            !m_smcctl->write("workspace/profiles/" + QString::fromStdString(Line(shown).text("/id")) + ".json", shown)
                 .isEmpty());
        QCOMPARE(Line(m_smcctl->run({"--profile", "Acme", "credential", "status"}).out).raw("/stored"),
                 std::string("false"));
    }

    void withoutAKeychainNothingIsStoredAndItSaysSo()
    {
        m_smcctl->setVariable("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        const Ran set = m_smcctl->run({"--profile", "Acme", "credential", "set"}, Key + ':' + Secret);
        QCOMPARE(set.code, 3);
        QVERIFY2(set.err.contains("SMC_API_KEY") && set.err.contains("Nothing was stored."), set.err);
        QVERIFY2(!set.err.contains("memory"), set.err);
        QVERIFY(!holdsSecret(set.out + set.err + m_smcctl->workspaceBytes()));
        const Ran status = m_smcctl->run({"--profile", "Acme", "credential", "status"});
        QCOMPARE(status.code, 3);
        QCOMPARE(Line(status.out).text("/storage"), std::string("none"));
    }

    void aKeyThatIsTypedAsAnArgumentIsNotRepeated()
    {
        const Ran ran = m_smcctl->run({"--profile", "Acme", "credential", "set", "thekey:thesecret"});
        QCOMPARE(ran.code, 2);
        QVERIFY2(!ran.err.contains("thekey") && ran.err.contains("standard input"), ran.err);
        QVERIFY(ran.out.isEmpty());
    }

private:
    std::unique_ptr<Smcctl> m_smcctl;
};

QTEST_GUILESS_MAIN(TestCliCredential)
#include "tst_cli_credential.moc"
