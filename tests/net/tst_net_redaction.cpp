#include "net_fixtures.h"

#include <net/exchange.h>
#include <net/redaction.h>

#include <QTest>

using namespace smc::net;
using smc::SecretString;

namespace {

Redactor redactor()
{
    Redactor redactor;
    redactor.add(netfixtures::secretHeader().value);
    return redactor;
}

QByteArray jsonEscaped(QByteArray text)
{
    return text.replace("/", "\\/").replace("+", "\\u002b");
}

QByteArray everyBytePercentEncoded(const QByteArray &text)
{
    QByteArray all;
    for (const char c : text)
        all += '%' + QByteArray(1, c).toHex();
    return all;
}

QByteArray htmlEscaped(QByteArray text)
{
    return text.replace("/", "&#x2F;").replace("+", "&#43;").replace("=", "&equals;");
}

} // namespace

class RedactionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSecretIsFoundInEveryDress_data();
    void theSecretIsFoundInEveryDress();
    void textWithoutTheSecretStaysAsItIs();
    void shortKeysHitOnlyWholeWords();
    void aSentenceKeepsItsOwnWords_data();
    void aSentenceKeepsItsOwnWords();
    void aSecretMadeOfEscapeCharactersIsFoundRawAndEscaped();
    void aCutTextDoesNotEndInHalfASecret();
    void aValueThatIsShortenedInASentenceDoesNotEndInHalfASecret();
    void sensitiveHeadersAreMaskedWhateverTheyHold();
    void urlsLoseTheSecretAndTheirUserInfo();
    void aRequestLosesItsSecretButKeepsWhatPeopleSee();
    void aLargeBodyIsReadInOnePass();
};

void RedactionTest::theSecretIsFoundInEveryDress_data()
{
    QTest::addColumn<QByteArray>("dressed");
    const QByteArray key(netfixtures::Key);
    const QByteArray secret(netfixtures::Secret);
    const QByteArray whole = key + ":" + secret;
    const std::pair<const char *, QByteArray> parts[] = {{"key", key}, {"secret", secret}, {"whole", whole}};
    for (const auto &[name, part] : parts) {
        const auto row = [name = name](const char *dress) -> QTestData & {
            return QTest::addRow("%s %s", name, dress);
        };
        row("as it is") << part;
        row("percent-encoded") << part.toPercentEncoding();
        row("percent-encoded in lower case") << QByteArray(part.toPercentEncoding()).replace("%2B", "%2b");
        row("percent-encoded to the last byte") << everyBytePercentEncoded(part);
        row("JSON-escaped") << jsonEscaped(part);
        row("JSON-escaped twice") << jsonEscaped(part).replace("\\", "\\\\");
        row("JSON-escaped twice with slashes") << jsonEscaped(jsonEscaped(part).replace("\\", "\\\\"));
        row("percent-encoded twice") << part.toPercentEncoding().replace("%", "%25");
        row("HTML-escaped") << htmlEscaped(part);
        row("in base64") << part.toBase64();
        row("in base64 for URLs") << part.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        row("in base64 behind one byte") << ("x" + part).toBase64();
        row("in base64 behind two bytes") << ("xy" + part + "tail").toBase64();
        row("in percent-encoded base64") << part.toBase64().toPercentEncoding();
    }
}
void RedactionTest::theSecretIsFoundInEveryDress()
{
    QFETCH(QByteArray, dressed);
    const QByteArray text = R"({"message":"The key )" + dressed + R"( is unknown","rows":[1,2]})";
    const std::string redacted = redactor().text(text.toStdString());
    QVERIFY2(QByteArray::fromStdString(redacted).startsWith(R"({"message":"The key )"), redacted.c_str());
    QVERIFY2(QByteArray::fromStdString(redacted).endsWith(R"( is unknown","rows":[1,2]})"), redacted.c_str());
    QVERIFY2(redacted.find(Mask) != std::string::npos, redacted.c_str());
    // Of base64 a boundary character at either end may stay; it holds a few bits at most.
    QVERIFY2(redacted.size() < text.size() - std::size_t(dressed.size()) + 24, redacted.c_str());
    QVERIFY(!redactor().finds(redacted));
}

void RedactionTest::textWithoutTheSecretStaysAsItIs()
{
    const std::string text = R"({"a":"100% \\ \u00e9 & + / kE7 s3CrEt/","b":"\"","c":"%zz&#;&#x;\u12"})";
    QCOMPARE(QString::fromStdString(redactor().text(text)), QString::fromStdString(text));
    QCOMPARE(QString::fromStdString(Redactor().text(text)), QString::fromStdString(text));
}

void RedactionTest::shortKeysHitOnlyWholeWords()
{
    Redactor redactor;
    redactor.add(SecretString("record:pw"));
    const std::string text = R"({"invalid_records":[{"record":"record"}],"pw":1,"auth":"record:pw"})";
    QCOMPARE(QString::fromStdString(redactor.text(text)),
             QStringLiteral(R"({"invalid_records":[{"***":"***"}],"pw":1,"auth":"***"})"));
}

