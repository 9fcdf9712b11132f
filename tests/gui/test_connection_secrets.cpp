// Key and secret on the Connection page.
#include "connection_bench.h"
#include "window_bench.h"

#include <gui/connection/secret_edit.h>
#include <gui/connection/test_panel.h>
#include <gui/widgets/banner.h>
#include <gui/widgets/verdict_widget.h>

#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace smc::gui;

namespace {

QStringList filesWith(const QString &folder, const QByteArray &text)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            found.append(file.fileName());
    }
    return found;
}

bool showsText(WindowBench &bench, const QString &text)
{
    for (const QLabel *label : bench.page(PageId::Connection).findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(text))
            return true;
    }
    return false;
}

} // namespace

class TestConnectionSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void secretsAreMaskedAndShownOnlyWhileHeld();
    void whatIsTypedOnTheEyeGoesNowhere();
    void secretIsStoredOnceAndNeverShownAgain();
    void withoutKeychainABannerSaysSo();
    void withAKeychainTheHintSaysSo();
    void halfAPairIsNotTested_data();
    void halfAPairIsNotTested();
    void removingKeyAndSecretAsks();
    void keyWithAColonIsRefusedUnderItsField();
    void theSandboxesKeyIsNotSentElsewhere();
    void aProxysPasswordIsRefusedUnderItsFieldAndKeptNowhere();
    void theAddressIsKeptWithoutUserNameAndPassword();
};

void TestConnectionSecrets::secretsAreMaskedAndShownOnlyWhileHeld()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    auto &secret = bench.named<SecretEdit>("API secret");
    type(secret, QString::fromLatin1(Secret));
    QCOMPARE(secret.echoMode(), QLineEdit::Password);
    QVERIFY(!secret.displayText().contains(QString::fromLatin1(Secret)));
    QTest::mousePress(&secret.eye(), Qt::LeftButton);
    QCOMPARE(secret.displayText(), QString::fromLatin1(Secret));
    QTest::mouseRelease(&secret.eye(), Qt::LeftButton);
    QVERIFY(!secret.displayText().contains(QString::fromLatin1(Secret)));
    secret.eye().setFocus();
    QTest::keyPress(&secret.eye(), Qt::Key_Space);
    QCOMPARE(secret.displayText(), QString::fromLatin1(Secret));
    QTest::keyRelease(&secret.eye(), Qt::Key_Space);
    QVERIFY(!secret.displayText().contains(QString::fromLatin1(Secret)));
}

void TestConnectionSecrets::whatIsTypedOnTheEyeGoesNowhere()
{
    SecretEdit field;
    field.show();
    QApplication::setActiveWindow(&field);
    QVERIFY(QTest::qWaitForWindowActive(&field));
    field.setFocus();
    QTest::keyClicks(&field, QStringLiteral("key"));
    field.eye().setFocus(Qt::TabFocusReason);
    QGuiApplication::clipboard()->setText(QStringLiteral("pasted"));
    QTest::keyClicks(&field.eye(), QStringLiteral("typed"));
    QTest::keySequence(&field.eye(), QKeySequence::Paste);
    QTest::keyClick(&field.eye(), Qt::Key_Backspace);
    QCOMPARE(field.text(), QStringLiteral("key"));
    QTest::keyPress(&field.eye(), Qt::Key_Space);
    QCOMPARE(field.echoMode(), QLineEdit::Normal);
    QTest::keyRelease(&field.eye(), Qt::Key_Space);
    QCOMPARE(field.echoMode(), QLineEdit::Password);
}

void TestConnectionSecrets::secretIsStoredOnceAndNeverShownAgain()
{
    WindowBench bench(SandboxPolicy::OnlyWhenAsked, Keychain::Answers);
    bench.addProfile("Acme", "staging");
    type(bench.named<QLineEdit>("API key"), QString::fromLatin1(Key));
    type(bench.named<QLineEdit>("API secret"), QString::fromLatin1(Secret));
    QVERIFY(bench.find<QLabel>("connection.unsaved").isVisible());
    bench.action("connection.save").trigger();
    bench.written();
    QTRY_COMPARE(bench.find<QLabel>("credentials.where").text(), QStringLiteral("Stored in the keychain"));
    QTRY_VERIFY(bench.find<QLabel>("credentials.where").isVisible());
    QVERIFY(!bench.named<QLineEdit>("API secret").isVisible());
    QVERIFY(!bench.find<QLabel>("connection.unsaved").isVisible());
    for (const QLineEdit *edit : bench.window().findChildren<QLineEdit *>())
        QVERIFY2(!edit->text().contains(QString::fromLatin1(Secret)), qPrintable(edit->objectName()));

    bench.named<QPushButton>("Replace key and secret").click();
    QVERIFY(bench.named<QLineEdit>("API secret").isVisible());
    QCOMPARE(bench.named<QLineEdit>("API secret").text(), QString());
    bench.named<QPushButton>("Keep the stored ones").click();
    QVERIFY(!bench.named<QLineEdit>("API secret").isVisible());

    bench.window().close();
    QTRY_VERIFY(!bench.window().isVisible());
    QCOMPARE(filesWith(bench.folder(), Secret), QStringList());
    QCOMPARE(filesWith(bench.folder(), Key), QStringList());
}

