// A sandbox profile whose address is typed: whose key is meant, and where events go.
#include "connection_bench.h"
#include "named.h"
#include "window_bench.h"

#include <destination/settings.h>
#include <gui/connection/credentials_editor.h>
#include <gui/target_words.h>
#include <vault/credentials.h>
#include <workspace/profile.h>

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace smc;
using namespace smc::gui;

class TestForeignHost : public QObject
{
    Q_OBJECT

    static constexpr const char *Address = "paranasolution.selligent.com/portal/ES/a";
    static constexpr const char *Host = "paranasolution.selligent.com";

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void theKeyFieldsFollowTheAddressAsItIsTyped()
    {
        WindowBench bench;
        auto &key = bench.named<QLineEdit>("API key");
        auto &where = bench.find<QLabel>("credentials.where");
        auto &url = bench.named<QLineEdit>("SMC admin URL");
        QVERIFY(!key.isVisible());
        type(url, QString::fromLatin1(Address));
        QVERIFY(key.isVisible());
        QVERIFY(bench.named<QLineEdit>("API secret").isVisible());
        QVERIFY(!where.isVisible());
        QVERIFY(bench.console().usesOwnSandbox()); // Nothing is saved yet.
        QVERIFY2(bench.find<QLabel>("environmentUnder").text().contains(QString::fromLatin1(Host)),
                 qPrintable(bench.find<QLabel>("environmentUnder").text()));
        bench.picture("state-foreign-host");

        url.selectAll();
        QTest::keyClick(&url, Qt::Key_Delete);
        QVERIFY(!key.isVisible());
        QVERIFY(where.isVisible());
        QVERIFY(bench.find<QLabel>("environmentUnder").text().isEmpty());
    }

    void theKeyFieldsFollowTheEnvironmentToo()
    {
        WindowBench bench;
        auto &key = bench.named<QLineEdit>("API key");
        auto &environment = bench.named<QComboBox>("Environment");
        environment.setCurrentIndex(static_cast<int>(workspace::Environment::Staging));
        QVERIFY(key.isVisible());
        environment.setCurrentIndex(static_cast<int>(workspace::Environment::Sandbox));
        QVERIFY(!key.isVisible());
    }

    void addressAndKeyAreSavedInOneGo()
    {
        WindowBench bench(SandboxPolicy::OnlyWhenAsked, Keychain::Answers);
        type(bench.named<QLineEdit>("SMC admin URL"), QString::fromLatin1(Address));
        type(bench.named<QLineEdit>("API key"), QString::fromLatin1(Key));
        type(bench.named<QLineEdit>("API secret"), QString::fromLatin1(Secret));
        bench.action("connection.save").trigger();
        bench.written();
        QTRY_COMPARE(bench.console().credentialsState().where, CredentialsState::Where::Keychain);
        QVERIFY(!bench.console().usesOwnSandbox());
        QTRY_VERIFY(bench.find<QLabel>("credentials.where").isVisible());
        QTRY_VERIFY(!bench.action("connection.save").isEnabled());
    }

    void anAmpersandInANameStandsOnTheButtonAndIsRead()
    {
        WindowBench bench;
        bench.go(PageId::Compose);
        bench.changeProfile([](workspace::Profile &profile, destination::Settings &) { profile.name = "S & S"; });
        QTRY_COMPARE(bench.action("compose.send").text(), QStringLiteral("Send to S && S"));
        QCOMPARE(named<QPushButton>(bench.page(PageId::Compose), "Send to S & S")->text(),
                 QStringLiteral("Send to S && S"));
    }

    void theButtonNamesTheHost()
    {
        WindowBench bench;
        bench.go(PageId::Compose);
        QCOMPARE(bench.action("compose.send").text(), QStringLiteral("Send to Sandbox"));
        bench.changeProfile([](workspace::Profile &, destination::Settings &settings) {
            settings.smcAdminUrl = Address;
            settings.organization = "ACME";
        });
        QTRY_COMPARE(bench.action("compose.send").text(),
                     QStringLiteral("Send to %1 (Sandbox)").arg(QString::fromLatin1(Host)));
        bench.picture("compose-foreign-host");
        QCOMPARE(clippedTexts(bench.page(PageId::Compose)), QStringList());
    }

    void aLoopbackAddressIsASandboxAndOthersKeepTheirName()
    {
        workspace::Profile profile;
        profile.name = "Mine";
        profile.environment = workspace::Environment::Sandbox;
        destination::Settings settings;
        QCOMPARE(targetWords(profile, settings), QStringLiteral("Mine"));
        settings.smcAdminUrl = "http://127.0.0.1:4000";
        QCOMPARE(targetWords(profile, settings), QStringLiteral("Mine"));
        settings.smcAdminUrl = "no address";
        QCOMPARE(targetWords(profile, settings), QStringLiteral("Mine"));
        settings.smcAdminUrl = std::string(60, 'a') + "." + std::string(60, 'b') + ".slgnt.us";
        const QString words = targetWords(profile, settings);
        QVERIFY2(words.size() < 60 && words.contains(QStringLiteral(".slgnt.us (Mine)")), qPrintable(words));
        settings.smcAdminUrl = "https://acme.slgnt.us/Portal";
        QCOMPARE(targetWords(profile, settings), QStringLiteral("acme.slgnt.us (Mine)"));
        profile.environment = workspace::Environment::Staging;
        QCOMPARE(targetWords(profile, settings), QStringLiteral("Mine"));
        profile.environment = workspace::Environment::Production;
        QCOMPARE(targetWords(profile, settings), QStringLiteral("PRODUCTION: Mine"));
        QVERIFY(productionQuestion(profile, settings).details.contains(QStringLiteral("https://acme.slgnt.us.")));
    }
};

QTEST_MAIN(TestForeignHost)
#include "test_foreign_host.moc"
