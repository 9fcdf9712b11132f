#include <workspace/profile.h>

#include <QTest>

using namespace smc;
using namespace smc::workspace;

namespace {

// Not a raw string: moc loses its way in one of several lines.
constexpr const char *Whole = "{\n"
                              "    \"version\": 1,\n"
                              "    \"id\": \"acme-1f0c\",\n"
                              "    \"name\": \"Acme Ünïted ✓\",\n"
                              "    \"environment\": \"production\",\n"
                              "    \"keyExpires\": \"2027-01-31\",\n"
                              "    \"settings\": {\n"
                              "        \"smcAdminUrl\": \"https://acme.slgnt.us/\",\n"
                              "        \"organization\": \"ACME\",\n"
                              "        \"allowedEvents\": [\"Order Completed\", \"order  é\"],\n"
                              "        \"mostRows\": 1.00,\n"
                              "        \"big\": 18446744073709551615\n"
                              "    }\n"
                              "}";

} // namespace

class TestProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeFileIsRead();
    void theShortestFileIsRead();
    void whatIsWrittenReadsBackTheSame();
    void variablesAreKeptInTheirOrder();
    void aFileSaysTheLowestVersionThatItNeeds();
    void aWrongVariableIsRefused_data();
    void aWrongVariableIsRefused();
    void everyEnvironmentHasItsName();
    void aWrongFileIsRefusedWithItsPlaceAndReason_data();
    void aWrongFileIsRefusedWithItsPlaceAndReason();
    void aSecretIsRefusedWhereverItStands_data();
    void aSecretIsRefusedWhereverItStands();
    void aProxysPasswordIsRefusedAndNotRepeated();
    void hostileTextsGiveErrors_data();
    void hostileTextsGiveErrors();
    void idsAreMadeOfTheName();
    void namesAreComparedAsPeopleReadThem();
};

void TestProfile::aWholeFileIsRead()
{
    const auto profile = parseProfile(Whole);
    QVERIFY2(profile, profile ? "" : profile.error().message.c_str());
    QCOMPARE(profile->id, std::string("acme-1f0c"));
    QCOMPARE(profile->name, std::string("Acme Ünïted ✓"));
    QVERIFY(profile->environment == Environment::Production);
    QCOMPARE(*profile->keyExpires, QDate(2027, 1, 31));
    QCOMPARE(profile->settingsJson, std::string(R"({"smcAdminUrl":"https://acme.slgnt.us/","organization":"ACME",)"
                                                R"("allowedEvents":["Order Completed","order  é"],"mostRows":1.00,)"
                                                R"("big":18446744073709551615})"));
}

void TestProfile::theShortestFileIsRead()
{
    const auto profile = parseProfile("\xef\xbb\xbf{\"settings\":{},\"environment\":\"sandbox\",\"name\":\"S\"}\r\n");
    QVERIFY2(profile, profile ? "" : profile.error().message.c_str());
    QCOMPARE(profile->id, std::string());
    QCOMPARE(profile->settingsJson, std::string("{}"));
    QVERIFY(!profile->keyExpires);
}

void TestProfile::whatIsWrittenReadsBackTheSame()
{
    const auto profile = parseProfile(Whole);
    QVERIFY(profile);
    const std::string text = profileText(*profile);
    QVERIFY2(text.find("\"version\": 1") != std::string::npos, text.c_str());
    const auto again = parseProfile(text);
    QVERIFY2(again, again ? "" : again.error().message.c_str());
    QVERIFY(*again == *profile);
}

void TestProfile::variablesAreKeptInTheirOrder()
{
    const auto profile = parseProfile("{\"name\":\"A\",\"environment\":\"sandbox\",\"settings\":{},"
                                      "\"variables\":{\"shop\":\"Ghent \\\"1\\\"\",\"age\":1.00,\"tags\":[ 1 ]}}");
    QVERIFY2(profile, profile ? "" : profile.error().message.c_str());
    const std::vector<std::pair<std::string, std::string>> expected{
        {"shop", "Ghent \"1\""}, {"age", "1.00"}, {"tags", "[1]"}};
    QVERIFY(profile->variables == expected);
    const auto again = parseProfile(profileText(*profile));
    QVERIFY2(again, again ? "" : again.error().message.c_str());
    QVERIFY(again->variables == expected);
}

