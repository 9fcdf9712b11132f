#include "smcctl_process.h"

#include <QTest>

using namespace smc::test;

class TestCliEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_profile = m_smcctl.write("demo.json", demoProfile()); }

    void validateTellsGoodFromBad()
    {
        const Ran ran = m_smcctl.run({"validate"}, "{\"type\":\"identify\",\"userId\":\"u\"}\n"
                                                   "{\"type\":\"identify\"}\n");
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 2);
        QCOMPARE(ran.lines().at(0), QByteArray(json("{'index':0,'valid':true,'problems':[]}")));
        const Line bad(ran.lines().at(1));
        QCOMPARE(bad.raw("/index"), std::string("1"));
        QCOMPARE(bad.raw("/valid"), std::string("false"));
        QCOMPARE(bad.text("/problems/0/code"), std::string("no_user_anon_id"));
        QCOMPARE(bad.text("/problems/0/severity"), std::string("error"));
        QCOMPARE(bad.text("/problems/0/path"), std::string("/userId"));
        QVERIFY(!bad.text("/problems/0/message").empty());
        QCOMPARE(ran.err, QByteArray());
    }

    void mapTellsWhatDoesNotReachTheAudienceList()
    {
        const QString profile = m_smcctl.write(
            "audience.json",
            json("{'name':'A','environment':'sandbox','settings':{'audienceListApiName':'USERS','audienceKeyFields':["
                 "'CUSTOMER_ID']}}"));
        const Ran none = m_smcctl.run({"--profile", profile, "map"}, json("{'type':'identify','anonymousId':'a'}"));
        QCOMPARE(none.code, 1);
        const Line line(none.out);
        QCOMPARE(line.text("/omitted/0/rule"), std::string("audience-upsert"));
        QCOMPARE(line.text("/omitted/0/list"), std::string("USERS"));
        QCOMPARE(line.text("/omitted/0/code"), std::string("AUDIENCE_USER_ID_MISSING"));
        QCOMPARE(line.text("/deliveries/0/list"), std::string("segment_events"));
        QVERIFY2(none.err.contains("No row for the list USERS: 1 event."), none.err);

        const Ran some = m_smcctl.run({"--profile", profile, "map"},
                                      json("{'type':'identify','userId':'u','traits':{'first name':'x','NAME':'y'}}"));
        QCOMPARE(some.code, 0);
        QCOMPARE(Line(some.out).raw("/deliveries/1/row/1"), std::string("\"y\""));
        QCOMPARE(Line(some.out).text("/omitted/0/code"), std::string("API_NAME_ILLEGAL"));
        QVERIFY2(some.err.contains("A row for the list USERS without some traits: 1 event."), some.err);
        QCOMPARE(Line(some.out).text("/omitted/0/extent"), std::string("member"));
    }

    void aBatchThatIsNoArrayIsNamedAsSuch()
    {
        const Ran ran = m_smcctl.run({"validate"}, json("{'batch':'x'}"));
        QVERIFY2(ran.out.contains("\"batch_not_array\"") && !ran.out.contains("type_missing"), ran.out);
    }

    void warningsLeaveAnEventValid()
    {
        const Ran ran = m_smcctl.run({"validate"}, json("{'type':'identify','userId':'u','timestamp':'yesterday'}"));
        QCOMPARE(ran.code, 0);
        const Line line(ran.out);
        QCOMPARE(line.raw("/valid"), std::string("true"));
        QCOMPARE(line.text("/problems/0/severity"), std::string("warning"));
    }

    void textThatIsNoEventIsNamedWithItsPlaceInTheInput()
    {
        const Ran ran = m_smcctl.run({"validate"}, "{\"type\":\"identify\",\"userId\":\"u\"}\n\n{\"type\":}\n"
                                                   "{\"type\":\"identify\",\"userId\":\"u\"}\n");
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 3);
        const Line wrong(ran.lines().at(1));
        QCOMPARE(wrong.text("/problems/0/code"), std::string("not_json"));
        QVERIFY2(wrong.text("/problems/0/message").starts_with("Line 3, column 9:"),
                 wrong.text("/problems/0/message").c_str());
        QCOMPARE(Line(ran.lines().at(2)).raw("/valid"), std::string("true"));
    }

    void bytesThatAreNoTextGiveAProblemAndNoCrash_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("binary") << QByteArray("\x00\xff\xfe\x80", 4);
        QTest::newRow("wrong UTF-8") << QByteArray("{\"type\":\"identify\",\"userId\":\"\xc3\"}");
        QTest::newRow("deep nesting") << QByteArray(100000, '[');
        QTest::newRow("lone word") << QByteArray("identify");
        QTest::newRow("cut off") << QByteArray("{\"type\":\"identify\",\"userId\":\"u");
        QTest::newRow("a scalar") << QByteArray("42");
    }
    void bytesThatAreNoTextGiveAProblemAndNoCrash()
    {
        QFETCH(QByteArray, input);
        for (const char *command : {"validate", "map"}) {
            const Ran ran = m_smcctl.run({"--profile", m_profile, command}, input);
            QCOMPARE(ran.code, 1);
            QVERIFY2(!ran.lines().isEmpty(), command);
            for (const QByteArray &text : ran.lines())
                QVERIFY2(Line(text)["/index"].exists(), text);
        }
    }

    void anArrayAndABatchBodyAreEventsToo()
    {
        const QByteArray event = json("{'type':'identify','userId':'u'}");
        QCOMPARE(m_smcctl.run({"validate"}, "[" + event + "," + event + "]").lines().size(), 2);
        QCOMPARE(m_smcctl.run({"validate"}, "{\"batch\":[" + event + "," + event + "," + event + "]}").lines().size(),
                 3);
    }

    void inputThatIsNotReadToItsEndIsToldOf()
    {
        const QByteArray event = json("{'type':'identify','userId':'u'}\n");
        const Ran ran = m_smcctl.run({"validate"}, event + "[" + event + event + event);
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 3);
        QVERIFY2(ran.err.contains("stopped at line 3"), ran.err);
    }

    void noInputIsNoEventAndNoFailure()
    {
        const Ran ran = m_smcctl.run({"validate"}, "");
        QCOMPARE(ran.code, 0);
        QCOMPARE(ran.out, QByteArray());
    }

    void filesAreReadInTheirOrderAndCountedThrough()
    {
        const QString first = m_smcctl.write("first.json", json("{'type':'identify','userId':'1'}"));
        const QString second = m_smcctl.write("second.json", json("{'type':'identify'}"));
        const Ran ran = m_smcctl.run({"validate", first, second, first});
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 3);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(Line(ran.lines().at(i)).raw("/index"), std::to_string(i));
        QCOMPARE(Line(ran.lines().at(1)).raw("/valid"), std::string("false"));
    }

    void aMissingFileStopsEverythingBeforeItBegins()
    {
        const QString first = m_smcctl.write("first.json", json("{'type':'identify','userId':'1'}"));
        const Ran ran = m_smcctl.run({"validate", first, m_smcctl.path("missing.json")});
        QCOMPARE(ran.code, 2);
        QCOMPARE(ran.out, QByteArray());
    }

    void mapShowsRowsDiscardsAndProblems()
    {
        const Ran ran =
            m_smcctl.run({"--profile", m_profile, "map"}, example("identify-customer").replace("1284.5", "1284.50") +
                                                              '\n' + example("group-static-segment") + '\n' +
                                                              example("page-home") + "\n{\"type\":\"alias\"}\n");
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 4);

        const Line identify(ran.lines().at(0));
        QCOMPARE(identify.text("/deliveries/0/operation"), std::string("load"));
        QCOMPARE(identify.text("/deliveries/0/list"), std::string("segment_events"));
        QVERIFY(!identify["/deliveries/0/segment"].exists());
        QCOMPARE(identify["/deliveries/0/columns"].size(), identify["/deliveries/0/row"].size());
        QCOMPARE(identify.text("/deliveries/0/row/1"), std::string("identify"));
        QVERIFY2(identify.text("/deliveries/0/row/6").find("1284.50") != std::string::npos,
                 "numbers keep their spelling");
        QVERIFY(!identify["/deliveries/0/origins"].exists());

        QCOMPARE(ran.lines().at(1),
                 json("{'index':1,'deliveries':[{'operation':'segment_load','list':'USERS_SEGMENT',"
                      "'segment':'SegmentToSMCStatic','columns':['MAIL'],'row':['segmenttest@selligent.com']}]}"));
        const Line page(ran.lines().at(2));
        QCOMPARE(page.text("/discarded/code"), std::string("PAGE_EVENTS_OFF"));
        QVERIFY(!page.text("/discarded/reason").empty());
        QVERIFY(Line(ran.lines().at(3))["/invalid/0/code"].exists());
    }

    void mapSaysHowManyEventsSendingWouldStamp()
    {
        const QByteArray stamped = json("{'type':'identify','userId':'u','messageId':'m','timestamp':'2026-01-31"
                                        "T12:00:00Z'}\n");
        const QByteArray bare = json("{'type':'identify','userId':'u'}\n");
        const QByteArray group = example("group-static-segment") + '\n'; // Its row holds nothing of the kind.
        const auto err = [&](const QByteArray &events, const char *threads) {
            return m_smcctl.run({"--profile", m_profile, "map", "--threads", threads}, events).err;
        };
        QCOMPARE(err(stamped + group + json("{'type':'identify'}\n"), "2"), QByteArray());
        QVERIFY2(err(stamped + bare, "1").contains("1 event lacks a messageId"), err(stamped + bare, "1"));
        const QByteArray three = err(bare + bare + group + bare, "2");
        QVERIFY2(three.contains("3 events lack a messageId") && three.count('\n') == 1, three);
        QCOMPARE(m_smcctl.run({"--profile", m_profile, "map"}, bare).out,
                 m_smcctl.run({"--profile", m_profile, "map"}, bare).out);
    }

    void eventsThatTheSettingsKeepBackAreNoFailure()
    {
        const Ran ran = m_smcctl.run({"--profile", m_profile, "map"},
                                     json("{'type':'track','userId':'u','event':'order completed'}"));
        QCOMPARE(ran.code, 0);
        QCOMPARE(Line(ran.out).text("/discarded/code"), std::string("EVENT_NOT_ALLOWED"));
    }

    void aGroupCallThatLacksItsMatchkeyIsRefused()
    {
        const Ran ran = m_smcctl.run({"--profile", m_profile, "map"},
                                     json("{'type':'group','userId':'u','groupId':'S','traits':{'userlist':'L'}}"));
        QCOMPARE(ran.code, 1);
        QCOMPARE(Line(ran.out).text("/discarded/code"), std::string("GROUP_MATCHKEY_MISSING"));
    }

    void explainLeadsEachValueBackToItsBytes()
    {
        const QByteArray event = json("{'type':'identify','userId':'u-1','traits':{'a':1}}");
        const Ran ran = m_smcctl.run({"--profile", m_profile, "map", "--explain"}, event);
        QCOMPARE(ran.code, 0);
        const Line line(ran.out);
        QCOMPARE(line["/deliveries/0/origins"].size(), line["/deliveries/0/row"].size());
        QCOMPARE(line.text("/deliveries/0/columns/3"), std::string("USER_ID"));
        QCOMPARE(line.text("/deliveries/0/origins/3/kind"), std::string("event"));
        QCOMPARE(line.text("/deliveries/0/origins/3/sources/0/path"), std::string("/userId"));
        const auto begin = line["/deliveries/0/origins/3/sources/0/range/0"].integer();
        const auto end = line["/deliveries/0/origins/3/sources/0/range/1"].integer();
        QVERIFY(begin && end);
        QCOMPARE(event.mid(int(*begin), int(*end - *begin)), QByteArray("\"u-1\""));
    }

    void explainSaysTheSameOfAnEventAmongManyAlikeAsOfItAlone()
    {
        const QByteArrayList kinds = {json("{'type':'identify','userId':'u%1','traits':{'e_mail':'a%1@b.c'}}"),
                                      json("{'type':'identify','userId':'u%1','traits':{'e_mail':null}}"),
                                      json("{'type':'group','userId':'u%1','groupId':'S%1','traits':{'userlist':'L',"
                                           "'matchkey':'MAIL%1'}}"),
                                      json("{'type':'track','anonymousId':'a%1','event':'Order Completed',"
                                           "'properties':{'Anonymous_ID':%1}}")};
        QByteArrayList events;
        for (int i = 0; i < 20; ++i)
            events << QByteArray(kinds[i % kinds.size()]).replace("%1", QByteArray::number(i));
        const Ran many =
            m_smcctl.run({"--profile", m_profile, "map", "--explain", "--threads", "1"}, events.join('\n'));
        const QByteArrayList lines = many.out.split('\n');
        for (int i = 0; i < events.size(); ++i) {
            QByteArray alone = m_smcctl.run({"--profile", m_profile, "map", "--explain"}, events[i]).out.trimmed();
            alone.replace("{\"index\":0,", "{\"index\":" + QByteArray::number(i) + ",");
            QCOMPARE(lines[i], alone);
            QVERIFY(alone.contains("\"notFired\"") || alone.contains("\"discarded\""));
        }
    }

    void explainNamesARuleThatTookNoRow()
    {
        const QString profile = m_smcctl.write(
            "audience.json", json("{'name':'A','environment':'staging','settings':{'smcAdminUrl':'acme.slgnt.eu',"
                                  "'organization':'O','audienceListApiName':'USERS','audienceKeyFields':['ID2']}}"));
        const QByteArray event = json("{'type':'identify','anonymousId':'a'}");
        const Line line(m_smcctl.run({"--profile", profile, "map", "--explain"}, event).out);
        QCOMPARE(line["/deliveries"].size(), std::size_t(1));
        QCOMPARE(line.text("/problems/0/code"), std::string("AUDIENCE_USER_ID_MISSING"));
        QCOMPARE(line.text("/problems/0/severity"), std::string("warning"));
        QVERIFY(!Line(m_smcctl.run({"--profile", profile, "map"}, event).out)["/problems"].exists());
    }

    void requestsShowWhatWouldTravelWithoutTheKey()
    {
        m_smcctl.setVariable("SMC_API_KEY", "the-real-key");
        m_smcctl.setVariable("SMC_API_SECRET", "the-real-secret");
        const Ran ran = m_smcctl.run({"--profile", m_profile, "map", "--requests"}, example("group-remove"));
        m_smcctl.removeVariable("SMC_API_KEY");
        m_smcctl.removeVariable("SMC_API_SECRET");
        QCOMPARE(ran.code, 0);
        const Line line(ran.out);
        QCOMPARE(line.text("/requests/0/method"), std::string("DELETE"));
        const std::string url = line.text("/requests/0/url");
        QVERIFY2(url.starts_with("https://acme.slgnt.eu/Portal/Api/organizations/DEMO/lists/USERS_SEGMENT/segments/"
                                 "SegmentToSMCStatic/data?keyFields=MAIL&fields=MAIL"),
                 url.c_str());
        QCOMPARE(line.text("/requests/0/headers/X-ApiKey"), std::string("$SMC_API_KEY:$SMC_API_SECRET"));
        QCOMPARE(line.raw("/requests/0/body"), std::string("[[\"segmenttest@selligent.com\"]]"));
        QVERIFY(!ran.out.contains("the-real-"));
    }

    void requestsWantAnAddress()
    {
        const QString profile = m_smcctl.write(
            "noaddress.json", json("{'name':'N','environment':'sandbox','settings':{'organization':'O'}}"));
        const Ran ran = m_smcctl.run({"--profile", profile, "map", "--requests"}, example("group-remove"));
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("smcAdminUrl"), ran.err);
    }

    void transformGivesOutputNothingOrAnError()
    {
        const Ran ran = m_smcctl.run({"transform"},
                                     json("{'mapping':{'@path':'$.userId'},'payload':{'userId':'u-1'}}\n{'mapping':{'n'"
                                          ":{'@path':'$.n'}},'payload':{'n':1.00}}\n{'mapping':{'@path':'$.none'},'"
                                          "payload':{}}\nnonsense\n{'mapping':{'@nonsense':1},'payload':{}}\n{'mapping'"
                                          ":1}\n[]\n\n{'payload':{'userId':'u-2'},'mapping':{'@path':'$.userId'}}\n"));
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 8);
        QCOMPARE(ran.lines().at(0), QByteArray(json("{'output':'u-1'}")));
        QCOMPARE(ran.lines().at(1), QByteArray(json("{'output':{'n':1.00}}")));
        QCOMPARE(ran.lines().at(2), QByteArray("{}"));
        for (int i = 3; i < 7; ++i)
            QVERIFY2(!Line(ran.lines().at(i)).text("/error").empty(), ran.lines().at(i));
        QVERIFY2(Line(ran.lines().at(3)).text("/error").starts_with("Line 4,"), ran.lines().at(3));
        QCOMPARE(ran.lines().at(7), QByteArray(json("{'output':'u-2'}")));
    }

    void matchGivesAVerdictOrAnError()
    {
        const Ran ran = m_smcctl.run(
            {"match"}, "{\"trigger\":\"type = \\\"track\\\"\",\"payload\":{\"type\":\"track\"}}\n{\"trigger\":\"type = "
                       "\\\"track\\\"\",\"payload\":{\"type\":\"page\"}}\n{\"trigger\":7,\"payload\":{}}\n{\"trigger\":"
                       "\"type = \\\"track\\\"\"}\n");
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.lines().size(), 4);
        QCOMPARE(ran.lines().at(0), QByteArray(json("{'match':true}")));
        QCOMPARE(ran.lines().at(1), QByteArray(json("{'match':false}")));
        QVERIFY(Line(ran.lines().at(2))["/error"].exists());
        QVERIFY(Line(ran.lines().at(3))["/error"].exists());
    }

    void goodLinesAloneEndWithZero()
    {
        QCOMPARE(m_smcctl.run({"transform"}, json("{'mapping':'x','payload':{}}")).code, 0);
        QCOMPARE(m_smcctl.run({"match"}, "{\"trigger\":\"type = \\\"track\\\"\",\"payload\":{}}").code, 0);
    }

private:
    Smcctl m_smcctl;
    QString m_profile;
};

QTEST_GUILESS_MAIN(TestCliEvents)
#include "tst_cli_events.moc"
