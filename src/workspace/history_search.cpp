#include "history_search.h"

#include "history_rows.h"
#include "migrations.h"
#include "spool_folder.h"

#include <json/writer.h>

#include <QSqlQuery>

#include <limits>

namespace smc::workspace {

namespace {

// A piece takes some hundredths of a second.
constexpr int MostEntriesInPiece = 1000;
constexpr std::int64_t MostBytesInPiece = 8 << 20;

/// Every way to write `sign` with a small or a capital letter.
QString casesOf(char32_t sign)
{
    QString cases;
    for (const char32_t one : {sign, char32_t(QChar::toLower(sign)), char32_t(QChar::toUpper(sign)),
                               char32_t(QChar::toUpper(QChar::toCaseFolded(sign)))}) {
        const QString letter = QString::fromUcs4(&one, 1);
        if (!cases.contains(letter))
            cases += letter;
    }
    return cases;
}

/// A text to be looked for anywhere. SQLite's LIKE tells capitals apart outside of ASCII; GLOB, which takes longer, can
/// name the cases of each sign.
struct Pattern
{
    explicit Pattern(const std::string &text);

    QLatin1String test{"LIKE ? ESCAPE '\\'"};
    QString sql;

private:
    static QString like(QString text);
};

QString Pattern::like(QString text)
{
    for (const QChar special : {QLatin1Char('\\'), QLatin1Char('%'), QLatin1Char('_')})
        text.replace(special, QLatin1Char('\\') + QString(special));
    return QLatin1Char('%') + text + QLatin1Char('%');
}

Pattern::Pattern(const std::string &text)
{
    const QString plain = QString::fromStdString(text);
    bool hasOtherCases = false;
    sql = QLatin1Char('*');
    for (const char32_t sign : plain.toUcs4()) {
        const QString cases = casesOf(sign);
        const qsizetype one = QChar::requiresSurrogates(sign) ? 2 : 1;
        hasOtherCases = hasOtherCases || (sign > 0x7f && cases.size() > one);
        const bool isSpecial = sign == U'*' || sign == U'?' || sign == U'[';
        sql += cases.size() > one || isSpecial ? QLatin1Char('[') + cases + QLatin1Char(']') : cases;
    }
    sql += QLatin1Char('*');
    if (hasOtherCases)
        test = QLatin1String("GLOB ?");
    else
        sql = like(plain);
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
    if (filter.exactStatus)
        add(" AND status = ?", *filter.exactStatus);
    if (filter.pinnedOnly)
        condition.sql += QStringLiteral(" AND pinned = 1");
    return condition;
}

HistorySearch::HistorySearch(HistoryFilter filter, std::string workspace)
    : m_filter(std::move(filter))
    , m_workspace(std::move(workspace))
    , m_inFile(m_filter.text)
{
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
    m_top = *newest + 1;
    m_bottom = {std::numeric_limits<std::int64_t>::max(), 0};
    return {};
}

Result<std::optional<HistorySearch::Piece>> HistorySearch::nextPiece(QSqlDatabase &sql, Way way) const
{
    Condition condition = workspace::conditionOf(m_filter);
    QString order;
    if (way == Way::Newer) {
        condition.sql += QStringLiteral(" AND id >= ?");
        condition.values.append(qlonglong(m_top));
        order = QStringLiteral("id");
    } else {
        condition.sql += QStringLiteral(" AND (time_ms, id) < (?, ?)");
        condition.values.append(qlonglong(m_bottom.timeMs));
        condition.values.append(qlonglong(m_bottom.id));
        order = QStringLiteral("time_ms DESC, id DESC");
    }
    QSqlQuery rows(sql);
    rows.setForwardOnly(true);
    rows.prepare(QStringLiteral("SELECT time_ms, id, bytes FROM entry WHERE %1 ORDER BY %2 LIMIT %3")
                     .arg(condition.sql, order)
                     .arg(MostEntriesInPiece));
    for (const QVariant &value : condition.values)
        rows.addBindValue(value);
    if (const auto done = run(rows); !done)
        return tl::make_unexpected(done.error());
    std::optional<Piece> piece;
    std::int64_t bytes = 0;
    while (bytes < MostBytesInPiece && rows.next()) {
        const Key key{rows.value(0).toLongLong(), rows.value(1).toLongLong()};
        bytes += rows.value(2).toLongLong();
        if (!piece)
            piece = Piece{way, key, key};
        piece->last = key;
    }
    if (rows.lastError().isValid())
        return tl::make_unexpected(databaseError(rows.lastError()));
    return piece;
}

/// Entries that came since, but began before what was looked at, are found where they stand: else a page that is full
/// before the search's end would have gaps.
Condition HistorySearch::conditionOf(const Piece &piece) const
{
    Condition condition = workspace::conditionOf(m_filter);
    const bool isNewer = piece.way == Way::Newer;
    condition.sql += QStringLiteral(" AND (time_ms, id) >= (?, ?) AND ") +
                     (isNewer ? QStringLiteral("id BETWEEN ? AND ?") : QStringLiteral("(time_ms, id) <= (?, ?)"));
    const Key &bottom = isNewer ? m_bottom : piece.last;
    condition.values.append(qlonglong(bottom.timeMs));
    condition.values.append(qlonglong(bottom.id));
    condition.values.append(qlonglong(isNewer ? piece.first.id : piece.first.timeMs));
    condition.values.append(qlonglong(isNewer ? piece.last.id : piece.first.id));
    return condition;
}

Condition HistorySearch::holdsText() const
{
    const Pattern plain(m_filter.text);
    const Pattern inJson(escaped(m_filter.text));
    Condition holds;
    const auto look = [&](const char *column, const Pattern &wanted) {
        holds.sql += (holds.sql.isEmpty() ? QString() : QStringLiteral(" OR ")) + QLatin1String(column) +
                     QLatin1Char(' ') + wanted.test;
        holds.values.append(wanted.sql);
    };
    for (const char *column : {"sentence", "note", "url", "CAST(event AS TEXT)", "CAST(exchange AS TEXT)"})
        look(column, plain);
    if (inJson.sql != plain.sql)
        look("CAST(exchange AS TEXT)", inJson);
    look("CAST(outcome AS TEXT)", inJson);
    return holds;
}

Result<void> HistorySearch::addFiles(QSqlDatabase &sql, Piece &piece) const
{
    const QStringList there = spoolFiles(m_workspace);
    if (there.isEmpty())
        return {};
    const Condition condition = conditionOf(piece);
    QSqlQuery rows(sql);
    rows.setForwardOnly(true);
    rows.prepare(QStringLiteral("SELECT id, substr(exchange, 1, %1) FROM entry JOIN body ON entry_id = id WHERE %2")
                     .arg(HeadOfExchange)
                     .arg(condition.sql));
    for (const QVariant &value : condition.values)
        rows.addBindValue(value);
    if (auto done = run(rows); !done)
        return done;
    const QString folder = QString::fromStdString(spoolFolder(m_workspace)) + QLatin1Char('/');
    while (rows.next()) {
        const QString name = spoolFileOf(rows.value(1).toByteArray());
        if (there.contains(name))
            piece.files.emplace_back(rows.value(0).toLongLong(), folder + name);
    }
    return rows.lastError().isValid() ? tl::make_unexpected(databaseError(rows.lastError())) : Result<void>();
}

void HistorySearch::lookInFile(Piece &piece)
{
    const auto &[id, path] = piece.files.back();
    const SpoolSearch::Look look = m_inFile.look(path);
    if (look == SpoolSearch::Look::Found)
        piece.foundInFiles.push_back(id);
    if (look != SpoolSearch::Look::GoOn)
        piece.files.pop_back();
}

Result<void> HistorySearch::look(QSqlDatabase &sql, const Piece &piece)
{
    const Condition condition = conditionOf(piece);
    const Condition holds = holdsText();
    QSqlQuery finding(sql);
    finding.prepare(QStringLiteral("INSERT OR IGNORE INTO found SELECT id FROM entry JOIN body ON entry_id = id"
                                   " WHERE %1 AND (%2 OR id IN (SELECT value FROM json_each(?)))")
                        .arg(condition.sql, holds.sql));
    for (const QVariant &value : condition.values + holds.values)
        finding.addBindValue(value);
    finding.addBindValue(jsonOf(piece.foundInFiles));
    const auto done = run(finding);
    if (done)
        m_found += finding.numRowsAffected();
    return done;
}

Result<SearchProgress> HistorySearch::step(QSqlDatabase &sql)
{
    if (!m_piece) {
        auto next = nextPiece(sql, Way::Newer);
        if (next && !*next)
            next = nextPiece(sql, Way::Older);
        if (!next)
            return tl::make_unexpected(next.error());
        if (!*next) {
            m_bottom = {std::numeric_limits<std::int64_t>::min(), 0};
            return SearchProgress{m_found, true};
        }
        if (const auto added = addFiles(sql, **next); !added)
            return tl::make_unexpected(added.error());
        m_piece = std::move(*next);
    }
    const bool isCaughtUp = m_piece->way == Way::Older;
    if (!m_piece->files.empty()) {
        lookInFile(*m_piece);
        return SearchProgress{m_found, false, isCaughtUp};
    }
    if (const auto looked = look(sql, *m_piece); !looked)
        return tl::make_unexpected(looked.error());
    if (m_piece->way == Way::Newer)
        m_top = m_piece->last.id + 1;
    else
        m_bottom = m_piece->last;
    m_piece.reset();
    return SearchProgress{m_found, false, isCaughtUp};
}

} // namespace smc::workspace
