// What becomes of a profile's file that people have written in by hand.
#include "window_bench.h"

#include <destination/settings.h>
#include <gui/widgets/banner.h>
#include <workspace/profile_store.h>

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

/// A staging profile called Acme with these settings, and current.
void open(WindowBench &bench, const char *settingsJson)
{
    workspace::Profile profile;
    profile.name = "Acme";
    profile.environment = workspace::Environment::Staging;
    profile.settingsJson = settingsJson;
    const auto kept = workspace::ProfileStore(bench.folder().toStdString()).save(profile);
    if (!kept)
        qFatal("The profile is not saved");
    bench.restart();
    QCoro::waitFor(bench.console().select(std::string(kept->id)));
}

QString fileOf(WindowBench &bench)
{
    return bench.folder() +
           QStringLiteral("/profiles/%1.json").arg(QString::fromStdString(bench.console().profile().id));
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList copies(WindowBench &bench)
{
    return QDir(bench.folder() + QStringLiteral("/profiles")).entryList({QStringLiteral("*.damaged-*")}, QDir::Files);
}

constexpr const char *Unreadable =
    R"({"smcAdminUrl":"https://acme.slgnt.us/","organization":"ACME","allowedEvents":["A"],"sendGroupEvents":"yes"})";

} // namespace

class TestConnectionFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savingKeepsWhatTheFormDoesNotKnow();
    void changingOneSettingKeepsWhatTheConsoleDoesNotKnow();
    void unreadableSettingsAreNamed();
    void unreadableSettingsAreCopiedBeforeOthersTakeTheirPlace();
    void unreadableSettingsAreNotReplacedByOneChange();
    void mendedFileIsReadWhenTheProfileIsChosenAgain();
    void brokenSettingsOfTheWorkspaceAreSetAsideAndNamed();
};

void TestConnectionFiles::savingKeepsWhatTheFormDoesNotKnow()
{
    WindowBench bench;
    open(bench, R"({"note":{"by":"Ada"},"organization":"ACME"})");
    QTest::keyClicks(&bench.named<QLineEdit>("Organization"), QStringLiteral("2"));
    bench.action("connection.save").trigger();
    bench.written();
    QTRY_COMPARE(bench.console().storedSettings().organization, std::string("ACME2"));
    const std::string json = bench.console().profile().settingsJson;
    QVERIFY2(json.starts_with(R"({"note":{"by":"Ada"},"organization":"ACME2",)"), json.c_str());
    QVERIFY(contentOf(fileOf(bench)).contains("Ada"));
}

void TestConnectionFiles::changingOneSettingKeepsWhatTheConsoleDoesNotKnow()
{
    WindowBench bench;
    open(bench, R"({"note":{"by":"Ada"},"organization":"ACME"})");
    QVERIFY(QCoro::waitFor(
        bench.console().changeSettings([](destination::Settings &settings) { settings.sendPageEvents = true; })));
    const QByteArray file = contentOf(fileOf(bench));
    QVERIFY2(file.contains("Ada"), file.constData());
    QVERIFY(bench.console().storedSettings().sendPageEvents);
}

void TestConnectionFiles::unreadableSettingsAreNamed()
{
    WindowBench bench;
    open(bench, Unreadable);
    const QString notice = bench.console().notices().at(QStringLiteral("settings"));
    for (const QString &part : {QStringLiteral("Acme"), QStringLiteral("sendGroupEvents"), fileOf(bench)})
        QVERIFY2(notice.contains(part), qPrintable(notice));
    bench.picture("state-unreadable-settings");
}

void TestConnectionFiles::unreadableSettingsAreCopiedBeforeOthersTakeTheirPlace()
{
    WindowBench bench;
    open(bench, Unreadable);
    const QByteArray before = contentOf(fileOf(bench));
    QVERIFY(before.contains("\"yes\""));
    QTest::keyClicks(&bench.named<QLineEdit>("Organization"), QStringLiteral("New"));
    bench.action("connection.save").trigger();
    bench.written();
    QTRY_COMPARE(bench.console().storedSettings().organization, std::string("New"));
    QCOMPARE(copies(bench).size(), 1);
    QCOMPARE(contentOf(bench.folder() + QStringLiteral("/profiles/") + copies(bench).first()), before);
    QVERIFY(bench.console().notices().at(QStringLiteral("settingsAside")).contains(copies(bench).first()));
    QVERIFY(!bench.console().notices().count(QStringLiteral("settings")));
    // What can be read again is replaced without another copy.
    QTest::keyClicks(&bench.named<QLineEdit>("Organization"), QStringLiteral("er"));
    bench.action("connection.save").trigger();
    bench.written();
    QTRY_COMPARE(bench.console().storedSettings().organization, std::string("Newer"));
    QCOMPARE(copies(bench).size(), 1);
}

void TestConnectionFiles::unreadableSettingsAreNotReplacedByOneChange()
{
    WindowBench bench;
    open(bench, Unreadable);
    const QByteArray before = contentOf(fileOf(bench));
    const Result<void> changed = QCoro::waitFor(
        bench.console().changeSettings([](destination::Settings &settings) { settings.sendPageEvents = true; }));
    QVERIFY(!changed);
    QCOMPARE(changed.error().code, std::string("settings_unreadable"));
    QCOMPARE(changed.error().where, std::string("sendGroupEvents"));
    QCOMPARE(contentOf(fileOf(bench)), before);
}

void TestConnectionFiles::mendedFileIsReadWhenTheProfileIsChosenAgain()
{
    WindowBench bench;
    open(bench, Unreadable);
    QByteArray mended = contentOf(fileOf(bench));
    mended.replace("\"yes\"", "true");
    QFile file(fileOf(bench));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(mended), mended.size());
    file.close();
    QVERIFY(QCoro::waitFor(bench.console().select(std::string(bench.console().profile().id))));
    QVERIFY(!bench.console().notices().count(QStringLiteral("settings")));
    QCOMPARE(bench.named<QLineEdit>("Organization").text(), QStringLiteral("ACME"));
    QVERIFY(bench.named<QCheckBox>("Send group events").isChecked());
}

void TestConnectionFiles::brokenSettingsOfTheWorkspaceAreSetAsideAndNamed()
{
    WindowBench bench;
    const QString file = bench.folder() + QStringLiteral("/settings.json");
    QFile settings(file);
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("{\"history\": {\"mostEntries\": 5");
    settings.close();
    bench.restart();
    QTRY_VERIFY(bench.console().notices().count(QStringLiteral("workspaceSettings")));
    const QString notice = bench.console().notices().at(QStringLiteral("workspaceSettings"));
    const QStringList aside = QDir(bench.folder()).entryList({QStringLiteral("settings.json.damaged-*")}, QDir::Files);
    QCOMPARE(aside.size(), 1);
    QVERIFY2(notice.contains(aside.front()), qPrintable(notice));
    QCOMPARE(contentOf(bench.folder() + QLatin1Char('/') + aside.front()),
             QByteArray("{\"history\": {\"mostEntries\": 5"));
    QVERIFY(!QFile::exists(file));
    bool isShown = false;
    for (const Banner *banner : bench.window().findChildren<Banner *>())
        isShown = isShown || (banner->isVisible() && banner->content().text == notice);
    QVERIFY(isShown);
    bench.picture("state-broken-workspace-settings");
    bench.restart();
    QTest::qWait(100);
    QVERIFY(!bench.console().notices().count(QStringLiteral("workspaceSettings")));
}

QTEST_MAIN(TestConnectionFiles)
#include "test_connection_files.moc"
