// What `smcctl send` does where an SMC asks it to wait, sends it on to somewhere else, or breaks off.
#include "smcctl_process.h"

#include <QTest>

#include <script_server.h>

#include <csignal>
#include <memory>

using namespace smc::test;

class TstCliSendWaits : public QObject
{
    Q_OBJECT

    /// Sends one event to a server that answers so, and keeps what came of it. With `waitsFor`, Ctrl+C is pressed when
    /// standard error has it.
    Ran send(const ScriptServer &server, const QByteArray &waitsFor = {},
             const QStringList &command = {"send", "--no-fields"},
             const QByteArray &events = example("identify-customer"))
    {
        const QString profile = m_smcctl->write(
            "trial.json", json("{'name':'Trial','environment':'sandbox','settings':{'smcAdminUrl':'" +
                               server.url().toString().toUtf8() + "','organization':'ACME','sendGroupEvents':true}}"));
        m_smcctl->setVariable("SMC_API_KEY", "a-key-of-tests");
        m_smcctl->setVariable("SMC_API_SECRET", "a-secret-of-tests");
        const auto process = m_smcctl->start(QStringList{"--profile", profile} + command);
        process->write(events);
        process->closeWriteChannel();
        Ran ran;
        bool isStopped = waitsFor.isEmpty();
        const bool hasEnded = QTest::qWaitFor(
            [&] {
                ran.out += process->readAllStandardOutput();
                ran.err += process->readAllStandardError();
                if (!isStopped && ran.err.contains(waitsFor)) {
                    isStopped = true;
                    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
                }
                return process->state() == QProcess::NotRunning;
            },
            30000);
        ran.out += process->readAllStandardOutput();
        ran.err += process->readAllStandardError();
        ran.code = hasEnded ? process->exitCode() : -1;
        return ran;
    }

private Q_SLOTS:
    void init() { m_smcctl = std::make_unique<Smcctl>(); }

    void aWaitIsToldWithoutATerminalAndEndsWithCtrlC()
    {
        ScriptServer server(inTurn({answer("503 Unavailable", "", "Retry-After: 60\r\n")}));
        const Ran ran = send(server, "It is sent again in 60 seconds, at ");
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.err.count("SMC has not taken a request yet."), 1);
        QVERIFY2(ran.err.contains("Cancelled."), ran.err);
        QCOMPARE(server.requests.size(), std::size_t(1));
    }

    void aWaitForTheFieldsIsToldByTheirOwnCommandToo()
    {
        ScriptServer server(inTurn({answer("503 Unavailable", "", "Retry-After: 60\r\n")}));
        const Ran ran = send(server, "It is sent again in 60 seconds, at ", {"fields", "people"});
        QVERIFY2(ran.err.contains("It is sent again in 60 seconds, at "), ran.err);
        QCOMPARE(server.requests.size(), std::size_t(1));
    }

    void aWaitThatIsTooLongEndsAtOnce()
    {
        ScriptServer server(inTurn({answer("429 Too Many Requests", "", "Retry-After: 3600\r\n")}));
        const Ran ran = send(server);
        QCOMPARE(ran.code, 3);
        QCOMPARE(ran.lines().size(), 1);
        const Line line(ran.lines().at(0));
        QCOMPARE(line.text("/outcome"), "not_sent");
        QVERIFY2(line.text("/message").find("SMC asks to wait an hour, until ") != std::string::npos, ran.out);
        QVERIFY2(line.text("/advice").find("Send it again after ") != std::string::npos, ran.out);
        QCOMPARE(server.requests.size(), std::size_t(1));
    }

    void aWaitThatIsAskedForWithTheFieldsEndsTheRunBeforeItsFirstRow()
    {
        // The second event goes to another list, whose fields are not asked for either.
        const QByteArray events = example("identify-customer") + "\n" + example("group-static-segment");
        ScriptServer server(inTurn({answer("429 Too Many Requests", "", "Retry-After: 255600\r\n"),
                                    answer("200 OK", R"({"result_code":"Success"})")}));
        const Ran ran = send(server, {}, {"send"}, events);
        QCOMPARE(ran.code, 3);
        QCOMPARE(server.requests.size(), std::size_t(1));
        QVERIFY2(server.requests.front().startsWith("GET "), server.requests.front());
        QCOMPARE(ran.lines().size(), 2);
        for (const QByteArray &text : ran.lines()) {
            const Line line(text);
            QVERIFY2(line.text("/outcome") == "not_sent", text);
            QVERIFY2(line.text("/message").find("SMC asks to wait 3 days, until ") != std::string::npos, text);
        }
        QVERIFY2(!ran.err.contains("unchecked"), ran.err);
    }

    void whoeverIsSentOnEndsWithThreeWhereverItLeads_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::newRow("a login page of the same server") << QByteArray("/Portal/Login");
        QTest::newRow("another server") << QByteArray("https://login.example/");
    }

    void whoeverIsSentOnEndsWithThreeWhereverItLeads()
    {
        QFETCH(QByteArray, location);
        ScriptServer server(inTurn({answer("302 Found", "<html></html>", "Location: " + location + "\r\n")}));
        const Ran ran = send(server);
        QCOMPARE(ran.code, 3);
        QCOMPARE(ran.lines().size(), 1);
        QCOMPARE(Line(ran.lines().at(0)).text("/outcome"), "not_sent");
        QCOMPARE(server.requests.size(), std::size_t(1));
    }

    void whereTheConnectionBreaksOutcomeAndHistoryBothSayThatItIsUnclear()
    {
        const ScriptServer server([](QTcpSocket *socket, const QByteArray &, int) { socket->abort(); });
        const Ran ran = send(server);
        QCOMPARE(ran.code, 3);
        QVERIFY2(ran.out.contains("\"outcome\":\"unknown\""), ran.out);
        QVERIFY2(ran.out.contains("\"advice\":\"Look first into the list to see what arrived. Try again"), ran.out);
        QCOMPARE(ran.out.count("Try again"), ran.out.count("\"advice\""));
        QVERIFY2(ran.err.contains("1 unclear"), ran.err);
        const QByteArray kept = m_smcctl->workspaceBytes();
        QVERIFY(kept.contains("Unclear"));
        QVERIFY(!kept.contains("Unreachable"));
    }

private:
    std::unique_ptr<Smcctl> m_smcctl;
};

QTEST_GUILESS_MAIN(TstCliSendWaits)
#include "tst_cli_send_waits.moc"
