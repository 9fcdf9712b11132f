// The main job from outside: a sandbox, a profile made of its first line, events in, outcomes out.
#include "smcctl_process.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include <csignal>

using namespace smc::test;

class TestCliSend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_smcctl = std::make_unique<Smcctl>();
        m_sandbox = std::make_unique<RunningSandbox>(*m_smcctl);
        QVERIFY(m_sandbox->isRunning());
        m_profile = m_smcctl->write("trial.json", m_sandbox->profile());
        letIn(m_sandbox->key(), m_sandbox->secret());
    }
    void cleanup()
    {
        m_sandbox.reset();
        m_smcctl.reset();
    }

    void theSandboxAnnouncesItself()
    {
        QVERIFY2(m_sandbox->url().startsWith("http://127.0.0.1:"), qPrintable(m_sandbox->url()));
        QCOMPARE(m_sandbox->organization(), QString("DEMO"));
        QVERIFY(!m_sandbox->key().isEmpty() && !m_sandbox->secret().isEmpty());
        QCOMPARE(m_sandbox->stop(), 0);
    }

    void identifyAndGroupArriveInOrder()
    {
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send"},
                                      example("identify-customer") + '\n' + example("group-static-segment") + '\n' +
                                          example("page-home") + '\n' + example("group-remove") + '\n');
        QVERIFY2(ran.code == 0, ran.err + ran.out);
        const QByteArray outcomes[] = {"delivered", "delivered", "discarded", "delivered"};
        QCOMPARE(ran.lines().size(), 4);
        for (int i = 0; i < 4; ++i) {
            const Line line(ran.lines().at(i));
            QCOMPARE(line.raw("/index"), std::to_string(i));
            QCOMPARE(QByteArray::fromStdString(line.text("/outcome")), outcomes[i]);
            QVERIFY(!line.text("/message").empty());
        }
        QCOMPARE(Line(ran.lines().at(1)).text("/deliveries/0/operation"), std::string("segment_load"));
        QVERIFY2(ran.err.contains("3 delivered, 1 discarded"), ran.err);
    }

    void eachOutcomeKeepsTheWarningsOfItsOwnEvent()
    {
        QByteArray text = m_sandbox->profile();
        text.replace("\"organization\"", json("'audienceListApiName':'USERS_SEGMENT','audienceKeyFields':['MAIL'],"
                                              "'organization'"));
        const QString profile = m_smcctl->write("audience.json", text);
        QByteArray events;
        for (int i = 0; i < 5; ++i)
            events += json("{'type':'identify','anonymousId':'a") + QByteArray::number(i) +
                      json("','traits':{'city':'") + QByteArray(200, 'x') + "\"}}\n";
        const Ran ran = m_smcctl->run({"--profile", profile, "send"}, events);
        QCOMPARE(ran.lines().size(), 5);
        for (const QByteArray &line : ran.lines()) {
            QVERIFY2(line.contains("\"code\":\"AUDIENCE_USER_ID_MISSING\""), line);
            QVERIFY2(line.contains("\"outcome\":\"delivered\""), line);
            // As map tells it.
            const Line outcome(line);
            QCOMPARE(outcome.text("/omitted/0/rule"), std::string("audience-upsert"));
            QCOMPARE(outcome.text("/omitted/0/list"), std::string("USERS_SEGMENT"));
            QCOMPARE(outcome.text("/omitted/0/extent"), std::string("delivery"));
            QVERIFY(!outcome.text("/omitted/0/reason").empty());
        }
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("No row for the list USERS_SEGMENT: 5 events."), ran.err);
        const Ran whole = m_smcctl->run({"--profile", m_profile, "send"}, example("identify-customer"));
        QVERIFY2(!whole.out.contains("omitted"), whole.out);
    }

    void aDiscardSaysInASentenceWhatWouldLetItThrough()
    {
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send", "--dry-run"},
                                      example("page-home") + '\n' +
                                          json("{'type':'track','event':'order completed','userId':'u'}") + '\n' +
                                          json("{'type':'track','event':'Nobody Knows','userId':'u'}") + '\n');
        QCOMPARE(ran.lines().size(), 3);
        QCOMPARE(Line(ran.lines().at(0)).text("/code"), std::string("PAGE_EVENTS_OFF"));
        QCOMPARE(Line(ran.lines().at(0)).text("/advice"),
                 std::string("Switch on the setting sendPageEvents to send such events."));
        QCOMPARE(Line(ran.lines().at(1)).text("/advice"),
                 std::string("Name the event \"Order Completed\", or add its own name to Allowed Events "
                             "(allowedEvents)."));
        QCOMPARE(Line(ran.lines().at(2)).text("/advice"),
                 std::string("Add the event's name to Allowed Events (allowedEvents) to send it."));
    }

    /// Of rows with the same key in one request SMC keeps the last one (SMC API, data/load, deduplication): the record
    /// has what was sent last, as it would have had one after another.
    void aDuplicateIsNoFailure()
    {
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send"},
                                      json("{'type':'identify','messageId':'m','userId':'first'}") + '\n' +
                                          json("{'type':'identify','messageId':'m','userId':'last'}") + '\n');
        QVERIFY2(ran.code == 0, ran.err + ran.out);
        QCOMPARE(Line(ran.lines().at(0)).text("/outcome"), std::string("duplicate"));
        QCOMPARE(Line(ran.lines().at(1)).text("/outcome"), std::string("delivered"));
        QVERIFY2(ran.err.contains("1 delivered, 1 duplicate (1 request)"), ran.err);
    }

    void filesAndManyEventsTravelTogether()
    {
        QByteArray events;
        for (int i = 0; i < 6000; ++i)
            events +=
                json("{'type':'identify','messageId':'m") + QByteArray::number(i) + json("','userId':'u'}") + "\n";
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send", m_smcctl->write("many.ndjson", events)});
        QVERIFY2(ran.code == 0, ran.err);
        const QList<QByteArray> lines = ran.lines();
        QCOMPARE(lines.size(), 6000);
        for (int i = 0; i < 6000; ++i)
            QVERIFY2(lines.at(i).startsWith("{\"index\":" + QByteArray::number(i) + ",\"outcome\":\"delivered\""),
                     lines.at(i));
        QVERIFY2(ran.err.contains("(3 requests)"), ran.err);
    }

    void eachEventIsRepeatedUnderAnIdOfItsOwn()
    {
        const QByteArray events =
            json("{'type':'identify','userId':'a'}") + "\nbroken\n" + json("{'type':'identify','userId':'b'}") + "\n";
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send", "--repeat", "3"}, events);
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 9);
        for (int i = 0; i < 9; ++i) {
            const Line line(ran.lines().at(i));
            QCOMPARE(line.raw("/index"), std::to_string(i));
            // The same message twice would be one row: SMC would keep the last.
            QCOMPARE(line.text("/outcome"), std::string(i / 3 == 1 ? "invalid" : "delivered"));
        }
        QVERIFY2(ran.err.contains("6 delivered"), ran.err);
    }

    void eachRepeatDrawsItsVariables()
    {
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send", "--variables", "--repeat", "3"},
                                      json("{'type':'identify','messageId':'{{uuid}}','userId':'u'}"));
        QVERIFY2(ran.code == 0, ran.err + ran.out);
        // With one message id for all of them, SMC would keep a single row.
        QVERIFY2(ran.err.contains("3 delivered (1 request)"), ran.err);
    }

    void withADelayEachSendIsARequestOfItsOwn()
    {
        QElapsedTimer took;
        took.start();
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send", "--repeat", "4", "--delay", "200"},
                                      example("identify-customer"));
        QVERIFY2(ran.code == 0, ran.err);
        QVERIFY2(took.elapsed() >= 3 * 200, QByteArray::number(took.elapsed()));
        QVERIFY2(ran.err.contains("4 delivered (4 requests)"), ran.err);
    }

    void numbersBeyondTheLimitsAreRefused()
    {
        for (const QStringList &wrong :
             {QStringList{"--repeat", "0"}, QStringList{"--repeat", "10001"}, QStringList{"--repeat", "x"},
              QStringList{"--delay", "-1"}, QStringList{"--delay", "60001"}}) {
            const Ran ran = m_smcctl->run(QStringList{"--profile", m_profile, "send"} + wrong, "{}");
            QCOMPARE(ran.code, 2);
        }
    }

    void aDryRunSendsNothingAndNeedsNoKey()
    {
        letIn({}, {});
        RunningSandbox loud(*m_smcctl, {"--verbose"});
        const QString profile = m_smcctl->write("loud.json", loud.profile());
        const Ran ran = m_smcctl->run({"--profile", profile, "send", "--dry-run"}, example("identify-customer"));
        QCOMPARE(loud.stop(), 0);
        QVERIFY2(!loud.said().contains("/Portal/Api"), loud.said());
        QCOMPARE(ran.code, 0);
        const Line line(ran.out);
        QCOMPARE(line.text("/outcome"), std::string("planned"));
        QVERIFY(!QFile::exists(m_smcctl->workspace() + "/history.sqlite"));
        QVERIFY(ran.err.contains("would be sent"));
    }

    void aDryRunShowsTheRowThatWouldBeSentStampsIncluded()
    {
        const QByteArray event = json("{'type':'identify','userId':'u','traits':{'n':1.00}}");
        const Ran dry = m_smcctl->run({"--profile", m_profile, "send", "--dry-run"}, event);
        const Ran mapped = m_smcctl->run({"--profile", m_profile, "map"}, event);
        const Line planned(dry.out);
        const Line map(mapped.out);
        QCOMPARE(planned.raw("/deliveries/0/columns"), map.raw("/deliveries/0/columns"));
        const std::size_t count = planned["/deliveries/0/columns"].size();
        QCOMPARE(planned["/deliveries/0/row"].size(), count);
        for (std::size_t i = 0; i < count; ++i) {
            const std::string at = std::to_string(i);
            const std::string column = planned.text("/deliveries/0/columns/" + at);
            const std::string cell = planned.raw("/deliveries/0/row/" + at);
            const bool isStamped = column == "MESSAGE_ID" || column == "TIMESTAMP" || column == "RECEIVED_AT";
            QCOMPARE(map.raw("/deliveries/0/row/" + at) == "null" && cell != "null", isStamped);
            if (!isStamped)
                QCOMPARE(cell, map.raw("/deliveries/0/row/" + at));
        }
    }

    void theSandboxLogsRequestsWhenAsked()
    {
        RunningSandbox loud(*m_smcctl, {"--verbose"});
        letIn(loud.key(), loud.secret());
        const QString profile = m_smcctl->write("loud.json", loud.profile());
        QCOMPARE(m_smcctl->run({"--profile", profile, "send"}, example("identify-customer")).code, 0);
        QCOMPARE(loud.stop(), 0);
        QVERIFY2(loud.said().contains("POST /Portal/Api/organizations/DEMO/lists/segment_events/data/load"),
                 loud.said());
        QVERIFY(!loud.said().contains(loud.secret().toUtf8()));
    }

    void wrongEventsAreReportedInTheirPlacesAndTheOthersAreSent()
    {
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send"},
                                      "{\"type\":\n" + example("identify-customer") + "\n{\"type\":\"identify\"}\n");
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 3);
        QCOMPARE(Line(ran.lines().at(0)).text("/outcome"), std::string("invalid"));
        QCOMPARE(Line(ran.lines().at(0)).text("/code"), std::string("not_json"));
        QCOMPARE(Line(ran.lines().at(1)).text("/outcome"), std::string("delivered"));
        QCOMPARE(Line(ran.lines().at(2)).text("/outcome"), std::string("invalid"));
    }

    void aGroupCallThatLacksItsMatchkeyEndsWithOne()
    {
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send"},
                                      json("{'type':'group','userId':'u','groupId':'S','traits':{'userlist':'L'}}"));
        QCOMPARE(ran.code, 1);
        QCOMPARE(Line(ran.out).text("/code"), std::string("GROUP_MATCHKEY_MISSING"));
    }

    void aListThatIsNotThereIsRefusedByName()
    {
        const Ran ran = m_smcctl->run(
            {"--profile", m_profile, "send"},
            json("{'type':'group','userId':'u','groupId':'S','traits':{'userlist':'NOWHERE','matchkey':'MAIL'}}"));
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.out.contains("NOWHERE"), ran.out);
    }

    void partialFailureEndsWithOneAndNamesTheRows()
    {
        const RunningSandbox flaky(*m_smcctl, {"--fault", "partial=3"});
        letIn(flaky.key(), flaky.secret());
        QByteArray events;
        for (int i = 0; i < 9; ++i)
            events +=
                json("{'type':'identify','messageId':'m") + QByteArray::number(i) + json("','userId':'u'}") + "\n";
        const Ran ran = m_smcctl->run({"--profile", m_smcctl->write("flaky.json", flaky.profile()), "send"}, events);
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.out.count("\"outcome\":\"delivered\""), 6);
        QCOMPARE(ran.out.count("\"outcome\":\"refused\""), 3);
    }

    void eventsOfASlowInputAreSentBeforeItEnds()
    {
        const auto process = m_smcctl->start({"--profile", m_profile, "send"});
        process->write(example("identify-customer") + '\n');
        QVERIFY(process->canReadLine() || process->waitForReadyRead(20000));
        QCOMPARE(Line(process->readLine()).text("/outcome"), std::string("delivered"));
        process->closeWriteChannel();
        QVERIFY(process->waitForFinished(20000));
        QCOMPARE(process->exitCode(), 0);
    }

    void interruptCancelsAtOnceAndTellsWhatWasNotSent()
    {
        const RunningSandbox slow(*m_smcctl, {"--fault", "latency=60000"});
        letIn(slow.key(), slow.secret());
        const auto process =
            m_smcctl->start({"--profile", m_smcctl->write("slow.json", slow.profile()), "send", "--no-fields"});
        process->write(example("identify-customer") + '\n' + example("group-remove") + '\n');
        process->closeWriteChannel();
        QTest::qWait(1500);
        QCOMPARE(process->state(), QProcess::Running);
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        QVERIFY(process->waitForFinished(5000));
        QCOMPARE(process->exitStatus(), QProcess::NormalExit);
        QCOMPARE(process->exitCode(), 1);
        const QByteArray out = process->readAllStandardOutput();
        QCOMPARE(out.count('\n'), 2);
        QVERIFY2(!out.contains("\"outcome\":\"delivered\""), out);
        QVERIFY(process->readAllStandardError().contains("Cancelled"));
    }

    void interruptWhileFieldsAreReadSendsNothing()
    {
        const RunningSandbox slow(*m_smcctl, {"--fault", "latency=60000"});
        letIn(slow.key(), slow.secret());
        const auto process = m_smcctl->start({"--profile", m_smcctl->write("slow.json", slow.profile()), "send"});
        process->write(example("identify-customer") + '\n');
        process->closeWriteChannel();
        QTest::qWait(1500);
        QCOMPARE(process->state(), QProcess::Running);
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        QVERIFY(process->waitForFinished(5000));
        QCOMPARE(process->exitCode(), 1);
        const QByteArray out = process->readAllStandardOutput();
        QVERIFY2(out.contains("\"outcome\":\"not_sent\"") && out.count('\n') == 1, out);
        QVERIFY(process->readAllStandardError().contains("Cancelled"));
    }

    void interruptWhileWaitingForInputEndsToo()
    {
        const auto process = m_smcctl->start({"--profile", m_profile, "send"});
        process->write(example("identify-customer") + '\n');
        QVERIFY(process->canReadLine() || process->waitForReadyRead(20000));
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        QVERIFY(process->waitForFinished(5000));
        QCOMPARE(process->exitStatus(), QProcess::NormalExit);
        QCOMPARE(process->readAllStandardOutput().count("delivered\""), 2);
    }

    void whatSmcWouldRefuseIsNotSentAndSaysCodeAndLine()
    {
        const QByteArray events =
            json("{'type':'identify','messageId':'one','userId':'u','sentAt':'2026-01-31 10:00'}") + "\n\n" +
            json("{'type':'identify','messageId':'two','userId':'u','sentAt':'tomorrow'}") + "\n" +
            json("{'type':'identify','messageId':'three','userId':'") + QByteArray(300, 'u') + "\"}\n" +
            example("group-static-segment");
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send"}, events);
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 4);
        QCOMPARE(Line(ran.lines().at(0)).text("/outcome"), std::string("delivered"));
        const Line time(ran.lines().at(1));
        QCOMPARE(time.text("/outcome"), std::string("refused"));
        QCOMPARE(time.text("/code"), std::string("InvalidType"));
        QCOMPARE(time.raw("/line"), std::string("3"));
        QCOMPARE(time.text("/deliveries/0/troubles/0/column"), std::string("SENT_AT"));
        QCOMPARE(time.text("/deliveries/0/troubles/0/path"), std::string("/sentAt"));
        QVERIFY(time.text("/deliveries/0/exchange").empty());
        QCOMPARE(Line(ran.lines().at(2)).text("/code"), std::string("MaxStringLengthExceeded"));
        QCOMPARE(Line(ran.lines().at(3)).text("/outcome"), std::string("delivered"));
        // The good one and the membership; nothing else went to SMC but the two questions for the fields.
        QVERIFY2(ran.err.contains("2 delivered, 2 refused (2 requests)"), ran.err);

        const Ran unchecked = m_smcctl->run({"--profile", m_profile, "send", "--no-fields"}, events);
        QCOMPARE(unchecked.code, 1);
        QCOMPARE(Line(unchecked.lines().at(1)).text("/outcome"), std::string("refused"));
        QCOMPARE(Line(unchecked.lines().at(1)).text("/deliveries/0/troubles/0/validationCode"),
                 std::string("InvalidType"));
        QVERIFY(!Line(unchecked.lines().at(1)).text("/deliveries/0/exchange").empty());
        QVERIFY2(unchecked.err.contains("2 delivered, 2 refused (2 requests)"), unchecked.err);
    }

    void fieldsAreReadOnceAndTheirFileIsTakenInTheirPlace()
    {
        const Ran fields = m_smcctl->run({"--profile", m_profile, "fields"});
        QVERIFY2(fields.code == 0, fields.err);
        const Line line(fields.out);
        QCOMPARE(fields.lines().size(), 1);
        QCOMPARE(line.text("/segment_events/1/name"), std::string("MESSAGE_ID"));
        QCOMPARE(line.text("/segment_events/1/data_type"), std::string("Text"));
        QCOMPARE(line.raw("/segment_events/1/length"), std::string("100"));
        const QString file = m_smcctl->write("fields.json", fields.out);
        const QByteArray event = json("{'type':'identify','messageId':'one','userId':'u','sentAt':'tomorrow'}");
        const Ran mapped = m_smcctl->run({"--profile", m_profile, "map", "--fields", file}, event);
        QCOMPARE(mapped.code, 1);
        QCOMPARE(Line(mapped.out).text("/refused/0/validation_code"), std::string("InvalidType"));
        QCOMPARE(Line(mapped.out)["/refused"].size(), std::size_t(1));
        // A dry run asks SMC nothing; with the file it knows what SMC would say.
        QCOMPARE(m_smcctl->run({"--profile", m_profile, "send", "--dry-run"}, event).code, 0);
        const Ran dry = m_smcctl->run({"--profile", m_profile, "send", "--dry-run", "--fields", file}, event);
        QCOMPARE(dry.code, 1);
        QCOMPARE(Line(dry.out).text("/code"), std::string("InvalidType"));

        const Ran two = m_smcctl->run({"--profile", m_profile, "fields", "USERS_SEGMENT", "segment_events"});
        QVERIFY2(two.code == 0 && two.out.startsWith("{\"USERS_SEGMENT\":["), two.out + two.err);
        const Ran none = m_smcctl->run({"--profile", m_profile, "fields", "NO_SUCH_LIST"});
        QCOMPARE(none.code, 2);
        QVERIFY2(none.out.isEmpty() && none.err.contains("NO_SUCH_LIST"), none.err);
        const Ran illegal = m_smcctl->run({"--profile", m_profile, "fields", "a/../b"});
        QCOMPARE(illegal.code, 2);
        letIn("wrong", "key");
        QCOMPARE(m_smcctl->run({"--profile", m_profile, "fields"}).code, 3);
        QCOMPARE(
            m_smcctl->run({"--profile", m_profile, "send", "--fields", m_smcctl->write("no.json", "5")}, event).code,
            2);
    }

    void whereFieldsCantBeReadValuesGoUnchecked()
    {
        const RunningSandbox broken(*m_smcctl, {"--fault", "garbage:1"});
        letIn(broken.key(), broken.secret());
        const QString profile = m_smcctl->write("broken.json", broken.profile());
        const Ran ran =
            m_smcctl->run({"--profile", profile, "send"}, json("{'type':'identify','messageId':'one','userId':'u'}"));
        QVERIFY2(ran.code == 0, ran.err + ran.out);
        QVERIFY2(ran.err.contains("The fields of segment_events can't be read"), ran.err);
        QVERIFY2(ran.err.contains("1 delivered"), ran.err);
    }

    void whatWasSentIsInTheHistoryUnlessToldNotTo()
    {
        const QString history = m_smcctl->workspace() + "/history.sqlite";
        QCOMPARE(m_smcctl->run({"--profile", m_profile, "send", "--no-history"}, example("identify-customer")).code, 0);
        QVERIFY(!QFile::exists(history));
        QCOMPARE(m_smcctl->run({"--profile", m_profile, "send"}, example("identify-customer")).code, 0);
        QVERIFY(QFile::exists(history));
        QVERIFY(m_smcctl->workspaceBytes().contains("nina.peeters@example.com"));
    }

    void brokenSettingsOfTheWorkspaceAreSetAsideAndSaidOnce()
    {
        const QString file = m_smcctl->workspace() + "/settings.json";
        QFile settings(file);
        QVERIFY(QDir().mkpath(m_smcctl->workspace()) && settings.open(QIODevice::WriteOnly));
        settings.write("{\"history\":");
        settings.close();
        const Ran ran = m_smcctl->run({"--profile", m_profile, "send"}, example("identify-customer"));
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.err.contains("settings.json.damaged-"), ran.err);
        QVERIFY(!QFile::exists(file));
        const QStringList aside = QDir(m_smcctl->workspace()).entryList({"settings.json.damaged-*"}, QDir::Files);
        QCOMPARE(aside.size(), 1);
        QVERIFY(!m_smcctl->run({"--profile", m_profile, "send"}, example("identify-customer"))
                     .err.contains("settings.json"));
    }

    void aSecretThatStandsInAnEventIsNotKept()
    {
        const QByteArray secret = m_sandbox->secret().toUtf8();
        const QByteArray events =
            json("{'type':'identify','userId':'u','messageId':'one','traits':{'email':'kept@example.com','note':'") +
            secret + "\",\"key\":\"" + m_sandbox->key().toUtf8() + "\"}}\n" +
            // Too long for the field, so that the answer's outcome quotes it.
            json("{'type':'identify','messageId':'two','userId':'") + secret + QByteArray(300, 'u') + "\"}\n" +
            // So long that the sentence shortens it, in the middle of the secret.
            json("{'type':'identify','messageId':'three','userId':'") + QByteArray(48, 'v') + secret +
            QByteArray(300, 'u') + "\"}\n" + json("{'type':'identify','messageId':'four','userId':'u','sentAt':'") +
            QByteArray(48, 'w') + secret + "\"}\n" + json("{'type':'track','userId':'u','event':'") + secret + "\"}\n";
        // First by what SMC answers, then by what is known before anything is sent.
        for (const bool isUnchecked : {true, false}) {
            QStringList command = {"--profile", m_profile, "send"};
            if (isUnchecked)
                command << "--no-fields";
            const Ran ran = m_smcctl->run(command, events);
            QCOMPARE(ran.code, 1);
            QVERIFY2(ran.out.contains(isUnchecked ? "too long" : "SMC would refuse"), ran.out);
            for (const QByteArray &said : {ran.out, ran.err}) {
                QVERIFY2(!said.contains(secret.left(8)), said);
                QVERIFY(!said.contains(m_sandbox->key().toUtf8()));
            }
        }
        const QByteArray kept = m_smcctl->workspaceBytes();
        QVERIFY(kept.contains("kept@example.com"));
        QVERIFY(!kept.contains(secret));
        QVERIFY(!kept.contains(m_sandbox->key().toUtf8()));
    }

    void theSecretLeavesNoTrace()
    {
        const RunningSandbox flaky(*m_smcctl, {"--fault", "garbage/2", "--fault", "503:1"});
        for (const RunningSandbox *sandbox : std::initializer_list<const RunningSandbox *>{m_sandbox.get(), &flaky}) {
            letIn(sandbox->key(), sandbox->secret());
            const QString profile = m_smcctl->write("p.json", sandbox->profile());
            for (int i = 0; i < 3; ++i) {
                const QByteArray event =
                    json("{'type':'identify','userId':'u','messageId':'m") + QByteArray::number(i) + "\"}";
                const Ran ran = m_smcctl->run({"--profile", profile, "send"}, event);
                QVERIFY(!(ran.out + ran.err).contains(sandbox->secret().toUtf8()));
                QVERIFY(!(ran.out + ran.err).contains(sandbox->key().toUtf8()));
            }
            QVERIFY(!m_smcctl->workspaceBytes().contains(sandbox->secret().toUtf8()));
            QVERIFY(!m_smcctl->workspaceBytes().contains(sandbox->key().toUtf8()));
        }
    }

    void theSandboxKeepsItsContentInAFileWhenAsked()
    {
        const QString state = m_smcctl->path("state.sqlite");
        const QByteArray event = json("{'type':'identify','userId':'u','messageId':'one'}");
        QByteArray second;
        for (int i = 0; i < 2; ++i) {
            const RunningSandbox sandbox(*m_smcctl, {"--state", state});
            QVERIFY(sandbox.isRunning());
            letIn(sandbox.key(), sandbox.secret());
            second = m_smcctl->run({"--profile", m_smcctl->write("kept.json", sandbox.profile()), "send"}, event).out;
        }
        QVERIFY2(second.contains("updated"), second);
    }

private:
    void letIn(const QString &key, const QString &secret)
    {
        if (key.isEmpty()) {
            m_smcctl->removeVariable("SMC_API_KEY");
            m_smcctl->removeVariable("SMC_API_SECRET");
            return;
        }
        m_smcctl->setVariable("SMC_API_KEY", key);
        m_smcctl->setVariable("SMC_API_SECRET", secret);
    }

    std::unique_ptr<Smcctl> m_smcctl;
    std::unique_ptr<RunningSandbox> m_sandbox;
    QString m_profile;
};

QTEST_GUILESS_MAIN(TestCliSend)
#include "tst_cli_send.moc"
