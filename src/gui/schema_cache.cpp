#include "schema_cache.h"

namespace smc::gui {

SchemaCache::SchemaCache(Clients clients, std::shared_ptr<net::Clock> clock, QObject *parent)
    : QObject(parent)
    , m_clients(std::move(clients))
    , m_clock(std::move(clock))
    , m_life(std::make_shared<const int>(0))
{
}

SchemaCache::~SchemaCache()
{
    m_life.reset();
    m_cancel.cancel();
}

void SchemaCache::setTarget(const std::string &key, Reading reading)
{
    const bool isOther = key != m_key;
    if (isOther) {
        m_cancel.cancel();
        m_cancel = net::CancelSource();
    }
    const bool mustAskNow = reading == Reading::WhenAsked && m_reading != reading;
    m_key = key;
    m_reading = reading;
    if (isOther || mustAskNow)
        Q_EMIT changed();
}

const rest::Schema &SchemaCache::schema() const
{
    static const rest::Schema nothing;
    const auto found = m_known.find(m_key);
    return found == m_known.end() ? nothing : found->second.schema;
}

std::optional<net::UtcTime> SchemaCache::readAt() const
{
    const auto found = m_known.find(m_key);
    return found == m_known.end() ? std::nullopt : found->second.readAt;
}

std::optional<Error> SchemaCache::problem() const
{
    const auto found = m_known.find(m_key);
    return found == m_known.end() ? std::nullopt : found->second.problem;
}

bool SchemaCache::waitsForPerson() const
{
    const auto found = m_known.find(m_key);
    return m_reading == Reading::WhenAsked && (found == m_known.end() || !found->second.wasAskedFor);
}

void SchemaCache::want()
{
    Known &known = current();
    if (waitsForPerson() || known.hasAskedLists)
        return;
    known.hasAskedLists = true;
    readLists(m_key);
}

void SchemaCache::wantList(const std::string &list)
{
    Known &known = current();
    const rest::KnownList *here = known.schema.find(list);
    if (waitsForPerson() || here == nullptr || !known.askedLists.insert(here->info.apiName).second)
        return;
    readList(m_key, here->info.apiName);
}

QCoro::Task<void> SchemaCache::readLists(std::string key)
{
    const std::weak_ptr<const int> life = m_life;
    Result<rest::Client> client = m_clients();
    if (!client) {
        m_known[key].problem = client.error();
        m_known[key].hasAskedLists = false; // A key or a sandbox may come yet.
        co_return;
    }
    ++m_running;
    const net::CancelToken cancel = m_cancel.token();
    Result<rest::Schema> read = co_await rest::readSchema(*client, cancel);
    if (life.expired())
        co_return;
    --m_running;
    Known &known = m_known[key];
    known.problem = read ? std::nullopt : std::optional(read.error());
    if (read) {
        known.schema = *std::move(read);
        known.askedLists.clear();
        known.readAt = m_clock->now();
    }
    if (key == m_key)
        Q_EMIT changed();
}

QCoro::Task<void> SchemaCache::readList(std::string key, std::string list)
{
    const std::weak_ptr<const int> life = m_life;
    Result<rest::Client> client = m_clients();
    if (!client)
        co_return;
    ++m_running;
    const net::CancelToken cancel = m_cancel.token();
    rest::ListReading read = co_await rest::readListSchema(*client, list, cancel);
    if (life.expired())
        co_return;
    --m_running;
    Known &known = m_known[key];
    for (rest::KnownList &here : known.schema.lists) {
        if (here.info.apiName != list)
            continue;
        here.fields = std::move(read.fields);
        here.segments = std::move(read.segments);
    }
    known.problem = std::move(read.error);
    if (key == m_key)
        Q_EMIT changed();
}

QCoro::Task<Result<void>> SchemaCache::refresh(std::vector<std::string> lists)
{
    const std::weak_ptr<const int> life = m_life;
    const std::string key = m_key;
    current().wasAskedFor = true;
    current().hasAskedLists = true;
    current().askedLists.clear();
    const Result<rest::Client> client = m_clients();
    if (!client)
        co_return tl::make_unexpected(client.error());
    co_await readLists(key);
    if (life.expired())
        co_return Result<void>{};
    for (const std::string &list : lists) {
        const rest::KnownList *here = m_known[key].schema.find(list);
        if (here == nullptr || !m_known[key].askedLists.insert(here->info.apiName).second)
            continue;
        const std::string name = here->info.apiName;
        co_await readList(key, name);
        if (life.expired())
            co_return Result<void>{};
    }
    const std::optional<Error> problem = m_known[key].problem;
    if (problem)
        co_return tl::make_unexpected(*problem);
    co_return Result<void>{};
}

} // namespace smc::gui
