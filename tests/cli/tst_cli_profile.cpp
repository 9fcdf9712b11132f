#include "smcctl_process.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QTest>

#include <memory>
#include <vector>

using namespace smc::test;

class TestCliProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_smcctl = std::make_unique<Smcctl>(); }

    void aFreshWorkspaceHasNoProfiles()
    {
        const Ran ran = m_smcctl->run({"profile", "list"});
        QCOMPARE(ran.code, 0);
        QCOMPARE(ran.out, QByteArray());
    }

    void setMakesAProfileAndShowPrintsIt()
    {
        const Ran set = m_smcctl->run({"profile", "set", "Acme", "--environment", "staging", "--set",
                                       "smcAdminUrl=https://acme.slgnt.eu", "--set", "organization=ACME", "--set",
                                       "allowedEvents=[\"A\",\"B, C\"]", "--set", "sendGroupEvents=true",
                                       "--key-expires", "2027-01-31"});
        QCOMPARE(set.code, 0);
        QCOMPARE(set.err, QByteArray("smcctl: Made the profile 'Acme' (staging).\n"));
        const Ran show = m_smcctl->run({"profile", "show", "acme"});
        QCOMPARE(show.code, 0);
        QCOMPARE(show.out, set.out);
        const Line profile(show.out);
        QCOMPARE(profile.text("/name"), std::string("Acme"));
        QCOMPARE(profile.text("/environment"), std::string("staging"));
        QCOMPARE(profile.text("/keyExpires"), std::string("2027-01-31"));
        QCOMPARE(profile.text("/settings/organization"), std::string("ACME"));
        QCOMPARE(profile.text("/settings/allowedEvents/1"), std::string("B, C"));
        QCOMPARE(profile.raw("/settings/sendGroupEvents"), std::string("true"));
        QCOMPARE(m_smcctl->run({"profile", "list"}).out, show.out);
    }

    void setChangesOnlyWhatItNames()
    {
        m_smcctl->run({"profile", "set", "Acme", "--environment", "staging", "--set", "organization=ACME"});
        const Line before(m_smcctl->run({"profile", "show", "Acme"}).out);
        QCOMPARE(m_smcctl->run({"profile", "set", "Acme", "--set", "sendPageEvents=true"}).code, 0);
        const Line after(m_smcctl->run({"profile", "show", "Acme"}).out);
        QCOMPARE(after.text("/id"), before.text("/id"));
        QCOMPARE(after.text("/environment"), std::string("staging"));
        QCOMPARE(after.text("/settings/organization"), std::string("ACME"));
        QCOMPARE(after.raw("/settings/sendPageEvents"), std::string("true"));
    }

    void aDamagedProfileIsSaidByWhoeverMeetsIt_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("show") << QStringList{"profile", "show", "Acme"};
        QTest::newRow("set") << QStringList{"profile", "set", "Acme", "--set", "sendPageEvents=true"};
        QTest::newRow("remove") << QStringList{"profile", "remove", "Acme"};
        QTest::newRow("map") << QStringList{"--profile", "Acme", "map"};
        QTest::newRow("status") << QStringList{"--profile", "Acme", "credential", "status"};
    }

    void aDamagedProfileIsSaidByWhoeverMeetsIt()
    {
        QFETCH(QStringList, command);
        QDir().mkpath(m_smcctl->workspace() + "/profiles");
        m_smcctl->write(QStringLiteral("workspace/profiles/acme.json"), "{\"name\": \"Acme\",");
        const Ran met = m_smcctl->run(command);
        QCOMPARE(met.code, 2);
        QVERIFY2(met.err.contains("acme.json.damaged-"), met.err);
        QCOMPARE(met.out, QByteArray());
        const QDir folder(m_smcctl->workspace() + QStringLiteral("/profiles"));
        QCOMPARE(folder.entryList({QStringLiteral("acme.json.damaged-*")}, QDir::Files).size(), 1);
        QVERIFY(folder.entryList({QStringLiteral("*.json")}, QDir::Files).isEmpty());
        const Ran again = m_smcctl->run({"profile", "show", "Acme"});
        QVERIFY2(!again.err.contains("damaged"), again.err);
    }

    void anotherProfilesDamageIsSaidAndKeepsNobodyFromWork()
    {
        m_smcctl->run({"profile", "set", "Good", "--environment", "staging"});
        m_smcctl->write(QStringLiteral("workspace/profiles/acme.json"), "[");
        const Ran shown = m_smcctl->run({"profile", "show", "Good"});
        QCOMPARE(shown.code, 0);
        QVERIFY2(shown.err.contains("acme.json.damaged-"), shown.err);
        QCOMPARE(Line(shown.out).text("/name"), std::string("Good"));
    }

    void aRelativePresetCountsFromTheFolderOfTheProfilesFile()
    {
        // smcctl itself starts in the folder above.
        QVERIFY(QDir(QFileInfo(m_smcctl->write("none.json", "{}")).path()).mkdir("sub"));
        m_smcctl->write("sub/our.json",
                        "\xEF\xBB\xBF" + json("{'version':1,'name':'Ours','integrations':[],'rules':[]}"));
        const QString profile = m_smcctl->write(
            "sub/profile.json", json("{'name':'P','environment':'sandbox','settings':{'presetFile':'our.json'}}"));
        const Ran ran = m_smcctl->run({"--profile", profile, "map"}, json("{'type':'identify','userId':'u'}"));
        QVERIFY2(ran.out.contains("No rule of the preset") && ran.out.contains("Ours"), ran.out + ran.err);
    }

    void setKeepsTheWholePathOfAPreset()
    {
        const Ran set = m_smcctl->run(
            {"profile", "set", "Acme", "--environment", "staging", "--set", "presetFile=sub/../our.json"});
        const QString stored = QString::fromStdString(Line(set.out).text("/settings/presetFile"));
        QVERIFY2(QDir::isAbsolutePath(stored) && !stored.contains(".."), qPrintable(stored));
        QCOMPARE(QDir(QFileInfo(stored).absolutePath()).canonicalPath(),
                 QFileInfo(m_smcctl->write("none.json", "{}")).canonicalPath());
        QVERIFY(stored.endsWith("/our.json"));
        const Ran none = m_smcctl->run({"profile", "set", "Acme", "--environment", "staging", "--set", "presetFile="});
        QCOMPARE(Line(none.out).text("/settings/presetFile"), std::string());
    }

    void aRelativePresetOfAFileCountsFromTheFilesFolderOnceStored()
    {
        QVERIFY(QDir(QFileInfo(m_smcctl->write("none.json", "{}")).path()).mkdir("sub"));
        const QString preset =
            m_smcctl->write("sub/our.json", json("{'version':1,'name':'Ours','integrations':[],'rules':[]}"));
        const QByteArray whole = "\xEF\xBB\xBF" + json("{'name':'P','environment':'sandbox','settings':"
                                                       "{'presetFile':'our.json','sendGroupEvent':true}}");
        const Ran set = m_smcctl->run({"profile", "set", "Acme", "--from", m_smcctl->write("sub/profile.json", whole)});
        QVERIFY2(set.code == 0, set.err);
        const QString stored = QString::fromStdString(Line(set.out).text("/settings/presetFile"));
        QVERIFY2(QDir::isAbsolutePath(stored), qPrintable(stored));
        QCOMPARE(QFileInfo(stored).canonicalFilePath(), QFileInfo(preset).canonicalFilePath());
        QVERIFY2(set.err.contains("\"sendGroupEvent\"") && set.err.contains("sendGroupEvents?"), set.err);
    }

    void aRelativePresetInAFolderThatIsGoneIsToldInWords()
    {
        const QString gone = QFileInfo(m_smcctl->write("none.json", "{}")).path() + "/gone";
        QVERIFY(QDir().mkpath(gone));
        QProcess shell;
        shell.setProgram("/bin/sh");
        shell.setArguments({"-c",
                            R"(cd "$1" && rmdir "$1" && exec "$2" --workspace "$3" profile set X )"
                            R"(--environment sandbox --set presetFile=a.json)",
                            "sh", gone, QStringLiteral(SMCCTL), m_smcctl->workspace()});
        shell.start();
        QVERIFY(QTest::qWaitFor([&] { return shell.state() == QProcess::NotRunning; }, 30000));
        const QByteArray err = shell.readAllStandardError();
        QCOMPARE(shell.exitStatus(), QProcess::NormalExit);
        QVERIFY2(shell.exitCode() == 2 && err.contains("\"a.json\"") && err.contains("whole path"), err);
    }

    void changesSideBySideLoseNone_data()
    {
        QTest::addColumn<bool>("isNew");
        QTest::newRow("of one profile") << false;
        QTest::newRow("that make it") << true;
    }
    void changesSideBySideLoseNone()
    {
        QFETCH(bool, isNew);
        const QStringList set{"profile", "set", "Acme", "--environment", "staging"};
        if (!isNew)
            QCOMPARE(m_smcctl->run(set).code, 0);
        const QStringList settings{"smcAdminUrl=https://acme.slgnt.eu",
                                   "organization=ACME",
                                   "sendGroupEvents=true",
                                   "sendAliasEvents=true",
                                   "sendPageEvents=true",
                                   "sendScreenEvents=true",
                                   "audienceListApiName=PEOPLE",
                                   "eventsDataListApiName=EVENTS"};
        QVERIFY(QDir().mkpath(m_smcctl->workspace() + "/profiles"));
        QLockFile lock(m_smcctl->workspace() + "/profiles/.lock");
        QVERIFY(lock.tryLock(5000));
        std::vector<std::unique_ptr<QProcess>> all;
        for (const QString &setting : settings)
            all.push_back(m_smcctl->start(set + QStringList{"--set", setting}));
        // Each has found what there is, and waits for the folder.
        QTest::qWait(800);
        lock.unlock();
        for (const auto &process : all) {
            QVERIFY(QTest::qWaitFor([&] { return process->state() == QProcess::NotRunning; }, 30000));
            QVERIFY2(process->exitCode() == 0, process->readAllStandardError());
        }
        QCOMPARE(m_smcctl->run({"profile", "list"}).lines().size(), 1);
        const Line stored(m_smcctl->run({"profile", "show", "Acme"}).out);
        for (const QString &setting : settings) {
            const std::string name = "/settings/" + setting.section('=', 0, 0).toStdString();
            const std::string value = setting.section('=', 1).toStdString();
            QVERIFY2((value == "true" ? stored.raw(name) : stored.text(name)) == value, qPrintable(setting));
        }
    }

    void oneThatWaitsForItsInputHoldsNobodyUpAndTakesNothingBack()
    {
        QCOMPARE(m_smcctl->run({"profile", "set", "Acme", "--environment", "staging"}).code, 0);
        const auto waiting = m_smcctl->start({"profile", "set", "Acme", "--from", "-"});
        waiting->write("{");
        QVERIFY(!waiting->waitForFinished(500));
        const Ran other = m_smcctl->run({"profile", "set", "Acme", "--key-expires", "2027-01-31"});
        QVERIFY2(other.code == 0, other.err);
        waiting->write(json("'organization':'ACME'}"));
        waiting->closeWriteChannel();
        QVERIFY(waiting->waitForFinished());
        QVERIFY2(waiting->exitCode() == 0, waiting->readAllStandardError());
        const Line stored(m_smcctl->run({"profile", "show", "Acme"}).out);
        QCOMPARE(stored.text("/settings/organization"), std::string("ACME"));
        QCOMPARE(stored.text("/keyExpires"), std::string("2027-01-31"));
    }

    void aNewProfileSaysItsEnvironmentBeforeItIsMade()
    {
        const Ran guess = m_smcctl->run({"profile", "set", "Acme", "--set", "organization=ACME"});
        QCOMPARE(guess.code, 2);
        QVERIFY2(guess.err.contains("--environment"), guess.err);
        QVERIFY(m_smcctl->run({"profile", "list"}).out.isEmpty());
        const Ran made = m_smcctl->run({"profile", "set", "Acme", "--environment", "production"});
        QVERIFY2(made.err.contains("Made the profile 'Acme' (production)"), made.err);
        const Ran changed = m_smcctl->run({"profile", "set", "Acme", "--set", "organization=ACME"});
        QVERIFY2(changed.err.contains("Changed the profile 'Acme' (production)"), changed.err);
    }

    void twoFilesOfOneNameAreToldApartByTheirIds()
    {
        const Ran made = m_smcctl->run({"profile", "set", "Acme", "--environment", "staging"});
        const QString file = QString::fromStdString(Line(made.out).text("/id")) + ".json";
        const QString folder = m_smcctl->workspace() + "/profiles/";
        QVERIFY(QFile::copy(folder + file, folder + "acme-copy.json"));
        const Ran ran = m_smcctl->run({"profile", "show", "Acme"});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("Several profiles") && ran.err.contains("acme-copy"), ran.err);
        QCOMPARE(Line(m_smcctl->run({"profile", "show", "acme-copy"}).out).text("/id"), std::string("acme-copy"));
    }

    void aSettingThatIsMisspeltInAFileIsNamed()
    {
        const QString file = m_smcctl->write(
            "acme.json", json("{'name':'Acme','environment':'staging','settings':{'sendGroupEvent':true}}"));
        const Ran ran = m_smcctl->run({"--profile", file, "map"}, R"({"type":"identify","userId":"u"})");
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.err.contains("\"sendGroupEvent\"") && ran.err.contains("sendGroupEvents?"), ran.err);
    }

    void settingsThatMapNothingEndBeforeTheFirstEvent()
    {
        const QString file = m_smcctl->write(
            "acme.json", json("{'name':'Acme','environment':'staging','settings':{'eventsDataListApiName':'x-y'}}"));
        const Ran ran = m_smcctl->run({"--profile", file, "map"}, R"({"type":"identify","userId":"u"})");
        QCOMPARE(ran.code, 2);
        QVERIFY(ran.out.isEmpty());
        QVERIFY2(ran.err.contains("eventsDataListApiName"), ran.err);
    }

    void setSaysWhatIsStillMissing()
    {
        const Ran ran = m_smcctl->run({"profile", "set", "Empty", "--environment", "development"});
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.err.contains("smcAdminUrl") && ran.err.contains("organization"), ran.err);
    }

    void setTakesAProfileOrItsSettingsFromAFileOrStandardInput()
    {
        const QByteArray whole =
            json("{'name':'Other','environment':'development','settings':{'organization':'WHOLE'}}");
        QCOMPARE(m_smcctl->run({"profile", "set", "One", "--from", m_smcctl->write("whole.json", whole)}).code, 0);
        const Line one(m_smcctl->run({"profile", "show", "One"}).out);
        QCOMPARE(one.text("/name"), std::string("One"));
        QCOMPARE(one.text("/environment"), std::string("development"));
        QCOMPARE(one.text("/settings/organization"), std::string("WHOLE"));

        QCOMPARE(m_smcctl
                     ->run({"profile", "set", "Two", "--environment", "sandbox", "--from", "-"},
                           json("{'organization':'SETTINGS'}"))
                     .code,
                 0);
        const Line two(m_smcctl->run({"profile", "show", "Two"}).out);
        QCOMPARE(two.text("/settings/organization"), std::string("SETTINGS"));
    }

    void whatShowPrintsIsAProfileFile()
    {
        m_smcctl->run({"profile", "set", "Acme", "--environment", "staging", "--set", "organization=ACME", "--set",
                       "sendGroupEvents=true"});
        const QString file = m_smcctl->write("shown.json", m_smcctl->run({"profile", "show", "Acme"}).out);
        const Ran stored = m_smcctl->run({"--profile", "Acme", "map"}, example("group-remove"));
        const Ran fromFile = m_smcctl->run({"--profile", file, "map"}, example("group-remove"));
        QCOMPARE(stored.code, 0);
        QVERIFY(stored.out.contains("segment_delete"));
        QCOMPARE(fromFile.out, stored.out);
    }

    void whatCannotBeSetIsRefused_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("unknown setting") << QStringList{"--environment", "staging", "--set", "organisation=X"}
                                         << QByteArray("Did you mean organization?");
        QTest::newRow("no value") << QStringList{"--environment", "staging", "--set", "organization"}
                                  << QByteArray("SETTING=VALUE");
        QTest::newRow("a switch that is neither")
            << QStringList{"--environment", "staging", "--set", "sendGroupEvents=yes"} << QByteArray("true or false");
        QTest::newRow("a list that is none")
            << QStringList{"--environment", "staging", "--set", "allowedEvents=A"} << QByteArray("JSON array");
        QTest::newRow("numbers as names")
            << QStringList{"--environment", "staging", "--set", "allowedEvents=[1]"} << QByteArray("allowedEvents");
        QTest::newRow("a secret") << QStringList{"--environment", "staging", "--set", "apiSecret=s3cret-s3cret"}
                                  << QByteArray("credential set");
        QTest::newRow("a proxy with a password")
            << QStringList{"--environment", "staging", "--set", "proxyUrl=http://jo:s3cret@proxy:3128"}
            << QByteArray("proxy's password");
        QTest::newRow("environment") << QStringList{"--environment", "prod"} << QByteArray("prod");
        QTest::newRow("date") << QStringList{"--environment", "staging", "--key-expires", "tomorrow"}
                              << QByteArray("tomorrow");
        QTest::newRow("file that is not there")
            << QStringList{"--environment", "staging", "--from", "nowhere.json"} << QByteArray("nowhere.json");
    }
    void whatCannotBeSetIsRefused()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, sentence);
        const Ran ran = m_smcctl->run(QStringList{"profile", "set", "Acme"} + options);
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains(sentence), ran.err);
        QVERIFY(!ran.err.contains("s3cret"));
        QCOMPARE(m_smcctl->run({"profile", "list"}).out, QByteArray());
    }

    void theAdminUrlIsStoredWithoutUserNameAndPassword()
    {
        for (const char *url : {"https://jo:s3cret-w0rd@acme.slgnt.eu/x@y", "jo:s3cret-w0rd@acme.slgnt.eu"}) {
            const Ran ran = m_smcctl->run(
                {"profile", "set", "Acme", "--environment", "staging", "--set", QString("smcAdminUrl=") + url});
            QCOMPARE(ran.code, 0);
            QVERIFY2(ran.err.contains("smcAdminUrl") && ran.err.contains("stored without"), ran.err);
            QVERIFY(!(ran.out + ran.err + m_smcctl->workspaceBytes()).contains("s3cret"));
            QVERIFY2(Line(ran.out).text("/settings/smcAdminUrl").find("//acme.slgnt.eu/x@y") != std::string::npos ||
                         Line(ran.out).text("/settings/smcAdminUrl") == "acme.slgnt.eu",
                     ran.out);
        }
    }

    void aProxysPasswordIsRefusedAndItsUserNameIsNot()
    {
        const Ran from = m_smcctl->run({"profile", "set", "Acme", "--environment", "staging", "--from", "-"},
                                       json("{'proxyUrl':'http://jo:s3cret-w0rd@proxy:3128'}"));
        QCOMPARE(from.code, 2);
        QVERIFY(!(from.out + from.err + m_smcctl->workspaceBytes()).contains("s3cret"));
        const QString file = m_smcctl->write(
            "proxy.json", json("{'name':'P','environment':'staging','settings':{'smcAdminUrl':'acme.slgnt.eu',"
                               "'organization':'O','proxyUrl':'http://jo:s3cret-w0rd@proxy:3128'}}"));
        for (const char *command : {"map", "send"}) {
            const Ran ran = m_smcctl->run({"--profile", file, command}, example("identify-customer"));
            QCOMPARE(ran.code, 2);
            QVERIFY2(ran.err.contains("https_proxy"), ran.err);
            QVERIFY(!(ran.out + ran.err + m_smcctl->workspaceBytes()).contains("s3cret"));
        }
        const Ran named = m_smcctl->run(
            {"profile", "set", "Acme", "--environment", "staging", "--set", "proxyUrl=http://jo@proxy:3128"});
        QVERIFY2(named.code == 0, named.err);
    }

    void aSecretInAnInputFileIsRefusedAndNotStored()
    {
        const Ran ran = m_smcctl->run({"profile", "set", "Acme", "--environment", "staging", "--from", "-"},
                                      json("{'apiKey':'k3y-k3y-k3y','organization':'O'}"));
        QCOMPARE(ran.code, 2);
        QVERIFY(!(ran.out + ran.err + m_smcctl->workspaceBytes()).contains("k3y-k3y"));
    }

    void removeTakesItAway()
    {
        m_smcctl->run({"profile", "set", "Acme", "--environment", "staging"});
        const Ran ran = m_smcctl->run({"profile", "remove", "Acme"});
        QCOMPARE(ran.code, 0);
        QCOMPARE(Line(ran.out).text("/removed"), std::string("Acme"));
        QCOMPARE(m_smcctl->run({"profile", "list"}).out, QByteArray());
        QCOMPARE(m_smcctl->run({"profile", "remove", "Acme"}).code, 2);
    }

    void aDamagedFileIsReportedAndTheOthersAreListed()
    {
        m_smcctl->run({"profile", "set", "Good", "--environment", "staging"});
        QDir().mkpath(m_smcctl->workspace() + "/profiles");
        m_smcctl->write("workspace/profiles/bad.json", "{");
        const Ran ran = m_smcctl->run({"profile", "list"});
        QCOMPARE(ran.code, 2);
        QCOMPARE(ran.lines().size(), 1);
        QVERIFY2(ran.err.contains("bad.json"), ran.err);
    }

private:
    std::unique_ptr<Smcctl> m_smcctl;
};

QTEST_GUILESS_MAIN(TestCliProfile)
#include "tst_cli_profile.moc"
