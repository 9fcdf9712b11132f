// Walks every operation on lists, fields, records, segments and data that the contract names, over real HTTP.
#include "support.h"

using namespace Qt::StringLiterals;
using namespace smc::sandbox;
using namespace smc::sandbox::test;
namespace json = smc::json;

namespace {

/// The operations of the contract (SMC's swagger of v1) that the sandbox serves.
const QStringList Contract{
    u"GET /status"_s,
    u"GET /organizations/{organization}"_s,
    u"GET /organizations/{organization}/lists"_s,
    u"POST /organizations/{organization}/lists"_s,
    u"GET /organizations/{organization}/lists/{api_name}"_s,
    u"PUT /organizations/{organization}/lists/{api_name}"_s,
    u"DELETE /organizations/{organization}/lists/{api_name}"_s,
    u"POST /organizations/{organization}/lists/{api_name}/data"_s,
    u"DELETE /organizations/{organization}/lists/{api_name}/data"_s,
    u"POST /organizations/{organization}/lists/{api_name}/data/load"_s,
    u"POST /organizations/{organization}/lists/{api_name}/data/search"_s,
    u"GET /organizations/{organization}/lists/{api_name}/fields"_s,
    u"POST /organizations/{organization}/lists/{api_name}/fields"_s,
    u"PUT /organizations/{organization}/lists/{api_name}/fields/{name}"_s,
    u"DELETE /organizations/{organization}/lists/{api_name}/fields/{name}"_s,
    u"GET /organizations/{organization}/lists/{api_name}/records"_s,
    u"DELETE /organizations/{organization}/lists/{api_name}/records/{record_id}"_s,
    u"GET /organizations/{organization}/lists/{api_name}/segments"_s,
    u"GET /organizations/{organization}/lists/{api_name}/segments/{segment_api_name}"_s,
    u"DELETE /organizations/{organization}/lists/{api_name}/segments/{segment_api_name}"_s,
    u"DELETE /organizations/{organization}/lists/{api_name}/segments/{segment_api_name}/data"_s,
    u"DELETE /organizations/{organization}/lists/{api_name}/segments/{segment_api_name}/data/clear"_s,
    u"POST /organizations/{organization}/lists/{api_name}/segments/{segment_api_name}/data/load"_s,
    u"POST /organizations/{organization}/lists/{api_name}/segments/{segment_api_name}/data/search"_s,
    u"POST /organizations/{organization}/lists/{api_name}/segments/static"_s,
    // Named by other sources than the swagger.
    u"GET /organizations"_s,
    u"PUT /organizations/{organization}/lists/{api_name}/businesskey"_s,
    u"GET /organizations/{organization}/lists/{api_name}/relations"_s,
    u"POST /organizations/{organization}/lists/{api_name}/relations"_s,
    u"GET /organizations/{organization}/lists/{api_name}/relations/{scope}"_s,
    u"PUT /organizations/{organization}/lists/{api_name}/relations/{scope}"_s,
    u"DELETE /organizations/{organization}/lists/{api_name}/relations/{scope}"_s,
};

const QByteArray ErrorKeys = "errors,result_code,message";
const QByteArray MessageKeys = "result_code,message";
const QByteArray LoadKeys = "errors,result_code,number_of_inserted_records,number_of_failed_records,"
                            "number_of_updated_records,number_of_duplicate_records,number_of_records_not_found,"
                            "invalid_records,number_of_deleted_records";
const QByteArray DeleteKeys = "errors,result_code,number_of_deleted_records,number_of_duplicate_records,"
                              "number_of_failed_records,number_of_records_not_found,invalid_records";

struct Step
{
    QString operation; ///< As the contract writes it.
    QString path;      ///< With its parameters filled in; L stands for the list.
    QByteArray body;
    int status = 200;
    QByteArray keys;
    std::string resultCode;
    std::string message;
};

QString operationOf(const QString &method, const QString &rest)
{
    return method + u" /organizations/{organization}/lists"_s + rest;
}

} // namespace

