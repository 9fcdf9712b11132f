// Calls of Segment's libraries, as people copy them out of documents and programs.
#include "snippet_check.h"

#include <segment/event_reader.h>
#include <segment/validate.h>

using namespace smc::segment;

class TestSnippetCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The snippets of the destination's documentation, with their line breaks.
    void theDocumentationsCallsAreRead_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("said");
        QTest::newRow("identify")
            << "analytics.identify('userId123', {\n  property1: 1,\n  property2: 'test',\n  property3: true\n});"
            << "an analytics.js identify call | {\"type\":\"identify\",\"userId\":\"userId123\","
               "\"traits\":{\"property1\":1,\"property2\":\"test\",\"property3\":true}}";
        QTest::newRow("track")
            << "analytics.track('userId123', {\n  property1: 1,\n  property2: 'test',\n  property3: true\n});"
            << "an analytics.js track call | {\"type\":\"track\",\"userId\":\"userId123\","
               "\"properties\":{\"property1\":1,\"property2\":\"test\",\"property3\":true}}";
        QTest::newRow("alias") << "analytics.alias(\"507f191e81\");"
                               << "an analytics.js alias call | {\"type\":\"alias\",\"userId\":\"507f191e81\"}";
        QTest::newRow("page") << "analytics.page(\"Home\");"
                              << "an analytics.js page call | {\"type\":\"page\",\"name\":\"Home\"}";
        QTest::newRow("screen")
            << "[[SEGAnalytics sharedAnalytics] screen:@\"Home\"\nproperties:@{ @\"Feed Type\": @\"private\" }];"
            << "an Objective-C screen call | {\"type\":\"screen\",\"name\":\"Home\","
               "\"properties\":{\"Feed Type\":\"private\"}}";
        QTest::newRow("group")
            << "{\n  \"type\": \"group\",\n  \"groupId\": \"SegmentToSMCStatic\",\n  \"userId\": \"a@b.c\"\n}"
            << "a group call | {\n  \"type\": \"group\",\n  \"groupId\": \"SegmentToSMCStatic\",\n  \"userId\": "
               "\"a@b.c\"\n}";
    }

    void theDocumentationsCallsAreRead()
    {
        QFETCH(QString, code);
        QFETCH(QString, said);
        QCOMPARE(saidOf(code.toStdString()), said);
    }

    void aPersonWhereTheEventsNameBelongsIsToldApart_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("unused");
        QTest::addColumn<QString>("assumed");
        const auto person = [](const char *name) {
            return QStringLiteral("event: The track call begins with a person, as SMC's documentation writes it: "
                                  "\"%1\" was taken as the userId. Add the event's name.")
                .arg(QLatin1String(name));
        };
        const auto track = [](const QByteArray &members) {
            return QStringLiteral("an analytics.js track call | {\"type\":\"track\",%1}").arg(QLatin1String(members));
        };
        QTest::newRow("called userId") << "analytics.track('userId123', {a: 1})"
                                       << track("\"userId\":\"userId123\",\"properties\":{\"a\":1}")
                                       << person("userId123") << "";
        QTest::newRow("mail") << "analytics.track('ada@example.com')" << track("\"userId\":\"ada@example.com\"")
                              << person("ada@example.com") << "";
        QTest::newRow("the visitor") << "analytics.identify('ada'); analytics.track('ada', {a: 1})"
                                     << "2 analytics.js calls | {\"type\":\"identify\",\"userId\":\"ada\"} | "
                                        "{\"type\":\"track\",\"userId\":\"ada\",\"properties\":{\"a\":1}}"
                                     << person("ada") << "";
        const QString nobody = QStringLiteral("anonymousId: A call names nobody, and analytics.js would add the "
                                              "visitor's own. Add a userId or an anonymousId.");
        QTest::newRow("two texts") << "analytics.track('ada', 'Signed Up', {a: 1})"
                                   << track("\"event\":\"Signed Up\",\"userId\":\"ada\",\"properties\":{\"a\":1}") << ""
                                   << "The first text of the track call was taken as the userId, the second as the "
                                      "event's name.";
        QTest::newRow("an id, or a name")
            << "analytics.track('507f191e81')" << track("\"event\":\"507f191e81\"") << nobody
            << "\"507f191e81\" was taken as the event's name, which a track call begins with in analytics.js. Move it "
               "to userId if it is a person.";
        for (const char *name : {"Signed Up", "Step 2 of 10", "video_25_percent done", "Order@Home", "userIdChanged"})
            QTest::newRow(name) << QStringLiteral("analytics.track('%1')").arg(QLatin1String(name))
                                << track(QByteArray("\"event\":\"%1\"").replace("%1", name)) << nobody << "";
    }

    void aPersonWhereTheEventsNameBelongsIsToldApart()
    {
        QFETCH(QString, code);
        QTEST(saidOf(code.toStdString()), "said");
        QTEST(unusedOf(code.toStdString()), "unused");
        QStringList assumed;
        const auto found = recognise(code.toStdString());
        for (const std::string &sentence : found->assumed)
            assumed << QString::fromStdString(sentence);
        QTEST(assumed.join(QLatin1Char('\n')), "assumed");
    }

    void argumentsMayBeLeftOut_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("event");
        const auto row = [](const char *code, const char *event) { QTest::newRow(code) << code << event; };
        row("analytics.identify('u')", "{\"type\":\"identify\",\"userId\":\"u\"}");
        row("analytics.identify(97980, {})", "{\"type\":\"identify\",\"userId\":\"97980\",\"traits\":{}}");
        row("analytics.identify({plan:'pro'})", "{\"type\":\"identify\",\"traits\":{\"plan\":\"pro\"}}");
        row("analytics.identify(null, {a:1})", "{\"type\":\"identify\",\"traits\":{\"a\":1}}");
        row("analytics.page()", "{\"type\":\"page\"}");
        row("analytics.page({a:1})", "{\"type\":\"page\",\"properties\":{\"a\":1}}");
        row("analytics.page('Docs','Index',{a:1})",
            "{\"type\":\"page\",\"category\":\"Docs\",\"name\":\"Index\",\"properties\":{\"a\":1}}");
        row("analytics.screen('Home',{a:1})", "{\"type\":\"screen\",\"name\":\"Home\",\"properties\":{\"a\":1}}");
        row("analytics.group('g', {matchkey:'MAIL'})",
            "{\"type\":\"group\",\"groupId\":\"g\",\"traits\":{\"matchkey\":\"MAIL\"}}");
        row("analytics.alias('new','old')", "{\"type\":\"alias\",\"previousId\":\"old\",\"userId\":\"new\"}");
        row("analytics.track('E',{},{integrations:{All:false},context:{ip:'1.2.3.4'},locale:'en'})",
            "{\"type\":\"track\",\"event\":\"E\",\"properties\":{},\"context\":{\"ip\":\"1.2.3.4\",\"locale\":\"en\"},"
            "\"integrations\":{\"All\":false}}");
        row("analytics.track('E',null,{anonymousId:'a'})",
            "{\"type\":\"track\",\"event\":\"E\",\"anonymousId\":\"a\"}");
        row("await window.analytics?.track('E', {}, {}, () => { done(); })",
            "{\"type\":\"track\",\"event\":\"E\",\"properties\":{}}");
        row("analytics.track({ userId: 'u', event: 'E', properties: { a: 1.50 } })",
            "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"properties\":{\"a\":1.50}}");
        row("analytics.page({ userId: 'u', name: 'Home' })", "{\"type\":\"page\",\"userId\":\"u\",\"name\":\"Home\"}");
        row("[analytics identify:@\"u\" traits:@{@\"age\": @(31), @\"vip\": @YES, @\"tags\": @[@\"a\", @1.50]}]",
            "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"age\":31,\"vip\":true,\"tags\":[\"a\",1.50]}}");
        row("[a track:@\"E\" properties:nil options:@{@\"integrations\": @{@\"All\": @NO}}];",
            "{\"type\":\"track\",\"event\":\"E\",\"integrations\":{\"All\":false}}");
    }

    void argumentsMayBeLeftOut()
    {
        QFETCH(QString, code);
        QFETCH(QString, event);
        const auto found = recognise(code.toStdString());
        QVERIFY2(found.has_value(), found ? "" : found.error().message.c_str());
        QCOMPARE(found->events.size(), 1U);
        QCOMPARE(QString::fromStdString(found->events.front()), event);
    }

    void literalsBecomeJson_data()
    {
        QTest::addColumn<QString>("literal");
        QTest::addColumn<QString>("json");
        const auto row = [](const char *literal, const char *json) { QTest::newRow(literal) << literal << json; };
        row("{ \"a\" : 1.00 , \"b\": 18446744073709551615 }", "{ \"a\" : 1.00 , \"b\": 18446744073709551615 }");
        row("{a:1.00,'b-c':-0.50e+3,}", "{\"a\":1.00,\"b-c\":-0.50e+3}");
        row("{a:.5,b:5.,c:+7,d:0x1F,e:1_000,f:12n,g:-.25}",
            "{\"a\":0.5,\"b\":5,\"c\":7,\"d\":31,\"e\":1000,\"f\":12,\"g\":-0.25}");
        row("{a:'it\\'s \"x\"',b:\"l1\\nl2\\u00e9\\x41\\u{1F600}\\0\"}",
            "{\"a\":\"it's \\\"x\\\"\",\"b\":\"l1\\nl2\\u00e9\\u0041\\ud83d\\ude00\\u0000\"}");
        row("{a:`two\nlines \\` and \\${b}`}", "{\"a\":\"two\\nlines ` and ${b}\"}");
        row("{a:!0,b:!1,c:[!0]}", "{\"a\":true,\"b\":false,\"c\":[true]}");
        row("{a:!0||b,c:!1.5,d:!2,e:!x,f:!00}", "{}");
        row("{a:[1,[2,[]],{}],b:null,c:true,d:false}", "{\"a\":[1,[2,[]],{}],\"b\":null,\"c\":true,\"d\":false}");
        row("{ // one\n a /* two */ : /* three */ 1 // four\n}", "{\"a\":1}");
        row("{a:'line \\\ngoes on'}", "{\"a\":\"line goes on\"}");
        row("{1:'x', 'ünï':'ß'}", "{\"1\":\"x\",\"ünï\":\"ß\"}");
    }

    void literalsBecomeJson()
    {
        QFETCH(QString, literal);
        QFETCH(QString, json);
        const auto found = recognise("analytics.track('E', " + literal.toStdString() + ")");
        QVERIFY(found.has_value());
        QCOMPARE(found->events.front(),
                 "{\"type\":\"track\",\"event\":\"E\",\"properties\":" + json.toStdString() + "}");
    }

    void whatIsNoLiteralIsLeftOutAndNamed_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("unused");
        const auto row = [](const char *code, const char *event, const char *unused) {
            QTest::newRow(code) << code << event << unused;
        };
        row("analytics.track('E', {a:1, plan: user.plan, b:2}, {anonymousId:'x'})",
            "{\"type\":\"track\",\"event\":\"E\",\"anonymousId\":\"x\",\"properties\":{\"a\":1,\"b\":2}}",
            "properties.plan: `user.plan` is worked out by the program: its value is not in what you pasted.");
        row("analytics.identify('u', {at: new Date(2026, 1), list: ['a', b, 'c'], f() { return 1; }, g: () => 2})",
            "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"list\":[\"a\",null,\"c\"]}}",
            "traits.at: `new Date(2026, 1)` is worked out by the program: its value is not in what you pasted.\n"
            "traits.list[1]: `b` is worked out by the program: its value is not in what you pasted.\n"
            "traits.f: It is a function.\ntraits.g: It is a function.");
        row("analytics.identify('u', {...all, plan, [key]: 1, x: undefined, s: 'a' + 'b', t: `${x}`})",
            "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{}}",
            "traits....all: `...all` is worked out by the program: its value is not in what you pasted.\n"
            "traits.plan: `plan` is worked out by the program: its value is not in what you pasted.\n"
            "traits.[key]: 1: `[key]: 1` is worked out by the program: its value is not in what you pasted.\n"
            "traits.x: It is undefined, which JSON does not know.\n"
            "traits.s: `'a' + 'b'` is worked out by the program: its value is not in what you pasted.\n"
            "traits.t: `\x60${x}\x60` is worked out by the program: its value is not in what you pasted.");
        row("analytics.identify(user.id, {a:1}, function () { go(); })", "{\"type\":\"identify\",\"traits\":{\"a\":1}}",
            "userId: `user.id` is worked out by the program: its value is not in what you pasted.\n"
            "the callback: It runs in the program, and is no part of the event.\n"
            "anonymousId: A call names nobody, and analytics.js would add the visitor's own. Add a userId or an "
            "anonymousId.");
        row("[a identify:user.uid traits:@{@\"at\": [NSDate date], @\"x\": [NSNull null]}]",
            "{\"type\":\"identify\",\"traits\":{\"x\":null}}",
            "userId: `user.uid` is worked out by the program: its value is not in what you pasted.\n"
            "traits.at: `[NSDate date]` is worked out by the program: its value is not in what you pasted.\n"
            "anonymousId: A call names nobody, and the library would add the visitor's own. Add a userId or an "
            "anonymousId.");
    }

    void whatIsNoLiteralIsLeftOutAndNamed()
    {
        QFETCH(QString, code);
        QFETCH(QString, event);
        QFETCH(QString, unused);
        const auto found = recognise(code.toStdString());
        QVERIFY(found.has_value());
        QCOMPARE(unusedOf(code.toStdString()), unused);
        QCOMPARE(QString::fromStdString(found->events.front()).section(QLatin1Char('|'), 0, 0), event);
    }

    void severalCallsShareTheirVisitor()
    {
        const char *code = "<script>\nanalytics.load('abcdefWriteKey');\nanalytics.identify('u1', {a: 1});\n"
                           "if (x / 2 > 1) analytics.track('Signed Up'); // don't miss\n"
                           "const word = \"analytics.track('no')\", re = /analytics.track('no')/;\n"
                           "analytics.alias('u2');\n</script>";
        const auto found = recognise(code);
        QVERIFY(found.has_value());
        QCOMPARE(QString::fromStdString(found->words), QStringLiteral("3 analytics.js calls"));
        QCOMPARE(found->events.size(), 3U);
        QCOMPARE(found->events[1], std::string("{\"type\":\"track\",\"event\":\"Signed Up\",\"userId\":\"u1\"}"));
        QCOMPARE(found->events[2], std::string("{\"type\":\"alias\",\"previousId\":\"u1\",\"userId\":\"u2\"}"));
        QCOMPARE(unusedOf(code), QStringLiteral("analytics.load: It is none of the calls that send an event."));
        for (const auto &event : parse(found->text())) {
            QVERIFY(event.has_value());
            QVERIFY(validate(*event).empty());
        }
    }

    void keysAreNamedButNotKept_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("unused");
        QTest::newRow("object") << QByteArray("const analytics = new Analytics({ writeKey: 'KEY' });\n"
                                              "analytics.track({userId: 'u', event: 'E'})")
                                << QStringLiteral("writeKey: It is the key of a Segment source, and no part of the "
                                                  "event.");
        QTest::newRow("text") << QByteArray("var analytics = new Analytics('KEY');\n"
                                            "analytics.track({userId: 'u', event: 'E'})")
                              << QStringLiteral("the write key: Keys and secrets are never kept.");
    }

    void keysAreNamedButNotKept()
    {
        QFETCH(QByteArray, code);
        QFETCH(QString, unused);
        QCOMPARE(saidOf(code.toStdString()),
                 QStringLiteral("a Node library track call | {\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\"}"));
        QCOMPARE(unusedOf(code.toStdString()), unused);
    }

    void callsThatSendNothingAreNamed()
    {
        const auto found = recognise("analytics.frobnicate(1)\nanalytics.ready(x)");
        QVERIFY(!found.has_value());
        QCOMPARE(found.error().code, std::string("snippet_without_event"));
        QCOMPARE(QString::fromStdString(found.error().message),
                 QStringLiteral("This is program text, but it holds no event that can be used. "
                                "analytics.frobnicate: It is none of the calls that send an event. "
                                "analytics.ready: It is none of the calls that send an event."));
        QCOMPARE(saidOf("{type: 'track', userId: analytics.user()}"),
                 QStringLiteral("a JavaScript object | {\"type\":\"track\"}"));
    }

    void anObjectOfJavaScriptIsAnEvent()
    {
        QCOMPARE(saidOf("{type: 'track', event: 'E', userId: \"u\",}"),
                 QStringLiteral("a JavaScript object | {\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\"}"));
        QCOMPARE(unusedOf("{type: 'track', '': x}"),
                 QStringLiteral("a member without a name: `x` is worked out by the program: its value is not in what "
                                "you pasted."));
        QCOMPARE(saidOf("{plan: 'pro'}"), QStringLiteral("! snippet_unknown"));
    }

    void aCallThatBreaksOffSaysSo()
    {
        for (const char *code : {"analytics.track('E', {a: 1", "analytics.track('E", "analytics.track(",
                                 "analytics.track('E', {a: (1]})", "[a track:@\"E\" properties:@{@\"a\""}) {
            const auto found = recognise(code);
            QVERIFY2(!found.has_value(), code);
            QCOMPARE(found.error().code, std::string("snippet_without_event"));
            QVERIFY2(found.error().message.find("breaks off") != std::string::npos, found.error().message.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestSnippetCalls)
#include "tst_snippet_calls.moc"
