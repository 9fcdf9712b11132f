// Requests as commands of HTTPie and as JavaScript: whatever a request holds, nothing but it is sent.
#include "net_fixtures.h"
#include "script_server.h"

#include <net/fetch.h>
#include <net/httpie.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace smc::net;
using namespace netfixtures;

namespace {

/// In the place of `http`: writes its arguments, each ended by a NUL, and what came on standard input.
constexpr const char *StandIn = "#!/bin/sh\n"
                                "for word in \"$@\"; do printf '%s\\0' \"$word\"; done > \"$OUT/arguments\"\n"
                                "for word in \"$@\"; do [ \"$word\" = --ignore-stdin ] && exit 0; done\n"
                                "cat > \"$OUT/input\"\n";

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray headerOf(const QByteArray &request, const QByteArray &name)
{
    for (const QByteArray &line : request.left(request.indexOf("\r\n\r\n")).split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ":"))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

QByteArray bodyOf(const QByteArray &request)
{
    return request.mid(request.indexOf("\r\n\r\n") + 4);
}

} // namespace

class TestNetCommands : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("SMC_API_KEY"), QString::fromLatin1(Key));
        environment.insert(QStringLiteral("SMC_API_SECRET"), QString::fromLatin1(Secret));
        environment.insert(QStringLiteral("OUT"), m_folder.path());
        environment.insert(QStringLiteral("PATH"),
                           m_folder.path() + QLatin1Char(':') + environment.value(QStringLiteral("PATH")));
        return environment;
    }

    /// Runs `program` on `input`, while the servers of this thread go on answering. Its standard output.
    QByteArray run(const QString &program, const QStringList &arguments, const std::string &input)
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.setWorkingDirectory(m_folder.path());
        process.start(program, arguments);
        process.write(input.data(), qint64(input.size()));
        process.closeWriteChannel();
        const bool ended = QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 20'000);
        if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
            qWarning("%s: %s", qPrintable(program), process.readAllStandardError().constData());
        return process.readAllStandardOutput();
    }

    /// The words that HTTPie gets, and what it reads.
    struct Call
    {
        QByteArrayList words;
        QByteArray input;
    };
    Call httpie(const HttpRequest &request)
    {
        for (const char *name : {"arguments", "input"})
            QFile::remove(m_folder.filePath(QString::fromLatin1(name)));
        run(QStringLiteral("sh"), {QStringLiteral("-s")}, toHttpie(request));
        QByteArrayList words = contentOf(m_folder.filePath(QStringLiteral("arguments"))).split('\0');
        words.removeLast();
        return {words, contentOf(m_folder.filePath(QStringLiteral("input")))};
    }

    static void addBodies()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, const QByteArray &method, const QByteArray &body) {
            QTest::newRow(name) << method << body;
        };
        row("json", "POST", "[[\"m-1\",\"jane@example.net\"]]");
        row("quotes of all kinds", "POST", "{\"a\":\"it's `quoted` \\\"twice\\\" ''''\"}");
        row("line breaks", "POST", "{\n\t\"a\": 1\n}\n\n");
        row("a file name", "POST", "@/etc/hostname");
        row("what a shell would fill in", "POST", "$HOME `id` $(id) ${X} $((1+1)) \\n \\\\ ! ~ * # ; & | %s %d");
        row("what JavaScript would fill in", "POST", "${process.env.SMC_API_KEY} `${1+1}` </script><!-- \\u0041");
        row("an option", "POST", "--help");
        row("not ASCII", "PUT", "{\"n\":\"\u00e9\u4e2d\U0001f600\u2028\u2029\"}");
        row("carriage returns", "POST", "a\r\nb\r\n");
        row("bytes", "POST", QByteArray("\x00\x01\xff'%\\5@\x7f", 9));
        row("delete with a body", "DELETE", "[[\"'\"]]");
        row("more than an argument may hold", "POST", QByteArray(300'000, 'x') + "'\n$HOME");
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(m_folder.filePath(QStringLiteral("http")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(StandIn);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void httpieGetsTheBodyAsItIs_data() { addBodies(); }
    void httpieGetsTheBodyAsItIs()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        const Call call = httpie(request(QUrl(QStringLiteral("https://acme.example/x?a=1%202&b='%22$(id)")),
                                         method.toStdString(), body.toStdString()));
        QVERIFY2(!call.words.isEmpty(), toHttpie(request({}, method.toStdString(), body.toStdString())).c_str());
        QByteArray sent = call.input;
        for (const QByteArray &word : call.words) {
            if (word.startsWith("--raw="))
                sent = word.mid(6);
        }
        QCOMPARE(sent, body);
        QVERIFY(call.words.contains(method));
        QVERIFY2(call.words.contains("https://acme.example/x?a=1%202&b='%22$(id)"), call.words.join(' ').constData());
        QVERIFY(call.words.contains(QByteArray("X-ApiKey: ") + Key + ":" + Secret));
        QCOMPARE(call.words.contains("--ignore-stdin"), call.input.isEmpty());
    }

    void httpieTakesNoHeaderForSomethingElse()
    {
        HttpRequest asked = request(QUrl(QStringLiteral("https://acme.example/")), "GET");
        asked.headers = {{"X-File", "@/etc/passwd"},         {"X-Json", "=1"},        {"X-Empty", ""},
                         {"X-Quote", "it's \"$HOME\" `id`"}, {"X-Colon", "a:=b@c;d"}, {"User-Agent", "me"}};
        const Call call = httpie(asked);
        // A blank behind the colon: neither ":@" nor ":=" can be read.
        for (const char *word : {"X-File: @/etc/passwd", "X-Json: =1", "X-Empty;", "X-Quote: it's \"$HOME\" `id`",
                                 "X-Colon: a:=b@c;d", "User-Agent: me"})
            QVERIFY2(call.words.contains(word), word);
        QVERIFY(call.words.contains("--ignore-stdin"));
    }

    void fetchSendsWhatTheSenderSent_data() { addBodies(); }
    void fetchSendsWhatTheSenderSent()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        ScriptServer server(inTurn({answer("200 OK", "{\"n\":1.00}")}));
        HttpRequest asked = request(server.url(QStringLiteral("/a%20b?q='")), method.toStdString(), body.toStdString());
        asked.headers.push_back({"X-Quote", "it's \"quoted\" `${1+1}` \\"});
        const QByteArray said = run(QStringLiteral("node"), {QStringLiteral("-")}, toFetch(asked));
        QCOMPARE(server.requests.size(), std::size_t(1));
        const QByteArray &sent = server.requests.front();
        QVERIFY2(sent.startsWith(method + " /a%20b?q=%27 ") || sent.startsWith(method + " /a%20b?q=' "),
                 sent.left(80).constData());
        QCOMPARE(headerOf(sent, "X-ApiKey"), QByteArray(Key) + ":" + Secret);
        QCOMPARE(headerOf(sent, "X-Quote"), QByteArray("it's \"quoted\" `${1+1}` \\"));
        QCOMPARE(headerOf(sent, "Content-Type"), QByteArray("application/json"));
        QCOMPARE(bodyOf(sent), body);
        QCOMPARE(said, QByteArray("200 {\"n\":1.00}\n"));
    }

    void fetchDoesNotFollowToAnotherAddress()
    {
        ScriptServer elsewhere(inTurn({answer("200 OK")}));
        ScriptServer server(inTurn({answer("302 Found", {}, "Location: " + elsewhere.url().toEncoded() + "\r\n")}));
        run(QStringLiteral("node"), {QStringLiteral("-")}, toFetch(request(server.url())));
        QCOMPARE(server.requests.size(), std::size_t(1));
        QVERIFY(elsewhere.requests.empty());
    }

    void neitherHoldsTheSecret()
    {
        HttpRequest asked = request(QUrl(QStringLiteral("https://acme.example/")), "POST", "{}");
        for (const std::string &text : {toHttpie(asked), toFetch(asked)}) {
            QVERIFY2(text.find(Key) == std::string::npos && text.find(Secret) == std::string::npos, text.c_str());
            QVERIFY2(text.find("SMC_API_KEY") != std::string::npos, text.c_str());
        }
        // A name that a shell or JavaScript could take for more than it is.
        asked.secret->display = "$(id)`id`${x}\\$SMC_API_KEY";
        const Call call = httpie(asked);
        QVERIFY2(call.words.contains(QByteArray("X-ApiKey: $(id)`id`${x}\\") + Key), call.words.join('\n').constData());
        ScriptServer server(inTurn({answer("200 OK")}));
        asked.url = server.url();
        run(QStringLiteral("node"), {QStringLiteral("-")}, toFetch(asked));
        QCOMPARE(headerOf(server.requests.front(), "X-ApiKey"), QByteArray("$(id)`id`${x}\\") + Key);
    }
};

QTEST_GUILESS_MAIN(TestNetCommands)
#include "tst_net_commands.moc"
