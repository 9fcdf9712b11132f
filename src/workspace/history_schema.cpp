#include "history_schema.h"

#include <array>

namespace smc::workspace {

namespace {

// What the entries take up is kept by triggers, so that it need not be counted.
constexpr std::array Version1{
    "CREATE TABLE entry (id INTEGER PRIMARY KEY AUTOINCREMENT, time_ms INTEGER NOT NULL, profile_id TEXT NOT NULL,"
    " profile_name TEXT NOT NULL, environment TEXT NOT NULL, call_type TEXT NOT NULL, verdict TEXT NOT NULL, sentence "
    "TEXT NOT NULL,"
    " method TEXT NOT NULL, url TEXT NOT NULL, status INTEGER NOT NULL, duration_ms INTEGER NOT NULL, bytes INTEGER "
    "NOT NULL)",
    "CREATE TABLE body (entry_id INTEGER PRIMARY KEY REFERENCES entry(id) ON DELETE CASCADE, event BLOB NOT NULL,"
    " exchange BLOB NOT NULL, outcome BLOB NOT NULL)",
    "CREATE INDEX entry_of_profile ON entry (profile_id, id)",
    "CREATE INDEX entry_of_verdict ON entry (verdict, id)",
    "CREATE TABLE total (entries INTEGER NOT NULL, bytes INTEGER NOT NULL)",
    "INSERT INTO total VALUES (0, 0)",
    "CREATE TRIGGER entry_added AFTER INSERT ON entry BEGIN"
    " UPDATE total SET entries = entries + 1, bytes = bytes + new.bytes; END",
    "CREATE TRIGGER entry_removed AFTER DELETE ON entry BEGIN"
    " UPDATE total SET entries = entries - 1, bytes = bytes - old.bytes; END",
};

// Pins and notes; and entries that are removed, but may be brought back for a while: the totals leave them out.
// A full-text index would be twice as large as what it indexes, would keep words of entries that were cleared, and
// still find no part of a word: a search reads the entries instead (history_search.h).
constexpr std::array Version2{
    "ALTER TABLE entry ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE entry ADD COLUMN note TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE entry ADD COLUMN removed_ms INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX entry_of_call ON entry (call_type, id)",
    "CREATE INDEX entry_of_status ON entry (status, id)",
    "CREATE INDEX entry_pinned ON entry (id) WHERE pinned = 1",
    "CREATE INDEX entry_gone ON entry (removed_ms) WHERE removed_ms > 0",
    "DROP TRIGGER entry_added",
    "DROP TRIGGER entry_removed",
    "DROP TABLE total",
    "CREATE TABLE total (entries INTEGER NOT NULL, bytes INTEGER NOT NULL, pinned_entries INTEGER NOT NULL,"
    " pinned_bytes INTEGER NOT NULL)",
    "INSERT INTO total SELECT count(*), coalesce(sum(bytes), 0), 0, 0 FROM entry",
    "CREATE TRIGGER entry_added AFTER INSERT ON entry WHEN new.removed_ms = 0 BEGIN"
    " UPDATE total SET entries = entries + 1, bytes = bytes + new.bytes,"
    " pinned_entries = pinned_entries + new.pinned, pinned_bytes = pinned_bytes + new.pinned * new.bytes; END",
    "CREATE TRIGGER entry_removed AFTER DELETE ON entry WHEN old.removed_ms = 0 BEGIN"
    " UPDATE total SET entries = entries - 1, bytes = bytes - old.bytes,"
    " pinned_entries = pinned_entries - old.pinned, pinned_bytes = pinned_bytes - old.pinned * old.bytes; END",
    "CREATE TRIGGER entry_changed AFTER UPDATE OF bytes, pinned, removed_ms ON entry BEGIN"
    " UPDATE total SET entries = entries - (old.removed_ms = 0) + (new.removed_ms = 0),"
    " bytes = bytes - (old.removed_ms = 0) * old.bytes + (new.removed_ms = 0) * new.bytes,"
    " pinned_entries = pinned_entries - (old.removed_ms = 0) * old.pinned + (new.removed_ms = 0) * new.pinned,"
    " pinned_bytes = pinned_bytes - (old.removed_ms = 0) * old.pinned * old.bytes"
    " + (new.removed_ms = 0) * new.pinned * new.bytes; END",
};

// Verdicts that were called otherwise once, and would stay hidden from the filter of today's word. What became of the
// rows says which it is: it stands in the outcome, quoted words of others can't be taken for it.
constexpr std::array Version3{
    "UPDATE entry SET verdict = 'Answered' WHERE verdict = 'Delivered' AND call_type = '' AND method = 'GET'",
    "CREATE TEMP TABLE renamed AS SELECT entry_id AS id,"
    " instr(outcome, '\"status\":\"unknown\"') > 0 AS is_unclear,"
    " instr(outcome, '\"status\":\"not_sent\"') > 0 AS is_not_sent"
    " FROM body JOIN entry ON entry.id = entry_id WHERE verdict = 'Unreachable' OR (verdict = 'Refused'"
    " AND (instr(outcome, '{\"verdict\":\"not_let_in\"') = 1 OR instr(outcome, '{\"verdict\":\"busy\"') = 1))",
    "UPDATE entry SET verdict = 'Unclear' WHERE id IN (SELECT id FROM renamed WHERE is_unclear)",
    "UPDATE entry SET verdict = 'NotSent' WHERE id IN (SELECT id FROM renamed WHERE is_not_sent AND NOT is_unclear)",
    "DROP TABLE renamed",
    "UPDATE entry SET verdict = 'NotFound' WHERE verdict = 'Refused' AND id IN (SELECT entry_id FROM body"
    " WHERE instr(outcome, '\"status\":\"not_found\"') > 0 AND instr(outcome, '\"status\":\"refused\"') = 0"
    " AND instr(outcome, '\"status\":\"unknown\"') = 0 AND instr(outcome, '\"status\":\"not_sent\"') = 0"
    " AND instr(outcome, '\"status\":\"delivered\"') = 0 AND instr(outcome, '\"status\":\"duplicate\"') = 0)",
};

// Entries stand in the order of the time that they show, and come when they end. Each index holds the id, too.
constexpr std::array Version4{
    "CREATE INDEX IF NOT EXISTS entry_of_time ON entry (time_ms)",   "DROP INDEX IF EXISTS entry_of_profile",
    "CREATE INDEX entry_of_profile ON entry (profile_id, time_ms)",  "DROP INDEX IF EXISTS entry_of_verdict",
    "CREATE INDEX entry_of_verdict ON entry (verdict, time_ms)",     "DROP INDEX IF EXISTS entry_of_call",
    "CREATE INDEX entry_of_call ON entry (call_type, time_ms)",      "DROP INDEX IF EXISTS entry_of_status",
    "CREATE INDEX entry_of_status ON entry (status, time_ms)",       "DROP INDEX IF EXISTS entry_pinned",
    "CREATE INDEX entry_pinned ON entry (time_ms) WHERE pinned = 1",
};

constexpr std::array Steps{Migration(Version1), Migration(Version2), Migration(Version3), Migration(Version4)};

} // namespace

std::span<const Migration> historySteps()
{
    return Steps;
}

} // namespace smc::workspace
