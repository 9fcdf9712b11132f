// A disk that takes its time, and other programs at the workspace, hold up what is saved, but never the window.
#include "mapping_bench.h"

#include <gui/sandbox_host.h>
#include <gui/widgets/banner.h>
#include <workspace/files.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QTest>
#include <QTimer>

#include <sys/stat.h>

#include <thread>

using namespace smc;
using namespace smc::gui;

namespace {

/// A save waits up to five seconds for another program's lock: far more than this.
constexpr qint64 MostHeldUpMs = 1500;

/// The longest time between two turns of the event loop since it was made.
class Pulse
{
public:
    Pulse()
    {
        m_clock.start();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer,
                         [this] { m_longest = qMax(m_longest, m_clock.restart()); });
        m_timer.start(5);
    }
    qint64 longest() const { return qMax(m_longest, m_clock.elapsed()); }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSlowDisk : public MappingBench
{
    Q_OBJECT

    std::unique_ptr<QLockFile> lockProfiles()
    {
        auto lock = workspace::lockDirectory(m_bench->folder().toStdString() + "/profiles");
        return lock ? std::move(*lock) : nullptr;
    }

private Q_SLOTS:
    void savingAConnectionWaitsForAnotherProgramBesideTheWindow()
    {
        m_bench->go(PageId::Connection);
        auto &organization = m_bench->named<QLineEdit>("Organization");
        organization.clear();
        QTest::keyClicks(&organization, QStringLiteral("LATER"));
        auto lock = lockProfiles();
        QVERIFY(lock);
        const Pulse pulse;
        m_bench->action("connection.save").trigger();
        QTest::qWait(300);
        QVERIFY(m_bench->console().storedSettings().organization != "LATER");
        QVERIFY(!m_bench->action("connection.save").isEnabled());
        lock.reset();
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->console().storedSettings().organization, std::string("LATER"), 10000);
        QVERIFY2(pulse.longest() < MostHeldUpMs, qPrintable(QString::number(pulse.longest())));
    }

    void twoChangesOneAfterAnotherAreBothKept()
    {
        auto lock = lockProfiles();
        QVERIFY(lock);
        auto first = m_bench->console().changeSettings(
            [](destination::Settings &settings) { settings.allowedEvents.push_back("First"); });
        auto second = m_bench->console().changeSettings(
            [](destination::Settings &settings) { settings.allowedEvents.push_back("Second"); });
        lock.reset();
        QVERIFY(QCoro::waitFor(std::move(first)));
        QVERIFY(QCoro::waitFor(std::move(second)));
        const auto &events = m_bench->console().storedSettings().allowedEvents;
        for (const char *name : {"First", "Second"})
            QVERIFY2(std::find(events.begin(), events.end(), name) != events.end(), name);
    }

    void aMappingWhoseSettingsCanNotBeWrittenIsNotWrittenEither()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        action("mapping.save")->trigger();
        m_bench->written();
        const QString file = QString::fromStdString(m_bench->console().mappingFile());
        const QByteArray before = contentOf(file);
        QVERIFY(before.contains("$.traits.email"));

        writeValue(QStringLiteral("$.traits.name"));
        const auto lock = lockProfiles();
        QVERIFY(lock);
        const Pulse pulse;
        action("mapping.save")->trigger();
        // Until it gives up on the lock.
        QTRY_VERIFY_WITH_TIMEOUT(m_page->banners().banner(QStringLiteral("trouble")), 20000);
        const QString said = m_page->banners().banner(QStringLiteral("trouble"))->content().text;
        QVERIFY2(said.startsWith(QStringLiteral("Not saved.")), qPrintable(said));
        QCOMPARE(contentOf(file), before);
        QVERIFY(m_page->session().hasChanges());
        QCOMPARE(previewOf("EVENT"), QStringLiteral("ada@example.com")); // What is in force is what is on disk.
        QVERIFY2(pulse.longest() < MostHeldUpMs, qPrintable(QString::number(pulse.longest())));
    }

    void aFirstMappingWhoseSettingsCanNotBeWrittenLeavesNoFile()
    {
        select(QStringLiteral("EVENT"));
        writeValue(QStringLiteral("$.traits.email"));
        const auto lock = lockProfiles();
        QVERIFY(lock);
        action("mapping.save")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->banners().banner(QStringLiteral("trouble")), 20000);
        const QDir mappings(m_bench->folder() + QStringLiteral("/mappings"));
        QCOMPARE(mappings.entryList({QStringLiteral("*.json")}, QDir::Files), QStringList());
        QVERIFY(m_bench->console().mappingFile().empty());
    }

    void aFileThatComesSlowlyIsImportedBesideTheWindow()
    {
        const std::string pipe = m_bench->folder().toStdString() + "/slow.json";
        QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
        m_bench->dialogs().path = QString::fromStdString(pipe);
        const Pulse pulse;
        action("mapping.import")->trigger();
        QTest::qWait(300);
        QVERIFY2(pulse.longest() < MostHeldUpMs, qPrintable(QString::number(pulse.longest())));
        std::string text(destination::Preset::smcText());
        text.replace(text.find("$.event"), 7, "$.slow1");
        std::thread writer([&] {
            QFile file(QString::fromStdString(pipe));
            if (file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
                file.write(text.data(), qsizetype(text.size()));
        });
        QTRY_COMPARE_WITH_TIMEOUT(m_page->session().mapping(), text, 10000);
        writer.join();
    }

    void aSandboxStoppedWhileItStartsDoesNotRun()
    {
        SandboxHost &sandbox = m_bench->console().sandbox();
        sandbox.stop();
        auto starting = sandbox.start();
        sandbox.stop();
        QVERIFY(!QCoro::waitFor(std::move(starting)));
        QVERIFY(!sandbox.isRunning());
        QVERIFY(QCoro::waitFor(sandbox.start()));
        QVERIFY(sandbox.isRunning());
    }
};

QTEST_MAIN(TestSlowDisk)
#include "test_slow_disk.moc"
