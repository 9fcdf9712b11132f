#include <vault/credentials.h>

#include <QTest>

using namespace smc;
using namespace smc::vault;

namespace {

Credentials credentials(std::string_view key, std::string_view secret)
{
    return {SecretString(key), SecretString(secret)};
}

std::string utf8(const QByteArray &bytes)
{
    return bytes.toStdString();
}

} // namespace

class TestCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothHalvesTravelAsKeyColonSecret();
    void aSecretMayContainColons();
    void aLineFromStandardInputIsRead_data();
    void aLineFromStandardInputIsRead();
    void whatCannotBeSentIsRefusedWithItsReason_data();
    void whatCannotBeSentIsRefusedWithItsReason();
    void noErrorRepeatsTheSecret();
};

void TestCredentials::bothHalvesTravelAsKeyColonSecret()
{
    const auto value = headerValue(credentials("K-123", "s3cr3t"));
    QCOMPARE(std::string(value.reveal()), std::string("K-123:s3cr3t"));
}

void TestCredentials::aSecretMayContainColons()
{
    const auto parsed = parseCredentials("K:a:b::");
    QVERIFY2(parsed, parsed ? "" : parsed.error().message.c_str());
    QCOMPARE(std::string(parsed->apiKey.reveal()), std::string("K"));
    QCOMPARE(std::string(parsed->apiSecret.reveal()), std::string("a:b::"));
    QCOMPARE(*parsed, *parseCredentials(headerValue(*parsed).reveal()));
}

void TestCredentials::aLineFromStandardInputIsRead_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("bare") << QByteArray("K:S#p");
    QTest::newRow("unix line end") << QByteArray("K:S#p\n");
    QTest::newRow("windows line end") << QByteArray("K:S#p\r\n");
}

void TestCredentials::aLineFromStandardInputIsRead()
{
    QFETCH(QByteArray, line);
    const auto parsed = parseCredentials(utf8(line));
    QVERIFY2(parsed, parsed ? "" : parsed.error().message.c_str());
    QCOMPARE(std::string(headerValue(*parsed).reveal()), std::string("K:S#p"));
}

void TestCredentials::whatCannotBeSentIsRefusedWithItsReason_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("where");
    const auto row = [](const char *name, const QByteArray &key, const QByteArray &secret, const char *code,
                        const char *where) {
        QTest::newRow(name) << key << secret << QByteArray(code) << QByteArray(where);
    };
    row("no key", "", "s", "credential_missing", "apiKey");
    row("no secret", "k", "", "credential_missing", "apiSecret");
    row("two lines", "k", "s\nX-Other: 1", "credential_not_single_line", "apiSecret");
    row("carriage return", "k\r", "s", "credential_not_single_line", "apiKey");
    row("tab", "k\t", "s", "credential_control_character", "apiKey");
    row("zero byte", "k", QByteArray("s\0t", 3), "credential_control_character", "apiSecret");
    row("delete", "k", "s\x7f", "credential_control_character", "apiSecret");
    row("accent", "k", "s\xc3\xa9", "credential_not_ascii", "apiSecret");
    row("no-break space", "k", "s\xc2\xa0", "credential_not_ascii", "apiSecret");
    row("broken UTF-8", "k\xff", "s", "credential_not_ascii", "apiKey");
    row("line separator", "k", "s\xe2\x80\xa8t", "credential_not_ascii", "apiSecret");
    row("space before", " k", "s", "credential_outer_space", "apiKey");
    row("space behind", "k", "s ", "credential_outer_space", "apiSecret");
    row("a space within", "k", "s t", "credential_other_text", "apiSecret");
    row("a value in quotes", "\"k\"", "s", "credential_other_text", "apiKey");
    row("JSON", "{\"apiKey\"", "\"k\",\"apiSecret\":\"s\"}", "credential_other_text", "apiKey");
    row("brackets", "k", "[s]", "credential_other_text", "apiSecret");
    row("colon in the key", "k:1", "s", "credential_key_has_colon", "apiKey");
    row("a whole document", "k", QByteArray(1025, 'x'), "credential_too_long", "apiSecret");
}

void TestCredentials::whatCannotBeSentIsRefusedWithItsReason()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, where);
    const auto checked = check(credentials(utf8(key), utf8(secret)));
    QVERIFY(!checked);
    QCOMPARE(QByteArray::fromStdString(checked.error().code), code);
    QCOMPARE(QByteArray::fromStdString(checked.error().where), where);
    QVERIFY(!checked.error().message.empty());
}

void TestCredentials::noErrorRepeatsTheSecret()
{
    const char *const lines[] = {
        "topsecret", "topsecret\x01:topsecret\xe9", "topsecret:", ":topsecret", "k:topsecret\nx", " topsecret:x"};
    for (const char *line : lines) {
        const auto parsed = parseCredentials(line);
        QVERIFY2(!parsed, line);
        QVERIFY2(parsed.error().message.find("topsecret") == std::string::npos, parsed.error().message.c_str());
    }
}

QTEST_GUILESS_MAIN(TestCredentials)
#include "tst_credentials.moc"
