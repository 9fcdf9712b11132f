// Credentials in what people paste.
#include <segment/credentials.h>

#include <QElapsedTimer>
#include <QTest>

using namespace smc::segment;

class TestCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void credentialsAreLeftOut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("clean");
        QTest::addColumn<QByteArray>("names");
        const auto row = [](const char *name, const QByteArray &text, const QByteArray &clean,
                            const QByteArray &names) { QTest::newRow(name) << text << clean << names; };
        row("header of a command", "curl -H \"X-ApiKey: topsecret:other\" https://x.example --data @a.json",
            "curl -H \"X-ApiKey: ***\" https://x.example --data @a.json", "X-ApiKey");
        row("header without quotes", "curl -H Authorization:Bearer\\ abc --data @a",
            "curl -H Authorization:*** --data @a", "Authorization");
        row("user", "curl -u KEY: -d @a", "curl -u *** -d @a", "-u");
        row("user in quotes", "curl --user 'KEY:' -d @a", "curl --user '***' -d @a", "--user");
        row("user behind an equals sign", "curl --user=KEY: -d @a", "curl --user=*** -d @a", "--user");
        row("user behind switches", "curl -sSuKEY: -d @a", "curl -sSu*** -d @a", "-u");
        row("cookies", "curl -b \"session=1\" -d @a", "curl -b \"***\" -d @a", "-b");
        row("Windows", "curl ^\"https://x^\" -H ^\"x-apikey: abc^\" -d @a",
            "curl ^\"https://x^\" -H ^\"x-apikey: ***^\" -d @a", "x-apikey");
        row("headers of a browser", "POST /x\r\nauthorization: Basic abc==\r\naccept: */*",
            "POST /x\r\nauthorization: ***\r\naccept: */*", "authorization");
        row("program text", "fetch(u, {headers: {\"X-ApiKey\": 'a:b', accept: 'x'}})",
            "fetch(u, {headers: {\"X-ApiKey\": '***', accept: 'x'}})", "X-ApiKey");
        row("a list of headers", "headers: [[\"X-ApiKey\", \"a:b\"]]", "headers: [[\"X-ApiKey\", \"***\"]]",
            "X-ApiKey");
        row("JSON within a string", "\"{\\\"writeKey\\\":\\\"abc\\\",\\\"x\\\":1}\"",
            "\"{\\\"writeKey\\\":\\\"***\\\",\\\"x\\\":1}\"", "writeKey");
        row("an escaped quote in it", "writeKey: \"a\\\"b\", c", "writeKey: \"***\", c", "writeKey");
        row("a library that is loaded", "analytics.load(\"WRITEKEY\"); analytics.page();",
            "analytics.load(\"***\"); analytics.page();", "analytics.load");
        row("environment", "export SMC_API_KEY=abc1 SMC_API_SECRET=def2", "export SMC_API_KEY=*** SMC_API_SECRET=***",
            "SMC_API_KEY, SMC_API_SECRET");
        row("address", "https://key:secret@x.example/a@b", "https://***@x.example/a@b",
            "user and password of the address");
        row("a recording", "{\"name\":\"X-ApiKey\",\"value\":\"a:b\"},{\"name\":\"Accept\",\"value\":\"c\"}",
            "{\"name\":\"X-ApiKey\",\"value\":\"***\"},{\"name\":\"Accept\",\"value\":\"c\"}", "X-ApiKey");
        row("a recording over lines", "{\n  \"name\" : \"Authorization\" ,\r\n  \"value\" :\n \"Basic a==\"\n}",
            "{\n  \"name\" : \"Authorization\" ,\r\n  \"value\" :\n \"***\"\n}", "Authorization");
        row("a recording the other way round", "[{\"value\": \"a=\\\"b\\\"\",\n \"name\": \"Cookie\"}]",
            "[{\"value\": \"***\",\n \"name\": \"Cookie\"}]", "Cookie");
        row("a recording within a string", "\"{\\\"value\\\":\\\"a\\\",\\\"name\\\":\\\"writeKey\\\"}\"",
            "\"{\\\"value\\\":\\\"***\\\",\\\"name\\\":\\\"writeKey\\\"}\"", "writeKey");
        row("a recording of several", "[{\"value\":\"a\",\"name\":\"Cookie\"},{\"value\":\"b\",\"name\":\"X-ApiKey\"}]",
            "[{\"value\":\"***\",\"name\":\"Cookie\"},{\"value\":\"***\",\"name\":\"X-ApiKey\"}]", "Cookie, X-ApiKey");
        row("a recording's cookies",
            "\"cookies\": [\n{\"name\":\"sid\",\"value\":\"a]\"},{\"value\":\"b\",\"path\":\"/\"}], \"value\":\"c\"",
            "\"cookies\": [\n{\"name\":\"sid\",\"value\":\"***\"},{\"value\":\"***\",\"path\":\"/\"}], \"value\":\"c\"",
            "cookies");
        row("twice", "writeKey=a1&writeKey=b2", "writeKey=***&writeKey=***", "writeKey");
    }

    void credentialsAreLeftOut()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, clean);
        QFETCH(QByteArray, names);
        const WithoutCredentials found = withoutCredentials(text.toStdString());
        QCOMPARE(QByteArray::fromStdString(found.text), clean);
        QByteArrayList said;
        for (const std::string &name : found.leftOut)
            said.append(QByteArray::fromStdString(name));
        QCOMPARE(said.join(", "), names);
    }

    void whatOnlyNamesACredentialStays_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"curl --user \"$WRITE_KEY:\" -d @a", "curl -H \"X-ApiKey: $SMC_API_KEY:$SMC_API_SECRET\"",
              "load({writeKey: config.writeKey})", "const apiKey = readKey1();", "{cookie: true, plan: 'x'}",
              "The authorization of the user is: none", "tool -u user1 -b 2", "page.load('x') (cookie, consent)",
              "{\"plan\": \"Basic subscription\"}", "mail a@b.example, https://x.example/?mail=a@b.example",
              "%WRITE_KEY% writeKey=\"{{key}}\"", "analytics.track('Cookie: accepted')", ""})
            QTest::newRow(text) << QByteArray(text);
    }

    void whatOnlyNamesACredentialStays()
    {
        QFETCH(QByteArray, text);
        const WithoutCredentials found = withoutCredentials(text.toStdString());
        QCOMPARE(QByteArray::fromStdString(found.text), text);
        QVERIFY(found.leftOut.empty());
    }

    void textsThatMeanHarmTakeTimeInProportion_data()
    {
        QTest::addColumn<QByteArray>("piece");
        for (const char *piece :
             {"x-apikey:", "\"X-ApiKey\": \"", "curl -u ", "://", "://a@", "writeKey=1", "\\\"", "-u-u", "   ",
              "analytics.load('", "cookie: ", "\"cookies\":[", "\"cookies\":[{\"value\":\"", "\",\"name\":\"Cookie\"",
              "\\\\\\',\"name\":\"Cookie\""})
            QTest::newRow(piece) << QByteArray(piece);
    }

    void textsThatMeanHarmTakeTimeInProportion()
    {
        QFETCH(QByteArray, piece);
        std::string text;
        while (text.size() < 2'000'000)
            text += piece.toStdString();
        QElapsedTimer timer;
        timer.start();
        const WithoutCredentials found = withoutCredentials(text);
        QVERIFY(found.leftOut.size() <= 10);
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_APPLESS_MAIN(TestCredentials)
#include "tst_pasted_credentials.moc"
