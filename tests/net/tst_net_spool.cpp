// Answers that are too large for memory, over real HTTP: a file as they come, without key and secret, bounded.
#include "large_server.h"
#include "net_fixtures.h"
#include "script_server.h"

#include <net/exchange_json.h>
#include <net/sender.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <sys/resource.h>

#include <array>
#include <csignal>
#include <cstdio>

using namespace smc;
using namespace smc::net;
using smc::net::test::LargeServer;

namespace {

constexpr const char *Key = "the-key-of-this-profile";
constexpr const char *Secret = "the-secret-of-this-profile";
constexpr qint64 Mega = 1 << 20;

QByteArray quoted()
{
    return QByteArray(Key) + ':' + Secret;
}

bool holdsSecret(const QByteArray &bytes)
{
    return bytes.contains(Key) || bytes.contains(Secret) || bytes.contains("-profile");
}

/// From now on mostMemory() counts anew.
void forgetMostMemory()
{
    QFile refs(QStringLiteral("/proc/self/clear_refs"));
    QVERIFY(refs.open(QIODevice::WriteOnly) && refs.write("5") == 1);
}

/// The most memory that the process has had, in MB.
qint64 mostMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong() / 1024;
    }
    return 0;
}

void addNumber(QByteArray &out, quint32 number, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out += char((number >> (8 * i)) & 0xff);
}

quint32 crcOf(const QByteArray &plain)
{
    std::array<quint32, 256> table{};
    for (quint32 i = 0; i < 256; ++i) {
        table[i] = i;
        for (int bit = 0; bit < 8; ++bit)
            table[i] = (table[i] >> 1) ^ ((table[i] & 1) != 0 ? 0xedb88320 : 0);
    }
    quint32 crc = 0xffffffff;
    for (const char byte : plain)
        crc = (crc >> 8) ^ table[(crc ^ static_cast<unsigned char>(byte)) & 0xff];
    return ~crc;
}

/// A gzip member of stored blocks.
QByteArray gzipped(const QByteArray &plain)
{
    constexpr qsizetype Block = 60'000;
    QByteArray out = QByteArray::fromHex("1f8b08000000000000ff");
    for (qsizetype at = 0; at < plain.size(); at += Block) {
        const QByteArray block = plain.mid(at, Block);
        out += char(at + Block >= plain.size() ? 1 : 0);
        addNumber(out, quint32(block.size()), 2);
        addNumber(out, ~quint32(block.size()), 2);
        out += block;
    }
    addNumber(out, crcOf(plain), 4);
    addNumber(out, quint32(plain.size()), 4);
    return out;
}

/// Zeros, `bytes` of them, as 13 bits for each 258: the most that deflate packs. It has no end, and needs none.
QByteArray bomb(qint64 bytes)
{
    QByteArray out = QByteArray::fromHex("1f8b08000000000000ff");
    quint32 held = 0;
    int count = 0;
    const auto add = [&](const char *bits) {
        for (; *bits != '\0'; ++bits) {
            held |= quint32(*bits == '1' ? 1 : 0) << count;
            if (++count == 8) {
                out += char(held);
                held = 0;
                count = 0;
            }
        }
    };
    add("110");      // The last block, with the fixed code; its type's low bit first.
    add("00110000"); // One zero,
    for (qint64 packed = 1; packed < bytes; packed += 258)
        add("1100010100000"); // and 258 as the one before.
    return out + '\0';
}

} // namespace

