// Coroutines of the main thread that must not overlap, one after another.
//
//     const Turns::Turn mine = co_await d->turns.next();
//     … reads what stands, awaits the disk, puts the result in force …
//
// Without it, two changes that both begin at the same state would lose one of them.
#pragma once

#include <QCoreApplication>
#include <QMetaObject>

#include <coroutine>
#include <deque>
#include <memory>
#include <utility>

namespace smc::gui {

class Turns
{
    struct Queue
    {
        bool isTaken = false;
        std::deque<std::coroutine_handle<>> waiting;
    };

public:
    /// Held while one works. The next one goes on from the event loop once it is gone.
    class Turn
    {
    public:
        explicit Turn(std::shared_ptr<Queue> queue)
            : m_queue(std::move(queue))
        {
        }
        Turn(Turn &&other) noexcept = default;
        Turn &operator=(Turn &&) = delete;
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;
        ~Turn() { end(); }

        /// Before it goes by itself.
        void end()
        {
            const std::shared_ptr<Queue> queue = std::move(m_queue);
            if (!queue)
                return;
            if (queue->waiting.empty()) {
                queue->isTaken = false;
                return;
            }
            const std::coroutine_handle<> next = queue->waiting.front();
            queue->waiting.pop_front();
            QMetaObject::invokeMethod(
                QCoreApplication::instance(), [next] { next.resume(); }, Qt::QueuedConnection);
        }

    private:
        std::shared_ptr<Queue> m_queue;
    };

    struct Waiter
    {
        std::shared_ptr<Queue> queue;

        bool await_ready() const { return !std::exchange(queue->isTaken, true); }
        void await_suspend(std::coroutine_handle<> waiting) { queue->waiting.push_back(waiting); }
        Turn await_resume() const { return Turn(queue); }
    };
    /// `co_await turns.next()`, in the main thread. The one who waited must look whether what it works on is still
    /// there: turns outlive their owner.
    Waiter next() { return {m_queue}; }

private:
    std::shared_ptr<Queue> m_queue = std::make_shared<Queue>();
};

} // namespace smc::gui
