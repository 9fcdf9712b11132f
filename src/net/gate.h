// A place where a coroutine waits until somebody opens the gate. Internal to this room.
#pragma once

#include <QObject>
#include <QTimer>

#include <coroutine>
#include <utility>

namespace smc::net {

/// For one waiter and one opening. The coroutine goes on from the event loop, never from within open(), so that it may
/// destroy whoever opened the gate.
class Gate : public QObject
{
public:
    void open()
    {
        if (std::exchange(m_isOpen, true))
            return;
        if (m_waiting)
            resumeSoon();
    }
    bool isOpen() const { return m_isOpen; }

    struct Waiter
    {
        Gate *gate;

        bool await_ready() const { return false; }
        void await_suspend(std::coroutine_handle<> waiting)
        {
            gate->m_waiting = waiting;
            if (gate->m_isOpen)
                gate->resumeSoon();
        }
        void await_resume() const {}
    };
    /// `co_await gate.opened()`
    Waiter opened() { return {this}; }

private:
    void resumeSoon()
    {
        QTimer::singleShot(0, this, [handle = m_waiting] { handle.resume(); });
    }

    std::coroutine_handle<> m_waiting;
    bool m_isOpen = false;
};

} // namespace smc::net
