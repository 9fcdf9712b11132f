#include "missing_place.h"

#include "refusal_cause.h"
#include "sentences.h"

namespace smc::rest {

namespace {

/// The first value of the event that went into the row's key.
CellSource keyPlace(const Batch &batch, const Row &row)
{
    for (const std::string &key : batch.keyFields) {
        const std::ptrdiff_t column = columnIndex(batch, key);
        if (column < 0 || static_cast<std::size_t>(column) >= row.cells.size())
            continue;
        const BatchCell &cell = row.cells[static_cast<std::size_t>(column)];
        if (!cell.sources.empty())
            return cell.sources.front();
    }
    return {};
}

CellSource placeOf(Missing missing, const Row &row)
{
    switch (missing) {
    case Missing::Organization:
        return {}; // Stands in the settings.
    case Missing::List:
        return row.list;
    case Missing::Segment:
        return row.segment;
    case Missing::Unknown: // The segment is what events mostly name.
        break;
    }
    return row.segment.span.isEmpty() ? row.list : row.segment;
}

/// The column that `words` name as one that is not there; -1 for none. How SMC says so is not documented: a hint.
std::ptrdiff_t missingColumn(const std::string &words, const Batch &batch)
{
    const std::string said = lowered(words);
    const auto says = [&said](const char *text) { return said.find(text) != std::string::npos; };
    if (!says("not exist") && !says("n't exist") && !says("unknown field"))
        return -1;
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
        for (const char quote : {'\'', '"'}) {
            if (said.find("field " + (quote + lowered(batch.columns[i])) + quote) != std::string::npos)
                return static_cast<std::ptrdiff_t>(i);
        }
    }
    return -1;
}

/// Where the event gave the column's name; else the first value that would have gone into it.
CellSource columnPlace(const Row &row, std::size_t column)
{
    for (const Row::ColumnName &name : row.names) {
        if (name.column == column)
            return name.source;
    }
    const bool hasSource = column < row.cells.size() && !row.cells[column].sources.empty();
    return hasSource ? row.cells[column].sources.front() : CellSource();
}

} // namespace

void markPlacesOfFields(Outcome &outcome, const Batch &batch)
{
    if (outcome.verdict != Verdict::Refused)
        return;
    const std::ptrdiff_t column = missingColumn(saidBy(outcome), batch);
    for (std::size_t i = 0; column >= 0 && i < outcome.rows.size() && i < batch.rows.size(); ++i) {
        RowOutcome &row = outcome.rows[i];
        if (row.status == RowStatus::Refused && row.troubles.empty())
            row.place = columnPlace(batch.rows[i], static_cast<std::size_t>(column));
    }
}

void markPlacesOfNames(Outcome &outcome, const Body &body, const Batch &batch, const Subject &subject)
{
    if (outcome.verdict != Verdict::NotFound || !body.isOfApi())
        return;
    const Missing missing = missingIn(saidBy(outcome), subject);
    for (std::size_t i = 0; i < outcome.rows.size() && i < batch.rows.size(); ++i) {
        RowOutcome &row = outcome.rows[i];
        row.place = placeOf(missing, batch.rows[i]);
        row.isPlaceGuessed = missing == Missing::Unknown && !row.place.span.isEmpty();
    }
}

void markPlacesOfRecords(Outcome &outcome, const Batch &batch)
{
    for (std::size_t i = 0; i < outcome.rows.size() && i < batch.rows.size(); ++i) {
        if (outcome.rows[i].status == RowStatus::NotFound)
            outcome.rows[i].place = keyPlace(batch, batch.rows[i]);
    }
}

} // namespace smc::rest
