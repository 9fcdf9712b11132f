// Work in another thread, awaited in the main one.
//
//     const auto count = [text] { return countLines(text); };
//     const std::size_t lines = co_await inBackground(count);
//
// The work has a name: GCC 12 destroys a lambda that is written into a co_await twice. What is captured belongs to the
// work alone: the one who waits may go meanwhile, and must look whether it is still there when the answer comes.
#pragma once

#include <QCoreApplication>
#include <QCoro/QCoroTask>
#include <QThreadPool>

#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace smc::gui {

/// A result on its way from a worker to one coroutine of the main thread, which goes on from the event loop.
template <typename R>
class Handover : public std::enable_shared_from_this<Handover<R>>
{
public:
    /// From any thread, once. `receiver` lives in the main thread and longer than the worker; it takes the result
    /// there.
    void deliver(R result, QObject *receiver)
    {
        m_result.emplace(std::move(result));
        QMetaObject::invokeMethod(
            receiver, [self = this->shared_from_this()] { self->arrive(); }, Qt::QueuedConnection);
    }

    struct Waiter
    {
        std::shared_ptr<Handover> handover;

        bool await_ready() const { return handover->m_isThere; }
        void await_suspend(std::coroutine_handle<> waiting) { handover->m_waiting = waiting; }
        R await_resume() const { return std::move(*handover->m_result); }
    };
    /// `co_await handover->arrived()`, in the main thread.
    Waiter arrived() { return {this->shared_from_this()}; }

private:
    void arrive()
    {
        m_isThere = true;
        if (m_waiting)
            m_waiting.resume();
    }

    std::optional<R> m_result; ///< The worker's until it is delivered, then the main thread's.
    bool m_isThere = false;
    std::coroutine_handle<> m_waiting;
};

/// Runs `work` in a thread of `pool`. In a pool of one thread, it begins after what was given to it before.
template <typename Work>
QCoro::Task<std::invoke_result_t<Work>> inBackground(QThreadPool &pool, Work work)
{
    using R = std::invoke_result_t<Work>;
    auto handover = std::make_shared<Handover<R>>();
    pool.start(
        [handover, work = std::move(work)]() mutable { handover->deliver(work(), QCoreApplication::instance()); });
    R result = co_await handover->arrived();
    co_return result;
}

/// Runs `work` in a thread of the global pool.
template <typename Work>
QCoro::Task<std::invoke_result_t<Work>> inBackground(Work work)
{
    return inBackground(*QThreadPool::globalInstance(), std::move(work));
}

} // namespace smc::gui
