// Changes of a profile that wait for each other: none is lost, and none goes to a profile that nobody meant.
#include "mapping_bench.h"

#include <destination/settings.h>
#include <gui/compose/compose_page.h>
#include <gui/profile_hold.h>
#include <gui/profile_switch.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/banner.h>
#include <workspace/files.h>
#include <workspace/profile_store.h>

#include <QFile>
#include <QLineEdit>
#include <QStatusBar>
#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr const char *NoStaff = R"([{"name":"No staff","if":"type = 'page'","actions":[{"type":"DROP"}]}])";

destination::Filters noStaff()
{
    json::Document array;
    if (!array.parse(NoStaff))
        qFatal("No JSON");
    return *destination::Filters::fromJson(array.root());
}

std::string mappingWith(const char *path)
{
    std::string text(destination::Preset::smcText());
    text.replace(text.find("$.event"), 7, path);
    return text;
}

} // namespace

class TestProfileTurns : public MappingBench
{
    Q_OBJECT

    Console &console() { return m_bench->console(); }
    QLineEdit &organization() { return m_bench->named<QLineEdit>("Organization"); }

    /// While it is held, nothing that is saved gets its turn.
    std::unique_ptr<QLockFile> lockProfiles()
    {
        auto lock = workspace::lockDirectory(m_bench->folder().toStdString() + "/profiles");
        return lock ? std::move(*lock) : nullptr;
    }
    /// The person chooses it in the menu.
    void choose(const std::string &profileId)
    {
        Q_EMIT m_bench->find<ProfileSwitch>("profileSwitch").chosen(QString::fromStdString(profileId));
    }
    Result<workspace::Profile> onDisk(const std::string &id)
    {
        return workspace::ProfileStore(m_bench->folder().toStdString()).load(id);
    }
    std::string addAcme()
    {
        workspace::Profile profile;
        profile.name = "Acme";
        profile.environment = workspace::Environment::Staging;
        profile.settingsJson = R"({"smcAdminUrl":"https://acme.slgnt.us/","organization":"ACME"})";
        const Result<std::string> id = QCoro::waitFor(console().add(profile));
        return id.value_or(std::string());
    }

private Q_SLOTS:
    void aConnectionThatIsSavedBehindAMappingKeepsMappingAndFilters()
    {
        auto lock = lockProfiles();
        QVERIFY(lock);
        auto first = console().saveMapping(mappingWith("$.first"), noStaff());
        m_bench->go(PageId::Connection);
        organization().setFocus();
        QTest::keyClicks(&organization(), QStringLiteral("-2"));
        m_bench->action("connection.save").trigger();
        lock.reset();
        QVERIFY(QCoro::waitFor(std::move(first)));
        m_bench->written();
        QCOMPARE(console().storedSettings().organization, std::string("DEMO-2"));
        QVERIFY(!console().mappingFile().empty());
        QCOMPARE(console().storedSettings().destinationFilters, noStaff());
        QCOMPARE(console().mappingText().value(), mappingWith("$.first"));
        const auto stored = onDisk(console().profile().id);
        QVERIFY(stored && stored->settingsJson.find("No staff") != std::string::npos);
    }

    void whatIsAddedElsewhereIsNotTakenBackByTheForm()
    {
        m_bench->go(PageId::Connection);
        organization().setFocus();
        QTest::keyClicks(&organization(), QStringLiteral("-2"));
        QVERIFY(QCoro::waitFor(console().changeSettings(
            [](destination::Settings &settings) { settings.allowedEvents.push_back("Added elsewhere"); })));
        QCOMPARE(organization().text(), QStringLiteral("DEMO-2"));
        m_bench->action("connection.save").trigger();
        m_bench->written();
        QTRY_COMPARE(console().storedSettings().organization, std::string("DEMO-2"));
        const auto &events = console().storedSettings().allowedEvents;
        QVERIFY(std::find(events.begin(), events.end(), "Added elsewhere") != events.end());
    }

