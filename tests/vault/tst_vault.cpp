#include "fake_keychain.h"

#include <vault/session_store.h>
#include <vault/vault.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace smc;
using namespace smc::vault;
using Mood = FakeKeychainState::Mood;

namespace {

const Credentials Acme{SecretString("K-acme"), SecretString("secret:of/acme")};
const Credentials Other{SecretString("K-other"), SecretString("other")};
constexpr Patience Short{std::chrono::milliseconds(60), std::chrono::milliseconds(120)};

struct Fixture
{
    std::shared_ptr<FakeKeychainState> keychain = std::make_shared<FakeKeychainState>();
    std::unique_ptr<Vault> vault = std::make_unique<Vault>("Test", std::make_unique<FakeKeychain>(keychain), Short);
    QSignalSpy changes{vault.get(), &CredentialStore::storageChanged};
};

bool contains(const std::string &text, const char *part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class TestVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aProfileHasOneEntryOfOneLine();
    void readingWhatWasNeverKeptGivesNothing();
    void aHangingKeychainCostsTheProbesPatienceAndNoMore();
    void aLateAnswerChangesNothing();
    void cancelEndsWhatWaits();
    void destroyingTheVaultEndsWhatWaits();
    void aRefusedWriteIsKeptForTheSession();
    void aRefusedReadSaysWhatToDo();
    void aKeychainThatAnswersAgainIsGivenWhatWasKept();
    void theKeychainIsLeftInPeaceUntilAskedForAgain();
    void removingWithoutKeychainSaysHowFarItReached();
    void aDamagedEntryIsAnErrorAndStays();
    void unusableValuesNeverReachTheKeychain();
    void unusableProfileIdsAreRefused();
    void manyOperationsAtOnceEndEachWithItsOwnAnswer();
    void theSessionStoreKeepsWithoutKeychain();
};

void TestVault::aProfileHasOneEntryOfOneLine()
{
    Fixture f;
    QCOMPARE(f.vault->where(), Storage::Unknown);
    const auto written = QCoro::waitFor(f.vault->write("p1", Acme));
    QVERIFY(written);
    QCOMPARE(*written, Storage::Keychain);
    QCOMPARE(f.vault->where(), Storage::Keychain);
    QCOMPARE(f.vault->reason(), std::string());
    QCOMPARE(f.changes.count(), 1);
    const std::map<std::string, std::string> expected{{"Test/p1", "K-acme:secret:of/acme"}};
    QVERIFY(f.keychain->entries == expected);

    QVERIFY(*QCoro::waitFor(f.vault->read("p1")) == Acme);
    QVERIFY(QCoro::waitFor(f.vault->write("p1", Other)));
    QVERIFY(*QCoro::waitFor(f.vault->read("p1")) == Other);
    QCOMPARE(*QCoro::waitFor(f.vault->remove("p1")), Storage::Keychain);
    QVERIFY(f.keychain->entries.empty());
    QCOMPARE(*QCoro::waitFor(f.vault->remove("p1")), Storage::Keychain);
}

void TestVault::readingWhatWasNeverKeptGivesNothing()
{
    Fixture f;
    const auto read = QCoro::waitFor(f.vault->read("p1"));
    QVERIFY(read);
    QVERIFY(read->isEmpty());
    QVERIFY(!read->complete());
    QCOMPARE(f.vault->where(), Storage::Keychain);
}

void TestVault::aHangingKeychainCostsTheProbesPatienceAndNoMore()
{
    Fixture f;
    f.keychain->mood = Mood::Hangs;
    QElapsedTimer clock;
    clock.start();
    const auto written = QCoro::waitFor(f.vault->write("p1", Acme));
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(*written, Storage::SessionOnly);
    QCOMPARE(f.vault->where(), Storage::SessionOnly);
    QVERIFY2(contains(f.vault->reason(), "did not answer within 1 second"), f.vault->reason().c_str());
    QCOMPARE(f.changes.count(), 1);
    QVERIFY(*QCoro::waitFor(f.vault->read("p1")) == Acme);
}

void TestVault::aLateAnswerChangesNothing()
{
    Fixture f;
    QCoro::waitFor(f.vault->probe());
    f.keychain->mood = Mood::Hangs;
    QCOMPARE(*QCoro::waitFor(f.vault->write("p1", Acme)), Storage::SessionOnly);
    QCOMPARE(f.keychain->unanswered.size(), std::size_t(1));
    f.keychain->unanswered.front()();
    QCOMPARE(f.vault->where(), Storage::SessionOnly);
    QVERIFY(*QCoro::waitFor(f.vault->read("p1")) == Acme);
}

void TestVault::cancelEndsWhatWaits()
{
    Fixture f;
    f.keychain->mood = Mood::Hangs;
    auto write = f.vault->write("p1", Acme);
    auto read = f.vault->read("p2");
    f.vault->cancel();
    const auto written = QCoro::waitFor(write);
    const auto gotten = QCoro::waitFor(read);
    QVERIFY(!written);
    QCOMPARE(written.error().code, std::string("vault_cancelled"));
    QVERIFY(!gotten);
    QCOMPARE(gotten.error().code, std::string("vault_cancelled"));
    QCOMPARE(f.vault->where(), Storage::Unknown);
    QCOMPARE(f.changes.count(), 0);

    f.keychain->mood = Mood::Answers;
    QCOMPARE(*QCoro::waitFor(f.vault->write("p1", Acme)), Storage::Keychain);
}

void TestVault::destroyingTheVaultEndsWhatWaits()
{
    Fixture f;
    f.keychain->mood = Mood::Hangs;
    auto write = f.vault->write("p1", Acme);
    auto probe = f.vault->probe();
    f.vault.reset();
    const auto written = QCoro::waitFor(write);
    QVERIFY(!written);
    QCOMPARE(written.error().code, std::string("vault_cancelled"));
    QCOMPARE(QCoro::waitFor(probe), Storage::Unknown);
    for (const auto &answer : f.keychain->unanswered)
        answer();
}

void TestVault::aRefusedWriteIsKeptForTheSession()
{
    Fixture f;
    QCoro::waitFor(f.vault->probe());
    f.keychain->mood = Mood::Denies;
    QCOMPARE(*QCoro::waitFor(f.vault->write("p1", Acme)), Storage::SessionOnly);
    QCOMPARE(f.vault->reason(), std::string("The keychain is locked or refused access (the person said no)."));
    QVERIFY(*QCoro::waitFor(f.vault->read("p1")) == Acme);
    QVERIFY(f.keychain->entries.empty());
}

void TestVault::aRefusedReadSaysWhatToDo()
{
    Fixture f;
    QCoro::waitFor(f.vault->probe());
    f.keychain->mood = Mood::Denies;
    const auto read = QCoro::waitFor(f.vault->read("p1"));
    QVERIFY(!read);
    QCOMPARE(read.error().code, std::string("keychain_failed"));
    QVERIFY2(contains(read.error().message, "Unlock it and try again"), read.error().message.c_str());
    QCOMPARE(f.vault->where(), Storage::SessionOnly);
}

void TestVault::aKeychainThatAnswersAgainIsGivenWhatWasKept()
{
    Fixture f;
    f.keychain->mood = Mood::Fails;
    QCOMPARE(QCoro::waitFor(f.vault->probe()), Storage::SessionOnly);
    QVERIFY2(contains(f.vault->reason(), "No keychain answers on this computer (no service)"),
             f.vault->reason().c_str());
    QCoro::waitFor(f.vault->write("p1", Acme));
    QCoro::waitFor(f.vault->write("p2", Other));
    f.keychain->mood = Mood::Answers;
    QCOMPARE(QCoro::waitFor(f.vault->probe()), Storage::Keychain);
    QCOMPARE(f.vault->reason(), std::string());
    const std::map<std::string, std::string> expected{{"Test/p1", "K-acme:secret:of/acme"},
                                                      {"Test/p2", "K-other:other"}};
    QVERIFY(f.keychain->entries == expected);
    f.keychain->entries.clear();
    QVERIFY(QCoro::waitFor(f.vault->read("p1"))->isEmpty());
}

void TestVault::theKeychainIsLeftInPeaceUntilAskedForAgain()
{
    Fixture f;
    f.keychain->mood = Mood::Fails;
    QCoro::waitFor(f.vault->probe());
    const int asked = f.keychain->questions;
    QCoro::waitFor(f.vault->write("p1", Acme));
    QCoro::waitFor(f.vault->read("p1"));
    QCoro::waitFor(f.vault->read("p2"));
    QCoro::waitFor(f.vault->remove("p1"));
    QCOMPARE(f.keychain->questions, asked);
}

void TestVault::removingWithoutKeychainSaysHowFarItReached()
{
    Fixture f;
    f.keychain->mood = Mood::Fails;
    QCoro::waitFor(f.vault->write("p1", Acme));
    QCOMPARE(*QCoro::waitFor(f.vault->remove("p1")), Storage::SessionOnly);
    QVERIFY(QCoro::waitFor(f.vault->read("p1"))->isEmpty());
}

void TestVault::aDamagedEntryIsAnErrorAndStays()
{
    Fixture f;
    for (const char *entry : {"no colon here", ":", "k:s\nsecond line", ""}) {
        f.keychain->entries["Test/p1"] = entry;
        const auto read = QCoro::waitFor(f.vault->read("p1"));
        QVERIFY2(!read, entry);
        QCOMPARE(read.error().code, std::string("keychain_entry_damaged"));
        QCOMPARE(f.keychain->entries["Test/p1"], std::string(entry));
    }
    QCOMPARE(f.vault->where(), Storage::Keychain);
}

void TestVault::unusableValuesNeverReachTheKeychain()
{
    Fixture f;
    const auto written = QCoro::waitFor(f.vault->write("p1", {SecretString("k:1"), SecretString("s")}));
    QVERIFY(!written);
    QCOMPARE(written.error().code, std::string("credential_key_has_colon"));
    QVERIFY(!QCoro::waitFor(f.vault->write("p1", {SecretString("k"), SecretString("two\nlines")})));
    QCOMPARE(f.keychain->questions, 0);
}

void TestVault::unusableProfileIdsAreRefused()
{
    Fixture f;
    for (const std::string &id : {std::string(), std::string("a\nb"), std::string(201, 'x')}) {
        QCOMPARE(QCoro::waitFor(f.vault->read(id)).error().code, std::string("profile_id_invalid"));
        QCOMPARE(QCoro::waitFor(f.vault->write(id, Acme)).error().code, std::string("profile_id_invalid"));
        QCOMPARE(QCoro::waitFor(f.vault->remove(id)).error().code, std::string("profile_id_invalid"));
    }
    QCOMPARE(f.keychain->questions, 0);
}

void TestVault::manyOperationsAtOnceEndEachWithItsOwnAnswer()
{
    Fixture f;
    std::vector<QCoro::Task<Result<Storage>>> writes;
    for (int i = 0; i < 50; ++i)
        writes.push_back(
            f.vault->write("p" + std::to_string(i), {SecretString("k" + std::to_string(i)), SecretString("s")}));
    for (auto &write : writes)
        QCOMPARE(*QCoro::waitFor(write), Storage::Keychain);
    for (int i = 0; i < 50; ++i) {
        const auto read = QCoro::waitFor(f.vault->read("p" + std::to_string(i)));
        QCOMPARE(std::string(read->apiKey.reveal()), "k" + std::to_string(i));
    }
}

void TestVault::theSessionStoreKeepsWithoutKeychain()
{
    SessionStore store("Taken from the environment.");
    QCOMPARE(QCoro::waitFor(store.probe()), Storage::SessionOnly);
    QCOMPARE(*QCoro::waitFor(store.write("p", Acme)), Storage::SessionOnly);
    QVERIFY(!QCoro::waitFor(store.write("p", {})));
    QVERIFY(*QCoro::waitFor(store.read("p")) == Acme);
    QCOMPARE(store.reason(), std::string("Taken from the environment."));
    QVERIFY(QCoro::waitFor(store.remove("p")));
    QVERIFY(QCoro::waitFor(store.read("p"))->isEmpty());
}

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
