#include "body_search.h"

#include "pool_work.h"

#include <algorithm>

namespace smc::gui {

namespace {

constexpr std::size_t Block = 1U << 20U;

using Hit = BodySearch::Hit;

/// The first occurrence in [from, to), looked for block by block.
std::optional<json::Range> first(QPromise<Hit> &promise, std::string_view bytes, const Needle &needle, std::size_t from,
                                 std::size_t to)
{
    for (std::size_t at = from; at < to && !promise.isCanceled(); at += Block) {
        if (const auto range = needle.findFirst(bytes, at, std::min(to, at + Block)))
            return range;
    }
    return std::nullopt;
}

std::optional<json::Range> last(QPromise<Hit> &promise, std::string_view bytes, const Needle &needle, std::size_t from,
                                std::size_t to)
{
    for (std::size_t end = to; end > from && !promise.isCanceled();) {
        const std::size_t begin = end - from > Block ? end - Block : from;
        if (const auto range = needle.findLast(bytes, begin, end))
            return range;
        end = begin;
    }
    return std::nullopt;
}

void look(QPromise<Hit> &promise, std::string_view bytes, const Needle &needle, std::size_t from,
          BodySearch::Direction direction)
{
    const bool forward = direction == BodySearch::Direction::Forward;
    const auto ahead =
        forward ? first(promise, bytes, needle, from, bytes.size()) : last(promise, bytes, needle, 0, from);
    if (ahead) {
        promise.addResult(Hit{*ahead, false});
        return;
    }
    const auto around =
        forward ? first(promise, bytes, needle, 0, from) : last(promise, bytes, needle, from, bytes.size());
    if (around)
        promise.addResult(Hit{*around, true});
}

} // namespace

BodySearch::BodySearch(std::shared_ptr<const Body> body, QThreadPool &pool, QObject *parent)
    : QObject(parent)
    , m_body(std::move(body))
    , m_pool(pool)
    , m_needle(std::make_shared<Needle>(QString(), CaseRule::Ignore, SpaceRule::AsTyped))
{
    connect(&m_findWork, &QFutureWatcherBase::finished, this, [this] {
        if (m_findWork.isCanceled())
            return;
        if (m_findWork.future().resultCount() > 0)
            Q_EMIT found(m_findWork.future().resultAt(0));
        else
            Q_EMIT notFound();
    });
    connect(&m_countWork, &QFutureWatcherBase::resultReadyAt, this, [this](int block) {
        m_count += m_countWork.future().resultAt(block);
        m_before.push_back(m_count);
        Q_EMIT countChanged();
    });
    connect(&m_countWork, &QFutureWatcherBase::finished, this, &BodySearch::countChanged);
}

BodySearch::~BodySearch()
{
    stop();
}

void BodySearch::stop()
{
    m_findWork.cancel();
    m_countWork.cancel();
}

void BodySearch::setNeedle(Needle needle)
{
    stop();
    m_findWork.setFuture({});
    m_countWork.setFuture({});
    m_needle = std::make_shared<Needle>(std::move(needle));
    m_count = 0;
    m_before = {0};
    if (!m_needle->isEmpty())
        startCounting();
}

void BodySearch::startCounting()
{
    m_countWork.setFuture(startIn<std::int64_t>(m_pool, [body = m_body, needle = m_needle](auto &promise) {
        const std::string_view bytes = body->bytes();
        for (std::size_t at = 0; at < bytes.size() && !promise.isCanceled(); at += Block)
            promise.addResult(static_cast<std::int64_t>(needle->count(bytes, at, std::min(bytes.size(), at + Block))));
    }));
}

void BodySearch::find(json::Offset from, Direction direction)
{
    m_findWork.cancel();
    if (m_needle->isEmpty())
        return;
    m_findWork.setFuture(
        startIn<Hit>(m_pool, [body = m_body, needle = m_needle, from, direction](QPromise<Hit> &promise) {
            look(promise, body->bytes(), *needle, std::min(from.index(), body->bytes().size()), direction);
        }));
}

std::optional<std::int64_t> BodySearch::ordinalOf(json::Offset offset) const
{
    const std::size_t block = offset.index() / Block;
    if (block >= m_before.size())
        return std::nullopt;
    const auto within = m_needle->count(m_body->bytes(), block * Block, offset.index());
    return m_before[block] + static_cast<std::int64_t>(within) + 1;
}

} // namespace smc::gui
