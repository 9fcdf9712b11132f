// An answer of 300 MB over real HTTP: it goes to disk as it comes, without key and secret, and the viewer maps it.
#include "activity_bench.h"
#include "large_server.h"
#include "named.h"
#include "window_bench.h"

#include <gui/activity/history_size.h>
#include <gui/viewer/body.h>
#include <gui/viewer/body_viewer.h>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <stop_token>
#include <thread>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr qint64 Large = 300LL << 20;
constexpr const char *Key = "the-key-of-this-profile";
constexpr const char *Secret = "the-secret-of-this-profile";

/// A line of what the system says of this process, in MB.
qint64 statusOf(const char *name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.mid(line.indexOf(':') + 1).trimmed().split(' ').first().toLongLong() / 1024;
    }
    return 0;
}

/// Watches the memory that the program holds for itself. What the viewer maps of a file is the system's to take back,
/// though VmHWM counts it.
class MemoryWatch
{
public:
    MemoryWatch()
        : m_thread([this](const std::stop_token &stop) {
            for (; !stop.stop_requested(); std::this_thread::sleep_for(std::chrono::milliseconds(3)))
                m_most = std::max(m_most.load(), statusOf("RssAnon"));
        })
    {
    }
    qint64 most() const { return m_most; }

private:
    std::atomic<qint64> m_most = 0;
    std::jthread m_thread;
};

bool holdsSecret(std::string_view bytes)
{
    return bytes.find(Key) != std::string_view::npos || bytes.find(Secret) != std::string_view::npos;
}

} // namespace

class TestSpool : public QObject
{
    Q_OBJECT

    /// The files that are there.
    static QStringList filesIn(const QString &folder) { return QDir(folder).entryList(QDir::Files | QDir::Hidden); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }
    void anAnswerOf300MbIsShownFromDiskWithoutSecrets()
    {
        const net::test::LargeServer server(Large, QByteArray(Key) + ':' + Secret);
        ActivityBench activity;
        activity.bench.addProfile("Large", "staging");
        QVERIFY(QCoro::waitFor(activity.console().changeSettings([&](destination::Settings &settings) {
            settings.smcAdminUrl = server.url();
            settings.organization = "DEMO";
        })));
        vault::Credentials credentials{SecretString(std::string(Key)), SecretString(std::string(Secret))};
        QVERIFY(QCoro::waitFor(activity.console().storeCredentials(std::move(credentials))));
        const qint64 before = statusOf("RssAnon");
        const MemoryWatch watch;
        const SendReport report = activity.send(R"({"type":"identify","userId":"u1"})");
        QCOMPARE(report.entryIds.size(), std::size_t(1));
        QVERIFY2(report.verdict.sentence.contains(QStringLiteral("far larger")), qPrintable(report.verdict.sentence));
        QTRY_VERIFY(activity.shownId() == report.entryIds.front());
        std::printf("Its own memory: %lld MB before, at most %lld MB with an answer of %lld MB; VmHWM %lld MB\n",
                    static_cast<long long>(before), static_cast<long long>(watch.most()),
                    static_cast<long long>(Large >> 20), static_cast<long long>(statusOf("VmHWM")));
        QVERIFY(watch.most() >= before);
        QVERIFY2(watch.most() - before < 100, qPrintable(QString::number(watch.most() - before)));

        activity.bench.go(PageId::Activity);
        QTRY_VERIFY(activity.shownId() == report.entryIds.front());
        const auto answer = activity.details().details().answer;
        QVERIFY(answer);
        const std::string_view bytes = answer->bytes();
        QVERIFY2(bytes.size() > std::size_t(Large) * 99 / 100, qPrintable(QString::number(bytes.size())));
        QVERIFY(bytes.starts_with("[{\"row\":1,") && bytes.ends_with("{}]"));
        QVERIFY(!holdsSecret(bytes));
        QVERIFY(bytes.find("{\"quotes\":\"***\"}") != std::string_view::npos);
        QVERIFY(activity.details().details().answerInfo.notice.isEmpty());

        const auto extent = QCoro::waitFor(activity.console().history().extent());
        QVERIFY(extent && extent->size.spooledBytes == std::int64_t(bytes.size()));
        QVERIFY2(extentInWords(*extent).contains(QStringLiteral("and 300")) &&
                     extentInWords(*extent).endsWith(QStringLiteral("of large answers")),
                 qPrintable(extentInWords(*extent)));

        const QString folder = activity.bench.folder() + QStringLiteral("/spool");
        QCOMPARE(filesIn(folder).size(), 1);
        const QString file = folder + QLatin1Char('/') + filesIn(folder).first();
        QCOMPARE(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        // It stays over a restart, and goes with its entry.
        activity.openAnew();
        QTRY_VERIFY(activity.details().details().answer);
        QCOMPARE(activity.details().details().answer->bytes().size(), QFileInfo(file).size());
        QFile aged(file);
        QVERIFY(aged.open(QIODevice::ReadWrite));
        QVERIFY(aged.setFileTime(QDateTime::currentDateTime().addSecs(-3600), QFileDevice::FileModificationTime));
        aged.close();
        activity.openAnew();
        QCOMPARE(filesIn(folder).size(), 1);
        QVERIFY(QCoro::waitFor(activity.console().history().clear()));
        QCOMPARE(filesIn(folder), QStringList());
    }
};

QTEST_MAIN(TestSpool)
#include "test_spool.moc"
