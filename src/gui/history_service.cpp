#include "history_service.h"

#include "background.h"
#include "text.h"

#include <QThread>

#include <algorithm>
#include <functional>
#include <utility>

namespace smc::gui {

namespace {

using workspace::HistoryEntry;
using workspace::HistoryFilter;
using workspace::HistoryOrder;
using workspace::HistoryQuery;
using workspace::HistoryStore;
using workspace::HistorySummary;
using workspace::SearchProgress;

constexpr int MostOfOnePage = 1000;

/// A page once enough of the history was searched for it; nothing before.
std::optional<Result<std::vector<HistorySummary>>> pageOf(HistoryStore &store, const HistoryQuery &query)
{
    if (query.filter.text.empty())
        return store.page(query);
    const Result<SearchProgress> progress = store.search(query.filter);
    if (!progress)
        return tl::make_unexpected(progress.error());
    // A search goes from the newest entry down: a page in that order can be had before its end.
    const bool isInOrder = query.order == HistoryOrder::Time && query.direction == workspace::Direction::Descending;
    if (!progress->isDone && !isInOrder)
        return std::nullopt;
    auto page = store.page(query);
    const bool isEnough = progress->isDone || (query.newerThan > 0 && progress->isCaughtUp);
    if (page && !isEnough && page->size() < static_cast<std::size_t>(std::clamp(query.count, 1, MostOfOnePage)))
        return std::nullopt;
    return page;
}

} // namespace

HistoryService::HistoryService(std::string folder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_thread(QThread::create([this] { work(); }))
{
    m_thread->setObjectName(QStringLiteral("history"));
    m_thread->start();
}

HistoryService::~HistoryService()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    m_thread->wait();
    // Whoever waits gets its answer now: later there is nobody who could bring it.
    QCoreApplication::sendPostedEvents(&m_receiver, QEvent::MetaCall);
}

void HistoryService::work()
{
    const workspace::ReadLimits read = workspace::readHistoryLimits(m_folder);
    if (read.problem)
        report(*read.problem, &HistoryService::settingsTrouble);
    Result<HistoryStore> store = HistoryStore::open(m_folder, read.limits);
    if (!store) {
        m_openError = store.error();
        report(store.error(), &HistoryService::trouble);
    } else if (store->setAside()) {
        report(*store->setAside(), &HistoryService::trouble);
    }
    runJobs(store ? &*store : nullptr);
}

void HistoryService::runJobs(HistoryStore *store)
{
    bool wasSetAside = store && store->setAside();
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_isEnding || !m_jobs.empty(); });
        if (m_jobs.empty())
            return;
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        const Step step = job(store);
        if (store && store->setAside() && !wasSetAside) {
            wasSetAside = true;
            report(*store->setAside(), &HistoryService::trouble);
        }
        if (step == Step::Again) {
            lock.lock();
            m_jobs.push_back(std::move(job));
        }
    }
}

void HistoryService::report(const Error &error, Said said)
{
    QMetaObject::invokeMethod(
        &m_receiver, [this, said, sentence = fromUtf8(error.message)] { std::invoke(said, this, sentence); },
        Qt::QueuedConnection);
}

void HistoryService::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

template <typename R>
QCoro::Task<Result<R>> HistoryService::ask(Work<R> work, HistoryTurn turn)
{
    auto handover = std::make_shared<Handover<Result<R>>>();
    post([this, handover, turn, work = std::move(work)](HistoryStore *store) {
        std::optional<Result<R>> answer;
        if (turn.isOutdated())
            answer = fail("history_outdated", "Another question has taken this one's place.");
        else if (store)
            answer = work(*store);
        else
            answer = fail("history_not_open", m_openError->message);
        if (!answer)
            return Step::Again;
        handover->deliver(std::move(*answer), &m_receiver);
        return Step::Done;
    });
    Result<R> answer = co_await handover->arrived();
    co_return answer;
}

QCoro::Task<Result<void>> HistoryService::opened()
{
    return ask<void>([](HistoryStore &) { return Result<void>(); });
}

QCoro::Task<Result<std::int64_t>> HistoryService::append(HistoryEntry entry)
{
    return ask<std::int64_t>([entry = std::move(entry)](HistoryStore &store) { return store.append(entry); });
}

QCoro::Task<Result<std::optional<HistoryEntry>>> HistoryService::get(std::int64_t id)
{
    return ask<std::optional<HistoryEntry>>([id](HistoryStore &store) { return store.get(id); });
}

