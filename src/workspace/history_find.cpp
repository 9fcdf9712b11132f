// Pages, counts and searches of the history.
#include "history_database.h"
#include "history_rows.h"
#include "history_search.h"
#include "history_store.h"
#include "verdict_order.h"

#include <QVariant>

#include <algorithm>
#include <array>

namespace smc::workspace {

namespace {

/// As their signs tell it: what went wrong, what is in doubt, what was broken off, what went well.
constexpr std::array<std::string_view, 11> BySeverity = {"Refused",       "Unreachable", "Invalid",  "Unclear",
                                                         "PartlyRefused", "NotSent",     "NotFound", "Discarded",
                                                         "Cancelled",     "Answered",    "Delivered"};

int severityOf(std::string_view verdict)
{
    return static_cast<int>(std::find(BySeverity.begin(), BySeverity.end(), verdict) - BySeverity.begin());
}

/// The same of a row of `entry`.
QString severityInSql()
{
    QString sql = QStringLiteral("CASE verdict");
    for (std::size_t at = 0; at < BySeverity.size(); ++at)
        sql += QStringLiteral(" WHEN '%1' THEN %2")
                   .arg(QLatin1String(BySeverity[at].data(), static_cast<qsizetype>(BySeverity[at].size())))
                   .arg(at);
    return sql + QStringLiteral(" ELSE %1 END").arg(BySeverity.size());
}

struct Key
{
    QString column; ///< Or what is worked out of columns; nothing for the time alone.
    QVariant value;
};

/// What `entry` is sorted by in `order`.
Key keyOf(const HistorySummary &entry, HistoryOrder order)
{
    switch (order) {
    case HistoryOrder::Time:
        break;
    case HistoryOrder::Verdict:
        return {severityInSql(), severityOf(entry.verdict)};
    case HistoryOrder::Sentence:
        return {QStringLiteral("sentence"), sqlText(entry.sentence)};
    case HistoryOrder::Call:
        return {QStringLiteral("call_type"), sqlText(entry.callType)};
    case HistoryOrder::Status:
        return {QStringLiteral("status"), entry.status};
    case HistoryOrder::Duration:
        return {QStringLiteral("duration_ms"), qlonglong(entry.durationMs)};
    case HistoryOrder::Profile:
        return {QStringLiteral("profile_name"), sqlText(entry.profileName)};
    case HistoryOrder::Size:
        return {QStringLiteral("bytes"), qlonglong(entry.bytes)};
    }
    return {};
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

std::span<const std::string_view> verdictsBySeverity()
{
    return BySeverity;
}

Result<std::vector<HistorySummary>> HistoryStore::page(const HistoryQuery &query)
{
    Condition condition = wholeConditionOf(query.filter, m_search.get());
    const bool isDown = query.direction == Direction::Descending;
    const QString sense = isDown ? QStringLiteral("DESC") : QStringLiteral("ASC");
    const QString beyond = isDown ? QStringLiteral("<") : QStringLiteral(">");
    const Key key = keyOf(query.after.value_or(HistorySummary()), query.order);
    if (query.after) {
        const bool isByTime = key.column.isEmpty();
        condition.sql += isByTime ? QStringLiteral(" AND (time_ms, entry.id) %1 (?, ?)").arg(beyond)
                                  : QStringLiteral(" AND (%1, time_ms, entry.id) %2 (?, ?, ?)").arg(key.column, beyond);
        if (!isByTime)
            condition.values.append(key.value);
        condition.values.append(qlonglong(query.after->timeMs));
        condition.values.append(qlonglong(query.after->id));
    }
    if (query.newerThan > 0) {
        condition.sql += QStringLiteral(" AND entry.id > ?");
        condition.values.append(qlonglong(query.newerThan));
    }
    QSqlQuery rows(m_database->sql());
    rows.setForwardOnly(true);
    rows.prepare(QStringLiteral("SELECT %1 FROM entry WHERE %2 ORDER BY %3 time_ms %4, entry.id %4 LIMIT %5")
                     .arg(QLatin1String(SummaryColumns), condition.sql,
                          key.column.isEmpty() ? QString() : QStringLiteral("%1 %2,").arg(key.column, sense), sense)
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
        m_search = std::make_unique<HistorySearch>(filter, m_database->directory());
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