void TestProfile::aFileSaysTheLowestVersionThatItNeeds()
{
    Profile profile{.id = {}, .name = "A", .environment = Environment::Sandbox, .settingsJson = "{}", .keyExpires = {}};
    QVERIFY(profileText(profile).find("\"version\": 1") != std::string::npos);
    profile.variables = {{"shop", "Ghent"}};
    QVERIFY(profileText(profile).find("\"version\": 2") != std::string::npos);
}

void TestProfile::aWrongVariableIsRefused_data()
{
    QTest::addColumn<QString>("variables");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *variables, const char *code) {
        QTest::newRow(name) << variables << code;
    };
    row("no object", "[1]", "profile_wrong_type");
    row("without a name", "{\"\":\"x\"}", "profile_variable_invalid");
    row("twice", "{\"a\":\"x\",\"a\":\"y\"}", "profile_variable_invalid");
    row("a key", "{\"api_key\":\"THEKEY\"}", "profile_secret");
    row("a secret within", "{\"a\":{\"Password\":\"THEKEY\"}}", "profile_secret");
}

void TestProfile::aWrongVariableIsRefused()
{
    QFETCH(QString, variables);
    QFETCH(QString, code);
    const std::string text =
        "{\"name\":\"A\",\"environment\":\"sandbox\",\"settings\":{},\"variables\":" + variables.toStdString() + "}";
    const auto profile = parseProfile(text);
    QVERIFY(!profile);
    QCOMPARE(QString::fromStdString(profile.error().code), code);
    QVERIFY(profile.error().message.find("THEKEY") == std::string::npos);

    Profile many{.id = {}, .name = "A", .environment = Environment::Sandbox, .settingsJson = "{}", .keyExpires = {}};
    many.variables.resize(MaxVariables + 1, {"a", "b"});
    QCOMPARE(check(many).error().code, std::string("profile_variable_invalid"));
    many.variables = {{"a", std::string(MaxVariableValue + 1, 'x')}};
    QCOMPARE(check(many).error().code, std::string("profile_variable_invalid"));
}

void TestProfile::everyEnvironmentHasItsName()
{
    for (const auto environment :
         {Environment::Sandbox, Environment::Development, Environment::Staging, Environment::Production})
        QVERIFY(environmentNamed(nameOf(environment)) == environment);
    QVERIFY(!environmentNamed("Production"));
    QVERIFY(!environmentNamed(""));
}

