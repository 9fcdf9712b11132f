// How long the window was kept from painting: the longest single event that the application handled.
#pragma once

#include "computed_time.h"

#include <QApplication>
#include <QElapsedTimer>

namespace smc::gui {

/// An application that times each event, but for those within another's handling: by the clock, and by what the main
/// thread computed meanwhile. The latter does not depend on what else the machine has to do.
class WatchedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    struct Turn
    {
        qint64 ms = 0;         ///< By the clock.
        qint64 computedMs = 0; ///< Of the processor's time.
        QByteArray what;       ///< Whose event, and its number in QEvent::Type.
    };

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        QElapsedTimer timer;
        timer.start();
        const qint64 before = computedMs();
        const QByteArray who = receiver->metaObject()->className();
        const int type = event->type();
        const bool handled = QApplication::notify(receiver, event);
        const Turn turn{timer.elapsed(), computedMs() - before, who + " event " + QByteArray::number(type)};
        if (turn.ms > m_longest.ms)
            m_longest = turn;
        if (turn.computedMs > m_busiest.computedMs)
            m_busiest = turn;
        ++m_events;
        --m_depth;
        return handled;
    }

    /// Begins anew.
    void watch()
    {
        m_longest = {};
        m_busiest = {};
        m_events = 0;
    }
    const Turn &longest() const { return m_longest; }
    const Turn &busiest() const { return m_busiest; } ///< The one that computed most.
    qint64 events() const { return m_events; }

private:
    int m_depth = 0;
    Turn m_longest;
    Turn m_busiest;
    qint64 m_events = 0;
};

inline WatchedApplication &watched()
{
    return static_cast<WatchedApplication &>(*qApp);
}

} // namespace smc::gui
