// How long the window was kept from painting: the longest single event that the application handled.
#pragma once

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>

namespace smc::gui {

/// An application that times each event, but for those within another's handling.
class WatchedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        QElapsedTimer timer;
        timer.start();
        const QByteArray who = receiver->metaObject()->className();
        const int type = event->type();
        const bool handled = QApplication::notify(receiver, event);
        const qint64 ms = timer.elapsed();
        if (ms > m_worst) {
            m_worst = ms;
            m_what = who + " event " + QByteArray::number(type);
        }
        ++m_events;
        --m_depth;
        return handled;
    }

    /// Begins anew.
    void watch()
    {
        m_worst = 0;
        m_events = 0;
        m_what.clear();
    }
    qint64 worstMs() const { return m_worst; }
    const QByteArray &what() const { return m_what; } ///< Whose event took longest.
    qint64 events() const { return m_events; }

private:
    int m_depth = 0;
    qint64 m_worst = 0;
    qint64 m_events = 0;
    QByteArray m_what;
};

} // namespace smc::gui