class TestSandboxContract : public QObject
{
    Q_OBJECT

private:
    Sandbox m_sandbox;
    QSet<QString> m_walked;

    /// Takes one step and says what is wrong with the answer; nothing where all is as it should be.
    QString take(const Step &step)
    {
        m_walked.insert(step.operation);
        QString path = step.path;
        path.replace(u"L/"_s, u"/organizations/DEMO/lists/"_s);
        const QByteArray method = step.operation.section(u' ', 0, 0).toLatin1();
        const Answer answer = m_sandbox.send(method, path, step.body);
        const QString got = u"%1 %2 gave %3 %4"_s.arg(QString::fromLatin1(method), path)
                                .arg(answer.status)
                                .arg(QString::fromUtf8(answer.body));
        if (answer.status != step.status)
            return got + u", not %1"_s.arg(step.status);
        if (test::keys(answer.json()) != step.keys)
            return got + u", not the members "_s + QString::fromLatin1(step.keys);
        if (!step.resultCode.empty() && answer.resultCode() != step.resultCode)
            return got + u", not "_s + QString::fromStdString(step.resultCode);
        if (!step.message.empty() && answer.text("message") != step.message)
            return got + u", not "_s + QString::fromStdString(step.message);
        return {};
    }

    void walk(const std::vector<Step> &steps)
    {
        for (const Step &step : steps) {
            const QString problem = take(step);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
    }

private Q_SLOTS:
    void statusAndOrganizationsAnswer()
    {
        walk({{u"GET /status"_s, u"/status"_s, {}, 200, "", "", ""},
              {u"GET /organizations"_s, u"/organizations"_s, {}, 200, "organizations", "", ""},
              {u"GET /organizations/{organization}"_s,
               u"/organizations/DEMO"_s,
               {},
               200,
               "name,image_reference,image_type,languages,audiences,campaign_data_sources,default_languages,"
               "default_maildomain,sms_endpoint,mobile_push_endpoint,facebook_endpoint,google_customer_match_endpoint,"
               "trackers,connector_instances,mediums,taglists",
               "",
               ""},
              {u"GET /organizations/{organization}"_s, u"/organizations/OTHER"_s, {}, 404, ErrorKeys, "NotFound", ""}});
    }

    void listsAreMadeReadChangedAndFound()
    {
        const QString lists = operationOf(u"GET"_s, {});
        const QString create = operationOf(u"POST"_s, {});
        const QString list = u"/{api_name}"_s;
        const QByteArray details = "api_name,name,type,description,tags,email_quality_configuration,"
                                   "enforce_segment_selection,taglist_api_name,organizations,"
                                   "not_accessible_organizations_count";
        walk({{create, u"/organizations/DEMO/lists"_s,
               R"({"api_name":"Orders","name":"The orders","type":"Userlist","tags":["a","b"]})", 200, MessageKeys,
               "Succeeded", "List created successfully."},
              {create, u"/organizations/DEMO/lists"_s, R"({"api_name":"orders","name":"Again","type":"Datalist"})", 400,
               ErrorKeys, "ValidationFailed", "Request Failed"},
              {create, u"/organizations/DEMO/lists"_s, R"({"api_name":"no spaces","name":"X","type":"Datalist"})", 400,
               ErrorKeys, "ValidationFailed", ""},
              {create, u"/organizations/DEMO/lists"_s, R"({"api_name":"x","name":"X","type":"Unknown"})", 400,
               ErrorKeys, "ValidationFailed", ""},
              {create, u"/organizations/DEMO/lists"_s, R"({"name":"X","type":"Datalist"})", 400, ErrorKeys, "", ""},
              {create, u"/organizations/DEMO/lists"_s, R"([1,2])", 400, ErrorKeys, "", ""},
              {lists,
               u"/organizations/DEMO/lists?filter=userlist&search=the orders&skip=0&take=5"_s,
               {},
               200,
               "lists",
               "",
               ""},
              {lists, u"/organizations/DEMO/lists?filter=Nonsense"_s, {}, 400, ErrorKeys, "", ""},
              {lists, u"/organizations/DEMO/lists?take=-1"_s, {}, 400, ErrorKeys, "", ""},
              {operationOf(u"GET"_s, list), u"L/Orders"_s, {}, 200, details, "", ""},
              {operationOf(u"GET"_s, list), u"L/Nowhere"_s, {}, 404, ErrorKeys, "NotFound", ""},
              {operationOf(u"PUT"_s, list), u"L/Orders"_s,
               R"({"name":"Renamed","description":"d","email_quality_configuration":)"
               R"({"type":"Custom","bounce_scope":"MASTER","actions":[{"name":"OPTOUT","value":"10"}]}})",
               200, MessageKeys, "Succeeded", "List updated successfully."},
              {operationOf(u"PUT"_s, list), u"L/Orders"_s, R"({"api_name":"segment_events"})", 400, ErrorKeys, "", ""},
              {operationOf(u"PUT"_s, list), u"L/Orders"_s, R"({"name":5})", 400, ErrorKeys, "", ""}});
        const Answer answer = m_sandbox.get(u"/organizations/DEMO/lists/ORDERS"_s);
        QCOMPARE(answer.text("name"), "Renamed");
        QCOMPARE(answer.json().find("tags").raw(), R"(["a","b"])");
        const json::Value quality = answer.json().find("email_quality_configuration");
        QCOMPARE(keys(quality), "email_quality_type,invalid_email_syntax,non_existing_domain,hard_bounce,soft_bounce,"
                                "bounce_scope,email_quality_actions,bounce_stored_procedures");
        QCOMPARE(quality.find("email_quality_actions").raw(), R"([{"field_name":"OPTOUT","field_value":"10"}])");
        QCOMPARE(keys(m_sandbox.get(u"/organizations/DEMO/lists?search=renamed"_s).json().find("lists").at(0)),
                 "id,type,api_name,name");
    }

    void fieldsAreMadeReadChangedAndDeleted()
    {
        const QString fields = u"/{api_name}/fields"_s;
        const QString one = u"/{api_name}/fields/{name}"_s;
        walk({{operationOf(u"POST"_s, fields), u"L/Orders/fields"_s,
               R"({"fields":[{"name":"ORDER_ID","data_type":"Text","length":20,"allow_null":false},)"
               R"({"name":"TOTAL","data_type":"Float"},{"name":"NOTE","data_type":"LongText"}]})",
               201, MessageKeys, "Succeeded", "Fields created successfully."},
              {operationOf(u"POST"_s, fields), u"L/Orders/fields"_s,
               R"({"fields":[{"name":"FRESH","data_type":"Text"},{"name":"total","data_type":"Float"}]})", 400,
               ErrorKeys, "Failed", "Request Failed"},
              {operationOf(u"POST"_s, fields), u"L/Orders/fields"_s, R"({"fields":[{"name":"X","data_type":"Blob"}]})",
               400, ErrorKeys, "Failed", ""},
              {operationOf(u"POST"_s, fields), u"L/Orders/fields"_s,
               R"({"fields":[{"name":"X","data_type":"Text","length":0}]})", 400, ErrorKeys, "Failed", ""},
              {operationOf(u"POST"_s, fields), u"L/Orders/fields"_s, R"({"fields":[]})", 400, ErrorKeys, "Failed", ""},
              {operationOf(u"GET"_s, fields), u"L/Orders/fields"_s, {}, 200, "fields", "", ""},
              {operationOf(u"PUT"_s, one), u"L/Orders/fields/note"_s, R"({"name":"REMARK","description":"free text"})",
               200, MessageKeys, "Succeeded", "The field has been updated successfully."},
              {operationOf(u"PUT"_s, one), u"L/Orders/fields/MAIL"_s, R"({"name":"EMAIL"})", 400, ErrorKeys, "", ""},
              {operationOf(u"PUT"_s, one), u"L/Orders/fields/NOTE"_s, R"({"name":"X"})", 400, ErrorKeys, "", ""},
              {operationOf(u"DELETE"_s, one),
               u"L/Orders/fields/REMARK"_s,
               {},
               200,
               MessageKeys,
               "Succeeded",
               "List field deleted successfully."},
              {operationOf(u"DELETE"_s, one),
               u"L/Orders/fields/REMARK"_s,
               {},
               400,
               ErrorKeys,
               "ValidationFailed",
               "Request Failed"},
              {operationOf(u"DELETE"_s, one), u"L/Orders/fields/ID"_s, {}, 400, ErrorKeys, "ValidationFailed", ""}});
        const Answer answer = m_sandbox.get(listPath(u"Orders"_s, u"/fields"_s));
        QByteArrayList names;
        for (const json::Value field : answer.json().find("fields")) {
            QCOMPARE(keys(field), "name,length,data_type,description,allow_null,content,optionlist,value_definition");
            names << QByteArray::fromStdString(field.find("name").text());
        }
        QCOMPARE(names.join(','), "ID,MAIL,NAME,OPTOUT,OPTOUT_DT,CREATED_DT,MODIFIED_DT,ORDER_ID,TOTAL");
        const json::Value orderId = answer.json().find("fields").at(7);
        QCOMPARE(orderId.find("length").raw(), "20");
        QCOMPARE(orderId.find("allow_null").raw(), "false");
        QCOMPARE(answer.json().find("fields").at(8).find("length").raw(), "null");
    }

    void theBusinessKeyIsOneToThreeFields()
    {
        const QString key = operationOf(u"PUT"_s, u"/{api_name}/businesskey"_s);
        walk({{key, u"L/Orders/businesskey"_s, R"({"fields":["order_id"]})", 200, MessageKeys, "Succeeded", ""},
              {key, u"L/Orders/businesskey"_s, R"({"fields":[]})", 400, ErrorKeys, "", ""},
              {key, u"L/Orders/businesskey"_s, R"({"fields":["A"]})", 400, ErrorKeys, "", ""},
              {key, u"L/Orders/businesskey"_s, R"({"fields":["ID","MAIL","NAME","TOTAL"]})", 400, ErrorKeys, "", ""},
              {operationOf(u"DELETE"_s, u"/{api_name}/fields/{name}"_s),
               u"L/Orders/fields/ORDER_ID"_s,
               {},
               400,
               ErrorKeys,
               "",
               ""}});
    }

    void recordsAreLoadedSavedSearchedCountedAndDeleted()
    {
        const QString load = operationOf(u"POST"_s, u"/{api_name}/data/load"_s);
        const QString save = operationOf(u"POST"_s, u"/{api_name}/data"_s);
        const QString search = operationOf(u"POST"_s, u"/{api_name}/data/search"_s);
        const QString remove = operationOf(u"DELETE"_s, u"/{api_name}/data"_s);
        const QString record = operationOf(u"DELETE"_s, u"/{api_name}/records/{record_id}"_s);
        walk({{load, u"L/Orders/data/load?keyFields=ORDER_ID&fields=ORDER_ID,TOTAL&mode=Sync"_s,
               R"([["o-1",12.50],["o-2",3],["o-3","4.5"]])", 200, LoadKeys, "Succeeded", ""},
              {load, u"L/Orders/data/load?fields=ORDER_ID"_s, R"([["o-1"]])", 400, ErrorKeys, "ValidationFailed", ""},
              {load, u"L/Orders/data/load?keyFields=ORDER_ID&fields=ORDER_ID,NONE"_s, R"([["o-1",1]])", 400, ErrorKeys,
               "ValidationFailed", ""},
              {load, u"L/Orders/data/load?keyFields=ORDER_ID&fields=ORDER_ID"_s, R"({"a":1})", 400, ErrorKeys, "", ""},
              {load, u"L/Orders/data/load?keyFields=ORDER_ID&fields=ORDER_ID"_s, R"([["o-1")", 400, ErrorKeys, "", ""},
              {load, u"L/Orders/data/load?keyFields=ORDER_ID&fields=ORDER_ID&mode=Nonsense"_s, R"([["o-1"]])", 400,
               ErrorKeys, "", ""},
              {save, u"L/Orders/data?keyfields=ORDER_ID"_s, R"({"order_id":"o-4","MASTER.TOTAL":1})", 200, MessageKeys,
               "Succeeded", "Record ID 4 inserted on List Orders."},
              {save, u"L/Orders/data?keyfields=ORDER_ID"_s, R"({"order_id":"o-4","total":2})", 200, MessageKeys,
               "Succeeded", "Record ID 4 updated on List Orders."},
              {save, u"L/Orders/data?keyfields=ORDER_ID"_s, R"({"total":2})", 400, ErrorKeys, "", ""},
              {save, u"L/Orders/data"_s, R"({"order_id":"o-4"})", 400, ErrorKeys, "", ""},
              {save, u"L/Orders/data?keyfields=ORDER_ID"_s, R"({"order_id":"o-5","NOPE.x":1})", 400, ErrorKeys, "", ""},
              {search, u"L/Orders/data/search"_s, R"({"fields":["MASTER.ORDER_ID","TOTAL"],"order_by":"TOTAL"})", 200,
               "fields,data,result_code,errors", "Succeeded", ""},
              {search, u"L/Orders/data/search"_s, R"({"fields":["NONE"]})", 400, ErrorKeys, "", ""},
              {search, u"L/Orders/data/search"_s, R"({"filters":[]})", 400, ErrorKeys, "", ""},
              {operationOf(u"GET"_s, u"/{api_name}/records"_s), u"L/Orders/records"_s, {}, 200, "count", "", ""},
              {record, u"L/Orders/records/4"_s, {}, 200, "result_code", "Succeeded", ""},
              {record, u"L/Orders/records/4"_s, {}, 400, ErrorKeys, "ValidationFailed", "Request Failed"},
              {record, u"L/Orders/records/four"_s, {}, 400, ErrorKeys, "ValidationFailed", ""},
              {remove, u"L/Orders/data?keyFields=ORDER_ID&fields=ORDER_ID"_s, R"([["o-1"],["o-9"]])", 200, DeleteKeys,
               "Succeeded", ""},
              {remove, u"L/Orders/data"_s, R"([["o-1"]])", 400, ErrorKeys, "", ""}});
        QCOMPARE(m_sandbox.get(listPath(u"Orders"_s, u"/records"_s)).body, R"({"count":2})");
    }

    void segmentsAreMadeFilledSearchedEmptiedAndDeleted()
    {
        const QString segment = u"/{api_name}/segments/{segment_api_name}"_s;
        const QString create = operationOf(u"POST"_s, u"/{api_name}/segments/static"_s);
        walk({{create, u"L/Orders/segments/static"_s,
               R"({"api_name":"large","name":"Large","description":"d","tags":["t"]})", 200, MessageKeys, "Succeeded",
               "The static segment has been created successfully."},
              {create, u"L/Orders/segments/static"_s, R"({"api_name":"LARGE","name":"Large"})", 400, ErrorKeys, "", ""},
              {create, u"L/Orders/segments/static"_s, R"({"api_name":"a-b","name":"Large"})", 400, ErrorKeys, "", ""},
              {operationOf(u"GET"_s, u"/{api_name}/segments"_s),
               u"L/Orders/segments?filter=Static&search=lar"_s,
               {},
               200,
               "segments,segment_count",
               "",
               ""},
              {operationOf(u"GET"_s, segment),
               u"L/Orders/segments/large"_s,
               {},
               200,
               "type,api_name,name,description",
               "",
               ""},
              {operationOf(u"GET"_s, segment), u"L/Orders/segments/none"_s, {}, 404, ErrorKeys, "NotFound", ""},
              {operationOf(u"POST"_s, segment + u"/data/load"_s),
               u"L/Orders/segments/large/data/load?keyFields=ORDER_ID&fields=ORDER_ID"_s,
               R"([["o-2"],["o-3"],["o-9"]])", 200, LoadKeys, "Succeeded", ""},
              {operationOf(u"POST"_s, segment + u"/data/search"_s), u"L/Orders/segments/large/data/search"_s,
               R"({"fields":["ORDER_ID"]})", 200, "fields,data,result_code,errors", "Succeeded", ""},
              {operationOf(u"DELETE"_s, segment + u"/data"_s),
               u"L/Orders/segments/large/data?keyFields=ORDER_ID&fields=ORDER_ID"_s, R"([["o-2"]])", 200, DeleteKeys,
               "Succeeded", ""},
              {operationOf(u"DELETE"_s, segment + u"/data/clear"_s),
               u"L/Orders/segments/large/data/clear"_s,
               {},
               200,
               MessageKeys,
               "Succeeded",
               "The data has been cleared successfully."},
              {operationOf(u"DELETE"_s, segment),
               u"L/Orders/segments/large"_s,
               {},
               200,
               MessageKeys,
               "Succeeded",
               "The segment has been deleted successfully"},
              {operationOf(u"DELETE"_s, segment), u"L/Orders/segments/large"_s, {}, 404, ErrorKeys, "NotFound", ""}});
        QCOMPARE(m_sandbox.get(listPath(u"Orders"_s, u"/records"_s)).body, R"({"count":2})");
    }

    void relationsJoinListsByScope()
    {
        const QString relations = u"/{api_name}/relations"_s;
        const QString one = relations + u"/{scope}"_s;
        const QByteArray relationKeys =
            "scope,type,masterlist_field_name,slavelist_api_name,slavelist_field_name,constraints";
        walk({{operationOf(u"POST"_s, {}), u"/organizations/DEMO/lists"_s,
               R"({"api_name":"extras","name":"Extras","type":"Datalist"})", 200, MessageKeys, "Succeeded", ""},
              {operationOf(u"POST"_s, u"/{api_name}/fields"_s), u"L/extras/fields"_s,
               R"({"fields":[{"name":"OWNER","data_type":"Text","length":20},{"name":"GIFT","data_type":"Text"}]})",
               201, MessageKeys, "Succeeded", ""},
              {operationOf(u"POST"_s, relations), u"L/Orders/relations"_s,
               R"({"relations":[{"scope":"EXTRA","type":"OneToOne","masterlist_field_name":"ORDER_ID",)"
               R"("slavelist_api_name":"extras","slavelist_field_name":"OWNER"}]})",
               201, MessageKeys, "Succeeded", ""},
              {operationOf(u"POST"_s, relations), u"L/Orders/relations"_s, R"({"relations":[{"scope":"MASTER"}]})", 400,
               ErrorKeys, "", ""},
              {operationOf(u"GET"_s, relations), u"L/Orders/relations?filter=OneToOne"_s, {}, 200, "relations", "", ""},
              {operationOf(u"GET"_s, one), u"L/Orders/relations/extra"_s, {}, 200, relationKeys, "", ""},
              {operationOf(u"PUT"_s, one), u"L/Orders/relations/extra"_s, R"({"scope":"GIFTS"})", 200, MessageKeys,
               "Succeeded", ""},
              {operationOf(u"POST"_s, u"/{api_name}/data"_s), u"L/Orders/data?keyfields=ORDER_ID"_s,
               R"({"order_id":"o-7","gifts.gift":"mug"})", 200, MessageKeys, "Succeeded",
               "Record ID 5 inserted on List Orders. Record ID 1 inserted on Relation GIFTS."},
              {operationOf(u"DELETE"_s, u"/{api_name}"_s), u"L/extras"_s, {}, 400, ErrorKeys, "ValidationFailed", ""},
              {operationOf(u"DELETE"_s, one), u"L/Orders/relations/GIFTS"_s, {}, 200, MessageKeys, "Succeeded", ""},
              {operationOf(u"GET"_s, one), u"L/Orders/relations/GIFTS"_s, {}, 404, ErrorKeys, "NotFound", ""}});
        const Answer answer =
            m_sandbox.post(listPath(u"extras"_s, u"/data/search"_s), R"({"fields":["OWNER","GIFT"]})");
        QCOMPARE(answer.json().find("data").raw(), R"([["o-7","mug"]])");
    }

    void listsAreDeletedAtLast()
    {
        const QString remove = operationOf(u"DELETE"_s, u"/{api_name}"_s);
        walk({{remove, u"L/Orders?dropTable=maybe"_s, {}, 400, ErrorKeys, "", ""},
              {remove,
               u"L/Orders?dropTable=false"_s,
               {},
               200,
               MessageKeys,
               "Succeeded",
               "The list has been deleted successfully"},
              {remove, u"L/Orders"_s, {}, 404, ErrorKeys, "NotFound", ""},
              {remove, u"L/extras?droptable=TRUE"_s, {}, 200, MessageKeys, "Succeeded", ""},
              {operationOf(u"POST"_s, {}), u"/organizations/DEMO/lists"_s,
               R"({"api_name":"Orders","name":"Anew","type":"Datalist"})", 200, MessageKeys, "Succeeded", ""}});
        QCOMPARE(m_sandbox.get(listPath(u"Orders"_s, u"/records"_s)).body, R"({"count":0})");
    }

    void everyOperationOfTheContractWasWalked()
    {
        const QSet<QString> contract(Contract.begin(), Contract.end());
        const QSet<QString> missed = contract - m_walked;
        QVERIFY2(missed.isEmpty(), qPrintable(QStringList(missed.begin(), missed.end()).join(u", "_s)));
        const QSet<QString> unknown = m_walked - contract;
        QVERIFY2(unknown.isEmpty(), qPrintable(QStringList(unknown.begin(), unknown.end()).join(u", "_s)));
    }

    void pathsAndQueryNamesMatchInAnyCase()
    {
        Sandbox sandbox;
        const auto reply = sandbox.beginWith("POST",
                                             u"/../API/Organizations/demo/LISTS/SEGMENT_EVENTS/Data/LOAD"
                                             "?KEYFIELDS=message_id&Fields=Message_ID"_s,
                                             R"([["m"]])", {{"X-ApiKey", sandbox.credentials()}});
        const Answer answer = Sandbox::finish(*reply);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.number("number_of_inserted_records"), 1);
    }

    void anUnknownPathIs404AndAnotherMethodIs405()
    {
        Sandbox sandbox;
        QCOMPARE(sandbox.get(u"/nothing"_s).status, 404);
        QCOMPARE(sandbox.get(u"/organizations/DEMO/lists/segment_events/fields/EVENT/more"_s).status, 404);
        const Answer answer = sandbox.send("PATCH", u"/organizations/DEMO/lists"_s, "{}");
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.header("Allow"), "GET, POST");
    }

    void headAnswersWithoutABody()
    {
        Sandbox sandbox;
        RawConnection connection(sandbox.port());
        connection.send("HEAD /Portal/Api/status HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        const QByteArray answer = connection.readToEnd();
        QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
        QVERIFY2(answer.endsWith("\r\n\r\n"), answer.constData());
    }
};

QTEST_GUILESS_MAIN(TestSandboxContract)
#include "tst_sandbox_contract.moc"