void TestConnectionSecrets::withoutKeychainABannerSaysSo()
{
    WindowBench bench;
    QVERIFY(!bench.page(PageId::Connection).banners().banner(QStringLiteral("keychain")));
    bench.addProfile("Acme", "staging");
    QTRY_VERIFY(bench.page(PageId::Connection).banners().banner(QStringLiteral("keychain")));
    const Banner *banner = bench.page(PageId::Connection).banners().banner(QStringLiteral("keychain"));
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->content().text,
             QStringLiteral("No keychain answers here. Keys and secrets are kept in memory only, until you "
                            "close the console."));
    QCOMPARE(banner->toolTip(),
             QStringLiteral("No keychain answers here (org.example.Error: 5). Keys and secrets are kept in "
                            "memory only, until you close the console."));
    QVERIFY(showsText(bench, QStringLiteral("this session only")));
    QVERIFY(!showsText(bench, QStringLiteral("in the system's keychain")));

    type(bench.named<QLineEdit>("API key"), QString::fromLatin1(Key));
    type(bench.named<QLineEdit>("API secret"), QString::fromLatin1(Secret));
    bench.action("connection.save").trigger();
    bench.written();
    QTRY_COMPARE(bench.find<QLabel>("credentials.where").text(), QStringLiteral("Kept for this session only"));
}

void TestConnectionSecrets::withAKeychainTheHintSaysSo()
{
    WindowBench bench(SandboxPolicy::OnlyWhenAsked, Keychain::Answers);
    bench.addProfile("Acme", "staging");
    QTRY_VERIFY(showsText(bench, QStringLiteral("in the system's keychain")));
    QVERIFY(!showsText(bench, QStringLiteral("this session only")));
}

void TestConnectionSecrets::halfAPairIsNotTested_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("missing");
    QTest::newRow("key alone") << QStringLiteral("API key") << QStringLiteral("API secret");
    QTest::newRow("secret alone") << QStringLiteral("API secret") << QStringLiteral("API key");
}

void TestConnectionSecrets::halfAPairIsNotTested()
{
    QFETCH(QString, typed);
    QFETCH(QString, missing);
    WindowBench bench(SandboxPolicy::OnlyWhenAsked, Keychain::Answers);
    bench.addProfile("Acme", "staging");
    type(bench.named<QLineEdit>("API key"), QString::fromLatin1(Key));
    type(bench.named<QLineEdit>("API secret"), QString::fromLatin1(Secret));
    bench.action("connection.save").trigger();
    bench.written();
    QTRY_VERIFY(bench.named<QPushButton>("Replace key and secret").isVisible());

    bench.named<QPushButton>("Replace key and secret").click();
    type(*named<QLineEdit>(bench.window(), typed), QStringLiteral("another"));
    bench.action("connection.test").trigger();
    QVERIFY(named<QLineEdit>(bench.window(), missing)->property("wrong").toBool());
    auto &panel = bench.find<TestPanel>("connectionTest");
    QCOMPARE(panel.findChildren<VerdictWidget *>().size(), 1);
    const VerdictContent content = panel.findChildren<VerdictWidget *>().first()->content();
    QCOMPARE(content.word, QStringLiteral("Can't be tested"));
    QVERIFY2(content.sentence.contains(QStringLiteral("missing")), qPrintable(content.sentence));
}

void TestConnectionSecrets::removingKeyAndSecretAsks()
{
    WindowBench bench(SandboxPolicy::OnlyWhenAsked, Keychain::Answers);
    bench.addProfile("Acme", "staging");
    type(bench.named<QLineEdit>("API key"), QString::fromLatin1(Key));
    type(bench.named<QLineEdit>("API secret"), QString::fromLatin1(Secret));
    bench.action("connection.save").trigger();
    bench.written();
    QTRY_VERIFY(bench.named<QPushButton>("Remove key and secret").isVisible());
    bench.dialogs().answer = QStringLiteral("cancel");
    bench.named<QPushButton>("Remove key and secret").click();
    QCOMPARE(bench.console().credentialsState().where, CredentialsState::Where::Keychain);
    bench.dialogs().answer = QStringLiteral("remove");
    bench.named<QPushButton>("Remove key and secret").click();
    QTRY_COMPARE(bench.console().credentialsState().where, CredentialsState::Where::None);
    QVERIFY(bench.named<QLineEdit>("API key").isVisible());
    QCOMPARE(bench.dialogs().asked, QStringList(2, QStringLiteral("remove_credentials")));
}