class TestNetSpool : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    Policy policy() const
    {
        Policy policy;
        policy.spoolFolder = m_folder->filePath(QStringLiteral("spool")).toStdString();
        return policy;
    }

    QStringList files() const
    {
        return QDir(m_folder->filePath(QStringLiteral("spool"))).entryList(QDir::Files | QDir::Hidden);
    }

    QByteArray content(const Exchange &exchange) const
    {
        QFile file(m_folder->filePath(QStringLiteral("spool/")) +
                   QString::fromStdString(exchange.answer->spooled->name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static HttpRequest asking(const QUrl &url)
    {
        HttpRequest request;
        request.url = url;
        request.secret = SecretHeader{"X-ApiKey", SecretString(std::string(Key) + ':' + Secret), "$KEY"};
        return request;
    }
    static HttpRequest asking(const LargeServer &server) { return asking(QUrl(QString::fromStdString(server.url()))); }

    static Exchange ask(const HttpRequest &request, const Policy &policy)
    {
        Sender sender;
        return QCoro::waitFor(sender.send(request, policy));
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void anAnswerOf300MbNeedsNoMemory_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::newRow("to a question") << QByteArray("GET");
        QTest::newRow("to a body") << QByteArray("POST");
    }

    void anAnswerOf300MbNeedsNoMemory()
    {
        QFETCH(QByteArray, method);
        const LargeServer server(300 * Mega, quoted());
        forgetMostMemory();
        const qint64 before = mostMemory();
        HttpRequest request = asking(server);
        request.method = method.toStdString();
        if (method == "POST")
            request.body = "[]";
        const Exchange exchange = ask(request, policy());
        const qint64 after = mostMemory();
        std::printf("VmHWM: %lld MB before, %lld MB after an answer of 300 MB\n", static_cast<long long>(before),
                    static_cast<long long>(after));
        QVERIFY2(exchange.isSuccess(), exchange.sentence.c_str());
        QVERIFY(exchange.answer->spooled && !exchange.answer->truncated);
        QVERIFY(exchange.answer->spooled->bytes > std::uint64_t(299 * Mega));
        QVERIFY(exchange.answer->body.size() < 100'000);
        QVERIFY2(after - before < 80, qPrintable(QString::number(after - before)));
    }

    void anAnswerWaitsWhileTheProgramIsBusy_data() { anAnswerOf300MbNeedsNoMemory_data(); }

    void anAnswerWaitsWhileTheProgramIsBusy()
    {
        QFETCH(QByteArray, method);
        const LargeServer server(100 * Mega, quoted());
        HttpRequest request = asking(server);
        request.method = method.toStdString();
        if (method == "POST")
            request.body = "[]";
        Sender sender;
        auto sending = sender.send(request, policy());
        while (server.sent() == 0)
            QCoreApplication::processEvents();
        QThread::msleep(500);
        const qint64 taken = server.sent();
        QVERIFY2(taken < 40 * Mega, qPrintable(QString::number(taken / Mega)));
        QVERIFY(QCoro::waitFor(sending).isSuccess());
    }

    void aPackedBombIsBounded()
    {
        const QByteArray packed = bomb(1024 * Mega);
        QVERIFY2(packed.size() < 8 * Mega, qPrintable(QString::number(packed.size())));
        ScriptServer server(inTurn({answer("200 OK", packed, "Content-Encoding: gzip\r\n")}));
        Policy bounded = policy();
        bounded.maxSpooledBytes = std::uint64_t(30 * Mega);
        forgetMostMemory();
        const qint64 before = mostMemory();
        const Exchange exchange = ask(asking(server.url()), bounded);
        const qint64 after = mostMemory();
        std::printf("VmHWM: %lld MB before, %lld MB after a bomb of 1 GB\n", static_cast<long long>(before),
                    static_cast<long long>(after));
        QVERIFY2(exchange.answer && exchange.answer->spooled, exchange.sentence.c_str());
        QVERIFY(exchange.answer->truncated);
        QCOMPARE(exchange.answer->spooled->bytes, bounded.maxSpooledBytes);
        QCOMPARE(exchange.answer->spoolStop, SpoolStop::Bound);
        QCOMPARE(content(exchange), QByteArray(30 * Mega, '\0'));
        QVERIFY2(after - before < 80, qPrintable(QString::number(after - before)));
    }

    void noSecretStandsInTheFileWhereverThePiecesEnd()
    {
        const LargeServer server(40 * Mega, quoted());
        const Exchange exchange = ask(asking(server), policy());
        QVERIFY(exchange.answer && exchange.answer->spooled && !exchange.answer->truncated);
        const QByteArray bytes = content(exchange);
        QCOMPARE(std::uint64_t(bytes.size()), exchange.answer->spooled->bytes);
        QVERIFY(bytes.startsWith("[{\"row\":1,") && bytes.endsWith("\"},{}]"));
        QVERIFY(!holdsSecret(bytes));
        QCOMPARE(bytes.count("{\"quotes\":\"***\"},"), bytes.count("{\"row\":1,"));
        QVERIFY(!holdsSecret(QByteArray::fromStdString(exchange.answer->body)));
        const QFileInfo file(m_folder->filePath(QStringLiteral("spool/")) + files().first());
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
    }

    void aSecretAcrossTheBordersOfPiecesIsTakenOut()
    {
        // The server stops in the middle of the secret, until what it said before is long on disk.
        QByteArray first(12 * Mega, 'x');
        first += QByteArray(" ") + Key + ':' + QByteArray(Secret).left(9);
        ScriptServer server([&first](QTcpSocket *socket, const QByteArray &, int) {
            socket->write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + first);
            socket->flush();
            QTimer::singleShot(1500, socket, [socket] {
                socket->write(QByteArray(Secret).mid(9) + " end");
                socket->disconnectFromHost();
            });
        });
        const Exchange exchange = ask(asking(server.url()), policy());
        QVERIFY(exchange.answer && exchange.answer->spooled && !exchange.answer->truncated);
        const QByteArray bytes = content(exchange);
        QVERIFY(!holdsSecret(bytes));
        QVERIFY2(bytes.endsWith("x *** end"), bytes.right(60).constData());
    }

    void aConnectionThatBreaksInASecretLeavesNothingOfIt()
    {
        QByteArray body(12 * Mega, 'x');
        body += QByteArray(" ") + QByteArray(Key).left(15);
        ScriptServer server([&body](QTcpSocket *socket, const QByteArray &, int) {
            // It breaks when all has come: of what is on its way then, Qt may pass the end over.
            QObject::connect(socket, &QTcpSocket::bytesWritten, socket, [socket] {
                if (socket->bytesToWrite() == 0)
                    QTimer::singleShot(1500, socket, [socket] { socket->disconnectFromHost(); });
            });
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 99000000\r\n\r\n" + body);
        });
        Policy once = policy();
        once.maxAttempts = 1;
        const Exchange exchange = ask(asking(server.url()), once);
        QVERIFY(exchange.answer && exchange.answer->spooled && exchange.answer->truncated);
        const QByteArray bytes = content(exchange);
        QVERIFY(bytes.size() >= 12 * Mega);
        QVERIFY2(!bytes.contains("the-key"), bytes.right(60).constData());
    }

    void whatIsPackedIsUnpackedOnItsWayToTheDisk()
    {
        const QByteArray plain = QByteArray(20 * Mega, 'r') + ' ' + quoted() + " end";
        const QByteArray packed = gzipped(plain);
        ScriptServer server(inTurn({answer("200 OK", packed, "Content-Encoding: gzip\r\n")}));
        const Exchange exchange = ask(asking(server.url()), policy());
        QVERIFY2(exchange.isSuccess(), exchange.sentence.c_str());
        QVERIFY(exchange.answer->spooled && !exchange.answer->truncated);
        const QByteArray bytes = content(exchange);
        QCOMPARE(bytes.size(), qsizetype(20 * Mega + 8));
        QVERIFY2(bytes.endsWith("r *** end"), bytes.right(60).constData());
    }

    void bodiesAreBoundedEachAndTogether()
    {
        const LargeServer server(40 * Mega, quoted());
        Policy bounded = policy();
        bounded.maxSpooledBytes = std::uint64_t(20 * Mega);
        Exchange exchange = ask(asking(server), bounded);
        QVERIFY(exchange.answer && exchange.answer->spooled && exchange.answer->truncated);
        QCOMPARE(exchange.answer->spooled->bytes, bounded.maxSpooledBytes);
        QCOMPARE(exchange.answer->spoolStop, SpoolStop::Bound);
        const auto read = exchangeFromJson(exchangeToJson(exchange));
        QVERIFY(read && read->answer->spooled == exchange.answer->spooled);
        QCOMPARE(read->answer->spoolStop, SpoolStop::Bound);
        bounded.maxSpoolFolderBytes = std::uint64_t(25 * Mega);
        exchange = ask(asking(server), bounded);
        QVERIFY(exchange.answer->truncated && exchange.answer->spooled);
        QCOMPARE(exchange.answer->spooled->bytes, std::uint64_t(5 * Mega));
        QCOMPARE(exchange.answer->spoolStop, SpoolStop::FolderBound);
        exchange = ask(asking(server), bounded);
        QVERIFY(exchange.answer->truncated && !exchange.answer->spooled);
        QCOMPARE(exchange.answer->spoolStop, SpoolStop::FolderBound);
        QVERIFY(exchange.answer->body.starts_with("[{\"row\":1,"));
        QCOMPARE(files().size(), 2);
    }

    void aDiskThatTakesNoMoreKeepsTheBeginning()
    {
        // The system refuses each byte beyond, as a full disk does.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit old{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
        rlimit full = old;
        full.rlim_cur = rlim_t(17 * Mega);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
        const LargeServer server(40 * Mega, quoted());
        const Exchange exchange = ask(asking(server), policy());
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &old), 0);
        QVERIFY2(exchange.answer && exchange.answer->spooled, exchange.sentence.c_str());
        QVERIFY(exchange.answer->truncated);
        QCOMPARE(exchange.answer->spooled->bytes, std::uint64_t(17 * Mega));
        QCOMPARE(std::uint64_t(content(exchange).size()), exchange.answer->spooled->bytes);
        QCOMPARE(exchange.answer->spoolStop, SpoolStop::Disk);
    }

    void aFolderThatTakesNothingLeavesTheBeginning()
    {
        QFile inTheWay(m_folder->filePath(QStringLiteral("spool")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const LargeServer server(20 * Mega, quoted());
        const Exchange exchange = ask(asking(server), policy());
        QVERIFY(exchange.answer && exchange.answer->truncated && !exchange.answer->spooled);
        QCOMPARE(exchange.answer->spoolStop, SpoolStop::Disk);
        QVERIFY(exchange.answer->body.starts_with("[{\"row\":1,"));
        QCOMPARE(exchange.state, State::Done);
    }

    void aCancelledAnswerLeavesWhatHasCome()
    {
        const LargeServer server(1LL << 40, quoted());
        CancelSource cancel;
        Sender sender;
        auto sending = sender.send(asking(server), policy(), cancel.token());
        QTRY_VERIFY_WITH_TIMEOUT(!files().isEmpty(), 20000);
        cancel.cancel();
        const Exchange exchange = QCoro::waitFor(std::move(sending));
        QCOMPARE(exchange.state, State::Cancelled);
        QVERIFY(exchange.answer && exchange.answer->truncated && exchange.answer->spooled);
        QCOMPARE(std::uint64_t(content(exchange).size()), exchange.answer->spooled->bytes);
        QVERIFY(!holdsSecret(content(exchange).right(200)));
    }

    void whatFitsIntoMemoryMakesNoFile()
    {
        const LargeServer server(4 * Mega, quoted());
        const Exchange exchange = ask(asking(server), policy());
        QVERIFY(exchange.isSuccess());
        QVERIFY(!exchange.answer->spooled && exchange.answer->body.size() > std::size_t(4 * Mega));
        QVERIFY(files().isEmpty());
    }

    void aSpooledNameThatLeadsElsewhereIsRefused()
    {
        const LargeServer server(20 * Mega, quoted());
        Exchange exchange = ask(asking(server), policy());
        QVERIFY(exchange.answer && exchange.answer->spooled);
        for (const char *name : {"../secret.body", "/etc/passwd", "..", "", "a\\b", "C:x"}) {
            exchange.answer->spooled->name = name;
            QVERIFY2(!exchangeFromJson(exchangeToJson(exchange)), name);
        }
    }
};

QTEST_GUILESS_MAIN(TestNetSpool)
#include "tst_net_spool.moc"