    void whatAnotherProgramChangesIsInForceAndSaidAndKeepsWhatIsTyped()
    {
        m_bench->go(PageId::Connection);
        organization().setFocus();
        QTest::keyClicks(&organization(), QStringLiteral("-2"));
        workspace::ProfileStore store(m_bench->folder().toStdString());
        QVERIFY(store.update(console().profile().id, [](workspace::Profile &profile) -> Result<void> {
            profile.settingsJson = R"({"organization":"DEMO","allowedEvents":["Came from elsewhere"]})";
            return {};
        }));
        QTRY_COMPARE(console().storedSettings().allowedEvents, std::vector<std::string>{"Came from elsewhere"});
        QCOMPARE(organization().text(), QStringLiteral("DEMO-2"));
        const auto notice = console().notices().find(QStringLiteral("settingsElsewhere"));
        QVERIFY(notice != console().notices().end());
        QVERIFY2(notice->second.startsWith(QStringLiteral("Another program changed the settings of “")),
                 qPrintable(notice->second));
        // What the console itself writes is no news.
        const std::string acme = addAcme();
        QVERIFY(QCoro::waitFor(console().select(acme)));
        QVERIFY(console().notices().count(QStringLiteral("settingsElsewhere")) == 0);
        QVERIFY(QCoro::waitFor(
            console().changeSettings([](destination::Settings &settings) { settings.sendPageEvents = true; })));
        QTest::qWait(600);
        QVERIFY(console().notices().count(QStringLiteral("settingsElsewhere")) == 0);
    }

    void settingsChangedElsewhereWaitForWhatIsOnItsWay()
    {
        console().sandbox().setFaults(*sandbox::parseFaults({"latency=1500"}));
        auto sending = console().send(R"({"type":"identify","userId":"u","traits":{"email":"a@example.com"}})", {});
        QVERIFY(console().isBusy());
        workspace::ProfileStore store(m_bench->folder().toStdString());
        QVERIFY(store.update(console().profile().id, [](workspace::Profile &profile) -> Result<void> {
            profile.settingsJson = R"({"organization":"DEMO","allowedEvents":["Came from elsewhere"]})";
            return {};
        }));
        QTest::qWait(600);
        QVERIFY(console().isBusy());
        QVERIFY(console().storedSettings().allowedEvents != std::vector<std::string>{"Came from elsewhere"});
        QCoro::waitFor(std::move(sending));
        QTRY_COMPARE(console().storedSettings().allowedEvents, std::vector<std::string>{"Came from elsewhere"});
    }

    void whatAnotherProgramWroteIsNotLost()
    {
        workspace::ProfileStore store(m_bench->folder().toStdString());
        const auto written = store.update(console().profile().id, [](workspace::Profile &profile) -> Result<void> {
            profile.settingsJson = R"({"organization":"DEMO","caFile":"/etc/acme.pem","note":1})";
            return {};
        });
        QVERIFY(written);
        QVERIFY(QCoro::waitFor(
            console().changeSettings([](destination::Settings &settings) { settings.sendPageEvents = true; })));
        QCOMPARE(console().storedSettings().caFile, std::string("/etc/acme.pem"));
        QVERIFY(console().storedSettings().sendPageEvents);
        QVERIFY(onDisk(console().profile().id)->settingsJson.find("\"note\":1") != std::string::npos);
    }

    void aChangeGoesToTheProfileThatWasCurrentWhenItWasMade()
    {
        const std::string old = console().profile().id;
        const std::string acme = addAcme();
        auto lock = lockProfiles();
        QVERIFY(lock);
        // Waits, so that the others get their turns behind it.
        auto waiting = console().changeSettings([](destination::Settings &settings) { settings.organization = "A"; });
        auto selecting = console().select(acme);
        auto changing = console().changeSettings(
            [](destination::Settings &settings) { settings.allowedEvents = {"Meant for the old one"}; });
        lock.reset();
        QVERIFY(QCoro::waitFor(std::move(waiting)));
        QVERIFY(QCoro::waitFor(std::move(selecting)));
        QVERIFY(QCoro::waitFor(std::move(changing)));
        QCOMPARE(console().profile().id, acme);
        QVERIFY(onDisk(old)->settingsJson.find("Meant for") != std::string::npos);
        QVERIFY(onDisk(acme)->settingsJson.find("Meant for") == std::string::npos);
    }