void TestConnectionSecrets::keyWithAColonIsRefusedUnderItsField()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    type(bench.named<QLineEdit>("API key"), QStringLiteral("a:b"));
    type(bench.named<QLineEdit>("API secret"), QString::fromLatin1(Secret));
    bench.action("connection.save").trigger();
    bench.written();
    QVERIFY(bench.named<QLineEdit>("API key").property("wrong").toBool());
    QVERIFY(!bench.named<QLineEdit>("API secret").property("wrong").toBool());
    bench.picture("state-key-refused");
    QVERIFY(!bench.named<QLineEdit>("API key").accessibleDescription().isEmpty());
    QCOMPARE(bench.console().credentialsState().where, CredentialsState::Where::None);
}

void TestConnectionSecrets::theSandboxesKeyIsNotSentElsewhere()
{
    WindowBench bench;
    // The profile is changed on the form only: what is stored still means the sandbox.
    type(bench.named<QLineEdit>("SMC admin URL"), QStringLiteral("http://127.0.0.1:9/"));
    bench.action("connection.test").trigger();
    auto &panel = bench.find<TestPanel>("connectionTest");
    QTRY_COMPARE(panel.findChildren<VerdictWidget *>().size(), 1);
    QVERIFY(panel.findChildren<VerdictWidget *>().first()->content().sentence.contains(QStringLiteral("key")));
}

void TestConnectionSecrets::aProxysPasswordIsRefusedUnderItsFieldAndKeptNowhere()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    type(bench.named<QLineEdit>("API key"), QStringLiteral("a-key"));
    type(bench.named<QLineEdit>("API secret"), QStringLiteral("its-secret"));
    auto &proxy = bench.named<QLineEdit>("Proxy");
    type(proxy, QStringLiteral("http://jo:%1@127.0.0.1:9").arg(QString::fromLatin1(Secret)));
    leave(proxy);
    QVERIFY(proxy.property("wrong").toBool());
    const QString under = bench.find<QLabel>("proxyUrlUnder").text();
    QVERIFY2(under.contains(QStringLiteral("https_proxy")), qPrintable(under));

    bench.action("connection.test").trigger();
    auto &panel = bench.find<TestPanel>("connectionTest");
    QTRY_COMPARE(panel.findChildren<VerdictWidget *>().size(), 1);
    QTest::qWait(20); // The form makes room for the panel.
    bench.action("connection.save").trigger();
    bench.written();
    QTest::qWait(20);
    QVERIFY(proxy.property("wrong").toBool());
    QVERIFY(proxy.hasFocus());
    auto &message = bench.find<QLabel>("proxyUrlUnder");
    QCOMPARE(message.visibleRegion().boundingRect(), message.rect());
    bench.picture("state-proxy-password");
    QVERIFY(bench.console().storedSettings().proxyUrl.empty());
    QVERIFY(bench.find<QLabel>("connection.unsaved").isVisible());
    QCOMPARE(filesWith(bench.folder(), Secret), QStringList());

    type(proxy, QStringLiteral("http://jo@127.0.0.1:9"));
    bench.action("connection.save").trigger();
    bench.written();
    QTRY_COMPARE(bench.console().storedSettings().proxyUrl, std::string("http://jo@127.0.0.1:9"));
}

void TestConnectionSecrets::theAddressIsKeptWithoutUserNameAndPassword()
{
    WindowBench bench;
    bench.addProfile("Acme", "staging");
    auto &url = bench.named<QLineEdit>("SMC admin URL");
    type(url, QStringLiteral("https://jo:%1@acme.slgnt.us/Portal").arg(QString::fromLatin1(Secret)));
    bench.action("connection.save").trigger();
    bench.written();
    QTRY_COMPARE(bench.console().storedSettings().smcAdminUrl, std::string("https://acme.slgnt.us/Portal"));
    QCOMPARE(filesWith(bench.folder(), Secret), QStringList());
    leave(url);
    QCOMPARE(url.text(), QStringLiteral("https://acme.slgnt.us/Portal"));
}

QTEST_MAIN(TestConnectionSecrets)
#include "test_connection_secrets.moc"