void TestProfile::aWrongFileIsRefusedWithItsPlaceAndReason_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("where");
    const auto row = [](const char *name, const char *text, const char *code, const char *where) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(code) << QByteArray(where);
    };
    row("no JSON", "name = Acme", "profile_not_json", "");
    row("nothing", "", "profile_not_json", "");
    row("cut off", R"({"name":"A","environment":"sandbox","settings":{"organization")", "profile_not_json", "");
    row("two objects", R"({"name":"A","environment":"sandbox","settings":{}}{})", "profile_not_json", "");
    row("an array", "[]", "profile_not_object", "");
    row("no name", R"({"environment":"sandbox","settings":{}})", "profile_missing_key", "/name");
    row("no environment", R"({"name":"A","settings":{}})", "profile_missing_key", "/environment");
    row("no settings", R"({"name":"A","environment":"sandbox"})", "profile_missing_key", "/settings");
    row("name is a number", R"({"name":1,"environment":"sandbox","settings":{}})", "profile_wrong_type", "/name");
    row("settings are a list", R"({"name":"A","environment":"sandbox","settings":[]})", "profile_wrong_type",
        "/settings");
    row("capital environment", R"({"name":"A","environment":"Production","settings":{}})",
        "profile_environment_unknown", "/environment");
    row("unknown environment", R"({"name":"A","environment":"test","settings":{}})", "profile_environment_unknown",
        "/environment");
    row("unknown key", R"({"name":"A","enviroment":"sandbox","environment":"sandbox","settings":{}})",
        "profile_unknown_key", "/enviroment");
    row("key twice", R"({"name":"A","name":"B","environment":"sandbox","settings":{}})", "profile_duplicate_key",
        "/name");
    row("blank name", R"({"name":"  ","environment":"sandbox","settings":{}})", "profile_name_invalid", "/name");
    row("name of two lines", R"({"name":"A\nB","environment":"sandbox","settings":{}})", "profile_name_invalid",
        "/name");
    row("name that turns around", "{\"name\":\"A\\u202eB\",\"environment\":\"sandbox\",\"settings\":{}}",
        "profile_name_invalid", "/name");
    row("30 February", R"({"name":"A","environment":"sandbox","settings":{},"keyExpires":"2027-02-30"})",
        "profile_date_invalid", "/keyExpires");
    row("German date", R"({"name":"A","environment":"sandbox","settings":{},"keyExpires":"31.01.2027"})",
        "profile_date_invalid", "/keyExpires");
    row("date as a number", R"({"name":"A","environment":"sandbox","settings":{},"keyExpires":20270131})",
        "profile_date_invalid", "/keyExpires");
    row("id with a path", R"({"id":"../x","name":"A","environment":"sandbox","settings":{}})", "profile_id_invalid",
        "/id");
    row("empty id", R"({"id":"","name":"A","environment":"sandbox","settings":{}})", "profile_id_invalid", "/id");
    row("newer", R"({"version":3,"name":"A","environment":"sandbox","settings":{}})", "profile_newer", "/version");
    row("version as text", R"({"version":"1","name":"A","environment":"sandbox","settings":{}})",
        "profile_version_invalid", "/version");
    row("version 0", R"({"version":0,"name":"A","environment":"sandbox","settings":{}})", "profile_version_invalid",
        "/version");
}

void TestProfile::aWrongFileIsRefusedWithItsPlaceAndReason()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, where);
    const auto profile = parseProfile(text.toStdString());
    QVERIFY(!profile);
    QCOMPARE(QByteArray::fromStdString(profile.error().code), code);
    QCOMPARE(QByteArray::fromStdString(profile.error().where), where);
    QVERIFY(profile.error().message.size() > 10);
}

void TestProfile::aSecretIsRefusedWhereverItStands_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("where");
    const auto row = [](const char *name, const char *text, const char *where) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(where);
    };
    row("apiKey", R"({"name":"A","environment":"sandbox","settings":{"apiKey":"hush"}})", "/settings/apiKey");
    row("apiSecret", R"({"name":"A","environment":"sandbox","settings":{"organization":"X","apiSecret":"hush"}})",
        "/settings/apiSecret");
    row("other spelling", R"({"name":"A","environment":"sandbox","settings":{"API-Secret":"hush"}})",
        "/settings/API-Secret");
    row("escaped", R"({"name":"A","environment":"sandbox","settings":{"\u0061piKey":"hush"}})", "/settings/apiKey");
    row("deep", R"({"name":"A","environment":"sandbox","settings":{"a":[{"X-ApiKey":"hush"}]}})",
        "/settings/a/0/X-ApiKey");
    row("beside the settings", R"({"name":"A","environment":"sandbox","settings":{},"apiKey":"hush"})", "/apiKey");
    row("in the first of two settings",
        R"({"name":"A","environment":"sandbox","settings":{"apiKey":"hush"},"settings":{}})", "/settings/apiKey");
    row("empty", R"({"name":"A","environment":"sandbox","settings":{"apiKey":""}})", "/settings/apiKey");
}

