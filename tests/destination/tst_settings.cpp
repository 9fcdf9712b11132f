// The destination's settings under Segment's names.
#include <destination/prepare.h>
#include <destination/preset.h>
#include <destination/settings.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace smc::destination;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreSegments()
    {
        const auto settings = Settings::fromJson(std::string_view("{}"));
        QVERIFY(settings.has_value());
        QCOMPARE(settings->eventsDataListApiName, std::string("segment_events"));
        QVERIFY(!settings->sendAliasEvents && !settings->sendGroupEvents && !settings->sendPageEvents &&
                !settings->sendScreenEvents);
        QVERIFY(settings->allowedEvents.empty());
    }

    void settingsSurviveTheirFile()
    {
        Settings settings;
        settings.smcAdminUrl = "acme.slgnt.us/portal/ES/a";
        settings.organization = "Acme & Co / Ü";
        settings.allowedEvents = {"Order Completed", "line\nbreak"};
        settings.sendGroupEvents = true;
        settings.audienceListApiName = "USERS";
        settings.audienceKeyFields = {"CUSTOMER_ID", "SHOP"};
        settings.proxyUrl = "http://proxy:3128";
        const auto read = Settings::fromJson(settings.toJson());
        QVERIFY(read.has_value());
        QVERIFY(*read == settings);
    }

    void writingKeepsWhatIsNoSetting()
    {
        Settings settings;
        settings.organization = "ACME";
        settings.sendGroupEvents = true;
        const std::string before =
            R"({"note":{"by":"Ada","n":1.50},"sendGroupEvents":"yes","caFile":"old.pem","organization":"Old","x":null})";
        const std::string after = settings.writeInto(before);
        QVERIFY2(after.starts_with(
                     R"({"note":{"by":"Ada","n":1.50},"sendGroupEvents":true,"organization":"ACME","x":null,)"),
                 after.c_str());
        QVERIFY2(after.find("caFile") == std::string::npos, after.c_str());
        const auto read = Settings::fromJson(after);
        QVERIFY2(read.has_value(), after.c_str());
        QVERIFY(*read == settings);
        QCOMPARE(settings.writeInto(after), after);
    }

    void writingIntoWhatIsNoObjectStartsAnew()
    {
        Settings settings;
        settings.organization = "ACME";
        for (const char *text : {"", "[1]", "{", "null"})
            QCOMPARE(settings.writeInto(text), settings.toJson());
    }

    void aChangeIsBroughtToAnotherState()
    {
        Settings before;
        before.organization = "ACME";
        before.allowedEvents = {"A", "B"};
        before.audienceKeyFields = {"MAIL"};
        Settings after = before;
        after.organization = "NEW";
        after.sendGroupEvents = true;
        after.allowedEvents = {"B", "C"};
        // Meanwhile, elsewhere.
        Settings onto = before;
        onto.presetFile = "mappings/acme.json";
        onto.sendPageEvents = true;
        onto.allowedEvents = {"A", "B", "D"};
        const Settings both = rebased(before, after, onto);
        Settings wanted = onto;
        wanted.organization = "NEW";
        wanted.sendGroupEvents = true;
        wanted.allowedEvents = {"B", "D", "C"};
        QCOMPARE(both.toJson(), wanted.toJson());
        QCOMPARE(rebased(before, after, before).toJson(), after.toJson());
        QCOMPARE(rebased(before, before, onto).toJson(), onto.toJson());
    }

    void aSecretInTheSettingsIsRefused()
    {
        const auto settings = Settings::fromJson(std::string_view(R"({"organization":"A","apiSecret":"s3cr3t"})"));
        QVERIFY(!settings.has_value());
        QCOMPARE(settings.error().code, std::string("settings_secret"));
        QVERIFY(settings.error().message.find("s3cr3t") == std::string::npos);
    }

    void wrongTypesNameTheSetting()
    {
        for (const char *text : {R"({"sendGroupEvents":"true"})", R"({"allowedEvents":"Order Completed"})",
                                 R"({"allowedEvents":[1]})", R"({"organization":5})"}) {
            const auto settings = Settings::fromJson(std::string_view(text));
            QVERIFY2(!settings.has_value(), text);
            QCOMPARE(settings.error().code, std::string("settings_type"));
            QVERIFY(std::string_view(text).find(settings.error().where) != std::string_view::npos);
        }
        QCOMPARE(Settings::fromJson(std::string_view("[]")).error().code, std::string("settings_malformed"));
        QCOMPARE(Settings::fromJson(std::string_view("{")).error().code, std::string("settings_malformed"));
    }

    void incompleteSettingsAreAllNamedAtOnce()
    {
        Settings settings;
        settings.eventsDataListApiName = "segment events";
        settings.audienceListApiName = "USERS";
        QByteArrayList named;
        for (const SettingsProblem &problem : check(settings))
            named << QByteArray::fromStdString(problem.setting);
        QCOMPARE(named.join(' '), QByteArray("smcAdminUrl organization eventsDataListApiName audienceKeyFields"));
        settings = {};
        settings.smcAdminUrl = "acme.slgnt.us";
        settings.organization = "ACME";
        QVERIFY(check(settings).empty());
    }

    void anOrganizationThatIsAPlaceInAPathIsRefused()
    {
        Settings settings;
        settings.smcAdminUrl = "acme.slgnt.us";
        for (const char *name : {".", "..", " .. "}) {
            settings.organization = name;
            const auto problems = check(settings);
            QVERIFY2(problems.size() == 1 && problems[0].setting == "organization" &&
                         problems[0].error.code == "organization_illegal",
                     name);
        }
        for (const char *name : {"...", "A.B", ".hidden"}) {
            settings.organization = name;
            QVERIFY2(check(settings).empty(), name);
        }
    }

    void aPresetCanBeAnEditedCopy()
    {
        QTemporaryDir folder;
        const std::string_view text = Preset::smcText();
        QByteArray edited(text.data(), static_cast<qsizetype>(text.size()));
        edited.replace("\"ANONYMOUS_ID\"", "\"VISITOR\"");
        QFile file(folder.filePath(QStringLiteral("edited.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(edited);
        file.close();

        const auto preset = Preset::load(file.fileName().toStdString());
        QVERIFY(preset.has_value());
        const Prepared prepared = prepare(R"({"type":"identify","userId":"u"})", {{}, *preset});
        QCOMPARE(prepared.deliveries().front().columns.at(4), std::string("VISITOR"));
        QCOMPARE(Preset::load("").value(), Preset::smc());
        QCOMPARE(Preset::load("/no/such/preset.json").error().code, std::string("preset_unreadable"));
        QCOMPARE(prepare(R"({"type":"identify","userId":"u"})", {{}, Preset::none()}).discard()->code,
                 std::string("NO_MATCHING_MAPPING"));
    }

    void aPresetNamesThePlaceOfItsMistake_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("where");
        QTest::newRow("trigger") << QByteArray("type = \\\"group\\\"") << QByteArray("kind")
                                 << QByteArray("/rules/2/trigger");
        QTest::newRow("directive") << QByteArray("{ \"@path\": \"$.messageId\" }") << QByteArray("{ \"@pat\": 1 }")
                                   << QByteArray("/rules/0/columns/0/value/@pat");
        QTest::newRow("operation") << QByteArray("\"segment_delete\"") << QByteArray("\"erase\"")
                                   << QByteArray("/rules/2/operation/choices/REMOVE");
        QTest::newRow("version") << QByteArray("\"version\": 1") << QByteArray("\"version\": 2")
                                 << QByteArray("/version");
        QTest::newRow("setting") << QByteArray("{ \"setting\": \"eventsDataListApiName\" }")
                                 << QByteArray("{ \"setting\": \"apiSecret\" }") << QByteArray("/rules/0/list/setting");
    }

    void aPresetNamesThePlaceOfItsMistake()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, where);
        const std::string_view text = Preset::smcText();
        QByteArray edited(text.data(), static_cast<qsizetype>(text.size()));
        QVERIFY(edited.contains(from));
        edited.replace(from, to);
        const auto preset = Preset::compile(edited.toStdString());
        QVERIFY(!preset.has_value());
        QCOMPARE(preset.error().code, std::string("preset_invalid"));
        QCOMPARE(QByteArray::fromStdString(preset.error().where), where);
    }
};

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
