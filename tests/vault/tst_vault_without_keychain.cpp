// The real QtKeychain where no keychain can be reached: a D-Bus address that points nowhere.
#include <vault/vault.h>

#include <QElapsedTimer>
#include <QTest>

using namespace smc;
using namespace smc::vault;

class TestVaultWithoutKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVaultSaysSoAndKeepsForTheSession();
    void nothingSurvivesTheVault();
};

void TestVaultWithoutKeychain::theVaultSaysSoAndKeepsForTheSession()
{
    QElapsedTimer clock;
    clock.start();
    Vault vault("SMC Console test");
    QCOMPARE(QCoro::waitFor(vault.probe()), Storage::SessionOnly);
    QVERIFY2(clock.elapsed() < 10000, qPrintable(QString::number(clock.elapsed())));
    qInfo("reason: %s", vault.reason().c_str());
    QVERIFY(vault.reason().starts_with("No keychain answers on this computer"));
    // What follows of it is for each program to say: smcctl keeps nothing.
    QCOMPARE(vault.reason().find("memory"), std::string::npos);

    const Credentials credentials{SecretString("K"), SecretString("S")};
    QCOMPARE(*QCoro::waitFor(vault.write("p", credentials)), Storage::SessionOnly);
    QVERIFY(*QCoro::waitFor(vault.read("p")) == credentials);
}

void TestVaultWithoutKeychain::nothingSurvivesTheVault()
{
    const Credentials credentials{SecretString("K"), SecretString("S")};
    {
        Vault vault("SMC Console test");
        QVERIFY(QCoro::waitFor(vault.write("p", credentials)));
    }
    Vault next("SMC Console test");
    QVERIFY(QCoro::waitFor(next.read("p"))->isEmpty());
}

int main(int argc, char **argv)
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    qputenv("XDG_RUNTIME_DIR", "/nonexistent");
    QCoreApplication app(argc, argv);
    TestVaultWithoutKeychain test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_vault_without_keychain.moc"
