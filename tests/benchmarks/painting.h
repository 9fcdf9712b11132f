// What the benchmarks of viewers measure with: time, painted widgets, pauses of the event loop, memory.
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QFile>
#include <QTimer>
#include <QWidget>

#include <algorithm>
#include <functional>

namespace smc::benchmark {

class Clock
{
public:
    Clock() { m_timer.start(); }
    double milliseconds() const { return static_cast<double>(m_timer.nsecsElapsed()) / 1e6; }

private:
    QElapsedTimer m_timer;
};

/// Lets the event loop run until `isTrue`. For benchmarks: programs await.
inline void waitUntil(const std::function<bool()> &isTrue)
{
    while (!isTrue())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

/// Until `widget` has been painted anew and what was painted has been handed to the screen.
inline void waitUntilPainted(QWidget &widget)
{
    class Watch : public QObject
    {
    public:
        bool eventFilter(QObject *, QEvent *event) override
        {
            if (event->type() == QEvent::Paint)
                QTimer::singleShot(0, this, [this] { isPainted = true; });
            return false;
        }
        bool isPainted = false;
    } watch;
    widget.installEventFilter(&watch);
    widget.update();
    waitUntil([&watch] { return watch.isPainted; });
}

/// The longest time in which the event loop had no turn.
class Pauses
{
public:
    Pauses()
    {
        m_timer.setInterval(1);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { note(); });
        m_timer.start();
    }
    double longest() const { return m_longest; }

private:
    void note()
    {
        m_longest = std::max(m_longest, m_clock.milliseconds());
        m_clock = Clock();
    }

    QTimer m_timer;
    Clock m_clock;
    double m_longest = 0;
};

/// Memory of this process that belongs to no file.
inline double ownMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("RssAnon:") + 8;
    return text.mid(at, text.indexOf(" kB", at) - at).trimmed().toDouble() / 1024;
}

} // namespace smc::benchmark
