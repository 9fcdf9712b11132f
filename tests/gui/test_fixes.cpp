// Quick fixes: what each does to the text, and that the problem is gone afterwards. No widget.
#include <gui/compose/fixes.h>
#include <gui/compose/iso_time.h>
#include <gui/compose/preview.h>

#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

destination::Destination shop()
{
    destination::Destination destination;
    destination.settings.allowedEvents = {"Order Completed"};
    destination.settings.sendGroupEvents = true;
    return destination;
}

Preview previewOf(std::string_view text, std::size_t caret = 0, const rest::Schema *schema = nullptr)
{
    const auto planned = [](const destination::Prepared &prepared) {
        return rest::plan({*destination::AdminUrl::parse("https://acme.slgnt.us"), "DEMO"}, prepared);
    };
    PreviewInput input{text, caret};
    input.schema = schema;
    return makePreview(input, shop(), destination::Stamp{"stamp-1", "2026-03-01T12:00:00.000Z"}, planned);
}

QByteArray after(const std::string &text, const Fix &fix)
{
    if (fix.kind == Fix::Kind::Edit)
        return QByteArray::fromStdString(json::applied(text, fix.edits));
    std::string changed = text;
    changed.replace(fix.span.begin, fix.span.size(), fix.text);
    return QByteArray::fromStdString(changed);
}

const PreviewProblem *problemWith(const Preview &preview, const QByteArray &code)
{
    for (const PreviewProblem &problem : preview.problems) {
        if (problem.code == code.toStdString())
            return &problem;
    }
    return nullptr;
}

bool mends(const Fix &fix)
{
    return fix.kind == Fix::Kind::Edit || fix.kind == Fix::Kind::ReplaceText;
}

} // namespace

