#include "event_stream.h"

#include "feed.h"
#include "sink.h"

#include <QMetaObject>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace smc::cli {

/// The reading thread and what it shares with the other one.
struct EventStream::Reader final : Sink
{
    Reader(EventStream &owner, Inputs from)
        : stream(owner)
        , inputs(std::move(from))
    {
        if (::pipe(stopPipe) == 0) {
            for (const int end : stopPipe)
                ::fcntl(end, F_SETFD, FD_CLOEXEC);
        }
        thread = std::thread([this] { run(); });
    }

    ~Reader() override
    {
        stop();
        thread.join();
        for (const int end : stopPipe)
            ::close(end);
    }

    void stop()
    {
        {
            const std::lock_guard lock(mutex);
            isStopped = true;
            ready.clear();
        }
        spaceAvailable.notify_all();
        const char byte = 0;
        [[maybe_unused]] const ssize_t written = ::write(stopPipe[1], &byte, 1);
    }

    void run()
    {
        auto fed = feedEvents(inputs, *this);
        push();
        {
            const std::lock_guard lock(mutex);
            hasEnded = true;
            if (!fed)
                error = std::move(fed.error());
        }
        tell();
    }

    void add(std::string_view text, segment::Origin origin) override
    {
        filling.add(index++, text, origin);
        if (filling.isFull())
            push();
    }

    void addError(segment::ReadError readError) override
    {
        filling.addError(index++, std::move(readError));
        if (filling.isFull())
            push();
    }

    void beforeWaiting(int descriptor) override
    {
        push();
        pollfd waiting[] = {{descriptor, POLLIN, 0}, {stopPipe[0], POLLIN, 0}};
        ::poll(waiting, 2, -1);
    }

    bool isOpen() const override
    {
        const std::lock_guard lock(mutex);
        return !isStopped;
    }

    void push()
    {
        if (filling.isEmpty())
            return;
        {
            std::unique_lock lock(mutex);
            spaceAvailable.wait(lock, [this] { return ready.size() < MaxReady || isStopped; });
            if (!isStopped)
                ready.push_back(std::move(filling));
        }
        filling = {};
        tell();
    }

    /// The stream outlives this thread; a call that comes after its end is dropped with it.
    void tell()
    {
        QMetaObject::invokeMethod(
            &stream, [this] { stream.wake(); }, Qt::QueuedConnection);
    }

    static constexpr std::size_t MaxReady = 4;

    EventStream &stream;
    Inputs inputs;
    std::size_t index = 0;
    Batch filling;

    mutable std::mutex mutex;
    std::condition_variable spaceAvailable;
    std::deque<Batch> ready;
    bool isStopped = false;
    bool hasEnded = false;
    std::optional<Error> error;

    int stopPipe[2] = {-1, -1};
    std::thread thread;
};

/// Until something changes or patience runs out. (QCoro's own way to await a signal reads freed memory where the signal
/// comes twice in a row.)
struct EventStream::Turn
{
    EventStream &stream;
    std::chrono::milliseconds patience;

    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> waiter)
    {
        stream.m_waiter = waiter;
        if (patience >= std::chrono::milliseconds::zero())
            stream.m_patience.start(patience);
    }
    void await_resume() const {}
};

EventStream::EventStream(Inputs inputs)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { wake(); });
    m_reader = std::make_unique<Reader>(*this, std::move(inputs));
}

EventStream::~EventStream() = default;

QCoro::Task<std::optional<Batch>> EventStream::next(std::chrono::milliseconds patience)
{
    const auto until = std::chrono::steady_clock::now() + patience;
    const auto take = [this]() -> std::optional<Batch> {
        std::optional<Batch> batch;
        const std::lock_guard lock(m_reader->mutex);
        if (!m_reader->ready.empty()) {
            batch = std::move(m_reader->ready.front());
            m_reader->ready.pop_front();
            m_reader->spaceAvailable.notify_one();
        }
        return batch;
    };
    for (;;) {
        if (auto batch = take())
            co_return batch;
        if (hasEnded())
            co_return std::nullopt;
        const bool isLimited = patience >= std::chrono::milliseconds::zero();
        if (isLimited && std::chrono::steady_clock::now() >= until)
            co_return std::nullopt;
        co_await Turn{*this, patience};
    }
}

void EventStream::wake()
{
    m_patience.stop();
    if (m_waiter)
        std::exchange(m_waiter, {}).resume();
}

bool EventStream::hasEnded() const
{
    const std::lock_guard lock(m_reader->mutex);
    return m_reader->isStopped || (m_reader->hasEnded && m_reader->ready.empty());
}

void EventStream::stop()
{
    m_reader->stop();
    wake();
}

std::optional<Error> EventStream::error() const
{
    const std::lock_guard lock(m_reader->mutex);
    return m_reader->error;
}

} // namespace smc::cli
