#include "double_rows.h"

#include "record_key.h"
#include "sentences.h"

#include <map>

namespace smc::rest {

namespace {

std::optional<std::string> recordOf(const Batch &batch, const Row &row)
{
    std::string record;
    for (const std::string &key : batch.keyFields) {
        const std::ptrdiff_t index = columnIndex(batch, key);
        if (index < 0 || static_cast<std::size_t>(index) >= row.cells.size())
            return std::nullopt;
        const std::optional<std::string> value = foldedKeyValue(row.cells[static_cast<std::size_t>(index)].json);
        if (!value)
            return std::nullopt;
        record += *value;
        record += '\0';
    }
    return record;
}

std::string sentenceFor(const Batch &batch, std::size_t rows, Kept kept)
{
    std::string keys;
    for (const std::string &key : batch.keyFields)
        keys += (keys.empty() ? "" : ", ") + key;
    return std::string("SMC kept only the ") + (kept == Kept::Last ? "last" : "first") + " of " + std::to_string(rows) +
           " rows with this " + shortened(keys, 100) + ", so this one was not stored.";
}

} // namespace

void markDoubleRows(Outcome &outcome, const Batch &batch, Kept kept)
{
    const std::int64_t counted = outcome.counts.duplicates.value_or(0);
    if (counted <= 0 || batch.operation != destination::Operation::Load)
        return;
    std::map<std::string, std::vector<std::size_t>> records;
    std::int64_t dropped = 0;
    for (std::size_t i = 0; i < outcome.rows.size() && i < batch.rows.size(); ++i) {
        if (outcome.rows[i].status != RowStatus::Delivered)
            continue;
        const std::optional<std::string> record = recordOf(batch, batch.rows[i]);
        if (!record)
            continue;
        std::vector<std::size_t> &rows = records[*record];
        dropped += rows.empty() ? 0 : 1;
        rows.push_back(i);
    }
    if (dropped > counted)
        return;
    for (const auto &[record, rows] : records) {
        const std::size_t stays = kept == Kept::Last ? rows.back() : rows.front();
        for (const std::size_t i : rows) {
            if (i == stays)
                continue;
            outcome.rows[i].status = RowStatus::Duplicate;
            outcome.rows[i].sentence = sentenceFor(batch, rows.size(), kept);
        }
    }
}

} // namespace smc::rest
