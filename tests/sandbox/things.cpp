#include "things.h"

namespace smc::sandbox::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray dataOf(const Answer &answer)
{
    return answer.status == 200 ? QByteArray::fromStdString(std::string(answer.json().find("data").raw()))
                                : answer.body;
}

} // namespace

Things::Things()
{
    sandbox.post(u"/organizations/DEMO/lists"_s, R"({"api_name":"things","name":"Things","type":"Datalist"})");
    const Answer answer = sandbox.post(
        listPath(u"things"_s, u"/fields"_s),
        R"({"fields":[{"name":"CODE","data_type":"Text","length":10},{"name":"TXT","data_type":"Text","length":5},
            {"name":"MEMO","data_type":"LongText"},{"name":"NUM","data_type":"Numeric"},{"name":"BIG","data_type":"Long"},
            {"name":"FLT","data_type":"Float"},{"name":"DAY","data_type":"Date"},{"name":"AT","data_type":"DateTime"},
            {"name":"FLAG","data_type":"Boolean"},{"name":"DOC","data_type":"Json"}]})");
    if (answer.status != 201)
        qFatal("%s", answer.body.constData());
}

Answer Things::load(const QString &fields, const QByteArray &rows, const QString &more)
{
    return sandbox.post(listPath(u"things"_s, u"/data/load?keyFields=CODE&fields="_s + fields + more), rows);
}

QByteArray Things::found(const QByteArray &fields, const QByteArray &more)
{
    return dataOf(sandbox.post(listPath(u"things"_s, u"/data/search"_s), "{\"fields\":[" + fields + ']' + more + '}'));
}

QByteArray Things::members()
{
    return dataOf(sandbox.post(listPath(u"USERS_SEGMENT"_s, u"/segments/SegmentToSMCStatic/data/search"_s),
                               R"({"fields":["CUSTOMER_ID"]})"));
}

} // namespace smc::sandbox::test
