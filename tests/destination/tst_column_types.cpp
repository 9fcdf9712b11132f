// What SMC stores of a value, and what it refuses. That the sandbox says the same, tst_rest_values tests.
#include <destination/column_types.h>
#include <destination/prepare.h>

#include <QTest>

using namespace smc;
using namespace smc::destination;

namespace {

std::string json_(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

QByteArray outcome(const ListField &field, const QByteArray &value)
{
    json::Document document;
    if (!document.parse(value.toStdString()))
        return "no JSON";
    const auto stored = storedAs(field, document.root());
    if (!stored)
        return QByteArray(stored.error().validationCode.data(),
                          static_cast<qsizetype>(stored.error().validationCode.size()));
    return QByteArray::fromStdString(*stored);
}

} // namespace

class TestColumnTypes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreStoredAndSentByTheTypeOfTheirField_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("stored");
        QTest::addColumn<QByteArray>("sent"); // "" where it is sent as it stands.
        const auto row = [](const char *type, const char *value, const char *stored, const char *sent) {
            const auto text = [](const char *quoted) { return QByteArray(quoted).replace('\'', '"'); };
            QTest::addRow("%s %s", type, value) << QByteArray(type) << text(value) << text(stored) << text(sent);
        };
        row("Boolean", "true", "true", "");
        row("Boolean", "0", "false", "false");
        row("Boolean", "1", "true", "true");
        row("Boolean", "'0'", "false", "false");
        row("Boolean", "'True'", "true", "true");
        row("Boolean", "'TRUE'", "true", "true");
        row("Boolean", "'yes'", "InvalidType", "InvalidType");
        row("Boolean", "2", "InvalidType", "InvalidType");
        row("Numeric", "5", "5", "");
        row("Numeric", "-0", "0", "");
        row("Numeric", "'-7'", "-7", "-7");
        row("Numeric", "'007'", "7", "7");
        row("Numeric", "'2147483647'", "2147483647", "2147483647");
        row("Numeric", "'2147483648'", "InvalidType", "InvalidType");
        row("Numeric", "2147483648", "InvalidType", "InvalidType");
        row("Numeric", "1.5", "InvalidType", "InvalidType");
        row("Numeric", "true", "InvalidType", "InvalidType");
        row("Numeric", "''", "InvalidType", "InvalidType");
        row("Numeric", "null", "null", "");
        row("Long", "9223372036854775807", "9223372036854775807", "");
        row("Long", "9223372036854775808", "InvalidType", "InvalidType");
        row("Long", "'-9223372036854775808'", "-9223372036854775808", "-9223372036854775808");
        row("Long", "'9223372036854775808'", "InvalidType", "InvalidType");
        row("Long", "''", "InvalidType", "InvalidType");
        row("Float", "1.00", "1", "");
        row("Float", "'1.00'", "1", "1.00");
        row("Float", "'1.50'", "1.5", "1.50");
        row("Float", "'1.'", "1", "1");
        row("Float", "'.5'", "0.5", "0.5");
        row("Float", "'1e3'", "1000", "1e3");
        row("Float", "1e400", "InvalidType", "InvalidType");
        row("Float", "'1e400'", "InvalidType", "InvalidType");
        row("Float", "'NaN'", "InvalidType", "InvalidType");
        row("Date", "'2026-01-31'", "'2026-01-31'", "");
        row("Date", "'2026-01-31T18:00:00Z'", "'2026-01-31'", "'2026-01-31'");
        row("Date", "'2026-01-31T23:30:00-05:00'", "'2026-01-31'", "'2026-01-31'");
        row("Date", "20260131", "InvalidType", "InvalidType");
        row("Date", "'31.01.2026'", "InvalidType", "InvalidType");
        row("Date", "'2026-02-30'", "InvalidType", "InvalidType");
        row("DateTime", "'2018-03-27T11:57:20.1179032Z'", "'2018-03-27T11:57:20.117'", "");
        row("DateTime", "'2018-03-27T11:57:20Z'", "'2018-03-27T11:57:20.000'", "");
        row("DateTime", "'2018-03-27T11:57Z'", "'2018-03-27T11:57:00.000'", "'2018-03-27T11:57:00.000Z'");
        row("DateTime", "'2018-03-27 11:57:20'", "'2018-03-27T11:57:20.000'", "'2018-03-27T11:57:20.000Z'");
        row("DateTime", "'2018-03-27T11:57:20,5z'", "'2018-03-27T11:57:20.500'", "'2018-03-27T11:57:20.500Z'");
        row("DateTime", "'2018-03-27T01:57:20.5+02:00'", "'2018-03-26T23:57:20.500'", "'2018-03-26T23:57:20.500Z'");
        row("DateTime", "'2026-01-31T23:30:00.1234567+02:00'", "'2026-01-31T21:30:00.123'",
            "'2026-01-31T21:30:00.123Z'");
        row("DateTime", "'2026-01-31T00:30:00-0130'", "'2026-01-31T02:00:00.000'", "'2026-01-31T02:00:00.000Z'");
        row("DateTime", "'2026-01-31T10:00:00+14:00'", "'2026-01-30T20:00:00.000'", "'2026-01-30T20:00:00.000Z'");
        row("DateTime", "'2026-01-31T10:00:00-1400'", "'2026-02-01T00:00:00.000'", "'2026-02-01T00:00:00.000Z'");
        row("DateTime", "'2026-01-31T10:00:00+14:01'", "InvalidType", "InvalidType");
        row("DateTime", "'2026-01-31T10:00:00-1459'", "InvalidType", "InvalidType");
        row("DateTime", "'2018-03-27'", "'2018-03-27T00:00:00.000'", "'2018-03-27T00:00:00.000Z'");
        row("DateTime", "'2018-03-27T11:57:20.5 Z'", "InvalidType", "InvalidType");
        row("DateTime", "1767225600", "InvalidType", "InvalidType");
        row("Text", "'four'", "'four'", "");
        row("Text", "1.00", "'1.00'", "'1.00'");
        row("Text", "true", "'true'", "'true'");
        row("Text", "'fives'", "MaxStringLengthExceeded", "MaxStringLengthExceeded");
        row("Text", "12345", "MaxStringLengthExceeded", "MaxStringLengthExceeded");
        row("Text", "'\xF0\x9F\x98\x80\xF0\x9F\x98\x80'", "'\xF0\x9F\x98\x80\xF0\x9F\x98\x80'", "");
        row("Text", "'\xF0\x9F\x98\x80\xF0\x9F\x98\x80x'", "MaxStringLengthExceeded", "MaxStringLengthExceeded");
        row("Text", "{'a':1}", "InvalidType", "InvalidType");
        row("Text", "null", "null", "");
        row("LongText", "'fives and more'", "'fives and more'", "");
        row("LongText", "false", "'false'", "'false'");
        row("LongText", "18446744073709551615", "'18446744073709551615'", "'18446744073709551615'");
        row("LongText", "[]", "InvalidType", "InvalidType");
        row("Json", "{'a': 1.00}", "'{\\'a\\':1.00}'", "'{\\'a\\':1.00}'");
        row("Json", "5", "'5'", "");
        row("Unknown", "{'a': 1}", "{'a': 1}", "");
    }

    void valuesAreStoredAndSentByTheTypeOfTheirField()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, stored);
        QFETCH(QByteArray, sent);
        const ListField field = ListField::of("F", dataTypeNamed(type.toStdString()), 4, {});
        QCOMPARE(outcome(field, value), stored);
        json::Document document;
        QVERIFY(document.parse(value.toStdString()).has_value());
        const auto asSent = sentAs(field, document.root());
        QCOMPARE(QByteArray::fromStdString(asSent ? asSent->value_or("") : std::string(asSent.error().validationCode)),
                 sent);
        // What is sent is stored as the value itself would be.
        json::Document again;
        QVERIFY(!asSent || !*asSent || again.parse(**asSent).has_value());
        if (asSent && *asSent)
            QCOMPARE(storedAs(field, again.root()).value(), storedAs(field, document.root()).value());
    }

    void onlyATextHasALengthHoweverItIsRead()
    {
        const auto lists = readFields(json_("{'L':[{'name':'A','data_type':'LongText','length':3},"
                                            "{'name':'B','data_type':'Text','length':0},"
                                            "{'name':'C','data_type':'Text','length':3},"
                                            "{'name':'D','data_type':'Numeric','length':3}]}"),
                                      "L");
        QVERIFY(lists.has_value());
        const std::vector<ListField> &fields = lists->front().fields;
        QVERIFY(!fields[0].length && !fields[1].length && fields[2].length == 3U && !fields[3].length);
        QCOMPARE(outcome(fields[0], "\"longer\""), QByteArray("\"longer\""));
    }

    void aColumnThatTheListDoesNotHaveIsRefusedBeforeSending()
    {
        Destination destination;
        destination.settings.audienceListApiName = "USERS";
        destination.settings.audienceKeyFields = {"MAIL", "NAMES"}; // Without a key SMC takes no row.
        const std::string event =
            json_("{'type':'identify','userId':'a@b.c','messageId':'m','traits':{'NAMES':'Ada'}}");
        const auto known = [](std::vector<ListField> fields) {
            return std::make_shared<const KnownFields>(KnownFields{{"USERS", std::move(fields)}});
        };
        destination.fields = known({{"mail", DataType::Text, 50}, {"NAME", DataType::Text, 50}});
        const Prepared prepared = prepare(event, destination);
        QCOMPARE(prepared.verdict(), Verdict::Ready);
        QCOMPARE(prepared.refusalsOfHeldBack().size(), 1U);
        const ValueRefusal &heldBack = prepared.refusalsOfHeldBack().front();
        QCOMPARE(std::string(heldBack.problem.validationCode), std::string("ERR_VALIDATION"));
        QCOMPARE(heldBack.problem.nearest, std::string("NAME"));
        QCOMPARE(heldBack.path, std::string("/traits/NAMES"));
        QCOMPARE(std::string(heldBack.span.of(event)), std::string("\"NAMES\""));
        QCOMPARE(prepared.problems().back().message,
                 std::string("SMC would refuse NAMES of USERS with ERR_VALIDATION: Field 'NAMES' does not exist on "
                             "list 'USERS'. Did you "
                             "mean NAME? The row for USERS is left out."));
        // A row that no setting asks for beside others takes the event with it.
        destination.settings.sendGroupEvents = true;
        const std::string group = json_("{'type':'group','groupId':'G','userId':'a@b.c','messageId':'m',"
                                        "'traits':{'matchkey':'NAMES','userlist':'USERS'}}");
        const Prepared refused = prepare(group, destination);
        QCOMPARE(refused.verdict(), Verdict::Refused);
        QCOMPARE(refused.refusals().size(), 1U);
        QVERIFY(refused.heldBack().empty() && refused.refusalsOfHeldBack().empty());
        const ValueRefusal &refusal = refused.refusals().front();
        QCOMPARE(refusal.path, std::string("/traits/matchkey"));
        QCOMPARE(std::string(refusal.span.of(group)), std::string("\"NAMES\""));
        QCOMPARE(refused.problems().back().message, std::string("SMC would refuse NAMES of USERS with ERR_VALIDATION: "
                                                                "Field 'NAMES' does not exist on list 'USERS'. Did you "
                                                                "mean NAME?"));
        // Names know no case, and of a list without a field nothing is known.
        destination.fields = known({{"mail", DataType::Text, 50}, {"names", DataType::Text, 50}});
        QVERIFY(prepare(event, destination).heldBack().empty());
        QCOMPARE(prepare(group, destination).verdict(), Verdict::Ready);
        destination.fields = known({});
        QVERIFY(prepare(event, destination).heldBack().empty());
        QCOMPARE(prepare(group, destination).verdict(), Verdict::Ready);
    }

    void nullIsRefusedOnlyWhereSmcSaysSo()
    {
        QCOMPARE(outcome({"F", DataType::Text, {}, false}, "null"), QByteArray("Unknown"));
        QCOMPARE(outcome({"F", DataType::Text, {}, std::nullopt}, "null"), QByteArray("null"));
        QCOMPARE(outcome({"Id", DataType::Long, {}, false}, "null"), QByteArray("null"));
    }

    void aConvertedCellSaysWhatItWasAndKeepsItsPlace()
    {
        Destination destination;
        destination.settings.audienceListApiName = "USERS";
        destination.settings.audienceKeyFields = {"MAIL"};
        destination.fields = std::make_shared<const KnownFields>(KnownFields{{"users",
                                                                              {{"mail", DataType::Text, 50},
                                                                               {"age", DataType::Numeric},
                                                                               {"VIP", DataType::Boolean},
                                                                               {"Other", DataType::Json}}}});
        const std::string event =
            json_("{'type':'identify','userId':'a@b.c','messageId':'m','traits':{'AGE':'42','vip':1,'other':[1]}}");
        const Prepared prepared = prepare(event, destination);
        QCOMPARE(prepared.verdict(), Verdict::Ready);
        QVERIFY(prepared.refusals().empty() && prepared.deliveries().front().conversions.empty());
        const Delivery &users = prepared.deliveries().back();
        QCOMPARE(users.columns.at(1), std::string("AGE"));
        QCOMPARE(std::string(users.row[1].json), std::string("42"));
        QVERIFY(users.row[1].origin.kind == mapping::Origin::Kind::Computed);
        QCOMPARE(std::string(users.row[1].origin.sources.front().span().of(event)), std::string("\"42\""));
        QCOMPARE(std::string(users.conversionOf(1)->from), std::string("\"42\""));
        QCOMPARE(std::string(users.conversionOf(1)->dataType), std::string("Numeric"));
        QCOMPARE(std::string(users.row[2].json), std::string("true"));
        QVERIFY(users.conversionOf(0) == nullptr && users.conversionOf(3) == nullptr);
    }

    void withoutFieldsOfTheListNothingChanges()
    {
        Destination destination;
        const std::string event =
            json_("{'type':'identify','userId':'u','messageId':'m','timestamp':'2026-01-01T00:00:00+01:00'}");
        const Prepared plain = prepare(event, destination);
        destination.fields = std::make_shared<const KnownFields>(KnownFields{{"other", {{"TYPE", DataType::Numeric}}}});
        const Prepared typed = prepare(event, destination);
        QCOMPARE(typed.verdict(), Verdict::Ready);
        QCOMPARE(typed.deliveries().front().row.size(), plain.deliveries().front().row.size());
        for (std::size_t i = 0; i < plain.deliveries().front().row.size(); ++i)
            QCOMPARE(typed.deliveries().front().row[i].json, plain.deliveries().front().row[i].json);
    }

    void fieldsGoOutAsTheyComeIn()
    {
        const KnownFields lists{{"L1", {{"A", DataType::Text, 50, true}, {"B", DataType::Long, {}, false}}},
                                {"L2", {}}};
        const auto again = readFields(fieldsAsJson(lists), "L");
        QVERIFY(again.has_value());
        QCOMPARE(fieldsAsJson(*again), fieldsAsJson(lists));
        QCOMPARE(again->size(), 2U);
        QVERIFY(again->front().find("a")->length == 50U && again->front().find("b")->allowsNull == false);
        QVERIFY(listNamed(*again, "l2") != nullptr && listNamed(*again, "l3") == nullptr);
    }

    void refusalsAreWordedAsSmcDoesWithAdvice()
    {
        json::Document document;
        QVERIFY(document.parse("\"" + std::string(53, 'x') + "\"").has_value());
        const auto tooLong = storedAs({"NAME", DataType::Text, 50}, document.root());
        QCOMPARE(tooLong.error().message, std::string("Length of string (53) exceeds maximum field length (50)"));
        QCOMPARE(tooLong.error().advice, std::string("The field NAME takes 50 characters."));
        const auto wrong = storedAs({"AGE", DataType::Numeric}, document.root());
        QVERIFY(wrong.error().message.find("is not valid for field AGE of type Numeric") != std::string::npos);
        QVERIFY(!wrong.error().advice.empty());
    }

    void aRowsCellsAreCheckedByTheFieldOfTheirColumn()
    {
        Destination destination;
        const auto lists = readFields(json_("{'SEGMENT_EVENTS':{'fields':[{'name':'message_id','data_type':'Text',"
                                            "'length':3,'allow_null':false},{'name':'TYPE','data_type':'Numeric'},"
                                            "{'name':'USER_ID','data_type':'Text','length':20},"
                                            "{'name':'TIMESTAMP','data_type':'DateTime'}]}}"),
                                      "segment_events");
        QVERIFY(lists.has_value());
        QCOMPARE(lists->size(), 1U);
        const std::string event =
            json_("{'type':'identify','userId':'u','messageId':'m-12','timestamp':'2026-01-01T00:00:00+01:00'}");
        KnownFields known = *lists;
        const Prepared plain = prepare(event, destination);
        for (const std::string &column : plain.deliveries().front().columns) {
            if (known.front().find(column) == nullptr)
                known.front().fields.push_back({column});
        }
        destination.fields = std::make_shared<const KnownFields>(known);
        const Prepared prepared = prepare(event, destination);
        QCOMPARE(prepared.verdict(), Verdict::Refused);
        const Delivery &delivery = prepared.deliveries().front();
        QByteArrayList words;
        for (const ValueRefusal &refusal : prepared.refusals())
            words << QByteArray::fromStdString(delivery.columns[refusal.column] + ' ' +
                                               std::string(refusal.problem.validationCode) + ' ' + refusal.path + ' ' +
                                               std::string(refusal.span.of(event)));
        QCOMPARE(words.join("; "), QByteArray("MESSAGE_ID MaxStringLengthExceeded /messageId \"m-12\"; "
                                              "TYPE InvalidType /type \"identify\""));
        QCOMPARE(delivery.conversions.size(), 1U);
        const std::size_t column = delivery.conversions.front().column;
        QCOMPARE(delivery.columns[column], std::string("TIMESTAMP"));
        QCOMPARE(std::string(delivery.row[column].json), json_("'2025-12-31T23:00:00.000Z'"));
    }

    void fieldsComeAsSmcAnswersOrByList()
    {
        const auto answer = readFields(json_("{'fields':[{'name':'A','data_type':'text','length':50}]}"), "L");
        QCOMPARE(answer->front().list, std::string("L"));
        QVERIFY(answer->front().fields.front().type == DataType::Text);
        QVERIFY(answer->front().fields.front().length == 50U);
        const auto many = readFields(json_("{'L1':[{'name':'A','data_type':'Vector'}],'L2':{'fields':[]}}"), "L");
        QCOMPARE(many->size(), 2U);
        QVERIFY(many->front().fields.front().type == DataType::Unknown);
        QCOMPARE(readFields(json_("{'L1':[{'data_type':'Text'}]}"), "L").error().where, std::string("/L1/0"));
        QCOMPARE(readFields(json_("{'L1':5}"), "L").error().where, std::string("/L1"));
        QCOMPARE(readFields("[1", "L").error().code, std::string("fields_malformed"));
        QCOMPARE(readFields("5", "L").error().code, std::string("fields_malformed"));
    }
};

QTEST_APPLESS_MAIN(TestColumnTypes)
#include "tst_column_types.moc"