void TestProfile::aSecretIsRefusedWhereverItStands()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, where);
    const auto profile = parseProfile(text.toStdString());
    QVERIFY(!profile);
    QCOMPARE(QByteArray::fromStdString(profile.error().code), QByteArray("profile_secret"));
    QCOMPARE(QByteArray::fromStdString(profile.error().where), where);
    QVERIFY2(profile.error().message.find("keychain") != std::string::npos, profile.error().message.c_str());
    QVERIFY2(profile.error().message.find("hush") == std::string::npos, profile.error().message.c_str());
}

void TestProfile::aProxysPasswordIsRefusedAndNotRepeated()
{
    const auto read = [](const char *proxy) {
        return parseProfile(std::string(R"({"name":"A","environment":"sandbox","settings":{"proxyUrl":")") + proxy +
                            "\"}}");
    };
    for (const char *proxy : {"http://jo:hush@proxy:3128", "jo:hush@proxy:3128", "http:/jo:hush@proxy"}) {
        const auto profile = read(proxy);
        QVERIFY2(!profile, proxy);
        QCOMPARE(profile.error().code, std::string("profile_secret"));
        QCOMPARE(profile.error().where, std::string("/settings/proxyUrl"));
        QVERIFY2(profile.error().message.find("https_proxy") != std::string::npos, profile.error().message.c_str());
        QVERIFY2(profile.error().message.find("hush") == std::string::npos, profile.error().message.c_str());
    }
    for (const char *proxy : {"", "http://proxy:3128", "http://jo@proxy:3128", "socks5://[::1]:1080"})
        QVERIFY2(read(proxy), proxy);
}

void TestProfile::hostileTextsGiveErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QByteArray deep = R"({"name":"A","environment":"sandbox","settings":{"a":)";
    QTest::newRow("very deep") << deep + QByteArray(100'000, '[');
    QTest::newRow("deep and closed") << deep + QByteArray(5'000, '[') + QByteArray(5'000, ']') + "}}";
    QTest::newRow("zero bytes") << QByteArray(1000, '\0');
    QTest::newRow("no UTF-8 in the name")
        << QByteArray("{\"name\":\"A\xff\",\"environment\":\"sandbox\",\"settings\":{}}");
    QTest::newRow("no UTF-8 in the settings")
        << QByteArray("{\"name\":\"A\",\"environment\":\"sandbox\",\"settings\":{\"organization\":\"\xc3\"}}");
    QTest::newRow("lone surrogate in the name")
        << QByteArray(R"({"name":"A\ud800","environment":"sandbox","settings":{}})");
    QTest::newRow("long name") << "{\"name\":\"" + QByteArray(200'000, 'n') +
                                      "\",\"environment\":\"sandbox\",\"settings\":{}}";
}

void TestProfile::hostileTextsGiveErrors()
{
    QFETCH(QByteArray, text);
    const auto profile = parseProfile(text.toStdString());
    QVERIFY(!profile);
    QVERIFY(!profile.error().code.empty());
}

void TestProfile::idsAreMadeOfTheName()
{
    const auto id = newProfileId("Acmé: Production / EU");
    QVERIFY2(
        QString::fromStdString(id).contains(QRegularExpression(QStringLiteral("^acme-production-eu-[0-9a-f]{8}$"))),
        id.c_str());
    QVERIFY(newProfileId("x") != newProfileId("x"));
    for (const std::string &name : {std::string("日本"), std::string("../../etc/passwd"), std::string(),
                                    std::string(500, 'a'), std::string(40, 'a') + "/b", std::string("CON")}) {
        Profile profile;
        profile.id = newProfileId(name);
        profile.name = "any";
        QVERIFY2(check(profile), profile.id.c_str());
    }
}

void TestProfile::namesAreComparedAsPeopleReadThem()
{
    QVERIFY(sameName("Acme", "ACME"));
    QVERIFY(sameName(" Acme  EU ", "acme eu"));
    QVERIFY(sameName("STRASSE", "straße"));
    QVERIFY(sameName("\xc3\xa9", "e\xcc\x81"));
    QVERIFY(!sameName("Acme", "Acme 2"));
}

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