void RedactionTest::aSentenceKeepsItsOwnWords_data()
{
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *sentence, const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(sentence) << QString::fromUtf8(expected);
    };
    row("own words", "SMC says the same for a wrong key. Copy key and secret again.",
        "SMC says the same for a wrong key. Copy key and secret again.");
    row("quoted", "SMC refused it: “wrong”, \"secret\" and `a wrong one`, for a wrong key.",
        "SMC refused it: “***”, \"***\" and `a *** one`, for a wrong key.");
    row("a quotation in another", "SMC says: “The value \"x\" is a secret”. A secret is none.",
        "SMC says: “The value \"x\" is a ***”. A secret is none.");
    row("marks that don't match", "The value “x” wrong” is too long.", "The value “x” ***” is too long.");
    row("an open mark", "The value \"x is wrong.", "The value \"x is ***.");
    row("no word of ours", "The value of Hunter2 and of hunter-two.", "The value of *** and of hunter-two.");
    row("a long one", "The value of longsecret is none.", "The value of *** is none.");
}
void RedactionTest::aSentenceKeepsItsOwnWords()
{
    QFETCH(QString, sentence);
    Redactor redactor;
    for (const char *secret : {"wrong:secret", "Hunter2", "longsecret"})
        redactor.add(SecretString(secret));
    QTEST(QString::fromStdString(redactor.sentence(sentence.toStdString())), "expected");
}

void RedactionTest::aSecretMadeOfEscapeCharactersIsFoundRawAndEscaped()
{
    Redactor redactor;
    redactor.add(SecretString("100%&back\\slash\"quoted"));
    for (const char *text : {"100%&back\\slash\"quoted", "100%&back\\\\slash\\\"quoted",
                             "100%25%26back%5Cslash%22quoted", "100%&amp;back\\slash&quot;quoted"})
        QCOMPARE(QString::fromStdString(redactor.text(text)), QStringLiteral("***"));
}

void RedactionTest::aCutTextDoesNotEndInHalfASecret()
{
    const std::string cut = std::string("echo ") + std::string(netfixtures::Secret).substr(0, 20);
    QCOMPARE(QString::fromStdString(redactor().text(cut, TextEnd::Cut)), QStringLiteral("echo ***"));
}

void RedactionTest::aValueThatIsShortenedInASentenceDoesNotEndInHalfASecret()
{
    const std::string quoted =
        "The value \u201cat " + std::string(netfixtures::Secret).substr(0, 20) + "\u2026\u201d is too long.";
    QCOMPARE(QString::fromStdString(redactor().text(quoted)),
             QStringLiteral("The value \u201cat ***\u2026\u201d is too long."));
    QCOMPARE(QString::fromStdString(redactor().text("Sending\u2026")), QStringLiteral("Sending\u2026"));
}

void RedactionTest::sensitiveHeadersAreMaskedWhateverTheyHold()
{
    const Headers headers = redactor().headers({{"Authorization", "Bearer a"},
                                                {"proxy-authorization", "Basic b"},
                                                {"x-apikey", "c"},
                                                {"X-APIKEY-SECRET", "d"},
                                                {"Cookie", "e=1"},
                                                {"Set-Cookie", "f=1"},
                                                {"Location", std::string("/x?k=") + netfixtures::Key},
                                                {"Content-Type", "text/html"}});
    for (std::size_t i = 0; i < 6; ++i)
        QCOMPARE(QString::fromStdString(headers[i].value), QStringLiteral("***"));
    QCOMPARE(QString::fromStdString(headers[6].value), QStringLiteral("/x?k=***"));
    QCOMPARE(QString::fromStdString(headers[7].value), QStringLiteral("text/html"));
}

void RedactionTest::urlsLoseTheSecretAndTheirUserInfo()
{
    QUrl url(QStringLiteral("https://user:pw@acme.slgnt.us/Portal/Api/x?a=1"));
    url.setQuery(QStringLiteral("a=1&token=") +
                 QString::fromLatin1(QByteArray(netfixtures::Secret).toPercentEncoding()) + QStringLiteral("&b=2"));
    QCOMPARE(redactor().url(url).toString(QUrl::FullyEncoded),
             QStringLiteral("https://acme.slgnt.us/Portal/Api/x?a=1&token=***&b=2"));

    Redactor hosts;
    hosts.add(SecretString("verysecrethost"));
    QCOMPARE(hosts.url(QUrl(QStringLiteral("https://verysecrethost.example/")))
                 .toString()
                 .contains(QStringLiteral("verysecret")),
             false);
}

void RedactionTest::aRequestLosesItsSecretButKeepsWhatPeopleSee()
{
    HttpRequest request = netfixtures::request(QUrl(QStringLiteral("https://a.example/")), "POST",
                                               std::string("{\"k\":\"") + netfixtures::Key + "\"}");
    const HttpRequest redacted = redactor().request(request);
    QVERIFY(redacted.secret->value.isEmpty());
    QCOMPARE(QString::fromStdString(redacted.secret->display), QStringLiteral("$SMC_API_KEY:$SMC_API_SECRET"));
    QCOMPARE(QString::fromStdString(redacted.body), QStringLiteral(R"({"k":"***"})"));
}

void RedactionTest::aLargeBodyIsReadInOnePass()
{
    std::string body;
    while (body.size() < 8u * 1024 * 1024)
        body += R"(["m-1","jane@example.net","Order \"Completed\"",1.00,"a%20b"],)";
    const std::size_t size = body.size();
    body += netfixtures::Key;
    QElapsedTimer timer;
    timer.start();
    const std::string redacted = redactor().text(body);
    qInfo("%zu bytes in %lld ms", size, timer.elapsed());
    QCOMPARE(redacted.size(), size + Mask.size());
}

QTEST_GUILESS_MAIN(RedactionTest)
#include "tst_net_redaction.moc"
