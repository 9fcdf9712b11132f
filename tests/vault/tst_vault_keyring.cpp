// The real vault against a real gnome-keyring-daemon; runs under scripts/with-keyring.
#include <vault/vault.h>

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace smc;
using namespace smc::vault;

namespace {

constexpr const char *Service = "SMC Console test";
const Credentials Acme{SecretString("K-acme-4711"), SecretString("s3cret:with/colon&+=%20$HOME")};

/// What another program finds under the vault's attributes.
QByteArray lookUpFromOutside(const QString &profileId)
{
    QProcess tool;
    tool.start(QStringLiteral("secret-tool"), {QStringLiteral("lookup"), QStringLiteral("server"),
                                               QString::fromLatin1(Service), QStringLiteral("user"), profileId});
    return tool.waitForFinished(10000) ? tool.readAllStandardOutput() : QByteArray("secret-tool did not end");
}

int entriesSeenFromOutside()
{
    QProcess tool;
    tool.start(QStringLiteral("secret-tool"), {QStringLiteral("search"), QStringLiteral("--all"),
                                               QStringLiteral("server"), QString::fromLatin1(Service)});
    if (!tool.waitForFinished(10000))
        return -1;
    return int(tool.readAllStandardOutput().count("\nsecret = "));
}

void lockTheKeyring()
{
    auto call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets"),
        QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("Lock"));
    const QList<QDBusObjectPath> collections{
        QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/collection/login"))};
    call << QVariant::fromValue(collections);
    const auto answer = QDBusConnection::sessionBus().call(call);
    QVERIFY2(answer.type() == QDBusMessage::ReplyMessage, qPrintable(answer.errorMessage()));
}

/// Ends the keyring's daemon and starts a new one, as logging out and in does.
void restartTheKeyring(const char *password)
{
    auto *bus = QDBusConnection::sessionBus().interface();
    const QString name = QStringLiteral("org.freedesktop.secrets");
    const uint pid = bus->servicePid(name);
    QVERIFY(pid > 1);
    QCOMPARE(::kill(pid_t(pid), SIGTERM), 0);
    QTRY_VERIFY(!bus->isServiceRegistered(name));
    QProcess daemon;
    daemon.start(QStringLiteral("gnome-keyring-daemon"),
                 {QStringLiteral("--unlock"), QStringLiteral("--components=secrets"), QStringLiteral("--daemonize")});
    daemon.write(password);
    daemon.closeWriteChannel();
    QVERIFY(daemon.waitForFinished(10000));
    QTRY_VERIFY(bus->isServiceRegistered(name));
}

} // namespace

class TestVaultKeyring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void theEntrySitsInTheKeyringAsOneLine();
    void writingAgainReplacesTheEntry();
    void removingLeavesNothing();
    void profilesDoNotMix();
    void anEntryWrittenElsewhereIsRead();
    void theEntrySurvivesTheKeyringsRestart();
    void aLockedKeyringIsNotTakenForAnEmptyOne();
    void noFileHoldsTheSecret();
};

void TestVaultKeyring::initTestCase()
{
    QVERIFY2(QDBusConnection::sessionBus().interface()->isServiceRegistered(QStringLiteral("org.freedesktop.secrets")),
             "run this through scripts/with-keyring");
}

void TestVaultKeyring::init()
{
    Vault vault(Service);
    for (const char *id : {"p1", "p2", "Ünïcode/../p 3"})
        QCOMPARE(*QCoro::waitFor(vault.remove(id)), Storage::Keychain);
    QCOMPARE(entriesSeenFromOutside(), 0);
}

void TestVaultKeyring::theEntrySitsInTheKeyringAsOneLine()
{
    Vault vault(Service);
    QCOMPARE(QCoro::waitFor(vault.probe()), Storage::Keychain);
    QCOMPARE(*QCoro::waitFor(vault.write("p1", Acme)), Storage::Keychain);
    QCOMPARE(lookUpFromOutside(QStringLiteral("p1")), QByteArray("K-acme-4711:s3cret:with/colon&+=%20$HOME"));
    Vault another(Service);
    QVERIFY(*QCoro::waitFor(another.read("p1")) == Acme);
}

void TestVaultKeyring::writingAgainReplacesTheEntry()
{
    Vault vault(Service);
    QVERIFY(QCoro::waitFor(vault.write("p1", Acme)));
    QVERIFY(QCoro::waitFor(vault.write("p1", {SecretString("new"), SecretString("newer")})));
    QCOMPARE(lookUpFromOutside(QStringLiteral("p1")), QByteArray("new:newer"));
    QCOMPARE(entriesSeenFromOutside(), 1);
}

