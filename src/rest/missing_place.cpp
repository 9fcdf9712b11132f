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

} // namespace

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
