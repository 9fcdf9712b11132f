// Looking for a text in the bodies of entries, a piece at a time, so that whoever asks can stop. Inside of the room
// only.
#pragma once

#include "history_query.h"
#include "history_store.h"
#include "spool_search.h"

#include <QSqlDatabase>
#include <QVariantList>

#include <optional>
#include <string>
#include <vector>

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
    HistorySearch(HistoryFilter filter, std::string workspace);

    const HistoryFilter &filter() const { return m_filter; }

    /// Empties the table. Call once, before the first step.
    Result<void> begin(QSqlDatabase &sql);
    /// Looks through the next piece: what came since, then what is older than what was looked at.
    Result<SearchProgress> step(QSqlDatabase &sql);

private:
    /// The place of an entry among all.
    struct Key
    {
        std::int64_t timeMs = 0;
        std::int64_t id = 0;
    };
    enum class Way { Newer, Older };
    struct Piece
    {
        Way way = Way::Newer;
        Key first; ///< In the way's order.
        Key last;
        /// Entries with an answer in a file of its own, which holds the text for all that is known.
        std::vector<std::pair<std::int64_t, QString>> files{};
        std::vector<std::int64_t> foundInFiles{};
    };
    Result<std::optional<Piece>> nextPiece(QSqlDatabase &sql, Way way) const;
    Condition conditionOf(const Piece &piece) const;
    Condition holdsText() const;
    Result<void> addFiles(QSqlDatabase &sql, Piece &piece) const;
    void lookInFile(Piece &piece);
    Result<void> look(QSqlDatabase &sql, const Piece &piece);

    HistoryFilter m_filter;
    std::string m_workspace;
    SpoolSearch m_inFile;
    std::optional<Piece> m_piece; ///< What is being looked through.
    std::int64_t m_top = 0;       ///< Entries from this id on came since and were not looked at.
    Key m_bottom;                 ///< Nor those below this place.
    std::int64_t m_found = 0;
};

} // namespace smc::workspace