    void leavingWhileTheSettingsAreSavedWaitsAndGoesOn()
    {
        m_bench->go(PageId::Connection);
        organization().setFocus();
        QTest::keyClicks(&organization(), QStringLiteral("-2"));
        auto lock = lockProfiles();
        QVERIFY(lock);
        m_bench->action("connection.save").trigger();
        auto going = m_bench->window().showPage(PageId::Activity);
        QTest::qWait(200);
        QCOMPARE(m_bench->window().currentPage()->id(), PageId::Connection);
        const QString said = m_bench->window().statusBar()->currentMessage();
        QVERIFY2(said.contains(QStringLiteral("being saved")), qPrintable(said));
        QVERIFY(m_bench->dialogs().asked.isEmpty());
        lock.reset();
        QVERIFY(QCoro::waitFor(std::move(going)));
        QCOMPARE(m_bench->window().currentPage()->id(), PageId::Activity);
        QCOMPARE(console().storedSettings().organization, std::string("DEMO-2"));
        QVERIFY(m_bench->dialogs().asked.isEmpty());
    }

    void leavingWhileTheMappingIsSavedWaitsAndGoesOn()
    {
        MappingBench::select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        auto lock = lockProfiles();
        QVERIFY(lock);
        action("mapping.save")->trigger();
        auto going = m_bench->window().showPage(PageId::Activity);
        QTest::qWait(100);
        QCOMPARE(m_bench->window().currentPage()->id(), PageId::Mapping);
        lock.reset();
        QVERIFY(QCoro::waitFor(std::move(going)));
        QCOMPARE(m_bench->window().currentPage()->id(), PageId::Activity);
        QVERIFY(m_bench->dialogs().asked.isEmpty());
        QVERIFY(!console().mappingFile().empty());
    }

    void aSaveThatFailsWhileOneLeavesKeepsThePersonThereAndSaysWhy()
    {
        m_bench->go(PageId::Connection);
        organization().setFocus();
        QTest::keyClicks(&organization(), QStringLiteral("-2"));
        m_bench->dialogs().answer = QStringLiteral("cancel");
        const auto lock = lockProfiles();
        QVERIFY(lock);
        m_bench->action("connection.save").trigger();
        auto going = m_bench->window().showPage(PageId::Activity);
        QVERIFY(!QCoro::waitFor(std::move(going))); // Once the save has given up on the lock.
        QCOMPARE(m_bench->dialogs().asked, QStringList{QStringLiteral("unsaved_settings")});
        QVERIFY(m_bench->page(PageId::Connection).banners().banner(QStringLiteral("trouble")));
        QCOMPARE(organization().text(), QStringLiteral("DEMO-2"));
    }

