// What Segment's ingestion would refuse, and what is doubtful.
#include <segment/validate.h>

#include <QTest>

using namespace smc::segment;

namespace {

/// "code path" for each problem, warnings in brackets.
QString problemsOf(const std::string &text)
{
    const auto event = Event::read(text);
    if (!event)
        return QString::fromStdString(event.error().message);
    QStringList lines;
    for (const Problem &problem : validate(*event)) {
        const QString line = QString::fromStdString(std::string(problem.code) + " " + problem.path);
        lines << (problem.severity == Severity::Error ? line : QLatin1Char('[') + line + QLatin1Char(']'));
    }
    return lines.join(QLatin1String("; "));
}

} // namespace

class TestValidate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodEventsHaveNoProblems_data()
    {
        QTest::addColumn<QByteArray>("event");
        const auto row = [](const char *event) { QTest::newRow(event) << QByteArray(event); };
        row(R"({"type":"identify","userId":"u"})");
        row(R"({"type":"identify","anonymousId":"a","userId":null,"traits":null})");
        row(R"({"type":"track","userId":"u","event":"E","properties":{"a":1}})");
        row(R"({"type":"page","userId":"u"})");
        row(R"({"type":"page","userId":"u","name":"Home","category":"C","properties":{}})");
        row(R"({"type":"screen","anonymousId":"a","name":"Home"})");
        row(R"({"type":"group","anonymousId":"a","groupId":"g","traits":{}})");
        row(R"({"type":"alias","userId":"u","previousId":"p"})");
        row(R"({"\u0074ype":"tr\u0061ck","userId":"u","event":"E"})");
        row(R"({"type":"track","userId":"u","event":"E","timestamp":"2026-01-31T12:00:00.000Z","sentAt":"2026-01-31T12:00:00+01:00","context":{"ip":"1"},"integrations":{"All":true},"messageId":"m","channel":"server","version":2,"writeKey":"k","foo":1})");
        row(R"({"type":"track","userId":"u","event":"E","properties":{"a":9007199254740992,"b":-9007199254740992,"c":1e+300,"d":0.12345678901234568}})");
    }

    void goodEventsHaveNoProblems()
    {
        QFETCH(QByteArray, event);
        QCOMPARE(problemsOf(event.toStdString()), QString());
    }

    void problemsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<QString>("problems");
        const auto row = [](const char *event, const char *problems) {
            QTest::newRow(event) << QByteArray(event) << QString::fromUtf8(problems);
        };
        row("5", "not_an_object ");
        row("[]", "not_an_object ");
        row("{}", "type_missing /type; no_user_anon_id /userId");
        row(R"({"type":null,"userId":"u"})", "type_missing /type");
        row(R"({"type":"","userId":"u"})", "type_missing /type");
        row(R"({"type":5,"userId":"u"})", "type_not_string /type");
        row(R"({"type":"Track","userId":"u"})", "type_unknown /type");
        row(R"({"type":"delete","userId":"u"})", "type_unknown /type");
        row(R"({"type":"identify"})", "no_user_anon_id /userId");
        row(R"({"type":"identify","userId":null,"anonymousId":null})", "no_user_anon_id /userId");
        row(R"({"type":"identify","userId":""})", "id_required /userId");
        row(R"({"type":"identify","userId":"","anonymousId":"a"})", "id_required /userId");
        row(R"({"type":"identify","userId":5})", "id_not_string /userId");
        row(R"({"type":"identify","userId":"u","anonymousId":false})", "id_not_string /anonymousId");
        row(R"({"type":"group","userId":"u"})", "id_required /groupId");
        row(R"({"type":"group","userId":"u","groupId":""})", "id_required /groupId");
        row(R"({"type":"group","userId":"u","groupId":7,"traits":[]})",
            "id_not_string /groupId; traits_not_object /traits");
        row(R"({"type":"alias","anonymousId":"a"})", "id_required /userId; previous_id_missing /previousId");
        row(R"({"type":"alias","userId":"u","previousId":""})", "previous_id_missing /previousId");
        row(R"({"type":"alias","userId":"u","previousId":1})", "id_not_string /previousId");
        row(R"({"type":"identify","userId":"u","groupId":"","previousId":5})", "");
        row(R"({"type":"identify","userId":"u","groupId":{},"previousId":[]})",
            "id_not_string /groupId; id_not_string /previousId");
        row(R"({"type":"track","userId":"u"})", "event_not_defined /event");
        row(R"({"type":"track","userId":"u","event":null})", "event_not_defined /event");
        row(R"({"type":"track","userId":"u","event":""})", "event_not_defined /event");
        row(R"({"type":"track","userId":"u","event":5})", "event_not_string /event");
        row(R"({"type":"page","userId":"u","event":5})", "event_not_string /event");
        row(R"({"type":"track","userId":"u","event":"E","properties":"p"})", "properties_not_object /properties");
        row(R"({"type":"identify","userId":"u","traits":0})", "traits_not_object /traits");
        row(R"({"type":"page","userId":"u","name":"","category":""})",
            "name_not_string /name; category_not_string /category");
        row(R"({"type":"screen","userId":"u","name":5,"category":{}})",
            "name_not_string /name; category_not_string /category");
        row(R"({"type":"identify","userId":"u","name":5})", "name_not_string /name");
        row(R"({"type":"identify","userId":"u","context":[],"integrations":true})",
            "context_not_object /context; integrations_not_object /integrations");
        row(R"({"type":"identify","userId":"u","messageId":5})", "message_id_not_string /messageId");
        row(R"({"type":"identify","userId":"u","timestamp":"yesterday","sentAt":"2026-01-31T12:00:00"})",
            "[timestamp_not_iso8601 /timestamp]; [timestamp_without_zone /sentAt]");
        row(R"({"type":"identify","userId":"u","originalTimestamp":1769860800,"receivedAt":""})",
            "[timestamp_not_iso8601 /originalTimestamp]; [timestamp_not_iso8601 /receivedAt]");
        row(R"({"type":"identify","userId":"u","timestamp":"2026-01-31T12:00:00\u005a"})", "");
        row(R"({"type":"identify","userId":"u","traits":{"a":[{"b":9007199254740993}],"c":-18446744073709551616}})",
            "[integer_above_2_53 /traits/a/0/b]; [integer_above_2_53 /traits/c]");
        row(R"({"type":"identify","userId":"u","traits":{"a":1.00,"b":[{"c":-0}],"d":1E5,"e":0.0000001,"f":0.0}})",
            "[number_respelt /traits/a]; [number_respelt /traits/b/0/c]; [number_respelt /traits/d]; "
            "[number_respelt /traits/e]; [number_respelt /traits/f]");
        row(R"({"type":"identify","userId":"u","traits":{"a":1e400,"b":-1e999999999999999999999,"c":1e-400}})",
            "[number_too_large /traits/a]; [number_too_large /traits/b]; [number_too_small /traits/c]");
        row(R"({"type":"identify","userId":"u","traits":{"a":0.12345678901234567891,"b":12345678901234.56789}})",
            "[number_loses_digits /traits/a]; [number_loses_digits /traits/b]");
        row(R"({"type":"identify","userId":"u","traits":{"a":[19.9,-0.5,0,-1,1e+21,1e-7,0.000001,9007199254740992,)"
            R"(0.1234567890123456,1234567890.12345,1.5e+300,100,0.30000000000000004]}})",
            "");
        row(R"({"type":"identify","userId":1.50})", "id_not_string /userId");
        row(R"({"type":"identify","userId":"u","traits":{"a":1,"b":2,"a":3},"userId":"v"})",
            "[duplicate_key /traits/a]; [duplicate_key /userId]");
        row(R"({"type":"identify","userId":"u","traits":{"a":1,"\u0061":2}})", "[duplicate_key /traits/a]");
        row(R"({"type":"identify","userId":5,"userId":"v"})", "[duplicate_key /userId]");
        row(R"({"type":"identify","userid":"u"})", "no_user_anon_id /userId; [unknown_key /userid]");
        row(R"({"type":"identify","user_id":"u","anonymousId":"a"})", "[unknown_key /user_id]");
        row(R"({"type":"track","userId":"u","event":"E","proprties":{},"time stamp":"x","ga/me":1,"names":2})",
            "[unknown_key /proprties]; [unknown_key /time stamp]");
        // All at once.
        row(R"({"type":"track","userId":1,"properties":[],"context":1,"Event":"x"})",
            "event_not_defined /event; id_not_string /userId; properties_not_object /properties; context_not_object "
            "/context; [unknown_key /Event]");
    }

    void numbersAreToldAsNodeWritesThem_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const QByteArray &number, const char *code, const char *words) {
            QTest::newRow((number.left(40) + ' ' + words).constData()) << number << code << QByteArray(words);
        };
        // What comes out is copied from Node's JSON.stringify(JSON.parse(number)).
        row("1.8446744073709552e19", "number_respelt", " as 18446744073709552000.");
        row("-1.8446744073709552e19", "number_respelt", " as -18446744073709552000.");
        row("18446744073709551615.0", "number_loses_digits", " would send 18446744073709552000.");
        row("9007199254740993.0", "number_loses_digits", " would send 9007199254740992.");
        row("9007199254740994.0", "number_respelt", " as 9007199254740994.");
        row("1e17", "number_respelt", " as 100000000000000000.");
        row("4.35e18", "number_respelt", " as 4350000000000000000.");
        row("9.999999999999999e20", "number_respelt", " as 999999999999999900000.");
        row("1000e18", "number_respelt", " as 1e+21.");
        row("1.7976931348623157e308", "number_respelt", " as 1.7976931348623157e+308.");
        row("1.7976931348623159e308", "number_too_large", " would send null.");
        row("5E-324", "number_respelt", " as 5e-324.");
        row("2e-324", "number_too_small", " would send 0.");
        row("-1e-400", "number_too_small", " is closer to zero than Segment can read: it would send 0.");
        row("0e-400", "number_respelt", " as 0.");
        row(QByteArray(401, '1'), "number_too_large", " would send null.");
        row("18446744073709551615", "integer_above_2_53", " may change its last digits.");
        // Powers that no integer holds, or that no longer do with the digits before them.
        row("0.001e-9223372036854775807", "number_too_small", " would send 0.");
        row("0.01e-9223372036854775808", "number_too_small", " would send 0.");
        row("10e9223372036854775807", "number_too_large", " would send null.");
        row("0.1e99999999999999999999", "number_too_large", " would send null.");
        row("10e-99999999999999999999", "number_too_small", " would send 0.");
    }

    void numbersAreToldAsNodeWritesThem()
    {
        QFETCH(QByteArray, number);
        QFETCH(QString, code);
        QFETCH(QByteArray, words);
        const QByteArray text = R"({"type":"identify","userId":"u","traits":{"a":)" + number + "}}";
        const auto event = Event::read(text.toStdString());
        QVERIFY(event);
        const auto problems = validate(*event);
        QCOMPARE(problems.size(), std::size_t(1));
        QCOMPARE(QString::fromUtf8(problems[0].code.data(), qsizetype(problems[0].code.size())), code);
        const QByteArray message = QByteArray::fromStdString(problems[0].message);
        QVERIFY2(message.contains(words), message);
    }

    void problemsAreNamed()
    {
        QFETCH(QByteArray, event);
        QFETCH(QString, problems);
        QCOMPARE(problemsOf(event.toStdString()), problems);
    }

    void spansCoverTheWrongValueOrTheObjectThatLacksIt()
    {
        const auto event = Event::read(R"( {"type":"track","userId":5,"userid":"u"} )");
        QVERIFY(event.has_value());
        const auto problems = validate(*event);
        QCOMPARE(problems.size(), 3U);
        QCOMPARE(problems[0].span.of(event->text()), event->root().raw());
        QCOMPARE(problems[0].message, std::string("A track call needs the event's name in \"event\"."));
        QCOMPARE(problems[1].span.of(event->text()), std::string_view("5"));
        QCOMPARE(problems[1].message,
                 std::string("\"userId\" must be a string, and this is a number. Put it in quotes."));
        QCOMPARE(problems[2].span.of(event->text()), std::string_view("\"userid\""));
        QCOMPARE(problems[2].suggestion, std::string("userId"));
        QVERIFY(hasErrors(problems));
        QVERIFY(!hasErrors({problems[2]}));
    }

    void theCallThatWasMeantIsSuggested_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("suggestion");
        QTest::newRow("case") << QByteArray("Track") << QByteArray("track");
        QTest::newRow("space") << QByteArray("page ") << QByteArray("page");
        QTest::newRow("slip") << QByteArray("idenitfy") << QByteArray("identify");
        QTest::newRow("letter") << QByteArray("trak") << QByteArray("track");
        QTest::newRow("other") << QByteArray("purchase") << QByteArray();
    }

    void theCallThatWasMeantIsSuggested()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, suggestion);
        const auto event = Event::read("{\"type\":\"" + type.toStdString() + "\",\"userId\":\"u\"}");
        const auto problems = validate(*event);
        QCOMPARE(problems.size(), 1U);
        QCOMPARE(problems[0].suggestion, suggestion.toStdString());
    }

    void thirtyTwoKilobytesAreTooLarge()
    {
        const std::string before = "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"x\":\"";
        const std::string behind = "\"}}";
        const auto sized = [&](std::size_t size) {
            return before + std::string(size - before.size() - behind.size(), 'x') + behind;
        };
        QCOMPARE(problemsOf(sized(32767)), QString());
        QCOMPARE(problemsOf(sized(32768)), QStringLiteral("event_too_large "));
        // White space does not count.
        QCOMPARE(problemsOf(sized(32767) + std::string(5000, ' ')), QString());
    }

    void messageIdsAreCountedInCharacters()
    {
        const auto with = [](const std::string &id) {
            return "{\"type\":\"identify\",\"userId\":\"u\",\"messageId\":\"" + id + "\"}";
        };
        QCOMPARE(problemsOf(with(std::string(100, 'x'))), QString());
        QCOMPARE(problemsOf(with(std::string(101, 'x'))), QStringLiteral("message_id_too_long /messageId"));
        std::string umlauts;
        for (int i = 0; i < 100; ++i)
            umlauts += "ü";
        QCOMPARE(problemsOf(with(umlauts)), QString());
    }

    void duplicatesAreFoundInLargeObjects()
    {
        std::string text = R"({"type":"identify","userId":"u","traits":{)";
        for (int i = 0; i < 1000; ++i)
            text += "\"k" + std::to_string(i) + "\":1,";
        text += "\"k500\":2}}";
        QCOMPARE(problemsOf(text), QStringLiteral("[duplicate_key /traits/k500]"));
    }

    void aChangedNumberIsToldInWords_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<QString>("message");
        QTest::newRow("zeros") << QByteArray("1.00")
                               << "Segment would send the number 1.00 as 1. Here it stays as it is written. If it has "
                                  "to arrive just so, send it as a string.";
        QTest::newRow("digits") << QByteArray("0.1000000000000000055")
                                << "The number 0.1000000000000000055 has more digits than Segment keeps: it would send "
                                   "0.1. Here it stays as it is written. If each digit counts, send it as a string.";
        QTest::newRow("large") << QByteArray("1e400")
                               << "The number 1e400 is larger than Segment can read: it would send null. Here it stays "
                                  "as it is written. Send a smaller number, or send it as a string.";
    }

    void aChangedNumberIsToldInWords()
    {
        QFETCH(QByteArray, number);
        QFETCH(QString, message);
        const auto event =
            Event::read(R"({"type":"identify","userId":"u","traits":{"n": )" + number.toStdString() + "}}");
        const auto problems = validate(*event);
        QCOMPARE(problems.size(), 1U);
        QCOMPARE(QString::fromStdString(problems[0].message), message);
        QCOMPARE(problems[0].severity, Severity::Warning);
        QCOMPARE(problems[0].span.of(event->text()), std::string_view(number.constData()));
    }

    void aHostileTextHasBoundedWarnings()
    {
        std::string text = R"({"type":"identify","userId":"u","traits":{"a":1)";
        for (int i = 0; i < 500000; ++i)
            text += ",\"a\":123456789012345678901234567890";
        const auto event = Event::read(text + "}}");
        QVERIFY(event.has_value());
        const auto problems = validate(*event);
        QCOMPARE(problems.size(), 101U);
        QCOMPARE(problems.front().code, std::string_view("event_too_large"));
    }
};

QTEST_APPLESS_MAIN(TestValidate)
#include "tst_validate.moc"
