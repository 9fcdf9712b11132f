// What an SMC holds, read from the sandbox over real HTTP, and what of a delivery it does not know.
#include "rest_fixtures.h"

#include <destination/prepare.h>
#include <rest/schema.h>
#include <sandbox/server.h>

#include <QCoro/QCoroTask>

using namespace restfixtures;
using namespace smc;

class TstRestSchema : public QObject
{
    Q_OBJECT

    sandbox::Server m_server;

    rest::Client client(const std::string &organization = "DEMO", const std::string &key = {})
    {
        rest::Connection connection;
        connection.address = {*destination::AdminUrl::parse(m_server.url().toString().toStdString()), organization};
        connection.apiKey = key.empty() ? m_server.apiKey() : SecretString(key);
        connection.apiSecret = m_server.apiSecret();
        connection.transport.proxy = net::ProxyUse::None;
        connection.policy.maxAttempts = 1;
        return rest::Client(connection);
    }

    rest::Schema wholeSchema()
    {
        auto schema = QCoro::waitFor(rest::readSchema(client()));
        if (!schema)
            qFatal("%s", schema.error().message.c_str());
        for (rest::KnownList &list : schema->lists) {
            auto read = QCoro::waitFor(rest::readListSchema(client(), list.info.apiName));
            list.fields = read.fields;
            list.segments = read.segments;
        }
        return *schema;
    }

    static std::vector<rest::SchemaProblem> problemsOf(const std::string &event, const rest::Schema &schema)
    {
        destination::Destination destination;
        destination.settings.sendGroupEvents = true;
        const destination::Prepared prepared = destination::prepare(event, destination);
        std::vector<rest::SchemaProblem> problems;
        for (const destination::Delivery &delivery : prepared.deliveries()) {
            const auto found = rest::check(delivery, schema);
            problems.insert(problems.end(), found.begin(), found.end());
        }
        return problems;
    }

    static std::string group(const std::string &list, const std::string &segment, const std::string &field)
    {
        return "{\"type\":\"group\",\"groupId\":\"" + segment + "\",\"userId\":\"u\",\"traits\":{\"matchkey\":\"" +
               field + "\",\"userlist\":\"" + list + "\"}}";
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto started = m_server.start(smc::sandbox::Options());
        QVERIFY2(started, started ? "" : started.error().message.c_str());
    }
    void cleanup() { m_server.setFaults({}); }

    void listsFieldsAndStaticSegmentsAreRead()
    {
        const rest::Schema schema = wholeSchema();
        QVERIFY(schema.isWhole);
        const rest::KnownList *users = schema.find("users_segment");
        QVERIFY(users != nullptr);
        COMPARE_TEXT(users->info.type, "Userlist");
        QVERIFY(users->fields && users->fields->size() > 10);
        QVERIFY(users->segments && users->segments->size() == 1);
        COMPARE_TEXT(users->segments->front().apiName, "SegmentToSMCStatic");
        QVERIFY(schema.find("nope") == nullptr);
    }

    void aWrongKeyOrOrganizationIsSaidInASentence()
    {
        const auto wrongKey = QCoro::waitFor(rest::readSchema(client("DEMO", "wrong")));
        QVERIFY(!wrongKey);
        QVERIFY(!wrongKey.error().message.empty());
        const auto elsewhere = QCoro::waitFor(rest::readSchema(client("NOWHERE")));
        QVERIFY(!elsewhere);
        QVERIFY(!elsewhere.error().message.empty());
    }

    void aListThatCannotBeReadStaysUnread()
    {
        const auto read = QCoro::waitFor(rest::readListSchema(client(), "nope"));
        QVERIFY(!read.fields);
        QVERIFY(!read.segments);
        QVERIFY(read.error && !read.error->message.empty());
    }

    void garbageIsNoSchema()
    {
        m_server.setFaults(*sandbox::parseFaults({"garbage"}));
        QVERIFY(!QCoro::waitFor(rest::readSchema(client())));
    }

    void whatSmcDoesNotKnowIsNamedWithTheNearestName()
    {
        const rest::Schema schema = wholeSchema();
        QVERIFY(problemsOf(group("USERS_SEGMENT", "SegmentToSMCStatic", "MAIL"), schema).empty());
        QVERIFY(problemsOf(group("users_segment", "segmenttosmcstatic", "mail"), schema).empty());

        const auto field = problemsOf(group("USERS_SEGMENT", "SegmentToSMCStatic", "MAILL"), schema);
        QCOMPARE(field.size(), std::size_t(1));
        COMPARE_TEXT(field[0].nearest, "MAIL");
        COMPARE_TEXT(field[0].message, "The list USERS_SEGMENT has no field \"MAILL\". Did you mean MAIL?");

        const auto segment = problemsOf(group("USERS_SEGMENT", "SegmentToSMC_Static", "MAIL"), schema);
        QCOMPARE(segment.size(), std::size_t(1));
        QVERIFY(segment[0].what == rest::SchemaProblem::What::Segment);
        COMPARE_TEXT(segment[0].nearest, "SegmentToSMCStatic");

        const auto list = problemsOf(group("USER_SEGMENT", "SegmentToSMCStatic", "MAIL"), schema);
        QCOMPARE(list.size(), std::size_t(1));
        COMPARE_TEXT(list[0].nearest, "USERS_SEGMENT");
    }

    void nothingIsSaidOfWhatWasNotRead()
    {
        const std::string event = group("USERS_SEGMENT", "Nope", "NOPE");
        QVERIFY(problemsOf(event, {}).empty());
        const auto names = QCoro::waitFor(rest::readSchema(client()));
        QVERIFY(names);
        QVERIFY(problemsOf(event, *names).empty());
    }

    void theDemoEventsListTakesEveryColumnOfThePreset()
    {
        QVERIFY(problemsOf(R"({"type":"identify","userId":"u"})", wholeSchema()).empty());
    }
};

QTEST_GUILESS_MAIN(TstRestSchema)
#include "tst_rest_schema.moc"
