#include "history_search.h"

#include "history_rows.h"
#include "migrations.h"

#include <json/writer.h>

namespace smc::workspace {

namespace {

// A piece takes some hundredths of a second.
constexpr int MostEntriesInPiece = 1000;
constexpr std::int64_t MostBytesInPiece = 8 << 20;

/// `text` anywhere, for LIKE … ESCAPE '\'.
QString pattern(const std::string &text)
{
    QString pattern = QString::fromStdString(text);
    for (const QChar special : {QLatin1Char('\\'), QLatin1Char('%'), QLatin1Char('_')})
        pattern.replace(special, QLatin1Char('\\') + QString(special));
    return QLatin1Char('%') + pattern + QLatin1Char('%');
}

/// How `text` stands within a JSON string, as bodies do in a stored exchange.
std::string escaped(const std::string &text)
{
    const std::string quoted = json::quoted(text);
    return quoted.substr(1, quoted.size() - 2);
}

QString statusCondition(StatusClass status)
{
    switch (status) {
    case StatusClass::Any:
        break;
    case StatusClass::NoAnswer:
        return QStringLiteral(" AND status = 0");
    case StatusClass::Success:
        return QStringLiteral(" AND status BETWEEN 200 AND 299");
    case StatusClass::Redirect:
        return QStringLiteral(" AND (status BETWEEN 100 AND 199 OR status BETWEEN 300 AND 399)");
    case StatusClass::ClientError:
        return QStringLiteral(" AND status BETWEEN 400 AND 499");
    case StatusClass::ServerError:
        return QStringLiteral(" AND status >= 500");
    }
    return {};
}

} // namespace

Condition conditionOf(const HistoryFilter &filter)
{
    Condition condition{QLatin1String(IsThere), {}};
    const auto add = [&condition](const char *sql, const QVariant &value) {
        condition.sql += QLatin1String(sql);
        condition.values.append(value);
    };
    if (!filter.profileId.empty())
        add(" AND profile_id = ?", sqlText(filter.profileId));
    if (!filter.callType.empty())
        add(" AND call_type = ?", sqlText(filter.callType));
    if (!filter.verdict.empty())
        add(" AND verdict = ?", sqlText(filter.verdict));
    if (filter.fromMs)
        add(" AND time_ms >= ?", qlonglong(*filter.fromMs));
    if (filter.untilMs)
        add(" AND time_ms < ?", qlonglong(*filter.untilMs));
    condition.sql += statusCondition(filter.status);
    if (filter.pinnedOnly)
        condition.sql += QStringLiteral(" AND pinned = 1");
    return condition;
}

Result<void> HistorySearch::begin(QSqlDatabase &sql)
{
    if (auto made = execute(sql, QStringLiteral("CREATE TEMP TABLE IF NOT EXISTS found (id INTEGER PRIMARY KEY)"));
        !made)
        return made;
    if (auto emptied = execute(sql, QStringLiteral("DELETE FROM found")); !emptied)
        return emptied;
    const auto newest = numberOf(sql, QStringLiteral("SELECT coalesce(max(id), 0) FROM entry"));
    if (!newest)
        return tl::make_unexpected(newest.error());
    m_top = m_bottom = *newest + 1;
    return {};
}

Result<HistorySearch::Piece> HistorySearch::nextPiece(QSqlDatabase &sql, Way way) const
{
    const Condition condition = conditionOf(m_filter);
    QSqlQuery rows(sql);
    rows.setForwardOnly(true);
    rows.prepare(QStringLiteral("SELECT id, bytes FROM entry WHERE %1 AND id %2 ? ORDER BY id %3 LIMIT %4")
                     .arg(condition.sql, way == Way::Newer ? QStringLiteral(">=") : QStringLiteral("<"),
                          way == Way::Newer ? QStringLiteral("ASC") : QStringLiteral("DESC"))
                     .arg(MostEntriesInPiece));
    for (const QVariant &value : condition.values)
        rows.addBindValue(value);
    rows.addBindValue(qlonglong(way == Way::Newer ? m_top : m_bottom));
    if (const auto done = run(rows); !done)
        return tl::make_unexpected(done.error());
    Piece piece;
    std::int64_t bytes = 0;
    while (bytes < MostBytesInPiece && rows.next()) {
        const std::int64_t id = rows.value(0).toLongLong();
        bytes += rows.value(1).toLongLong();
        if (piece.isEmpty)
            piece.first = id;
        piece.last = id;
        piece.isEmpty = false;
    }
    if (rows.lastError().isValid())
        return tl::make_unexpected(databaseError(rows.lastError()));
    if (way == Way::Older)
        std::swap(piece.first, piece.last);
    return piece;
}

Result<void> HistorySearch::look(QSqlDatabase &sql, const Piece &piece)
{
    const Condition condition = conditionOf(m_filter);
    const QString plain = pattern(m_filter.text);
    const QString inJson = pattern(escaped(m_filter.text));
    QString holds;
    QVariantList patterns;
    const auto look = [&](const char *column, const QString &wanted) {
        holds += (holds.isEmpty() ? QString() : QStringLiteral(" OR ")) +
                 QStringLiteral("%1 LIKE ? ESCAPE '\\'").arg(QLatin1String(column));
        patterns.append(wanted);
    };
    for (const char *column : {"sentence", "note", "url", "CAST(event AS TEXT)", "CAST(exchange AS TEXT)"})
        look(column, plain);
    if (inJson != plain)
        look("CAST(exchange AS TEXT)", inJson);
    look("CAST(outcome AS TEXT)", inJson);

    QSqlQuery finding(sql);
    finding.prepare(QStringLiteral("INSERT OR IGNORE INTO found SELECT id FROM entry JOIN body ON entry_id = id"
                                   " WHERE id BETWEEN ? AND ? AND %1 AND (%2)")
                        .arg(condition.sql, holds));
    finding.addBindValue(qlonglong(piece.first));
    finding.addBindValue(qlonglong(piece.last));
    for (const QVariant &value : condition.values + patterns)
        finding.addBindValue(value);
    const auto done = run(finding);
    if (done)
        m_found += finding.numRowsAffected();
    return done;
}

Result<SearchProgress> HistorySearch::step(QSqlDatabase &sql)
{
    auto way = Way::Newer;
    auto piece = nextPiece(sql, way);
    if (piece && piece->isEmpty) {
        way = Way::Older;
        piece = nextPiece(sql, way);
    }
    if (!piece)
        return tl::make_unexpected(piece.error());
    if (piece->isEmpty)
        return SearchProgress{m_found, true};
    if (const auto looked = look(sql, *piece); !looked)
        return tl::make_unexpected(looked.error());
    if (way == Way::Newer)
        m_top = piece->last + 1;
    else
        m_bottom = piece->first;
    return SearchProgress{m_found, false};
}

} // namespace smc::workspace
