// Values of every type: what is stored, and what is refused with which code.
#include "things.h"

using namespace Qt::StringLiterals;
using namespace smc::sandbox;
using namespace smc::sandbox::test;
namespace json = smc::json;

class TestSandboxValues : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Things> m_things;

private Q_SLOTS:
    void init() { m_things = std::make_unique<Things>(); }

    void valuesOfEveryTypeComeBackAsTheyWereStored_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("stored");

        QTest::newRow("text") << "TXT"_ba
                              << R"("abc")"_ba
                              << R"("abc")"_ba;
        QTest::newRow("text in UTF-16 units") << "TXT"_ba
                                              << R"("é😀ab")"_ba
                                              << R"("é😀ab")"_ba;
        QTest::newRow("a number as text keeps its spelling") << "TXT"_ba
                                                             << "1.00"_ba
                                                             << R"("1.00")"_ba;
        QTest::newRow("a boolean as text") << "TXT"_ba
                                           << "true"_ba
                                           << R"("true")"_ba;
        QTest::newRow("null") << "TXT"_ba
                              << "null"_ba
                              << "null"_ba;
        QTest::newRow("empty text") << "TXT"_ba
                                    << R"("")"_ba
                                    << R"("")"_ba;
        QTest::newRow("quotes and SQL") << "MEMO"_ba
                                        << "\"'); DROP TABLE smc_lists; --\\\"\""_ba
                                        << "\"'); DROP TABLE smc_lists; --\\\"\""_ba;
        QTest::newRow("numeric") << "NUM"_ba
                                 << "-2147483648"_ba
                                 << "-2147483648"_ba;
        QTest::newRow("numeric from text") << "NUM"_ba
                                           << R"("42")"_ba
                                           << "42"_ba;
        QTest::newRow("long") << "BIG"_ba
                              << "9223372036854775807"_ba
                              << "9223372036854775807"_ba;
        QTest::newRow("float") << "FLT"_ba
                               << "3.14"_ba
                               << "3.14"_ba;
        QTest::newRow("float from text") << "FLT"_ba
                                         << R"("1e3")"_ba
                                         << "1000"_ba;
        QTest::newRow("date") << "DAY"_ba
                              << R"("2024-02-29")"_ba
                              << R"("2024-02-29")"_ba;
        QTest::newRow("date from a time") << "DAY"_ba
                                          << R"("2024-02-29T23:59:59Z")"_ba
                                          << R"("2024-02-29")"_ba;
        QTest::newRow("time with seven digits") << "AT"_ba
                                                << R"("2018-03-27T11:57:20.1179032Z")"_ba
                                                << R"("2018-03-27T11:57:20.117")"_ba;
        QTest::newRow("time with an offset is UTC") << "AT"_ba
                                                    << R"("2018-03-27T01:00:00+02:00")"_ba
                                                    << R"("2018-03-26T23:00:00.000")"_ba;
        QTest::newRow("time without a zone") << "AT"_ba
                                             << R"("2018-03-27 11:57")"_ba
                                             << R"("2018-03-27T11:57:00.000")"_ba;
        QTest::newRow("time from a date") << "AT"_ba
                                          << R"("2018-03-27")"_ba
                                          << R"("2018-03-27T00:00:00.000")"_ba;
        QTest::newRow("boolean") << "FLAG"_ba
                                 << "true"_ba
                                 << "true"_ba;
        QTest::newRow("boolean from a number") << "FLAG"_ba
                                               << "0"_ba
                                               << "false"_ba;
        QTest::newRow("boolean from text") << "FLAG"_ba
                                           << R"("True")"_ba
                                           << "true"_ba;
        QTest::newRow("json") << "DOC"_ba
                              << R"({"b": [1.00, null]})"_ba
                              << "\"{\\\"b\\\":[1.00,null]}\""_ba;
    }

    void valuesOfEveryTypeComeBackAsTheyWereStored()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, stored);
        const Answer answer = m_things->load(u"CODE,"_s + QString::fromLatin1(field), R"([["a",)" + given + "]]");
        QVERIFY2(answer.number("number_of_inserted_records") == 1, answer.body.constData());
        QCOMPARE(m_things->found('"' + field + '"'), "[[" + stored + "]]");
    }

    void valuesThatDoNotFitAreInvalidRecords_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("code");

        QTest::newRow("too long") << "TXT"_ba
                                  << R"("abcdef")"_ba
                                  << "MaxStringLengthExceeded"_ba;
        QTest::newRow("too long in UTF-16 units") << "TXT"_ba
                                                  << R"("😀😀😀")"_ba
                                                  << "MaxStringLengthExceeded"_ba;
        QTest::newRow("an array as text") << "TXT"_ba
                                          << "[1]"_ba
                                          << "InvalidType"_ba;
        QTest::newRow("an object as text") << "MEMO"_ba
                                           << "{}"_ba
                                           << "InvalidType"_ba;
        QTest::newRow("text as numeric") << "NUM"_ba
                                         << R"("four")"_ba
                                         << "InvalidType"_ba;
        QTest::newRow("33 bits as numeric") << "NUM"_ba
                                            << "2147483648"_ba
                                            << "InvalidType"_ba;
        QTest::newRow("a fraction as numeric") << "NUM"_ba
                                               << "1.5"_ba
                                               << "InvalidType"_ba;
        QTest::newRow("empty text as numeric") << "NUM"_ba
                                               << R"("")"_ba
                                               << "InvalidType"_ba;
        QTest::newRow("65 bits as long") << "BIG"_ba
                                         << "18446744073709551615"_ba
                                         << "InvalidType"_ba;
        QTest::newRow("a boolean as float") << "FLT"_ba
                                            << "true"_ba
                                            << "InvalidType"_ba;
        QTest::newRow("infinity as float") << "FLT"_ba
                                           << R"("inf")"_ba
                                           << "InvalidType"_ba;
        QTest::newRow("30 February") << "DAY"_ba
                                     << R"("2024-02-30")"_ba
                                     << "InvalidType"_ba;
        QTest::newRow("a local date") << "DAY"_ba
                                      << R"("29/02/2024")"_ba
                                      << "InvalidType"_ba;
        QTest::newRow("a number as time") << "AT"_ba
                                          << "1711533440"_ba
                                          << "InvalidType"_ba;
        QTest::newRow("25 o'clock") << "AT"_ba
                                    << R"("2018-03-27T25:00:00")"_ba
                                    << "InvalidType"_ba;
        QTest::newRow("a wrong offset") << "AT"_ba
                                        << R"("2018-03-27T11:00:00+2")"_ba
                                        << "InvalidType"_ba;
        QTest::newRow("2 as boolean") << "FLAG"_ba
                                      << "2"_ba
                                      << "InvalidType"_ba;
        QTest::newRow("no JSON") << "DOC"_ba
                                 << "\"{\""_ba
                                 << "InvalidType"_ba;
    }

    void valuesThatDoNotFitAreInvalidRecords()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, code);
        const Answer answer =
            m_things->load(u"CODE,"_s + QString::fromLatin1(field), R"([["good",null],["bad",)" + given + "]]");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.resultCode(), "PartiallySucceeded");
        QCOMPARE(answer.number("number_of_failed_records"), 1);
        const json::Value record = answer.json().find("invalid_records").at(0);
        QCOMPARE(keys(record), "record_index,field_name,message,validation_code");
        QCOMPARE(record.find("record_index").raw(), "1");
        QCOMPARE(record.find("field_name").text(), field.toStdString());
        QCOMPARE(record.find("validation_code").text(), code.toStdString());
        QCOMPARE(m_things->found("\"CODE\""), R"([["good"]])");
    }
};

QTEST_GUILESS_MAIN(TestSandboxValues)
#include "tst_sandbox_values.moc"
