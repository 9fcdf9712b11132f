#include "pipeline.h"

namespace smc::cli {

namespace {

constexpr std::size_t KeptOutput = 4U << 20U;

} // namespace

Pipeline::Pipeline(WorkerFactory makeWorker, unsigned threads, Output &output)
    : m_makeWorker(std::move(makeWorker))
    , m_output(output)
    , m_slots(threads > 1 ? threads * 3 + 2 : 1)
{
    if (threads <= 1) {
        m_ownWorker = m_makeWorker();
        return;
    }
    for (unsigned i = 0; i < threads; ++i)
        m_workers.emplace_back([this] { runWorker(); });
    m_writer = std::thread([this] { runWriter(); });
}

Pipeline::~Pipeline()
{
    finish();
}

void Pipeline::add(std::string_view text, segment::Origin origin)
{
    Batch &batch = slotOf(m_filling).batch;
    batch.add(m_index++, text, origin);
    if (batch.isFull())
        dispatch();
}

void Pipeline::addError(segment::ReadError error)
{
    Batch &batch = slotOf(m_filling).batch;
    batch.addError(m_index++, std::move(error));
    if (batch.isFull())
        dispatch();
}

void Pipeline::flush()
{
    if (!slotOf(m_filling).batch.isEmpty())
        dispatch();
}

Tally Pipeline::finish()
{
    flush();
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_slotFilled.notify_all();
    m_slotDone.notify_all();
    for (std::thread &worker : m_workers)
        worker.join();
    m_workers.clear();
    if (m_writer.joinable())
        m_writer.join();
    return m_tally;
}

void Pipeline::dispatch()
{
    Slot &slot = slotOf(m_filling);
    if (m_ownWorker) {
        work(slot, *m_ownWorker);
        put(slot);
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        slot.state = Slot::State::Filled;
        ++m_filling;
    }
    m_slotFilled.notify_one();
    waitForFreeSlot();
}

void Pipeline::waitForFreeSlot()
{
    std::unique_lock lock(m_mutex);
    m_slotFreed.wait(lock, [this] { return slotOf(m_filling).state == Slot::State::Free; });
}

void Pipeline::work(Slot &slot, Worker &worker)
{
    slot.tally = {};
    if (!isOpen())
        return;
    for (const Item &item : slot.batch.items()) {
        ++slot.tally.items;
        if (worker.handle(slot.batch, item, slot.out) == Worker::Verdict::Bad)
            ++slot.tally.bad;
    }
}

void Pipeline::put(Slot &slot)
{
    if (isOpen() && !m_output.write(slot.out))
        m_open.store(false, std::memory_order_relaxed);
    m_tally.items += slot.tally.items;
    m_tally.bad += slot.tally.bad;
    slot.batch.clear();
    slot.out.clear();
    if (slot.out.capacity() > KeptOutput)
        slot.out = {};
}

void Pipeline::runWorker()
{
    const std::unique_ptr<Worker> worker = m_makeWorker();
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_slotFilled.wait(lock, [this] { return m_taken < m_filling || m_ended; });
        if (m_taken == m_filling)
            return;
        Slot &slot = slotOf(m_taken++);
        slot.state = Slot::State::Working;
        lock.unlock();
        work(slot, *worker);
        lock.lock();
        slot.state = Slot::State::Done;
        m_slotDone.notify_one();
    }
}

void Pipeline::runWriter()
{
    std::unique_lock lock(m_mutex);
    for (std::uint64_t next = 0;; ++next) {
        m_slotDone.wait(lock,
                        [&] { return slotOf(next).state == Slot::State::Done || (m_ended && next == m_filling); });
        Slot &slot = slotOf(next);
        if (slot.state != Slot::State::Done)
            return;
        lock.unlock();
        put(slot);
        lock.lock();
        slot.state = Slot::State::Free;
        m_slotFreed.notify_one();
    }
}

} // namespace smc::cli
