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
    void valuesBecomeWhatTheTypeStores_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *type, const char *value, const char *expected) {
            QTest::addRow("%s %s", type, value)
                << QByteArray(type) << QByteArray(value).replace('\'', '"') << QByteArray(expected).replace('\'', '"');
        };
        row("Boolean", "true", "true");
        row("Boolean", "0", "false");
        row("Boolean", "'TRUE'", "true");
        row("Boolean", "'yes'", "InvalidType");
        row("Boolean", "2", "InvalidType");
        row("Numeric", "5", "5");
        row("Numeric", "'-7'", "-7");
        row("Numeric", "2147483648", "InvalidType");
        row("Numeric", "1.5", "InvalidType");
        row("Numeric", "true", "InvalidType");
        row("Long", "9223372036854775807", "9223372036854775807");
        row("Long", "9223372036854775808", "InvalidType");
        row("Long", "''", "InvalidType");
        row("Float", "'1.50'", "1.5");
        row("Float", "1e400", "InvalidType");
        row("Date", "'2026-01-31T18:00:00Z'", "'2026-01-31'");
        row("Date", "'31.01.2026'", "InvalidType");
        row("Date", "'2026-02-30'", "InvalidType");
        row("DateTime", "'2026-01-31'", "'2026-01-31T00:00:00.000'");
        row("DateTime", "'2026-01-31T23:30:00.1234567+02:00'", "'2026-01-31T21:30:00.123'");
        row("DateTime", "'2026-01-31T00:30:00-0130'", "'2026-01-31T02:00:00.000'");
        row("DateTime", "1767225600", "InvalidType");
        row("Text", "'four'", "'four'");
        row("Text", "1.00", "'1.00'");
        row("Text", "true", "'true'");
        row("Text", "'fives'", "MaxStringLengthExceeded");
        row("Text", "'\xF0\x9F\x98\x80\xF0\x9F\x98\x80'", "'\xF0\x9F\x98\x80\xF0\x9F\x98\x80'");
        row("Text", "'\xF0\x9F\x98\x80\xF0\x9F\x98\x80x'", "MaxStringLengthExceeded");
        row("Text", "{'a':1}", "InvalidType");
        row("LongText", "'fives and more'", "'fives and more'");
        row("Json", "{'a': 1}", "'{\\'a\\':1}'");
        row("Unknown", "{'a': 1}", "{'a': 1}");
        row("Text", "null", "null");
    }

    void valuesBecomeWhatTheTypeStores()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, expected);
        ListField field{"F", dataTypeNamed(type.toStdString())};
        if (field.type == DataType::Text)
            field.length = 4;
        QCOMPARE(outcome(field, value), expected);
    }

    void nullIsRefusedOnlyWhereSmcSaysSo()
    {
        QCOMPARE(outcome({"F", DataType::Text, {}, false}, "null"), QByteArray("Unknown"));
        QCOMPARE(outcome({"F", DataType::Text, {}, std::nullopt}, "null"), QByteArray("null"));
        QCOMPARE(outcome({"Id", DataType::Long, {}, false}, "null"), QByteArray("null"));
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
        const Prepared prepared = prepare(
            json_("{'type':'identify','userId':'u','messageId':'m-12','timestamp':'2026-01-01T00:00:00+01:00'}"),
            destination);
        const Delivery &delivery = prepared.deliveries().front();
        QByteArrayList words;
        for (const CellCheck &check : checkCells(delivery, lists->front().fields))
            words << QByteArray::fromStdString(
                delivery.columns[check.column] + ' ' +
                (check.problem ? std::string(check.problem->validationCode) : check.stored));
        QCOMPARE(words.join("; "), QByteArray("MESSAGE_ID MaxStringLengthExceeded; TYPE InvalidType; "
                                              "TIMESTAMP \"2025-12-31T23:00:00.000\""));
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
