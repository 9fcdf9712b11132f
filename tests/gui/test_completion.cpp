// What is suggested where, also in half-written text. No widget.
#include <gui/compose/completion.h>

#include <QTest>

#include <algorithm>

using namespace smc;
using namespace smc::gui;

namespace {

destination::Destination shop()
{
    destination::Destination destination;
    destination.settings.allowedEvents = {"Order Completed", "Order Cancelled", "Coupon Used"};
    destination.settings.audienceListApiName = "USERS";
    destination.settings.audienceKeyFields = {"CUSTOMER_ID"};
    destination.settings.sendGroupEvents = true;
    return destination;
}

rest::Schema shopSchema()
{
    rest::Schema schema;
    schema.isWhole = true;
    rest::KnownList users;
    users.info = {{}, "Userlist", "USERS", "Users"};
    users.fields = {{{"MAIL", "Text", 100, {}, {}, {}}, {"POINTS", "Numeric", {}, {}, {}, {}}}};
    users.segments = {{{"Static", "Loyal", {}, {}}, {"Static", "Lost", {}, {}}}};
    rest::KnownList other;
    other.info = {{}, "Userlist", "OTHERS", "Others"};
    schema.lists = {users, other};
    return schema;
}

/// `text` with the caret at the bar, which is taken out.
struct Written
{
    explicit Written(const char *withBar)
        : text(withBar)
        , caret(text.find('|'))
    {
        text.erase(caret, 1);
    }
    std::string text;
    std::size_t caret;
};

Completion completionAt(const char *withBar, const rest::Schema &schema = shopSchema())
{
    const Written written(withBar);
    return completionFor(surroundingsOf(written.text, written.caret), shop(), schema);
}

QStringList namesAt(const char *withBar)
{
    QStringList names;
    for (const Candidate &candidate : completionAt(withBar).candidates)
        names.append(QString::fromStdString(candidate.text));
    return names;
}

/// The text after `name` was chosen, with a bar at the caret.
QByteArray chosen(const char *withBar, const char *name)
{
    Written written(withBar);
    const Surroundings around = surroundingsOf(written.text, written.caret);
    for (const Candidate &candidate : completionFor(around, shop(), shopSchema()).candidates) {
        if (candidate.text != name)
            continue;
        const CompletionEdit edit = editFor(candidate, around, written.text);
        written.text.replace(edit.span.begin, edit.span.size(), edit.text);
        written.text.insert(edit.span.begin + edit.caret, 1, '|');
        return QByteArray::fromStdString(written.text);
    }
    return "not suggested";
}

} // namespace

class TestCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachPlaceKnowsWhatIsMeant_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("first");
        const auto row = [](const char *name, const char *text, const char *first) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(first);
        };
        row("call types", R"({"type": "|"})", "identify, track, page, screen, group, alias");
        row("call type, half written", R"({"type": "g|"})", "group, page");
        row("call type, without end", "{\"type\": \"tr|", "track");
        row("call type, without its closing quote", "{\"type\":\"tr|, \"userId\":\"u\"}", "track");
        row("allow-listed events", R"({"type":"track","event":"ord|"})", "Order Completed, Order Cancelled");
        row("keys of a track", R"({"type":"track",|})", "event, userId, anonymousId, properties");
        row("keys of a group", R"({"type":"group", "gr|"})", "groupId");
        row("what a group needs", R"({"type":"group","traits":{"|"}})", "method, userlist, matchkey");
        row("methods", R"({"type":"group","traits":{"method":"|"}})", "ADD, REMOVE");
        row("lists", R"({"type":"group","traits":{"userlist":"|"}})", "USERS, OTHERS");
        row("fields", R"({"type":"group","traits":{"userlist":"USERS","matchkey":"|"}})", "MAIL, POINTS");
        row("fields of a list named behind", R"({"type":"group","traits":{"matchkey":"|","userlist":"USERS"}})",
            "MAIL, POINTS");
        row("segments", R"({"type":"group","groupId":"lo|","traits":{"userlist":"USERS"}})", "Loyal, Lost");
        row("segments without a list", R"({"type":"group","groupId":"|"})", "Loyal, Lost");
        row("columns of the audience list", R"({"type":"identify","traits":{"|"}})", "MAIL, POINTS, email");
        row("reserved traits", R"({"type":"identify","traits":{"first|"}})", "firstName");
        row("address", R"({"type":"identify","traits":{"address":{"c|"}}})", "city, country");
        row("context", R"({"type":"track","context":{"camp|"}})", "campaign");
        row("campaign", R"({"type":"track","context":{"campaign":{"m|"}}})", "medium");
        row("in a line of NDJSON", "{\"type\":\"track\"}\n{\"type\":\"group\",\"traits\":{\"me|\"}}", "method");
        row("in a batch", R"({"batch":[{"type":"track"},{"type":"group","traits":{"me|"}}]})", "method");
        row("in an array of events", R"([{"type":"group","gro|"}])", "groupId");
        row("integrations", R"({"type":"track","integrations":{"|"}})", "Selligent Marketing Cloud, All");
        row("a switch", R"({"type":"track","integrations":{"All": |}})", "true, false");
        row("behind a member without a comma", "{\"type\":\"track\" |}", "event");
        row("in an object that is not closed", "{\"type\":\"group\",\"traits\":{\"me|", "method");
    }
    void eachPlaceKnowsWhatIsMeant()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, first);
        const QStringList names = namesAt(text.constData());
        QCOMPARE(names.mid(0, first.count(',') + 1).join(QStringLiteral(", ")), QString::fromLatin1(first));
    }

    void nothingIsSuggestedWhereNothingIsMeant_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray("|");
        QTest::newRow("behind the event") << QByteArray("{}|");
        QTest::newRow("behind a key") << QByteArray("{\"type\"| : 1}");
        QTest::newRow("before a comma") << QByteArray("{\"type\": 1 |, \"a\": 2}");
        QTest::newRow("in an id") << QByteArray("{\"userId\": \"a|\"}");
        QTest::newRow("in a list of numbers") << QByteArray("{\"properties\":{\"a\":[1|]}}");
    }
    void nothingIsSuggestedWhereNothingIsMeant()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(namesAt(text.constData()), QStringList());
    }

    void aKeyThatStandsAlreadyIsNotSuggested()
    {
        const QStringList names = namesAt(R"({"type":"track","|","userId":"u"})");
        QVERIFY(!names.contains(QStringLiteral("type")));
        QVERIFY(!names.contains(QStringLiteral("userId")));
        QVERIFY(names.contains(QStringLiteral("event")));
    }

    void aChoiceIsWrittenWhole_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const char *before, const char *choice, const char *after) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(choice) << QByteArray(after);
        };
        row("a key", R"({"ty|"})", "type", R"({"type": "|"})");
        row("a key with a value", R"({"ty|": 1})", "type", R"({"type"|: 1})");
        row("an object", R"({"type":"track","prop|"})", "properties", R"({"type":"track","properties": {|}})");
        row("a value", R"({"type":"gr|"})", "group", R"({"type":"group"|})");
        row("a value in the middle", R"({"type":"gr|xx"})", "group", "not suggested as it is");
        row("without its closing quote", "{\"type\":\"tr|, \"userId\":\"u\"}", "track",
            "{\"type\":\"track\"|, \"userId\":\"u\"}");
        row("a member behind", "{\n  \"ty|\"\n  \"userId\": \"u\"\n}", "type",
            "{\n  \"type\": \"|\",\n  \"userId\": \"u\"\n}");
        row("a comma before", "{\n  \"type\": \"track\"\n  |\n}", "event",
            "{\n  \"type\": \"track\",\n  \"event\": \"|\"\n}");
        row("a flag", R"({"type":"track","integrations":{"All":|}})", "true",
            R"({"type":"track","integrations":{"All":true|}})");
        row("a number", R"({"type":"identify","traits":{"PO|"}})", "POINTS",
            R"({"type":"identify","traits":{"POINTS": |}})");
    }
    void aChoiceIsWrittenWhole()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, after);
        if (after == "not suggested as it is")
            after = R"({"type":"group"|})"; // What was typed before the caret counts; the rest goes.
        QCOMPARE(chosen(before.constData(), name.constData()), after);
    }

    void whatWasNotReadIsWanted()
    {
        const Completion lists = completionAt(R"({"type":"group","traits":{"userlist":"|"}})", {});
        QVERIFY(lists.candidates.empty());
        QVERIFY(lists.wantsLists);
        const Completion fields = completionAt(R"({"type":"group","traits":{"userlist":"OTHERS","matchkey":"|"}})");
        QVERIFY(fields.candidates.empty());
        QCOMPARE(fields.wantsList, std::string("OTHERS"));
        QVERIFY(!fields.wantsLists);
        QVERIFY(!completionAt(R"({"type":"|"})", {}).wantsLists);
    }

    void hostileTextsAreSurvived_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("deep") << QByteArray(100000, '[');
        QTest::newRow("deep objects") << QByteArray("{\"a\":").repeated(20000);
        QTest::newRow("closing only") << QByteArray(1000, '}');
        QTest::newRow("quotes") << QByteArray(10001, '"');
        QTest::newRow("backslashes") << QByteArray("{\"") + QByteArray(10001, '\\');
        QTest::newRow("zero bytes") << QByteArray("{\"\0\0\":\0", 8);
        QTest::newRow("no UTF-8") << QByteArray("{\"\xff\xfe\": \"\xc3\"");
        QTest::newRow("commas") << QByteArray(1000, ',');
        QTest::newRow("a lone surrogate") << QByteArray("{\"\\ud800\":\"\\u12");
    }
    void hostileTextsAreSurvived()
    {
        QFETCH(QByteArray, text);
        const std::string whole = text.toStdString();
        for (std::size_t place :
             {std::size_t(0), whole.size() / 3, whole.size() / 2, whole.size(), whole.size() + 99}) {
            const Surroundings around = surroundingsOf(whole, place);
            QVERIFY(around.token.begin <= around.token.end);
            QVERIFY(around.token.end <= whole.size());
            for (const Candidate &candidate : completionFor(around, shop(), shopSchema()).candidates)
                QVERIFY(editFor(candidate, around, whole).span.end <= whole.size());
        }
    }
};

QTEST_MAIN(TestCompletion)
#include "test_completion.moc"
