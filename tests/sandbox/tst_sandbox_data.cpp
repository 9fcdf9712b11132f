// What becomes of rows: columns, nulls, keys, duplicates, segments, and how the answers count them.
#include "things.h"

using namespace Qt::StringLiterals;
using namespace smc::sandbox;
using namespace smc::sandbox::test;
namespace json = smc::json;

class TestSandboxData : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Things> m_things;

private Q_SLOTS:
    void init() { m_things = std::make_unique<Things>(); }

    void theMessageOfALongTextIsTheVendors()
    {
        const Answer answer = m_things->load(u"CODE,TXT"_s, R"([["a","123456"]])");
        QCOMPARE(answer.resultCode(), "Failed");
        QCOMPARE(answer.json().find("invalid_records").at(0).find("message").text(),
                 "Length of string (6) exceeds maximum field length (5)");
    }

    void aRowWithTheWrongNumberOfValuesIsInvalid()
    {
        const Answer answer = m_things->load(u"CODE,TXT"_s, R"([["a"],["b","x"],["c","x","y"],"d",{}])");
        QCOMPARE(answer.number("number_of_inserted_records"), 1);
        QCOMPARE(answer.number("number_of_failed_records"), 4);
        const json::Value records = answer.json().find("invalid_records");
        QCOMPARE(records.at(0).raw(),
                 R"({"record_index":0,"field_name":null,"message":"Record contains incorrect number of fields",)"
                 R"("validation_code":"InvalidFieldCount"})");
        QCOMPARE(records.at(1).find("record_index").raw(), "2");
        QCOMPARE(records.at(2).find("validation_code").text(), "InvalidType");
    }

    void aFieldThatAllowsNoNullMustHaveAValue()
    {
        QCOMPARE(m_things->sandbox
                     .post(listPath(u"things"_s, u"/fields"_s),
                           R"({"fields":[{"name":"NEEDED","data_type":"Text","allow_null":false}]})")
                     .status,
                 201);
        const Answer null = m_things->load(u"CODE,NEEDED"_s, R"([["a",null],["b","x"]])");
        QCOMPARE(null.number("number_of_failed_records"), 1);
        QCOMPARE(null.json().find("invalid_records").at(0).find("field_name").text(), "NEEDED");
        const Answer missing = m_things->load(u"CODE,TXT"_s, R"([["c","x"],["b","y"]])");
        QCOMPARE(missing.number("number_of_failed_records"), 1);
        QCOMPARE(missing.number("number_of_updated_records"), 1);
        QVERIFY(missing.json().find("invalid_records").at(0).find("message").text().find("NEEDED") !=
                std::string::npos);
    }

    void withoutFieldsTheFirstRowIsTheHeader()
    {
        const Answer answer = m_things->sandbox.post(listPath(u"things"_s, u"/data/load?keyFields=CODE"_s),
                                                     R"([["code","TXT"],["a","x"],["b","too long"]])");
        QCOMPARE(answer.number("number_of_inserted_records"), 1);
        QCOMPARE(answer.json().find("invalid_records").at(0).find("record_index").raw(), "1");
        const Answer none = m_things->sandbox.post(listPath(u"things"_s, u"/data/load?keyFields=CODE"_s), "[]");
        QCOMPARE(none.status, 400);
        const Answer numbers = m_things->sandbox.post(listPath(u"things"_s, u"/data/load?keyFields=CODE"_s), "[[1,2]]");
        QCOMPARE(numbers.status, 400);
    }

    void keyFieldsAreAskedForBeforeTheBodyIsTakenForAHeader()
    {
        // One row of values, which would else be taken for names.
        const QString data = listPath(u"things"_s, u"/data"_s);
        for (const Answer &answer :
             {m_things->sandbox.del(data, R"([["x"]])"), m_things->sandbox.post(data + u"/load"_s, R"([["x"]])"),
              m_things->sandbox.post(data + u"/load?fields=NOPE&keyFields="_s, R"([["x"]])")}) {
            QCOMPARE(answer.status, 400);
            QCOMPARE(answer.problem(), "The parameter 'keyFields' is required.");
        }
    }

    void fieldsThatDoNotExistAreExplained()
    {
        const Answer field = m_things->load(u"CODE,NOPE"_s, R"([["a",1]])");
        QCOMPARE(field.status, 400);
        QCOMPARE(field.resultCode(), "ValidationFailed");
        QCOMPARE(field.problem(), "Field 'NOPE' does not exist on list 'things'.");
        const Answer key =
            m_things->sandbox.post(listPath(u"things"_s, u"/data/load?keyFields=NOPE&fields=CODE"_s), R"([["a"]])");
        QCOMPARE(key.problem(), "Key field 'NOPE' does not exist on list 'things'.");
        const Answer apart =
            m_things->sandbox.post(listPath(u"things"_s, u"/data/load?keyFields=TXT&fields=CODE"_s), R"([["a"]])");
        QCOMPARE(apart.problem(), "Key field 'TXT' is not among the fields.");
        QCOMPARE(m_things->load(u"CODE,code"_s, R"([["a","a"]])").status, 400);
        QCOMPARE(m_things->load(u"CODE,ID"_s, R"([["a",7]])").status, 400);
    }

    void rowsAreUpsertedByTheirKeyInAnyCase()
    {
        QCOMPARE(m_things->load(u"CODE,TXT"_s, R"([["a","1"],["b","2"]])").number("number_of_inserted_records"), 2);
        const Answer again = m_things->load(u"CODE,TXT"_s, R"([["A","3"],["c","4"]])");
        QCOMPARE(again.number("number_of_inserted_records"), 1);
        QCOMPARE(again.number("number_of_updated_records"), 1);
        QCOMPARE(m_things->found(R"("CODE","TXT")"), R"([["A","3"],["b","2"],["c","4"]])");
    }

    void aNullKeyIsAnInsertEachTime()
    {
        const Answer answer = m_things->load(u"CODE,TXT"_s, R"([[null,"1"],[null,"2"]])");
        QCOMPARE(answer.number("number_of_inserted_records"), 2);
        QCOMPARE(answer.number("number_of_duplicate_records"), 0);
        QCOMPARE(m_things->load(u"CODE,TXT"_s, R"([[null,"1"]])").number("number_of_inserted_records"), 1);
    }

    void duplicatesInARequestKeepTheLastOrTheFirst()
    {
        const QByteArray rows = R"([["a","1"],["b","2"],["A","3"],["a","4"]])";
        const Answer last = m_things->load(u"CODE,TXT"_s, rows);
        QCOMPARE(last.number("number_of_inserted_records"), 2);
        QCOMPARE(last.number("number_of_duplicate_records"), 2);
        QCOMPARE(m_things->found(R"("CODE","TXT")", R"(,"order_by":"CODE")"), R"([["a","4"],["b","2"]])");
        const Answer first = m_things->load(u"CODE,TXT"_s, rows, u"&deduplication=ImportFirstMatch"_s);
        QCOMPARE(first.number("number_of_updated_records"), 2);
        QCOMPARE(first.number("number_of_duplicate_records"), 2);
        QCOMPARE(m_things->found(R"("CODE","TXT")", R"(,"order_by":"CODE")"), R"([["a","1"],["b","2"]])");
        QCOMPARE(m_things->load(u"CODE"_s, rows, u"&deduplication=Nonsense"_s).status, 400);
    }

    void theImportOptionIsHonoured()
    {
        QCOMPARE(m_things->load(u"CODE,TXT"_s, R"([["a","1"]])").number("number_of_inserted_records"), 1);
        const Answer inserted =
            m_things->load(u"CODE,TXT"_s, R"([["a","2"],["b","2"]])", u"&data_import_option=OnlyInsert"_s);
        QCOMPARE(inserted.number("number_of_inserted_records"), 1);
        QCOMPARE(inserted.number("number_of_updated_records"), 0);
        const Answer updated =
            m_things->load(u"CODE,TXT"_s, R"([["b","3"],["c","3"]])", u"&data_import_option=OnlyUpdate"_s);
        QCOMPARE(updated.number("number_of_updated_records"), 1);
        QCOMPARE(updated.number("number_of_inserted_records"), 0);
        QCOMPARE(updated.number("number_of_records_not_found"), 1);
        QCOMPARE(m_things->found(R"("CODE","TXT")"), R"([["a","1"],["b","3"]])");
        QCOMPARE(m_things->load(u"CODE"_s, "[]", u"&data_import_option=Nonsense"_s).status, 400);
    }

    void errorHandlingMayStopAtTheFirstError()
    {
        const QByteArray rows = R"([["a","1"],["b","too long"],["c","1"]])";
        QCOMPARE(
            m_things->load(u"CODE,TXT"_s, rows, u"&errorHandling=StopOnError"_s).number("number_of_inserted_records"),
            1);
        QCOMPARE(m_things->load(u"CODE,TXT"_s, rows, u"&errorHandling=ContinueOnError"_s)
                     .number("number_of_inserted_records"),
                 1);
        QCOMPARE(m_things->found("\"CODE\""), R"([["a"],["c"]])");
    }

    void aStreamTakesTheRowsAndCountsNothing()
    {
        const Answer answer = m_things->load(u"CODE,TXT"_s, R"([["a","1"],["b","too long"]])", u"&mode=stream"_s);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.resultCode(), "Succeeded");
        QCOMPARE(answer.number("number_of_inserted_records"), 0);
        QCOMPARE(answer.json().find("invalid_records").raw(), "[]");
        QCOMPARE(m_things->found("\"CODE\""), R"([["a"]])");
    }

    void aUniqueBusinessKeyRefusesASecondRecord()
    {
        QCOMPARE(m_things->sandbox.put(listPath(u"things"_s, u"/businesskey"_s), R"({"fields":["CODE"]})").status, 200);
        QCOMPARE(m_things->load(u"CODE,TXT"_s, R"([["a","1"]])").number("number_of_inserted_records"), 1);
        const Answer answer = m_things->sandbox.post(
            listPath(u"things"_s, u"/data/load?keyFields=TXT&fields=TXT,CODE"_s), R"([["2","b"],["3","A"],["4","c"]])");
        QCOMPARE(answer.number("number_of_inserted_records"), 2);
        QCOMPARE(answer.number("number_of_failed_records"), 1);
        QCOMPARE(answer.json().find("invalid_records").at(0).find("record_index").raw(), "1");
        QCOMPARE(answer.json().find("invalid_records").at(0).find("validation_code").text(), "Unknown");
    }

    void aLoadCanMakeASegment()
    {
        const Answer answer = m_things->load(u"CODE,TXT"_s, R"([["a","1"],["b","too long"],["c","1"]])",
                                             u"&create_segment_name=My first segment&create_segment_api_name=first"_s);
        QCOMPARE(answer.status, 200);
        const Answer found =
            m_things->sandbox.post(listPath(u"things"_s, u"/segments/first/data/search"_s), R"({"fields":["CODE"]})");
        QCOMPARE(found.json().find("data").raw(), R"([["a"],["c"]])");
        QCOMPARE(m_things->sandbox.get(listPath(u"things"_s, u"/segments/first"_s)).text("name"), "My first segment");
        QCOMPARE(m_things->load(u"CODE"_s, R"([["a"]])", u"&create_segment_api_name=first"_s).status, 400);
        QCOMPARE(m_things->load(u"CODE"_s, R"([["a"]])", u"&create_segment_name=By name only!"_s).status, 200);
        QCOMPARE(m_things->sandbox.get(listPath(u"things"_s, u"/segments/By_name_only_"_s)).status, 200);
    }

    void membersAreReferencesToRecordsOfTheList()
    {
        const QString path = listPath(u"users_segment"_s, u"/segments/segmenttosmcstatic/data"_s);
        const QString query = u"?keyFields=MAIL&fields=MAIL"_s;
        const QByteArray rows =
            R"([["segmenttest@selligent.com"],["SegmentTest@Selligent.com"],["nobody@example.com"],[null]])";
        const Answer first = m_things->sandbox.post(path + u"/load"_s + query, rows);
        QCOMPARE(first.resultCode(), "Succeeded");
        QCOMPARE(first.number("number_of_inserted_records"), 1);
        QCOMPARE(first.number("number_of_duplicate_records"), 1);
        QCOMPARE(first.number("number_of_records_not_found"), 2);
        QCOMPARE(m_things->members(), R"([["C1000"]])");
        const Answer again = m_things->sandbox.post(path + u"/load"_s + query, rows);
        QCOMPARE(again.number("number_of_inserted_records"), 0);
        QCOMPARE(again.number("number_of_updated_records"), 1);

        const Answer removed = m_things->sandbox.del(path + query, rows);
        QCOMPARE(removed.number("number_of_deleted_records"), 1);
        QCOMPARE(removed.number("number_of_records_not_found"), 2);
        QCOMPARE(m_things->members(), "[]");
        QCOMPARE(m_things->sandbox.get(listPath(u"USERS_SEGMENT"_s, u"/records"_s)).body, R"({"count":100})");
        QCOMPARE(m_things->sandbox.del(path + query, rows).number("number_of_records_not_found"), 3);
    }

    void aSegmentLoadWithMoreFieldsUpsertsFirst()
    {
        const Answer answer = m_things->sandbox.post(
            listPath(u"USERS_SEGMENT"_s,
                     u"/segments/SegmentToSMCStatic/data/load?keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,CITY"_s),
            R"([["C1000","Ghent"],["C9999","Liège"]])");
        QCOMPARE(answer.number("number_of_inserted_records"), 1);
        QCOMPARE(answer.number("number_of_updated_records"), 1);
        QCOMPARE(m_things->members(), R"([["C1000"],["C9999"]])");
        QCOMPARE(m_things->sandbox.get(listPath(u"USERS_SEGMENT"_s, u"/records"_s)).body, R"({"count":101})");
    }

    void deletedRecordsAreNoMembersAnyMore()
    {
        const QString segment = listPath(u"USERS_SEGMENT"_s, u"/segments/SegmentToSMCStatic/data"_s);
        m_things->sandbox.post(segment + u"/load?keyFields=CUSTOMER_ID&fields=CUSTOMER_ID"_s,
                               R"([["C1000"],["C1001"]])");
        QCOMPARE(m_things->members(), R"([["C1000"],["C1001"]])");
        const Answer answer = m_things->sandbox.del(listPath(u"USERS_SEGMENT"_s, u"/data?keyFields=CUSTOMER_ID"_s),
                                                    R"([["CUSTOMER_ID"],["C1000"]])");
        QCOMPARE(answer.number("number_of_deleted_records"), 1);
        QCOMPARE(m_things->members(), R"([["C1001"]])");
        QCOMPARE(m_things->sandbox.del(segment + u"/clear"_s).status, 200);
        QCOMPARE(m_things->members(), "[]");
    }

    void timesOfARecordAreKept()
    {
        m_things->sandbox.post(
            listPath(u"USERS_SEGMENT"_s, u"/data/load?keyFields=CUSTOMER_ID&fields=CUSTOMER_ID,CITY"_s),
            R"([["new","Ghent"]])");
        const QByteArray search = R"({"fields":["CREATED_DT","MODIFIED_DT"],
            "filters":[{"field_name":"CUSTOMER_ID","operator":"EqualTo","field_value":"new"}]})";
        const Answer answer = m_things->sandbox.post(listPath(u"USERS_SEGMENT"_s, u"/data/search"_s), search);
        const json::Value row = answer.json().find("data").at(0);
        const QDateTime created =
            QDateTime::fromString(QString::fromStdString(row.at(0).text() + "Z"), Qt::ISODateWithMs);
        QVERIFY2(qAbs(created.secsTo(QDateTime::currentDateTimeUtc())) < 60, answer.body.constData());
        QCOMPARE(row.at(1).text(), row.at(0).text());
    }

    void recordIndexCanBeginAtOne()
    {
        Options options;
        options.recordIndexBase = 1;
        Sandbox sandbox(options);
        const Answer answer = sandbox.post(
            listPath(u"segment_events"_s, u"/data/load?keyFields=MESSAGE_ID&fields=MESSAGE_ID"_s), "[[[]]]");
        QCOMPARE(answer.json().find("invalid_records").at(0).find("record_index").raw(), "1");
    }
};

QTEST_GUILESS_MAIN(TestSandboxData)
#include "tst_sandbox_data.moc"
