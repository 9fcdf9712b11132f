// A secret in memory goes when its holder goes.
#include <base/error.h>
#include <base/secret_string.h>

#include <QTest>

#include <type_traits>

using namespace smc;

static_assert(!std::is_convertible_v<std::string, SecretString>, "no text becomes a secret by accident");
static_assert(!std::is_convertible_v<SecretString, std::string>, "no secret becomes a text by accident");
static_assert(!std::is_convertible_v<SecretString, std::string_view>, "no secret becomes a text by accident");

class TestSecretString : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecretIsGivenOnlyWhereItIsAskedFor()
    {
        const SecretString secret("s3cr3t");
        QCOMPARE(secret.reveal(), std::string_view("s3cr3t"));
        QVERIFY(!secret.isEmpty());
        QVERIFY(SecretString().isEmpty());
        QVERIFY(SecretString("a") == SecretString("a"));
        QVERIFY(!(SecretString("a") == SecretString("b")));
    }

    void aMovedSecretLeavesNothingBehind()
    {
        SecretString first("a secret that is too long for the string's own room");
        const std::string_view room = first.reveal();
        const SecretString second(std::move(first));
        QVERIFY(first.isEmpty());
        QCOMPARE(second.reveal(), std::string_view("a secret that is too long for the string's own room"));
        // The first one's memory is still its own, and holds zeros.
        QVERIFY(room.find_first_not_of('\0') == std::string_view::npos);
    }

    void assigningOverASecretKeepsTheNewOne()
    {
        SecretString secret("old");
        secret = SecretString("new");
        QCOMPARE(secret.reveal(), std::string_view("new"));
        const SecretString copy = secret;
        secret = copy;
        QCOMPARE(secret.reveal(), std::string_view("new"));
    }

    void wipingOverwritesTheWholeRoom()
    {
        std::string text = "a text that is long enough to live outside the string object itself";
        const char *const bytes = text.data();
        const std::size_t size = text.size();
        wipe(text);
        QVERIFY(text.empty());
        QCOMPARE(text.data(), bytes);
        QVERIFY(std::string_view(bytes, size).find_first_not_of('\0') == std::string_view::npos);
    }

    void anErrorCarriesCodeSentenceAndPlace()
    {
        const Result<int> failed = fail("no_number", "There is no number here.", "/count");
        QVERIFY(!failed.has_value());
        QCOMPARE(failed.error().code, std::string("no_number"));
        QCOMPARE(failed.error().message, std::string("There is no number here."));
        QCOMPARE(failed.error().where, std::string("/count"));
    }
};

QTEST_APPLESS_MAIN(TestSecretString)
#include "tst_secret_string.moc"
