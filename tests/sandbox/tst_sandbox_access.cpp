// Who is let in: keys, expiry, subnets, organizations, rights, the quota, and the busy list.
#include "support.h"

using namespace Qt::StringLiterals;
using namespace smc::sandbox;
using namespace smc::sandbox::test;
namespace json = smc::json;

namespace {

const QString Organization = u"/organizations/DEMO"_s;
const QString LoadEvents =
    u"/organizations/DEMO/lists/segment_events/data/load?keyFields=MESSAGE_ID&fields=MESSAGE_ID"_s;

Account accountNamed(const char *key, const char *secret)
{
    Account account;
    account.key = smc::SecretString(key);
    account.secret = smc::SecretString(secret);
    return account;
}

/// A 401 is a bare JSON string, not an object.
QByteArray bareString(const Answer &answer)
{
    if (answer.status != 401)
        return "status " + QByteArray::number(answer.status);
    if (!answer.json().is(json::Type::String))
        return "no bare string: " + answer.body;
    return QByteArray::fromStdString(answer.json().text());
}

} // namespace

class TestSandboxAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathsThatAreNotThereAreNamedForWhatTheyAre()
    {
        Sandbox sandbox;
        const Answer journeys = sandbox.get(u"/organizations/DEMO/Journeys"_s);
        QCOMPARE(journeys.status, 404);
        QVERIFY2(journeys.problem().starts_with("SMC's API has journeys, but the sandbox has none."),
                 journeys.problem().c_str());
        for (const QString &path : {u"/nothing"_s, u"/"_s, u"/organizations/DEMO/lists/segment_events/journeys"_s}) {
            const Answer unknown = sandbox.get(path);
            QCOMPARE(unknown.status, 404);
            QVERIFY2(unknown.problem().starts_with("The API has no such path below /Portal/Api."),
                     unknown.problem().c_str());
        }
        RawConnection outside(sandbox.port());
        outside.send("GET /organizations HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        const QByteArray answer = outside.readToEnd();
        QVERIFY2(answer.contains("There is nothing at this address. The API's paths begin with /Portal/Api."),
                 answer.constData());
    }

    void generatedKeysLookLikeSelligents()
    {
        Sandbox one;
        Sandbox other;
        QCOMPARE(one.server.apiKey().reveal().size(), 44U);
        QCOMPARE(one.server.apiSecret().reveal().size(), 44U);
        QCOMPARE(QByteArray::fromBase64(QByteArray::fromStdString(std::string(one.server.apiKey().reveal()))).size(),
                 32);
        QVERIFY(one.server.apiKey().reveal() != other.server.apiKey().reveal());
        QVERIFY(one.server.apiKey().reveal() != one.server.apiSecret().reveal());
    }

    void theKeyIsTakenJoinedOrAsAPair()
    {
        Options options;
        options.account = accountNamed("key", "se:cr+et/=");
        Sandbox sandbox(options);
        const auto statusWith = [&](const std::vector<Header> &headers) {
            return sandbox.send("GET", Organization, {}, headers).status;
        };
        QCOMPARE(statusWith({{"X-ApiKey", "key:se:cr+et/="}}), 200);
        QCOMPARE(statusWith({{"x-apikey", "key:se:cr+et/="}}), 200);
        QCOMPARE(statusWith({{"X-ApiKey", "key"}, {"X-ApiKey-Secret", "se:cr+et/="}}), 200);
        QCOMPARE(statusWith({{"X-ApiKey", "key"}, {"X-ApiKey-Secret", "other"}}), 401);
        QCOMPARE(statusWith({{"X-ApiKey", "key"}}), 401);
        QCOMPARE(statusWith({{"X-ApiKey", "key:"}}), 401);
        QCOMPARE(statusWith({{"X-ApiKey", "Key:se:cr+et/="}}), 401);
        QCOMPARE(statusWith({{"X-ApiKey", "key:se:cr+et/=x"}}), 401);
        QCOMPARE(statusWith({{"X-Api-Key", "key:se:cr+et/="}}), 401);
        QCOMPARE(statusWith({{"Authorization", "Bearer key:se:cr+et/="}}), 401);
    }

    void aWrongKeyGetsABareString()
    {
        Sandbox sandbox;
        QCOMPARE(bareString(sandbox.send("GET", Organization, {}, {{"X-ApiKey", "no:no"}})),
                 "The access key was incorrect");
        QCOMPARE(bareString(sandbox.send("POST", LoadEvents, "[[1]]", {{"Accept", "application/json"}})),
                 "The access key was incorrect");
    }

    void statusNeedsNoKey()
    {
        Sandbox sandbox;
        const Answer answer = sandbox.send("GET", u"/Status"_s, {}, {{"Accept", "application/json"}});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, "{}");
    }

    void anExpiredKeyIsRefused()
    {
        Options options;
        options.account.expires = QDate::currentDate().addDays(-1);
        QCOMPARE(bareString(Sandbox(options).get(Organization)), "The access key has expired");
        options.account.expires = QDate::currentDate().addDays(1);
        QCOMPARE(Sandbox(options).get(Organization).status, 200);
    }

    void onlyAddressesOfTheSubnetsAreLetIn()
    {
        Options options;
        options.account.cidrs = {"192.168.0.0/16", "10.0.0.1/32"};
        QVERIFY(bareString(Sandbox(options).get(Organization)).contains("address"));
        options.account.cidrs.push_back("127.0.0.0/8");
        QCOMPARE(Sandbox(options).get(Organization).status, 200);
    }

    void aSubnetMustBeOne()
    {
        for (const char *cidr : {"192.168.0.0/33", "::1/128", "localhost", ""}) {
            Options options;
            options.account.cidrs = {cidr};
            Server server;
            const auto started = server.start(options);
            QVERIFY2(!started, cidr);
            QCOMPARE(started.error().code, "sandbox_cidr");
            QVERIFY(!server.isRunning());
        }
    }

    void onlyTheAccountsOrganizationsAreOpen()
    {
        Options options;
        options.account.organizations = {"OTHER"};
        QVERIFY(bareString(Sandbox(options).get(Organization)).contains("organization"));
        options.account.organizations.push_back("demo");
        QCOMPARE(Sandbox(options).get(Organization).status, 200);
    }

    void rightsAreGivenPathByPath()
    {
        Options options;
        options.account.rights = {"GET /organizations/{organization}/lists", "/lists/{list}/data/load",
                                  "get /organizations/{o}/lists/{l}/segments"};
        Sandbox sandbox(options);
        QCOMPARE(sandbox.get(u"/organizations/DEMO/lists"_s).status, 200);
        QCOMPARE(sandbox.post(LoadEvents, R"([["m"]])").status, 200);
        QCOMPARE(sandbox.get(listPath(u"USERS_SEGMENT"_s, u"/segments"_s)).status, 200);
        QVERIFY(bareString(sandbox.get(Organization)).contains("operation"));
        QVERIFY(bareString(sandbox.post(u"/organizations/DEMO/lists"_s, "{}")).contains("operation"));
        QVERIFY(bareString(sandbox.get(listPath(u"USERS_SEGMENT"_s, u"/segments/SegmentToSMCStatic"_s)))
                    .contains("operation"));
        QCOMPARE(sandbox.get(u"/status"_s).status, 200);
    }

    void everyAnswerToTheAccountTellsTheQuota()
    {
        Sandbox sandbox;
        const Answer first = sandbox.get(Organization);
        QCOMPARE(first.header("X-RateLimit-Limit"), "2500, 2500;w=60");
        QCOMPARE(first.header("X-RateLimit-Remaining"), "2499");
        const int reset = first.header("X-RateLimit-Reset").toInt();
        QVERIFY2(reset > 0 && reset <= 60, first.header("X-RateLimit-Reset").constData());
        QCOMPARE(sandbox.get(u"/organizations/DEMO/lists/none"_s).header("X-RateLimit-Remaining"), "2498");
        QVERIFY(!sandbox.get(u"/status"_s).hasHeader("X-RateLimit-Remaining"));
    }

    void anExhaustedQuotaIs429WithItsHeaders()
    {
        Options options;
        options.quotaPerMinute = 3;
        Sandbox sandbox(options);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(sandbox.get(Organization).status, 200);
        const Answer answer = sandbox.get(Organization);
        QCOMPARE(answer.status, 429);
        QCOMPARE(answer.body, "API calls quota exceeded! The maximum allowed is 3 per minute");
        QCOMPARE(answer.header("X-RateLimit-Limit"), "3, 3;w=60");
        QCOMPARE(answer.header("X-RateLimit-Remaining"), "0");
        QVERIFY(answer.header("X-RateLimit-Reset").toInt() > 0);
        QCOMPARE(sandbox.get(u"/status"_s).status, 200);
    }

    void aListBearsOneBulkOperationAtATime()
    {
        Sandbox sandbox;
        sandbox.server.setFaults(*parseFaults({"latency=600:1"}));
        const auto slow = sandbox.begin("POST", LoadEvents, R"([["m-1"]])");
        QTest::qWait(100);
        const Answer busy = sandbox.post(LoadEvents, R"([["m-2"]])");
        QCOMPARE(busy.status, 429);
        QVERIFY(!busy.hasHeader("X-RateLimit-Limit"));
        QVERIFY(!busy.hasHeader("X-RateLimit-Reset"));
        const Answer busyDelete = sandbox.del(
            u"/organizations/DEMO/lists/SEGMENT_EVENTS/data?keyFields=MESSAGE_ID&fields=MESSAGE_ID"_s, R"([["m"]])");
        QCOMPARE(busyDelete.status, 429);
        QCOMPARE(sandbox.post(listPath(u"segment_events"_s, u"/data/search"_s), R"({"fields":["ID"]})").status, 200);
        QCOMPARE(sandbox
                     .post(listPath(u"USERS_SEGMENT"_s, u"/segments/SegmentToSMCStatic/data/load"
                                                        "?keyFields=MAIL&fields=MAIL"_s),
                           R"([["a"]])")
                     .status,
                 200);
        QCOMPARE(Sandbox::finish(*slow).status, 200);
        QCOMPARE(sandbox.post(LoadEvents, R"([["m-2"]])").status, 200);
    }

    void aListIsFreeAgainAfterAClientHasGone()
    {
        Sandbox sandbox;
        sandbox.server.setFaults(*parseFaults({"latency=200:1"}));
        auto gone = sandbox.begin("POST", LoadEvents, R"([["m-1"]])");
        QTest::qWait(50);
        gone->abort();
        gone.reset();
        QTRY_COMPARE(sandbox.post(LoadEvents, R"([["m-2"]])").status, 200);
    }

    void otherHostNamesAreNotAnswered()
    {
        Sandbox sandbox;
        for (const char *host : {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""}) {
            RawConnection connection(sandbox.port());
            connection.send("GET /Portal/Api/status HTTP/1.1\r\nHost: " + QByteArray(host) + "\r\n\r\n");
            QVERIFY2(connection.readUntil("\r\n\r\n").startsWith("HTTP/1.1 421 "), host);
        }
        RawConnection connection(sandbox.port());
        connection.send("GET /Portal/Api/status HTTP/1.1\r\nHost: localhost:" + QByteArray::number(sandbox.port()) +
                        "\r\n\r\n");
        QVERIFY(connection.readUntil("{}").startsWith("HTTP/1.1 200 "));
    }

    void bodiesMustBeSentAsJson()
    {
        Sandbox sandbox;
        const auto statusOf = [&](const char *type) {
            return sandbox
                .send("POST", LoadEvents, R"([["m"]])", {{"X-ApiKey", sandbox.credentials()}, {"Content-Type", type}})
                .status;
        };
        QCOMPARE(statusOf("application/json; charset=utf-8"), 200);
        QCOMPARE(statusOf("text/json"), 200);
        QCOMPARE(statusOf("application/x-www-form-urlencoded"), 415);
        QCOMPARE(statusOf("text/plain"), 415);
    }
};

QTEST_GUILESS_MAIN(TestSandboxAccess)
#include "tst_sandbox_access.moc"
