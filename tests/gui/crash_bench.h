// A console in a process of its own that is killed, and one that opens the same folder afterwards.
#pragma once

#include "slow_disk.h"

#include <gui/console.h>
#include <gui/main_window.h>
#include <gui/page.h>
#include <vault/session_store.h>

#include <QCoreApplication>
#include <QCoro/QCoroTask>
#include <QElapsedTimer>
#include <QProcess>
#include <QString>
#include <QTest>
#include <QTimer>

#include <cstdio>
#include <map>
#include <memory>

namespace smc::gui {

/// Console and window on a folder that stays.
class Opened
{
public:
    enum class Shown { AtOnce, Later };
    explicit Opened(const QString &folder, Shown shown = Shown::AtOnce)
    {
        Seams seams;
        seams.workspaceFolder = folder.toStdString();
        seams.credentials = std::make_unique<vault::SessionStore>("No keychain in this test.");
        seams.sandbox = SandboxPolicy::OnlyWhenAsked;
        console = std::make_unique<Console>(std::move(seams));
        window = std::make_unique<MainWindow>(*console);
        if (shown == Shown::AtOnce)
            window->show();
        QCoro::waitFor(console->start());
    }
    ~Opened()
    {
        window.reset();
        console.reset();
    }

    std::unique_ptr<Console> console;
    std::unique_ptr<MainWindow> window;
};

/// In the child: word number `number` stands in the window now.
inline void sayTyped(int number)
{
    std::printf("typed %d\n", number);
    std::fflush(stdout);
}

enum class Disk { AsItIs, Slow };
constexpr const char *SlowDisk = "--slow-disk";

/// In the child: the typing begins.
inline void beginTyping(QTimer &keys)
{
    constexpr int KeyMs = 40;
    if (QCoreApplication::arguments().contains(QLatin1String(SlowDisk)))
        slowDown(std::chrono::milliseconds(1500));
    keys.start(KeyMs);
}

/// Starts this test's own program with `arguments`, lets it type for `typingMs` from its first word on, kills it, and
/// gives the numbers that it typed with the time from each to the kill in ms.
inline std::map<int, qint64> typeAndKill(QStringList arguments, int typingMs, Disk disk = Disk::AsItIs)
{
    QProcess child;
    if (disk == Disk::Slow)
        arguments.append(QLatin1String(SlowDisk));
    child.start(QCoreApplication::applicationFilePath(), arguments);
    QElapsedTimer clock;
    clock.start();
    std::map<int, qint64> typedAt;
    QByteArray output;
    const auto listen = [&] {
        output += child.readAllStandardOutput();
        for (qsizetype end = output.indexOf('\n'); end >= 0; end = output.indexOf('\n')) {
            if (output.startsWith("typed "))
                typedAt.emplace(output.mid(6, end - 6).toInt(), clock.elapsed());
            output.remove(0, end + 1);
        }
        return !typedAt.empty();
    };
    if (!QTest::qWaitFor(listen, 30000))
        qFatal("Nothing is typed: %s", child.readAllStandardError().constData());
    const qint64 begin = clock.elapsed();
    while (clock.elapsed() - begin < typingMs) {
        QTest::qWait(5);
        listen();
    }
    const qint64 killedAt = clock.elapsed();
    child.kill(); // SIGKILL: nothing of the child runs any more.
    if (!QTest::qWaitFor([&child] { return child.state() == QProcess::NotRunning; }, 10000))
        qFatal("The child lives");
    std::map<int, qint64> ages;
    for (const auto &[number, at] : typedAt)
        ages[number] = killedAt - at;
    return ages;
}

} // namespace smc::gui