class TestFixes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstFixMends_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("mended");
        const auto row = [](const char *code, const char *text, const char *mended) {
            QTest::addRow("%s: %s", code, text) << QByteArray(text) << QByteArray(code) << QByteArray(mended);
        };
        row("unknown_key", R"({"type":"identify","userid":"u"})", R"({"type":"identify","userId":"u"})");
        row("duplicate_key", R"({"type":"identify","userId":"a", "userId":"b"})",
            R"({"type":"identify","userId":"b"})");
        row("integer_above_2_53", R"({"type":"identify","userId":"a","traits":{"n":9007199254740993}})",
            R"({"type":"identify","userId":"a","traits":{"n":"9007199254740993"}})");
        row("number_respelt", R"({"type":"identify","userId":"a","traits":{"n":1.00}})",
            R"({"type":"identify","userId":"a","traits":{"n":"1.00"}})");
        row("id_not_string", R"({"type":"identify","userId":4711})", R"({"type":"identify","userId":"4711"})");
        row("id_not_string", R"({"type":"identify","userId":1.50})", R"({"type":"identify","userId":"1.50"})");
        row("message_id_not_string", R"({"type":"identify","userId":"u","messageId":5})",
            R"({"type":"identify","userId":"u","messageId":"5"})");
        row("type_missing", "{\n  \"groupId\": \"S\",\n  \"userId\": \"u\"\n}",
            "{\n  \"type\": \"group\",\n  \"groupId\": \"S\",\n  \"userId\": \"u\"\n}");
        row("type_unknown", R"({"type":"Track","event":"Order Completed","userId":"u"})",
            R"({"type":"track","event":"Order Completed","userId":"u"})");
        row("event_not_defined", R"({"type":"track","userId":"u"})",
            R"({"type":"track","userId":"u","event":"Order Completed"})");
        row("no_user_anon_id", R"({"type":"identify","userid":"u"})", R"({"type":"identify","userId":"u"})");
        row("id_required", R"({"type":"group","userId":"u","groupID":"g"})",
            R"({"type":"group","userId":"u","groupId":"g"})");
        row("no_user_anon_id", R"({"type":"identify","traits":{"email":"a@b.c"}})",
            R"({"type":"identify","traits":{"email":"a@b.c"},"userId":"a@b.c"})");
        row("id_required", R"({"type":"group","userId":"u"})", R"({"type":"group","userId":"u","groupId":""})");
        row("previous_id_missing", R"({"type":"alias","userId":"u"})",
            R"({"type":"alias","userId":"u","previousId":""})");
        row("timestamp_not_iso8601", R"({"type":"identify","userId":"u","timestamp":1769860800})",
            R"({"type":"identify","userId":"u","timestamp":"2026-01-31T12:00:00.000Z"})");
        row("timestamp_not_iso8601", R"({"type":"identify","userId":"u","timestamp":"2026-01-31 12:00:00"})",
            R"({"type":"identify","userId":"u","timestamp":"2026-01-31T12:00:00.000Z"})");
        row("timestamp_without_zone", R"({"type":"identify","userId":"u","timestamp":"2026-01-31"})",
            R"({"type":"identify","userId":"u","timestamp":"2026-01-31T00:00:00Z"})");
        row("name_not_string", R"({"type":"page","userId":"u","name":""})", R"({"type":"page","userId":"u"})");
        row("traits_not_object", R"({"type":"identify","userId":"u","traits":[]})",
            R"({"type":"identify","userId":"u","traits":{}})");
    }
    void theFirstFixMends()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, mended);
        const Preview preview = previewOf(text.toStdString());
        const PreviewProblem *problem = problemWith(preview, code);
        QVERIFY2(problem != nullptr, "The problem is not there");
        QVERIFY(!problem->fixes.empty());
        QVERIFY(mends(problem->fixes.front()));
        QVERIFY(!problem->fixes.front().label.isEmpty());
        QCOMPARE(after(text.toStdString(), problem->fixes.front()), mended);
    }

    void anObjectThatHoldsSomethingIsNotThrownAway()
    {
        const Preview preview = previewOf(R"({"type":"identify","userId":"u","traits":[1]})");
        const PreviewProblem *problem = problemWith(preview, "traits_not_object");
        QVERIFY(problem != nullptr);
        for (const Fix &fix : problem->fixes)
            QVERIFY(!mends(fix));
    }

    void aFixStandsAtTheRightPlaceOfALargerText()
    {
        const std::string text =
            "{\"type\":\"identify\",\"userId\":\"größe\"}\n{\"type\":\"identify\",\"userid\":\"u\"}\n";
        const Preview preview = previewOf(text, text.size() - 5);
        const PreviewProblem *problem = problemWith(preview, "unknown_key");
        QVERIFY(problem != nullptr);
        QCOMPARE(
            after(text, problem->fixes.front()),
            QByteArray("{\"type\":\"identify\",\"userId\":\"größe\"}\n{\"type\":\"identify\",\"userId\":\"u\"}\n"));
    }

    void whatABatchGaveIsNotEditedInItsEvents()
    {
        const std::string text =
            R"({"context":{"locale":"nl"},"batch":[{"type":"identify"},{"type":"identify","userid":"b"}]})";
        const Preview preview = previewOf(text, text.find("\"b\""));
        for (const PreviewProblem &problem : preview.problems) {
            for (const Fix &fix : problem.fixes) {
                if (!mends(fix))
                    continue;
                const QByteArray changed = after(text, fix);
                json::Document document;
                QVERIFY2(document.parse(changed.toStdString()), changed.constData());
                QVERIFY2(changed.contains("\"batch\":[{\"type\":\"identify\"},"), changed.constData());
            }
        }
    }

    void discardsAreMended_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("mended");
        const QByteArray good =
            R"({"type":"group","groupId":"S","userId":"u","traits":{"matchkey":"MAIL","userlist":"L"}})";
        QTest::newRow("a name with spaces") << QByteArray(good).replace("\"S\"", "\"My  Segment!\"")
                                            << QByteArray(good).replace("\"S\"", "\"My_Segment\"");
        QTest::newRow("a method in small letters") << QByteArray(good).replace("\"L\"", "\"L\",\"method\":\"add\"")
                                                   << QByteArray(good).replace("\"L\"", "\"L\",\"method\":\"ADD\"");
        for (const char *method : {"remove", "Remove", "REMOV"}) {
            const QByteArray written = QByteArray("\"L\",\"method\":\"") + method + '"';
            QTest::newRow(method) << QByteArray(good).replace("\"L\"", written)
                                  << QByteArray(good).replace("\"L\"", "\"L\",\"method\":\"REMOVE\"");
        }
        QTest::newRow("a matchkey that is missing")
            << QByteArray(good).replace("\"matchkey\":\"MAIL\",", "")
            << QByteArray(good).replace("\"matchkey\":\"MAIL\",\"userlist\":\"L\"",
                                        "\"userlist\":\"L\",\"matchkey\":\"\"");
        QTest::newRow("an event by a near name")
            << QByteArray(R"({"type":"track","event":"order completed","userId":"u"})")
            << QByteArray(R"({"type":"track","event":"Order Completed","userId":"u"})");
    }
    void discardsAreMended()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, mended);
        const Preview preview = previewOf(text.toStdString());
        QCOMPARE(preview.state, Preview::State::Discarded);
        QVERIFY(!preview.fixes.empty());
        QVERIFY(mends(preview.fixes.front()));
        QCOMPARE(after(text.toStdString(), preview.fixes.front()), mended);
    }

    void whatSmcDoesNotKnowIsReplacedByTheNearestName()
    {
        rest::Schema schema;
        schema.isWhole = true;
        rest::KnownList users;
        users.info = {{}, "Userlist", "USERS", "Users"};
        users.fields = {{{"MAIL", "Text", 100, {}, {}, {}}}};
        users.segments = {{{"Static", "Loyal", {}, {}}}};
        schema.lists = {users};
        const std::string text =
            R"({"type":"group","groupId":"Loyal","userId":"u","traits":{"matchkey":"MAILL","userlist":"USERS"}})";
        const Preview preview = previewOf(text, 0, &schema);
        QCOMPARE(preview.state, Preview::State::Ready); // SMC says the last word.
        const PreviewProblem *problem = problemWith(preview, "field_unknown");
        QVERIFY(problem != nullptr);
        QCOMPARE(problem->span.of(text), std::string_view("\"MAILL\""));
        QVERIFY(after(text, problem->fixes.front()).contains("\"matchkey\":\"MAIL\","));
        QVERIFY2(preview.verdict.todo.contains(QStringLiteral("MAILL")), qPrintable(preview.verdict.todo));
        QCOMPARE(preview.verdict.link, problem->fixes.front().label);
        QVERIFY(previewOf(text).problems.empty());
    }

    void aGoodEventCanBeGivenWhatItLacks()
    {
        const std::string text = R"({"type":"identify","userId":"u"})";
        const Preview preview = previewOf(text);
        QCOMPARE(preview.additions.size(), std::size_t(2));
        QCOMPARE(after(text, preview.additions[0]),
                 QByteArray(R"({"type":"identify","userId":"u","messageId":"stamp-1"})"));
        QCOMPARE(after(text, preview.additions[1]),
                 QByteArray(R"({"type":"identify","userId":"u","timestamp":"2026-03-01T12:00:00.000Z"})"));
    }

    void timesAreReadWithoutGuessing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("iso");
        const QByteArray noon = "2026-01-31T12:00:00.000Z";
        QTest::newRow("seconds") << QByteArray("1769860800") << noon;
        QTest::newRow("milliseconds") << QByteArray("1769860800000") << noon;
        QTest::newRow("RFC 2822") << QByteArray("Sat, 31 Jan 2026 13:00:00 +0100") << noon;
        QTest::newRow("JavaScript") << QByteArray("Sat Jan 31 2026 13:00:00 GMT+0100 (Central European Standard Time)")
                                    << noon;
        QTest::newRow("SQL") << QByteArray("2026-01-31 12:00:00") << noon;
        QTest::newRow("SQL in UTC") << QByteArray("2026-01-31 12:00:00 UTC") << noon;
        QTest::newRow("with points") << QByteArray("31.01.2026 12:00") << noon;
        QTest::newRow("basic form") << QByteArray("20260131T120000Z") << noon;
        QTest::newRow("ambiguous") << QByteArray("01/02/2026") << QByteArray();
        QTest::newRow("words") << QByteArray("yesterday") << QByteArray();
        QTest::newRow("a small number") << QByteArray("42") << QByteArray();
        QTest::newRow("a huge number") << QByteArray("99999999999999999999") << QByteArray();
        QTest::newRow("no date") << QByteArray("2026-02-31 12:00:00") << QByteArray();
        QTest::newRow("long") << QByteArray(100000, '1') << QByteArray();
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }
    void timesAreReadWithoutGuessing()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, iso);
        QCOMPARE(QByteArray::fromStdString(iso8601From(text.toStdString())), iso);
    }
};

QTEST_MAIN(TestFixes)
#include "test_fixes.moc"
