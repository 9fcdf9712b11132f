// Credentials in what people paste.
#include <segment/credentials.h>

#include <QTest>

#include <algorithm>
#include <ctime>
#include <limits>

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
        row("a form", "user=a&password=PASS6&x=1", "user=a&password=***&x=1", "password");
        row("a form in a recording", "\"postData\": {\"text\": \"user=a&password=PASS\", \"x\": 1}",
            "\"postData\": {\"text\": \"user=a&password=***\", \"x\": 1}", "password");
        row("a form that is escaped", "\"user=a\\u0026client_secret=x\\u0026b=c\"",
            "\"user=a\\u0026client_secret=***\\u0026b=c\"", "client_secret");
        row("a form with a part of a key", "\"user%5Bpassword%5D=a%26b&user[passwd]=it's&x=1\"",
            "\"user%5Bpassword%5D=***&user[passwd]=***&x=1\"", "password, passwd");
        row("a value that begins with an escape", "a=1&pwd=%21secret%21&b=2", "a=1&pwd=***&b=2", "pwd");
        row("a query", "GET https://x.example/a?token=URL7&b=1#c", "GET https://x.example/a?token=***&b=1#c", "token");
        row("an address in prose", "See <https://x.example/?a=1&sig=abc> and more.",
            "See <https://x.example/?a=1&sig=***> and more.", "sig");
        row("a fragment", "https://x.example/#access_token=abc&b=1", "https://x.example/#access_token=***&b=1",
            "access_token");
        row("an address within another", "https://x.example/?next=https%3A%2F%2Fy%2F%3Ftoken%3Dabc%26b%3D1&c=2",
            "https://x.example/?next=https%3A%2F%2Fy%2F%3Ftoken%3D***%26b%3D1&c=2", "token");
        row("HTML", "href=\"/a?b=1&amp;id_token=abc&amp;c=2\"", "href=\"/a?b=1&amp;id_token=***&amp;c=2\"", "id_token");
        row("data of a command", "curl -d 'user=a&password=my pass' https://x.example",
            "curl -d 'user=a&password=***' https://x.example", "password");
        row("data without quotes", "curl -d password=x -F refresh-token=y https://x.example",
            "curl -d password=*** -F refresh-token=*** https://x.example", "password, refresh-token");
        row("a quote in quotes", "curl -d 'password=it'\\''s' https://x.example",
            "curl -d 'password=***' https://x.example", "password");
        row("JSON of a command", "curl -d '{\"password\": \"x\", \"a\": 1}'",
            "curl -d '{\"password\": \"***\", \"a\": 1}'", "password");
        row("escaped JSON of a command", "curl -d \"{\\\"secret\\\":\\\"a\\\\\\\"b\\\"}\"",
            "curl -d \"{\\\"secret\\\":\\\"***\\\"}\"", "secret");
        row("JSON three deep", "\"{\\\"v\\\":\\\"{\\\\\\\"authToken\\\\\\\":\\\\\\\"x\\\\\\\"}\\\"}\"",
            "\"{\\\"v\\\":\\\"{\\\\\\\"authToken\\\\\\\":\\\\\\\"***\\\\\\\"}\\\"}\"", "authToken");
        row("JSON in a form", "data=%7B%22password%22%3A%22x%22%2C%22a%22%3A1%7D&b=1",
            "data=%7B%22password%22%3A%22***%22%2C%22a%22%3A1%7D&b=1", "password");
        row("a recording's parameters",
            "[{\"name\": \"user\", \"value\": \"a\"}, {\"name\": \"password\", \"value\": \"x\"}]",
            "[{\"name\": \"user\", \"value\": \"a\"}, {\"name\": \"password\", \"value\": \"***\"}]", "password");
        row("a form in parts", "\"form-data; name=\\\"password\\\"\\r\\n\\r\\nPASS\\r\\n--x\"",
            "\"form-data; name=\\\"password\\\"\\r\\n\\r\\n***\\r\\n--x\"", "password");
        row("an element", "<a><Password>x y</Password></a>", "<a><Password>***</Password></a>", "Password");
        row("members in a program", "login({user: 'a', password: 'x'}); params.set('token', 'y')",
            "login({user: 'a', password: '***'}); params.set('token', '***')", "password, token");
        row("PHP", "'password' => 'x'", "'password' => '***'", "password");
        row("an index", "data[\"session_id\"] = \"x\"", "data[\"session_id\"] = \"***\"", "session_id");
        row("a setting of a file", "DB_PASSWORD=hunter\nNAME=a", "DB_PASSWORD=***\nNAME=a", "DB_PASSWORD");
        row("without quotes", "token: eyJhbGciOi.J9.x", "token: ***", "token");
        row("a dollar", "{\"password\": \"$ecret\"}", "{\"password\": \"***\"}", "password");
        row("an address with escaped slashes", "\"https:\\/\\/u:p@x.example\\/a\"", "\"https:\\/\\/***@x.example\\/a\"",
            "user and password of the address");
        row("a body on the command line of Windows",
            "curl ^\"https://x^\" --data-raw "
            "^\"^{^\\^\"password^\\^\":^\\^\"se^\\^\\^\\^\"cret^\\^\",^\\^\"a^\\^\":1^}^\" -v",
            "curl ^\"https://x^\" --data-raw ^\"^{^\\^\"password^\\^\":^\\^\"***^\\^\",^\\^\"a^\\^\":1^}^\" -v",
            "password");
        row("its last value", "curl --data-raw ^\"^{^\\^\"password^\\^\":^\\^\"secret^\\^\"^}^\"",
            "curl --data-raw ^\"^{^\\^\"password^\\^\":^\\^\"***^\\^\"^}^\"", "password");
        row("an address in it", "curl -d ^\"^{^\\^\"url^\\^\":^\\^\"/a?token=abc^\\^\",^\\^\"b^\\^\":1^}^\"",
            "curl -d ^\"^{^\\^\"url^\\^\":^\\^\"/a?token=***^\\^\",^\\^\"b^\\^\":1^}^\"", "token");
        row("a number in it", "curl -d ^\"^{^\\^\"session_id^\\^\":1234567^}^\"",
            "curl -d ^\"^{^\\^\"session_id^\\^\":^\\^\"***^\\^\"^}^\"", "session_id");
        row("a header with quotes on the command line of Windows",
            "curl -H ^\"cookie: a=b; c=^\\^\"d^\\^\"^\" -H ^\"accept: x^\"",
            "curl -H ^\"cookie: ***^\" -H ^\"accept: x^\"", "cookie");
        row("PowerShell", "Invoke-WebRequest -Body \"{`\"password`\":`\"x\\`\"y`\",`\"a`\":`\"b`\"}\" -Method POST",
            "Invoke-WebRequest -Body \"{`\"password`\":`\"***`\",`\"a`\":`\"b`\"}\" -Method POST", "password");
        row("PowerShell by itself", "{`\"password`\":`\"x`\"}", "{`\"password`\":`\"***`\"}", "password");
        row("a header of PowerShell",
            "Invoke-WebRequest -Headers @{\"authorization\"=\"Digest a=`\"b`\", c=`\"d`\"\"; \"accept\"=\"x\"}",
            "Invoke-WebRequest -Headers @{\"authorization\"=\"***\"; \"accept\"=\"x\"}", "authorization");
        row("a cookie of PowerShell",
            "Cookies.Add((New-Object System.Net.Cookie(\"sid\", \"abc\", \"/\", \".x.example\")))",
            "Cookies.Add((New-Object System.Net.Cookie(\"sid\", \"***\", \"/\", \".x.example\")))", "Cookie");
        row("an address of PowerShell", "-Body \"{`\"url`\":`\"/a?token=abc`\",`\"b`\":1}\"",
            "-Body \"{`\"url`\":`\"/a?token=***`\",`\"b`\":1}\"", "token");
        row("an element with an attribute",
            "<wsse:Password Type=\"http://x#PasswordText\">se\"cret</wsse:Password><a>b</a>",
            "<wsse:Password Type=\"http://x#PasswordText\">***</wsse:Password><a>b</a>", "Password");
        row("an element with raw data", "<password><![CDATA[a<b>&c]]></password><a>b</a>",
            "<password><![CDATA[***]]></password><a>b</a>", "password");
        row("an element within a string", "{\"a\": \"<o:token b=\\\"c\\\">x<\\/o:token>\", \"d\": 1}",
            "{\"a\": \"<o:token b=\\\"c\\\">***<\\/o:token>\", \"d\": 1}", "token");
        row("an element on the command line of Windows", "curl -d ^\"^<password^>x^</password^>^\"",
            "curl -d ^\"^<password^>***^</password^>^\"", "password");
        row("a part of a form on lines of its own",
            "--x\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nab\"cd\\n'e\r\n--x--\r\n",
            "--x\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n***\r\n--x--\r\n", "password");
        row("a form in parts with a quote", "\"form-data; name=\\\"password\\\"\\r\\n\\r\\nab\\\"cd\\r\\n--x\"",
            "\"form-data; name=\\\"password\\\"\\r\\n\\r\\n***\\r\\n--x\"", "password");
        row("a form in parts that ends with its string",
            "{\"a\": \"name=\\\"password\\\"\\r\\n\\r\\nab\\\"cd\", \"b\": 1}",
            "{\"a\": \"name=\\\"password\\\"\\r\\n\\r\\n***\", \"b\": 1}", "password");
        row("a form in parts of a shell", "curl --data-raw $'name=\"password\"\\r\\n\\r\\nab\"c\\'d\\r\\n--x' -v",
            "curl --data-raw $'name=\"password\"\\r\\n\\r\\n***\\r\\n--x' -v", "password");
        row("a form in parts on the command line of Windows",
            "curl -d ^\"name=^\\^\"password^\\^\"^\n\n^\n\nab^\\^\"cd^\n\n--x^\"",
            "curl -d ^\"name=^\\^\"password^\\^\"^\n\n^\n\n***^\n\n--x^\"", "password");
        row("a form in parts of PowerShell",
            "\"name=`\"password`\"$([char]13)$([char]10)$([char]13)$([char]10)ab`\"cd$([char]13)$([char]10)--x\"",
            "\"name=`\"password`\"$([char]13)$([char]10)$([char]13)$([char]10)***$([char]13)$([char]10)--x\"",
            "password");
        row("a number", "{\"session_id\": 1234567, \"writeKey\":123, \"a\": 2",
            "{\"session_id\": \"***\", \"writeKey\":\"***\", \"a\": 2", "session_id, writeKey");
        row("a number within a string", "\"{\\\"session_id\\\":1234567}\"", "\"{\\\"session_id\\\":\\\"***\\\"}\"",
            "session_id");
        row("a recording of PowerShell the other way round", "{`\"value`\":`\"a`\",`\"name`\":`\"Cookie`\"}",
            "{`\"value`\":`\"***`\",`\"name`\":`\"Cookie`\"}", "Cookie");
        row("a recording whose value ends with a backslash", "{\"value\":\"a\\\\\",\"name\":\"Cookie\"}",
            "{\"value\":\"***\",\"name\":\"Cookie\"}", "Cookie");
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
        for (const char *text : {"curl --user \"$WRITE_KEY:\" -d @a",
                                 "curl -H \"X-ApiKey: $SMC_API_KEY:$SMC_API_SECRET\"",
                                 "load({writeKey: config.writeKey})",
                                 "const apiKey = readKey1();",
                                 "{cookie: true, plan: 'x'}",
                                 "The authorization of the user is: none",
                                 "tool -u user1 -b 2",
                                 "page.load('x') (cookie, consent)",
                                 "{\"plan\": \"Basic subscription\"}",
                                 "mail a@b.example, https://x.example/?mail=a@b.example",
                                 "%WRITE_KEY% writeKey=\"{{key}}\"",
                                 "analytics.track('Cookie: accepted')",
                                 "The password of the user is: none. Token and secret: see below.",
                                 "Enter your password: it is needed",
                                 "analytics.track('Password: changed')",
                                 "{\"event\": \"Password Reset\", \"type\": \"track\"}",
                                 "fields: [\"email\", \"password\", \"name\"]",
                                 "input type=\"password\" name=\"user\"",
                                 "const token = getToken1(); this.password = password;",
                                 "if (token === null || session == 3) auth(a);",
                                 "login(user, password=password, token=config.token1)",
                                 "fetch('/a?token=' + token1 + '&sig=${sig}')",
                                 "a?author=me&tokens=3&sigma=1&design=x",
                                 "{session: true, signature: null, sid: 12}",
                                 "Deploy <token> and <password> here",
                                 "{\"traits\": {\"plan\": \"secret\", \"auth\": true}}",
                                 "https://x.example/?token={{token}}&password=%PASSWORD%&auth=$AUTH",
                                 ""})
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
        for (const char *piece : {"x-apikey:",
                                  "\"X-ApiKey\": \"",
                                  "curl -u ",
                                  "://",
                                  "://a@",
                                  "writeKey=1",
                                  "\\\"",
                                  "-u-u",
                                  "   ",
                                  "analytics.load('",
                                  "cookie: ",
                                  "\"cookies\":[",
                                  "\"cookies\":[{\"value\":\"",
                                  "\",\"name\":\"Cookie\"",
                                  "\\\\\\',\"name\":\"Cookie\"",
                                  "token=",
                                  "token:",
                                  "?token=a'",
                                  "&token=(",
                                  " token=",
                                  "('token',\"",
                                  "%22token%22%3A%22",
                                  "\"token\": ",
                                  "name=\"token\"\n\n",
                                  "<token>",
                                  ":token>",
                                  "<a:token b",
                                  "<token><![CDATA[",
                                  "writeKey:",
                                  "^\\^\"token^\\^\":^\\^\"",
                                  "`\"token`\":`\"",
                                  "(\"token\",`\"",
                                  "[\"token\",^\"",
                                  "name=\"token\"\\n\\n",
                                  "System.Net.Cookie(\"",
                                  "Invoke-`\"",
                                  "token[",
                                  "token%5D",
                                  "\ntoken=(",
                                  "%25",
                                  "token=$",
                                  "'token=\\",
                                  ".token",
                                  "token:1",
                                  "[\"token\",'"})
            QTest::newRow(piece) << QByteArray(piece);
    }

    void textsThatMeanHarmTakeTimeInProportion()
    {
        QFETCH(QByteArray, piece);
        constexpr qsizetype Size = 50'000;
        const std::string once = piece.repeated(Size / piece.size()).toStdString();
        const std::string twice = once + once;
        // Of the processor: other programs may have it in between.
        const auto timeOf = [](const std::string &text) {
            const std::clock_t before = std::clock();
            const WithoutCredentials found = withoutCredentials(text);
            const std::clock_t after = std::clock();
            return found.leftOut.size() <= 10 ? after - before : std::numeric_limits<std::clock_t>::max();
        };
        // Twice the text takes twice the time, or four times where a search goes back over it. The best of several runs
        // counts; more of them tell where the machine is busy.
        constexpr int Few = 3;
        constexpr int Most = 9;
        constexpr std::clock_t Tick = CLOCKS_PER_SEC / 100;
        std::clock_t first = std::numeric_limits<std::clock_t>::max();
        std::clock_t second = first;
        const auto isInProportion = [&] { return second / 3 < first + Tick; };
        for (int run = 0; run < Most && (run < Few || !isInProportion()); ++run) {
            first = std::min(first, timeOf(once));
            second = std::min(second, timeOf(twice));
        }
        QVERIFY2(isInProportion(), qPrintable(QStringLiteral("%1, %2").arg(first).arg(second)));
    }
};

QTEST_APPLESS_MAIN(TestCredentials)
#include "tst_pasted_credentials.moc"
