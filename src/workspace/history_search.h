// Looking for a text in the bodies of entries, a piece at a time, so that whoever asks can stop. Inside of the room
// only.
#pragma once

#include "history_query.h"
#include "history_store.h"

#include <QSqlDatabase>
#include <QVariantList>

namespace smc::workspace {

/// What must hold of a row of `entry`, with its values; "1" for everything.
struct Condition
{
    QString sql;
    QVariantList values;
};
/// Of all that `filter` asks but its text.
Condition conditionOf(const HistoryFilter &filter);

/// Keeps the ids of what it found in the connection's temporary table `found`.
class HistorySearch
{
public:
    explicit HistorySearch(HistoryFilter filter)
        : m_filter(std::move(filter))
    {
    }

    const HistoryFilter &filter() const { return m_filter; }

    /// Empties the table. Call once, before the first step.
    Result<void> begin(QSqlDatabase &sql);
    /// Looks through the next piece: what came since, then what is older than what was looked at.
    Result<SearchProgress> step(QSqlDatabase &sql);

private:
    struct Piece
    {
        std::int64_t first = 0;
        std::int64_t last = 0;
        bool isEmpty = true;
    };
    enum class Way { Newer, Older };
    Result<Piece> nextPiece(QSqlDatabase &sql, Way way) const;
    Result<void> look(QSqlDatabase &sql, const Piece &piece);

    HistoryFilter m_filter;
    std::int64_t m_top = 0;    ///< Entries from this id on were not looked at.
    std::int64_t m_bottom = 0; ///< Nor those below this one.
    std::int64_t m_found = 0;
};

} // namespace smc::workspace
