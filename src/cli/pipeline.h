// Many events on many threads, and their results in the order of the input.
//
// The thread that feeds the pipeline fills batches; workers turn each batch into lines of text; a writer puts these
// out in order. Only a fixed number of batches exists, so that memory does not grow with the input. With one thread
// everything happens in the feeding thread.
#pragma once

#include "batch.h"
#include "output.h"
#include "sink.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace smc::cli {

/// Makes the line of one event. Each thread has a worker of its own.
class Worker
{
public:
    enum class Verdict : std::uint8_t { Good, Bad };

    virtual ~Worker() = default;

    /// Appends the item's line, line end included. Bad items make the run end with exit code 1.
    virtual Verdict handle(const Batch &batch, const Item &item, std::string &out) = 0;
};

using WorkerFactory = std::function<std::unique_ptr<Worker>()>;

struct Tally
{
    std::uint64_t items = 0;
    std::uint64_t bad = 0;
};

class Pipeline final : public Sink
{
public:
    /// `threads` is the number of workers, at least 1.
    Pipeline(WorkerFactory makeWorker, unsigned threads, Output &output);
    ~Pipeline() override;
    Pipeline(const Pipeline &) = delete;
    Pipeline &operator=(const Pipeline &) = delete;

    void add(std::string_view text, segment::Origin origin) override;
    void addError(segment::ReadError error) override;
    /// A slow input must not hold results back.
    void beforeWaiting(int) override { flush(); }
    /// False once nobody reads the results.
    bool isOpen() const override { return m_open.load(std::memory_order_relaxed); }

    /// Waits until everything that was added is written.
    Tally finish();

private:
    struct Slot
    {
        enum class State : std::uint8_t { Free, Filled, Working, Done };
        State state = State::Free;
        Batch batch;
        std::string out;
        Tally tally;
    };

    void flush();
    void dispatch();
    void work(Slot &slot, Worker &worker);
    void put(Slot &slot);
    void runWorker();
    void runWriter();
    void waitForFreeSlot();
    Slot &slotOf(std::uint64_t number) { return m_slots[number % m_slots.size()]; }

    WorkerFactory m_makeWorker;
    Output &m_output;
    std::atomic<bool> m_open{true};
    std::size_t m_index = 0;
    Tally m_tally;

    std::vector<Slot> m_slots;
    std::uint64_t m_filling = 0; ///< The slot that the feeder fills.
    std::uint64_t m_taken = 0;   ///< The next one that a worker takes.
    bool m_ended = false;

    std::unique_ptr<Worker> m_ownWorker; ///< With one thread.
    std::mutex m_mutex;
    std::condition_variable m_slotFreed;
    std::condition_variable m_slotFilled;
    std::condition_variable m_slotDone;
    std::vector<std::thread> m_workers;
    std::thread m_writer;
};

} // namespace smc::cli