    void whileAnotherProfileIsOnItsWayNothingIsTypedIntoTheOldOne()
    {
        const std::string acme = addAcme();
        m_bench->go(PageId::Connection);
        organization().setFocus();
        auto lock = lockProfiles();
        QVERIFY(lock);
        auto waiting =
            console().changeSettings([](destination::Settings &settings) { settings.sendPageEvents = true; });
        choose(acme);
        QVERIFY(console().isSwitching());
        QTest::keyClicks(&organization(), QStringLiteral("lost"));
        QCOMPARE(organization().text(), QStringLiteral("DEMO"));
        QVERIFY(organization().isEnabled()); // Nothing flickers where the disk answers at once.
        QTRY_VERIFY_WITH_TIMEOUT(!organization().isEnabled(), 10 * ProfileHold::DelayMs);
        const auto banner = [this] {
            for (const Banner *one : m_bench->window().findChildren<Banner *>()) {
                if (one->isVisible() && one->content().text.contains(QStringLiteral("on its way")))
                    return true;
            }
            return false;
        };
        QVERIFY(banner());
        m_bench->picture("state-switching");
        lock.reset();
        QVERIFY(QCoro::waitFor(std::move(waiting)));
        QTRY_COMPARE(console().profile().id, acme);
        QTRY_VERIFY(!console().isSwitching());
        QVERIFY(!banner());
        QVERIFY(organization().isEnabled());
        QVERIFY(organization().hasFocus());
        QCOMPARE(organization().text(), QStringLiteral("ACME"));
        QTest::keyClicks(&organization(), QStringLiteral("-3"));
        QCOMPARE(organization().text(), QStringLiteral("ACME-3"));
    }

    void whileAnotherProfileIsOnItsWayNothingIsSentToTheOldOne()
    {
        QVERIFY(QCoro::waitFor(console().sandbox().start()));
        const std::string acme = addAcme();
        m_bench->go(PageId::Compose);
        QTRY_VERIFY(m_bench->action("compose.send").isEnabled());
        const std::size_t before = historyOf(console()).size();
        auto lock = lockProfiles();
        QVERIFY(lock);
        auto waiting =
            console().changeSettings([](destination::Settings &settings) { settings.sendPageEvents = true; });
        choose(acme);
        QVERIFY(!m_bench->action("compose.send").isEnabled());
        const SendReport report = QCoro::waitFor(console().send(Identify));
        QCOMPARE(report.result, SendReport::Result::NotSent);
        QVERIFY2(report.verdict.sentence.contains(QStringLiteral("on its way")), qPrintable(report.verdict.sentence));
        const auto session = QCoro::waitFor(console().beginSession(nullptr, 2));
        QVERIFY(!session);
        QCOMPARE(session.error().code, std::string("switching"));
        lock.reset();
        QVERIFY(QCoro::waitFor(std::move(waiting)));
        QTRY_COMPARE(console().profile().id, acme);
        QCOMPARE(historyOf(console()).size(), before);
    }

    void aSaveThatFailsLeavesTheListOfProfiles()
    {
        const std::string acme = addAcme();
        QCOMPARE(console().profiles().size(), std::size_t(2));
        // The folder is gone, and a file in its place: nothing can be read or written.
        const QString profiles = m_bench->folder() + QStringLiteral("/profiles");
        QVERIFY(QFile::rename(profiles, profiles + QStringLiteral(".away")));
        QFile blocks(profiles);
        QVERIFY(blocks.open(QIODevice::WriteOnly));
        const auto change = [](workspace::Profile &profile, destination::Settings &) { profile.name = "New name"; };
        QVERIFY(!QCoro::waitFor(console().save(acme, change)));
        QVERIFY(!QCoro::waitFor(console().create("Another")));
        QCOMPARE(console().profiles().size(), std::size_t(2));
        QCOMPARE(console().profiles().front().name, std::string("Acme"));
        QCOMPARE(console().profile().name, std::string("Sandbox"));
    }

    void aProfileThatIsDamagedMeanwhileIsNamed()
    {
        const std::string acme = addAcme();
        QFile file(m_bench->folder() + QStringLiteral("/profiles/%1.json").arg(QString::fromStdString(acme)));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("{\"name\":");
        file.close();
        QVERIFY(QCoro::waitFor(
            console().changeSettings([](destination::Settings &settings) { settings.sendPageEvents = true; })));
        const auto notice = console().notices().find(QStringLiteral("profiles"));
        QVERIFY(notice != console().notices().end());
        QVERIFY2(notice->second.contains(QStringLiteral("set aside")), qPrintable(notice->second));
    }
};

QTEST_MAIN(TestProfileTurns)
#include "test_profile_turns.moc"
