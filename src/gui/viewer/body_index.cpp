#include "body_index.h"

#include "pool_work.h"

#include <algorithm>

namespace smc::gui {

namespace {

constexpr std::size_t FirstBlock = 1U << 20U;
constexpr std::size_t Block = 8U << 20U;

template <typename Indexer, typename Part>
void readAll(QPromise<Part> &promise, const std::shared_ptr<const Body> &body, int columns)
{
    Indexer indexer(body->bytes(), columns);
    std::size_t block = FirstBlock;
    for (bool more = true; more && !promise.isCanceled(); block = Block) {
        Part part = indexer.advance(block);
        if constexpr (std::is_same_v<Part, json::JsonPart>)
            more = part.shape == json::JsonShape::Reading;
        else
            more = !part.isComplete;
        promise.addResult(std::move(part));
    }
}

FaultPlace placeOf(std::string_view text, json::JsonFault fault)
{
    const std::string_view before = text.substr(0, fault.offset.index());
    FaultPlace place{std::move(fault)};
    place.line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t newline = before.rfind('\n');
    place.column = static_cast<std::int64_t>(before.size() - (newline == std::string_view::npos ? 0 : newline + 1)) + 1;
    return place;
}

} // namespace

BodyIndex::BodyIndex(std::shared_ptr<const Body> body, int columns, QThreadPool &pool, QObject *parent)
    : QObject(parent)
    , m_body(std::move(body))
    , m_columns(columns)
    , m_pool(pool)
    , m_outline(m_body->bytes())
    , m_pretty(m_body->bytes(), columns)
{
    if (json::looksBinary(m_body->bytes()))
        m_hex = std::make_unique<json::HexRows>(m_body->bytes());
    else
        startJson();
}

BodyIndex::~BodyIndex()
{
    m_jsonWork.cancel();
    m_rawWork.cancel();
    m_lineWork.cancel();
}

void BodyIndex::startJson()
{
    // What shows at once, shows at once: most bodies are done here, and what is no JSON mostly tells in its first byte.
    json::JsonIndexer first(m_body->bytes(), m_columns);
    json::JsonPart part = first.advance(std::min<std::size_t>(FirstBlock / 16, m_body->bytes().size()));
    if (part.fault) {
        m_fault = placeOf(m_body->bytes(), *part.fault);
        m_outline.add(part);
        return;
    }
    if (part.shape != json::JsonShape::Reading) {
        m_outline.add(part);
        return;
    }
    connect(&m_jsonWork, &QFutureWatcherBase::resultReadyAt, this, &BodyIndex::takeJson);
    m_jsonWork.setFuture(startIn<json::JsonPart>(m_pool, [body = m_body, columns = m_columns](auto &promise) {
        readAll<json::JsonIndexer, json::JsonPart>(promise, body, columns);
    }));
}

void BodyIndex::takeJson(int part)
{
    const json::JsonPart read = m_jsonWork.future().resultAt(part);
    m_outline.add(read);
    m_pretty.add(read);
    if (read.fault) {
        m_fault = FaultPlace{*read.fault, 0, 0};
        findLine();
    }
    Q_EMIT grown();
    if (read.shape != json::JsonShape::Reading)
        Q_EMIT shapeSettled();
}

void BodyIndex::findLine()
{
    connect(&m_lineWork, &QFutureWatcherBase::resultReadyAt, this, [this](int result) {
        m_fault = m_lineWork.future().resultAt(result);
        Q_EMIT grown();
        Q_EMIT shapeSettled();
    });
    m_lineWork.setFuture(startIn<FaultPlace>(m_pool, [body = m_body, fault = m_fault->fault](auto &promise) {
        promise.addResult(placeOf(body->bytes(), fault));
    }));
}

bool BodyIndex::isJson() const
{
    return !isBinary() && !m_fault && shape() != json::JsonShape::Empty;
}

const json::Rows &BodyIndex::raw()
{
    if (m_hex)
        return *m_hex;
    if (!m_raw) {
        m_raw = std::make_unique<json::RawRows>(m_body->bytes(), m_columns);
        if (!m_raw->isComplete()) {
            connect(&m_rawWork, &QFutureWatcherBase::resultReadyAt, this, &BodyIndex::takeRaw);
            m_rawWork.setFuture(startIn<json::RawPart>(m_pool, [body = m_body, columns = m_columns](auto &promise) {
                readAll<json::RawIndexer, json::RawPart>(promise, body, columns);
            }));
        }
    }
    return *m_raw;
}

void BodyIndex::takeRaw(int part)
{
    const json::RawPart read = m_rawWork.future().resultAt(part);
    m_raw->add(read);
    m_rawScanned = read.scanned;
    Q_EMIT grown();
}

bool BodyIndex::isReading() const
{
    return (isJson() && shape() == json::JsonShape::Reading) || (m_raw && !m_raw->isComplete());
}

double BodyIndex::progress() const
{
    const auto size = static_cast<double>(std::max<std::size_t>(m_body->bytes().size(), 1));
    if (isJson() && shape() == json::JsonShape::Reading)
        return static_cast<double>(m_outline.scanned().value) / size;
    return m_raw && !m_raw->isComplete() ? static_cast<double>(m_rawScanned.value) / size : 1.0;
}

} // namespace smc::gui