void TestVaultKeyring::removingLeavesNothing()
{
    Vault vault(Service);
    QVERIFY(QCoro::waitFor(vault.write("p1", Acme)));
    QCOMPARE(*QCoro::waitFor(vault.remove("p1")), Storage::Keychain);
    QCOMPARE(lookUpFromOutside(QStringLiteral("p1")), QByteArray());
    QVERIFY(QCoro::waitFor(vault.read("p1"))->isEmpty());
}

void TestVaultKeyring::profilesDoNotMix()
{
    Vault vault(Service);
    QVERIFY(QCoro::waitFor(vault.write("p1", Acme)));
    QVERIFY(QCoro::waitFor(vault.write("p2", {SecretString("k2"), SecretString("s2")})));
    QVERIFY(QCoro::waitFor(vault.write("Ünïcode/../p 3", {SecretString("k3"), SecretString("s3")})));
    QCOMPARE(entriesSeenFromOutside(), 3);
    QVERIFY(QCoro::waitFor(vault.remove("p2")));
    QVERIFY(*QCoro::waitFor(vault.read("p1")) == Acme);
    QVERIFY(QCoro::waitFor(vault.read("p2"))->isEmpty());
    QCOMPARE(std::string(QCoro::waitFor(vault.read("Ünïcode/../p 3"))->apiKey.reveal()), std::string("k3"));
}

void TestVaultKeyring::anEntryWrittenElsewhereIsRead()
{
    QProcess tool;
    tool.start(QStringLiteral("secret-tool"),
               {QStringLiteral("store"), QStringLiteral("--label=by hand"), QStringLiteral("server"),
                QString::fromLatin1(Service), QStringLiteral("user"), QStringLiteral("p1"), QStringLiteral("type"),
                QStringLiteral("plaintext")});
    tool.write("hand:made");
    tool.closeWriteChannel();
    QVERIFY(tool.waitForFinished(10000));
    Vault vault(Service);
    const auto read = QCoro::waitFor(vault.read("p1"));
    QVERIFY(read);
    QCOMPARE(std::string(read->apiSecret.reveal()), std::string("made"));
}

void TestVaultKeyring::theEntrySurvivesTheKeyringsRestart()
{
    Vault vault(Service);
    QVERIFY(QCoro::waitFor(vault.write("p1", Acme)));
    restartTheKeyring("test");
    QCOMPARE(lookUpFromOutside(QStringLiteral("p1")), QByteArray("K-acme-4711:s3cret:with/colon&+=%20$HOME"));
    const auto read = QCoro::waitFor(vault.read("p1"));
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QVERIFY(*read == Acme);
}

void TestVaultKeyring::aLockedKeyringIsNotTakenForAnEmptyOne()
{
    Vault vault(Service, systemKeychain(), Patience{std::chrono::seconds(5), std::chrono::seconds(10)});
    QVERIFY(QCoro::waitFor(vault.write("p1", Acme)));
    lockTheKeyring();
    QElapsedTimer clock;
    clock.start();
    // Nothing here can show a prompt, which is what a person who dismisses it looks like.
    const auto read = QCoro::waitFor(vault.read("p1"));
    QVERIFY2(clock.elapsed() < 9000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY2(!read, "a locked entry came back as no entry");
    QCOMPARE(read.error().code, std::string("keychain_failed"));
    QVERIFY2(read.error().message.find("locked") != std::string::npos, read.error().message.c_str());
    QCOMPARE(vault.where(), Storage::SessionOnly);

    Vault another(Service);
    QCOMPARE(*QCoro::waitFor(another.remove("p1")), Storage::SessionOnly);
    QVERIFY2(another.reason().find("locked") != std::string::npos, another.reason().c_str());

    QCOMPARE(*QCoro::waitFor(vault.write("p2", {SecretString("k2"), SecretString("s2")})), Storage::SessionOnly);
    restartTheKeyring("test");
    QCOMPARE(QCoro::waitFor(vault.probe()), Storage::Keychain);
    QVERIFY(*QCoro::waitFor(vault.read("p1")) == Acme);
    QCOMPARE(lookUpFromOutside(QStringLiteral("p2")), QByteArray("k2:s2"));
}

void TestVaultKeyring::noFileHoldsTheSecret()
{
    Vault vault(Service);
    QVERIFY(QCoro::waitFor(vault.write("p1", Acme)));
    int files = 0;
    QDirIterator it(qEnvironmentVariable("HOME"), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        ++files;
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains("s3cret"), qPrintable(file.fileName()));
        QVERIFY2(!bytes.contains("4711"), qPrintable(file.fileName()));
    }
    QVERIFY2(files > 0, "the keyring's own file was expected here");
}

QTEST_GUILESS_MAIN(TestVaultKeyring)
#include "tst_vault_keyring.moc"
