// How the console starts and ends by itself, and which profile it begins with.
#include "window_bench.h"

#include <gui/start.h>
#include <gui/starting_profile.h>
#include <vault/credential_store.h>
#include <workspace/profile_store.h>
#include <workspace/uistate.h>

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>

using namespace smc;
using namespace smc::gui;

namespace {

std::string addProfile(const QTemporaryDir &workspace, const char *name, workspace::Environment environment)
{
    workspace::Profile profile;
    profile.name = name;
    profile.environment = environment;
    profile.settingsJson = R"({"smcAdminUrl":"https://acme.slgnt.us/","organization":"ACME"})";
    const auto kept = workspace::ProfileStore(workspace.path().toStdString()).save(profile);
    return kept ? kept->id : std::string();
}

std::string keptState(const WindowBench &bench, const char *key)
{
    return workspace::UiState(bench.folder().toStdString()).value(key, "");
}

} // namespace

class TestStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tourThatFailsAtOnceEnds_data();
    void tourThatFailsAtOnceEnds();
    void tourChoosesASandboxProfileByItself();
    void withoutALastProfileASandboxOneIsOpened();
    void chosenProfileIsKeptBeforeTheWindowCloses();
    void pageAndSchemeAreKeptBeforeTheWindowCloses();
    void firstPageStandsInTheTitle();
};

void TestStart::tourThatFailsAtOnceEnds_data()
{
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<QString>("pictures");
    QTest::newRow("pictures can't be written") << QString() << QStringLiteral("/proc/no-such-place");
    QTest::newRow("workspace can't be written") << QStringLiteral("/proc/no-such-place") << QDir::tempPath();
}

void TestStart::tourThatFailsAtOnceEnds()
{
    QFETCH(QString, workspace);
    QFETCH(QString, pictures);
    QCOMPARE(startTour(*qApp, {.workspace = workspace, .profile = {}, .tourFolder = pictures}), EXIT_FAILURE);
}

void TestStart::tourChoosesASandboxProfileByItself()
{
    const QTemporaryDir workspace;
    const QTemporaryDir pictures;
    const std::string production = addProfile(workspace, "Acme", workspace::Environment::Production);
    workspace::UiState state(workspace.path().toStdString());
    state.set("profile/current", production);
    QVERIFY(state.save());

    QCOMPARE(startTour(*qApp, {.workspace = workspace.path(), .profile = {}, .tourFolder = pictures.path()}),
             EXIT_SUCCESS);
    QCOMPARE(QDir(pictures.path()).entryList({QStringLiteral("*.png")}).size(), 6);
}

void TestStart::withoutALastProfileASandboxOneIsOpened()
{
    const QTemporaryDir workspace;
    QVERIFY(!addProfile(workspace, "Acme", workspace::Environment::Production).empty());
    QVERIFY(!addProfile(workspace, "Beta", workspace::Environment::Staging).empty());
    const auto nameAtStart = [&workspace] {
        Seams seams;
        seams.workspaceFolder = workspace.path().toStdString();
        const Console console(std::move(seams));
        return console.profile().name;
    };
    QCOMPARE(nameAtStart(), std::string("Beta"));
    QVERIFY(!addProfile(workspace, "Zoo", workspace::Environment::Sandbox).empty());
    QCOMPARE(nameAtStart(), std::string("Zoo"));
}

void TestStart::chosenProfileIsKeptBeforeTheWindowCloses()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    QTRY_COMPARE(keptState(bench, "profile/current"), bench.console().profile().id);
}

void TestStart::pageAndSchemeAreKeptBeforeTheWindowCloses()
{
    WindowBench bench;
    bench.go(PageId::Activity);
    QTRY_COMPARE(keptState(bench, "window/page"), std::string("activity"));
    bench.action("window.scheme").trigger();
    const bool dark = theme::schemeOf(bench.window().palette()) == theme::Scheme::Dark;
    QTRY_COMPARE(keptState(bench, "window/scheme"), std::string(dark ? "dark" : "light"));
    theme::apply(*qApp, theme::Scheme::Light);
}

void TestStart::firstPageStandsInTheTitle()
{
    WindowBench bench;
    QVERIFY2(bench.window().windowTitle().startsWith(bench.window().currentPage()->title()),
             qPrintable(bench.window().windowTitle()));
}

QTEST_MAIN(TestStart)
#include "test_start.moc"
