// When nothing may or can be sent.
#include "smcctl_process.h"

#include <QTest>

using namespace smc::test;

class TestCliSendRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_smcctl = std::make_unique<Smcctl>();
        m_sandbox = std::make_unique<RunningSandbox>(*m_smcctl);
        QVERIFY(m_sandbox->isRunning());
        m_profile = m_smcctl->write("trial.json", m_sandbox->profile());
        m_smcctl->setVariable("SMC_API_KEY", m_sandbox->key());
        m_smcctl->setVariable("SMC_API_SECRET", m_sandbox->secret());
    }

    void aWrongKeyEndsWithThree()
    {
        m_smcctl->setVariable("SMC_API_SECRET", "wrong-wrong-wrong");
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send"}, example("identify-customer"));
        QCOMPARE(ran.code, 3);
        QCOMPARE(Line(ran.out).text("/outcome"), std::string("not_sent"));
        QCOMPARE(Line(ran.out).text("/code"), std::string("not_let_in"));
        QVERIFY(!(ran.out + ran.err).contains("wrong-wrong"));
    }

    void aKeyThatIsKeptOutAfterItsLastDayIsSaidToHaveExpired()
    {
        m_smcctl->setVariable("SMC_API_SECRET", "wrong-wrong-wrong");
        const auto saysOf = [this](const QByteArray &lastDay) {
            const QString file = m_smcctl->write(
                "expiring.json", m_sandbox->profile().replace(0, 1, "{\"keyExpires\":\"" + lastDay + "\","));
            return m_smcctl->run({"--profile", file, "send"}, example("identify-customer")).err;
        };
        QVERIFY2(saysOf("2020-01-31").contains("good until 2020-01-31"), "past");
        QVERIFY2(!saysOf("2120-01-31").contains("good until"), "to come");
        m_smcctl->setVariable("SMC_API_SECRET", m_sandbox->secret());
        QVERIFY2(!saysOf("2020-01-31").contains("good until"), "let in all the same");
    }

    void aStoppedSandboxEndsWithThree()
    {
        m_sandbox->stop();
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send"}, example("identify-customer"));
        QCOMPARE(ran.code, 3);
        QCOMPARE(Line(ran.out).text("/outcome"), std::string("not_sent"));
        QVERIFY(!ran.err.isEmpty());
    }

    void anSmcThatIsDownEndsWithThree()
    {
        const RunningSandbox down(*m_smcctl, {"--fault", "503"});
        m_smcctl->setVariable("SMC_API_KEY", down.key());
        m_smcctl->setVariable("SMC_API_SECRET", down.secret());
        const Ran ran = m_smcctl->run({"--profile", m_smcctl->write("down.json", down.profile()), "send"},
                                      example("identify-customer"));
        QCOMPARE(ran.code, 3);
        QCOMPARE(Line(ran.out).text("/outcome"), std::string("not_sent"));
    }

    void aRowForTheAudienceThatSmcWouldRefuseStaysBehindAndTheEventGoes()
    {
        QByteArray text = m_sandbox->profile();
        text.replace("\"organization\"",
                     json("'audienceListApiName':'USERS_SEGMENT','audienceKeyFields':['CUSTOMER_ID'],"
                          "'organization'"));
        const QString profile = m_smcctl->write("audience.json", text);
        // A country has two letters there.
        const Ran ran = m_smcctl->run({"--profile", profile, "send"},
                                      json("{'type':'identify','userId':'a','traits':{'COUNTRY':'Belgium'}}\n"
                                           "{'type':'identify','userId':'b','traits':{'COUNTRY':'BE'}}\n"));
        QVERIFY2(ran.code == 1, ran.err + ran.out);
        QCOMPARE(ran.lines().size(), 2);
        const Line first(ran.lines().at(0));
        QCOMPARE(first.text("/outcome"), std::string("delivered"));
        QCOMPARE(first["/deliveries"].size(), std::size_t(1));
        QCOMPARE(first.text("/deliveries/0/list"), std::string("segment_events"));
        QCOMPARE(first.text("/problems/0/code"), std::string("MaxStringLengthExceeded"));
        QCOMPARE(first.text("/problems/0/path"), std::string("/traits/COUNTRY"));
        QCOMPARE(Line(ran.lines().at(1))["/deliveries"].size(), std::size_t(2));
        QVERIFY2(ran.err.contains("2 delivered (2 requests)"), ran.err);
        QVERIFY2(ran.err.contains("No row for the list USERS_SEGMENT: 1 event."), ran.err);
        QVERIFY2(!ran.err.contains("QObject"), ran.err); // Words of the libraries are none for people.
    }

    void withoutAKeyItSaysWhereToPutOne()
    {
        m_smcctl->removeVariable("SMC_API_KEY");
        m_smcctl->removeVariable("SMC_API_SECRET");
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send"}, example("identify-customer"));
        QCOMPARE(ran.code, 2);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY2(ran.err.contains("SMC_API_KEY") && ran.err.contains("--credentials-stdin"), ran.err);
    }

    void halfACredentialIsNamed()
    {
        m_smcctl->removeVariable("SMC_API_SECRET");
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send"}, example("identify-customer"));
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("SMC_API_SECRET is missing"), ran.err);
    }

    void keyAndSecretCanComeOnStandardInput()
    {
        const QString event = m_smcctl->write("event.json", example("identify-customer"));
        const QByteArray line = (m_sandbox->key() + ':' + m_sandbox->secret()).toUtf8() + '\n';
        m_smcctl->removeVariable("SMC_API_KEY");
        m_smcctl->removeVariable("SMC_API_SECRET");
        const QStringList arguments{"--profile", m_profile, "send", "--credentials-stdin"};
        const Ran good = m_smcctl->run(arguments + QStringList{event}, line);
        QVERIFY2(good.code == 0, good.err);
        QCOMPARE(Line(good.out).text("/outcome"), std::string("delivered"));

        QByteArray twoLines = line;
        const Ran apart = m_smcctl->run(arguments + QStringList{event}, twoLines.replace(':', "\r\n"));
        QVERIFY2(apart.code == 0, apart.err);

        const Ran bad = m_smcctl->run(arguments + QStringList{event}, "no-colon-here\n");
        QCOMPARE(bad.code, 2);
        QVERIFY(!bad.err.contains("no-colon-here"));

        const Ran both = m_smcctl->run(arguments, line + example("identify-customer"));
        QCOMPARE(both.code, 2);
        QVERIFY2(both.err.contains("--credentials-stdin"), both.err);
    }

    void productionWantsAYesThatNamesProfileAndOrganization()
    {
        const QString profile = m_smcctl->write("production.json", m_sandbox->profile("production"));
        const Ran unasked = m_smcctl->run({"--profile", profile, "send"}, example("identify-customer"));
        QCOMPARE(unasked.code, 2);
        QCOMPARE(unasked.out, QByteArray());
        QVERIFY2(unasked.err.contains("'Trial'") && unasked.err.contains("'DEMO'") &&
                     unasked.err.contains("--yes-production"),
                 unasked.err);
        const Ran dry = m_smcctl->run({"--profile", profile, "send", "--dry-run"}, example("identify-customer"));
        QCOMPARE(dry.code, 0);
        const Ran yes = m_smcctl->run({"--profile", profile, "send", "--yes-production"}, example("identify-customer"));
        QVERIFY2(yes.code == 0, yes.err);
        QCOMPARE(Line(yes.out).text("/outcome"), std::string("delivered"));
    }

    void settingsThatAreNotFinishedAreAllNamed()
    {
        const QString profile = m_smcctl->write(
            "bare.json",
            json("{'name':'Bare','environment':'sandbox','settings':{'smcAdminUrl':'http://acme.slgnt.eu'}}"));
        const Ran ran = m_smcctl->run({"--profile", profile, "send"}, example("identify-customer"));
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("smcAdminUrl") && ran.err.contains("organization"), ran.err);
    }

    void settingsThatNoWayCanBeMadeOfStopBeforeAnythingIsSent_data()
    {
        QTest::addColumn<QByteArray>("setting");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("a CA file that is not there") << json("'caFile':'/nope.pem'") << QByteArray("/nope.pem");
        QTest::newRow("a proxy that is none") << json("'proxyUrl':'junk'") << QByteArray("proxy");
    }
    void settingsThatNoWayCanBeMadeOfStopBeforeAnythingIsSent()
    {
        QFETCH(QByteArray, setting);
        QFETCH(QByteArray, sentence);
        QByteArray profile = m_sandbox->profile();
        const QByteArray settings = "\"settings\":{";
        QVERIFY2(profile.contains(settings), profile);
        profile.replace(settings, settings + setting + ',');
        const Ran ran =
            m_smcctl->run({"--profile", m_smcctl->write("way.json", profile), "send"}, example("identify-customer"));
        QCOMPARE(ran.code, 2);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY2(ran.err.contains(sentence), ran.err);
        QVERIFY(!QFile::exists(m_smcctl->workspace() + "/history.sqlite"));
    }

    void aFileThatIsNotThereStopsBeforeAnythingIsSent()
    {
        const QString event = m_smcctl->write("event.json", example("identify-customer"));
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send", event, m_smcctl->path("missing.json")});
        QCOMPARE(ran.code, 2);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY(!QFile::exists(m_smcctl->workspace() + "/history.sqlite"));
    }

    void aHistoryThatCannotBeKeptDoesNotStopTheEvents()
    {
        m_smcctl->write("workspace", "a file stands where the folder should be");
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send"}, example("identify-customer"));
        QVERIFY2(ran.code == 0, ran.err);
        QVERIFY2(ran.err.contains("history"), ran.err);
    }

    void sandboxArgumentsThatCannotBeUsedAreNamedInPlainWords()
    {
        for (const char *port : {"99999", "-1", "eighty", ""}) {
            const Ran ran = m_smcctl->run({"sandbox", "--port", port});
            QCOMPARE(ran.code, 2);
            QVERIFY2(ran.err.contains("--port") && ran.err.contains("is not a whole number from 0 to 65535."), ran.err);
        }
        const QString notes = m_smcctl->write("notes.txt", QByteArray("no database\n").repeated(99));
        const Ran ran = m_smcctl->run({"sandbox", "--state", notes});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains(notes.toUtf8()) && ran.err.contains("is not an SQLite database"), ran.err);
        QVERIFY2(!ran.err.contains("fetch row") && !ran.err.contains("file is not a database"), ran.err);
    }

    void aTakenPortIsAnErrorOfTheCommandLine()
    {
        const QString port = m_sandbox->url().section(':', 2);
        const Ran ran = m_smcctl->run({"sandbox", "--port", port});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains(port.toUtf8()), ran.err);
        QCOMPARE(ran.out, QByteArray());
    }

private:
    std::unique_ptr<Smcctl> m_smcctl;
    std::unique_ptr<RunningSandbox> m_sandbox;
    QString m_profile;
};

QTEST_GUILESS_MAIN(TestCliSendRefusals)
#include "tst_cli_send_refusals.moc"
