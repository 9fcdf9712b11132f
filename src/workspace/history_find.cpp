// Pages, counts and searches of the history.
#include "history_database.h"
#include "history_rows.h"
#include "history_search.h"
#include "history_store.h"

#include <QVariant>

#include <algorithm>

namespace smc::workspace {

namespace {

struct Key
{
    const char *column; ///< Nothing for the id alone.
    QVariant value;
};

/// What `entry` is sorted by in `order`.
Key keyOf(const HistorySummary &entry, HistoryOrder order)
{
    switch (order) {
    case HistoryOrder::Recorded:
        break;
    case HistoryOrder::Verdict:
        return {"verdict", sqlText(entry.verdict)};
    case HistoryOrder::Sentence:
        return {"sentence", sqlText(entry.sentence)};
    case HistoryOrder::Call:
        return {"call_type", sqlText(entry.callType)};
    case HistoryOrder::Status:
        return {"status", entry.status};
    case HistoryOrder::Duration:
        return {"duration_ms", qlonglong(entry.durationMs)};
    case HistoryOrder::Profile:
        return {"profile_name", sqlText(entry.profileName)};
    case HistoryOrder::Size:
        return {"bytes", qlonglong(entry.bytes)};
    }
    return {nullptr, {}};
}

/// The condition of `filter`, with what a search has found for its text up to now.
Condition wholeConditionOf(const HistoryFilter &filter, const HistorySearch *search)
{
    Condition condition = conditionOf(filter);
    if (filter.text.empty())
        return condition;
    const bool isSearched = search && search->filter() == filter;
    condition.sql += isSearched ? QStringLiteral(" AND entry.id IN (SELECT id FROM found)") : QStringLiteral(" AND 0");
    return condition;
}

} // namespace

Result<std::vector<HistorySummary>> HistoryStore::page(const HistoryQuery &query)
{
    Condition condition = wholeConditionOf(query.filter, m_search.get());
    const bool isDown = query.direction == Direction::Descending;
    const QString sense = isDown ? QStringLiteral("DESC") : QStringLiteral("ASC");
    const QString beyond = isDown ? QStringLiteral("<") : QStringLiteral(">");
    const Key key = keyOf(query.after.value_or(HistorySummary()), query.order);
    const QString column = QLatin1String(key.column ? key.column : "");
    if (query.after && key.column) {
        condition.sql += QStringLiteral(" AND (%1, entry.id) %2 (?, ?)").arg(column, beyond);
        condition.values.append(key.value);
        condition.values.append(qlonglong(query.after->id));
    } else if (query.after) {
        condition.sql += QStringLiteral(" AND entry.id %1 ?").arg(beyond);
        condition.values.append(qlonglong(query.after->id));
    }
    QSqlQuery rows(m_database->sql());
    rows.setForwardOnly(true);
    rows.prepare(QStringLiteral("SELECT %1 FROM entry WHERE %2 ORDER BY %3 entry.id %4 LIMIT %5")
                     .arg(QLatin1String(SummaryColumns), condition.sql,
                          key.column ? QStringLiteral("%1 %2,").arg(column, sense) : QString(), sense)
                     .arg(std::clamp(query.count, 1, 1000)));
    for (const QVariant &value : condition.values)
        rows.addBindValue(value);
    auto page = summariesFrom(rows);
    rows.clear();
    return page ? page : tl::make_unexpected(failed(page.error()));
}

Result<std::int64_t> HistoryStore::count(const HistoryFilter &filter)
{
    const Condition condition = wholeConditionOf(filter, m_search.get());
    QSqlQuery query(m_database->sql());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT count(*) FROM entry WHERE %1").arg(condition.sql));
    for (const QVariant &value : condition.values)
        query.addBindValue(value);
    auto done = run(query);
    const std::int64_t count = done && query.next() ? query.value(0).toLongLong() : 0;
    query.clear();
    if (!done)
        return tl::make_unexpected(failed(done.error()));
    return count;
}

Result<SearchProgress> HistoryStore::search(const HistoryFilter &filter)
{
    if (filter.text.size() > MostSearchBytes)
        return fail("history_text_too_long",
                    "A text of more than " + std::to_string(MostSearchBytes) + " bytes is not searched for.");
    if (!m_search || m_search->filter() != filter) {
        m_search = std::make_unique<HistorySearch>(filter);
        if (const auto begun = m_search->begin(m_database->sql()); !begun) {
            m_search.reset();
            return tl::make_unexpected(failed(begun.error()));
        }
    }
    auto progress = m_search->step(m_database->sql());
    if (progress)
        return progress;
    m_search.reset();
    return tl::make_unexpected(failed(progress.error()));
}

} // namespace smc::workspace