QCoro::Task<Result<std::vector<HistoryEntry>>> HistoryService::get(Ids ids, std::int64_t mostBytes)
{
    using Entries = std::vector<HistoryEntry>;
    struct State
    {
        Ids ids;
        std::size_t next = 0;
        std::int64_t room = 0;
        Entries entries;
    };
    auto state = std::make_shared<State>();
    state->ids = std::move(ids);
    state->room = mostBytes;
    return ask<Entries>([state](HistoryStore &store) -> std::optional<Result<Entries>> {
        if (state->next == state->ids.size())
            return std::move(state->entries);
        auto entry = store.get(state->ids[state->next++]);
        if (!entry)
            return tl::make_unexpected(entry.error());
        if (*entry && (*entry)->bytes <= state->room) {
            state->room -= (*entry)->bytes;
            state->entries.push_back(std::move(**entry));
        }
        return std::nullopt;
    });
}

QCoro::Task<Result<std::vector<HistorySummary>>> HistoryService::page(HistoryQuery query, HistoryTurn turn)
{
    return ask<std::vector<HistorySummary>>(
        [query = std::move(query)](HistoryStore &store) { return pageOf(store, query); }, std::move(turn));
}

QCoro::Task<Result<std::int64_t>> HistoryService::count(HistoryFilter filter, HistoryTurn turn)
{
    return ask<std::int64_t>(
        [filter = std::move(filter)](HistoryStore &store) -> std::optional<Result<std::int64_t>> {
            if (!filter.text.empty()) {
                const auto progress = store.search(filter);
                if (!progress)
                    return tl::make_unexpected(progress.error());
                if (!progress->isDone)
                    return std::nullopt;
            }
            return store.count(filter);
        },
        std::move(turn));
}

QCoro::Task<Result<HistoryService::Ids>> HistoryService::ids(HistoryQuery query, std::size_t most, HistoryTurn turn)
{
    struct State
    {
        HistoryQuery query;
        Ids ids;
    };
    auto state = std::make_shared<State>();
    state->query = std::move(query);
    state->query.count = MostOfOnePage;
    return ask<Ids>(
        [state, most](HistoryStore &store) -> std::optional<Result<Ids>> {
            const auto page = pageOf(store, state->query);
            if (!page)
                return std::nullopt;
            if (!*page)
                return tl::make_unexpected(page->error());
            for (const HistorySummary &entry : **page)
                state->ids.push_back(entry.id);
            const bool isLast = (*page)->size() < static_cast<std::size_t>(MostOfOnePage);
            if (!isLast && state->ids.size() < most) {
                state->query.after = (*page)->back();
                return std::nullopt;
            }
            if (state->ids.size() > most)
                state->ids.resize(most);
            return std::move(state->ids);
        },
        std::move(turn));
}

QCoro::Task<Result<HistoryService::Extent>> HistoryService::extent()
{
    return ask<Extent>([](HistoryStore &store) -> std::optional<Result<Extent>> {
        const auto size = store.size();
        if (!size)
            return tl::make_unexpected(size.error());
        return Extent{*size, store.limits()};
    });
}

QCoro::Task<Result<bool>> HistoryService::hasChangedElsewhere()
{
    return ask<bool>([this](HistoryStore &store) -> std::optional<Result<bool>> {
        const auto version = store.version();
        if (!version)
            return tl::make_unexpected(version.error());
        return std::exchange(m_version, *version) != *version;
    });
}

QCoro::Task<Result<void>> HistoryService::setLimits(workspace::HistoryLimits limits)
{
    return ask<void>([folder = m_folder, limits](HistoryStore &store) {
        const auto kept = workspace::keepHistoryLimits(folder, limits);
        return kept ? store.setLimits(limits) : kept;
    });
}

QCoro::Task<Result<void>> HistoryService::setPinned(Ids ids, workspace::Pin pin)
{
    return ask<void>([ids = std::move(ids), pin](HistoryStore &store) { return store.setPinned(ids, pin); });
}

QCoro::Task<Result<void>> HistoryService::setNote(std::int64_t id, std::string note)
{
    return ask<void>([id, note = std::move(note)](HistoryStore &store) { return store.setNote(id, note); });
}

QCoro::Task<Result<void>> HistoryService::remove(Ids ids)
{
    return ask<void>([ids = std::move(ids)](HistoryStore &store) { return store.remove(ids); });
}

QCoro::Task<Result<std::int64_t>> HistoryService::restore(Ids ids)
{
    return ask<std::int64_t>([ids = std::move(ids)](HistoryStore &store) { return store.restore(ids); });
}

QCoro::Task<Result<void>> HistoryService::forgetRemoved()
{
    return ask<void>([](HistoryStore &store) { return store.forgetRemoved(); });
}

QCoro::Task<Result<void>> HistoryService::clear()
{
    return ask<void>([](HistoryStore &store) { return store.clear(); });
}

} // namespace smc::gui
