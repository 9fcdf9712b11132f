#include "row_attribution.h"

#include "batch_words.h"
#include "diagnosis.h"
#include "field_rule.h"
#include "missing_place.h"
#include "sentences.h"

#include <algorithm>

namespace smc::rest {

namespace {

constexpr std::size_t MaxUnattributed = 100;
constexpr std::size_t MaxTroublesPerRow = 50;

/// The base from which SMC counts its rows. Indices that fit only the other base than the assumed one decide.
std::int64_t indexBase(const std::vector<InvalidRecord> &invalid, std::size_t rows)
{
    const auto fits = [&](std::int64_t base) {
        return std::all_of(invalid.begin(), invalid.end(), [&](const InvalidRecord &record) {
            return !record.index || (*record.index >= base && *record.index - base < static_cast<std::int64_t>(rows));
        });
    };
    const std::int64_t other = 1 - RecordIndexBase;
    return !fits(RecordIndexBase) && fits(other) ? other : RecordIndexBase;
}

std::string fieldSentence(const FieldTrouble &trouble, const BatchCell *cell)
{
    const std::string said = trouble.message.empty() ? "" : " SMC says: " + inQuotes(trouble.message) + ".";
    if (trouble.validationCode == "InvalidFieldCount")
        return "The row has another number of values than SMC expects." + said +
               " Check the columns of the mapping against the fields of the list.";
    if (trouble.column.empty())
        return "SMC refused the row." + said;

    std::string value;
    if (cell) {
        value = ", " + shownValue(cell->json) + ",";
        if (cell->kind == mapping::Origin::Kind::Constant)
            value += " which is written in the mapping,";
        else if (cell->sources.size() == 1)
            value += " from " + dotted(cell->sources.front().path) + ",";
    }
    if (trouble.validationCode == "MaxStringLengthExceeded")
        return "The value for " + trouble.column + value + " is too long for the field." + said +
               " Shorten it, or make the field longer in SMC.";
    if (trouble.validationCode == "InvalidType")
        return "The value for " + trouble.column + value + " is not of the field's type." + said +
               " Send another kind of value, or change the field in SMC.";
    if (value.ends_with(','))
        value.pop_back(); // The sentence ends here.
    return "SMC refused the value for " + trouble.column + value + "." + said;
}

FieldTrouble troubleOf(const InvalidRecord &record, const Batch &batch, const Row *row)
{
    FieldTrouble trouble;
    trouble.column = record.column;
    trouble.message = record.message;
    trouble.validationCode = record.code;
    trouble.recordIndex = record.index;
    const std::ptrdiff_t column = record.column.empty() ? -1 : columnIndex(batch, record.column);
    const BatchCell *cell = nullptr;
    if (row && column >= 0 && static_cast<std::size_t>(column) < row->cells.size()) {
        cell = &row->cells[static_cast<std::size_t>(column)];
        trouble.valueJson = cell->json;
        if (!cell->sources.empty()) {
            trouble.span = cell->sources.front().span;
            trouble.path = cell->sources.front().path;
        }
    }
    trouble.rule = fieldRule(record.code, record.message);
    trouble.sentence = fieldSentence(trouble, cell);
    return trouble;
}

/// What the answer says about rows, in numbers.
struct Tally
{
    std::int64_t rows = 0;
    std::int64_t named = 0;            ///< Rows with an invalid record.
    std::int64_t records = 0;          ///< Invalid records.
    bool hasUnattributed = false;      ///< Some invalid records are of no row that was sent.
    std::optional<std::int64_t> taken; ///< Inserted, updated, deleted and duplicates together.
    std::optional<std::int64_t> failed;
    bool hasDuplicates = false;
    std::int64_t notFound = 0;

    std::int64_t rest() const { return rows - named; }
};

std::optional<std::int64_t> sum(std::initializer_list<std::optional<std::int64_t>> counts)
{
    std::optional<std::int64_t> total;
    for (const auto &count : counts) {
        if (count)
            total = total.value_or(0) + std::clamp<std::int64_t>(*count, 0, 1'000'000'000);
    }
    return total;
}

/// What became of the rows that no invalid record names.
struct Judgement
{
    RowStatus status = RowStatus::Unknown;
    std::string note; ///< Why it is not clear.
    std::optional<Losses> losses{};
};

/// Invalid records, failures and records not found leave some rows of `tally` behind, and which ones can't be told.
Judgement judgeLosses(const Tally &t, std::int64_t failedUnnamed)
{
    const bool nothingTaken = t.taken.value_or(0) == 0;
    if (t.notFound >= t.rest() && failedUnnamed == 0 && nothingTaken)
        return {RowStatus::NotFound, {}};
    if (failedUnnamed >= t.rest() && t.notFound == 0 && nothingTaken)
        return {RowStatus::Refused, {}};
    std::string lost;
    if (t.notFound > 0)
        lost = "did not find " + counted(t.notFound, "record", "records");
    if (failedUnnamed > 0)
        lost += (lost.empty() ? "" : " and ") + ("refused " + counted(failedUnnamed, "row", "rows"));
    const std::int64_t taken = t.taken.value_or(0);
    const bool addsUp = !t.hasDuplicates && taken + t.notFound + failedUnnamed == t.rest();
    return {RowStatus::Unknown,
            "SMC " + lost + " of " + counted(t.rest(), "row", "rows") +
                " and does not say which. Sent one by one, each event gets an answer of its own.",
            addsUp ? std::optional(Losses{taken, t.notFound, failedUnnamed}) : std::nullopt};
}

Judgement judge(const Tally &t, const std::string &resultCode, LoadMode mode)
{
    if (t.rest() == 0)
        return {RowStatus::Refused, {}};
    if (failureIn(resultCode) && t.notFound == 0) {
        if (t.taken.value_or(0) == 0)
            return {RowStatus::Refused, {}};
        return {RowStatus::Unknown,
                "SMC says that the request failed, and yet counts " + counted(*t.taken, "row", "rows") + " as taken."};
    }
    if (t.hasUnattributed)
        return {RowStatus::Unknown, "SMC reports wrong rows that it gives no usable number for."};

    const std::int64_t failed = t.failed.value_or(t.named);
    std::int64_t failedUnnamed = failed == t.records ? 0 : std::max<std::int64_t>(0, failed - t.named);
    if (failedUnnamed == t.notFound)
        failedUnnamed = 0; // counted under both
    if (failedUnnamed > 0 || t.notFound > 0)
        return judgeLosses(t, failedUnnamed);
    if (failed < t.named)
        return {RowStatus::Unknown, "SMC names " + counted(t.named, "wrong row", "wrong rows") + " but counts " +
                                        std::to_string(failed) + "."};

    const bool isSucceeded = resultCode == "Succeeded";
    if (mode == LoadMode::Stream && isSucceeded && t.taken.value_or(0) == 0)
        return {RowStatus::Delivered, {}};
    if (!t.taken) {
        const bool isToldBy =
            (isSucceeded && t.named == 0) || (resultCode == "PartiallySucceeded" && t.named > 0 && t.failed);
        return isToldBy ? Judgement{RowStatus::Delivered, {}}
                        : Judgement{RowStatus::Unknown, "SMC does not say how many rows it took."};
    }
    if (*t.taken < t.rest())
        return {RowStatus::Unknown, "SMC counts only " + counted(*t.taken, "row", "rows") + " of " +
                                        std::to_string(t.rest()) +
                                        " as taken and does not say what became of the others."};
    if (resultCode == "PartiallySucceeded" && t.named == 0)
        return {RowStatus::Unknown, "SMC says that only a part succeeded, but names and counts nothing that failed."};
    if (!isSucceeded && resultCode != "PartiallySucceeded" && !resultCode.empty())
        return {RowStatus::Unknown, "SMC's result " + inQuotes(resultCode) + " is not one that its documents name."};
    return {RowStatus::Delivered, {}};
}

std::string restSentence(const Judgement &judgement, const Outcome &outcome, const Batch &batch, const Row &row)
{
    switch (judgement.status) {
    case RowStatus::Delivered:
        return deliveredSentence(batch, outcome.counts);
    case RowStatus::NotFound: {
        const std::string key = keyOf(batch, row);
        if (batch.operation == destination::Operation::SegmentDelete)
            return "SMC found nobody to take out of " + targetOf(batch) +
                   (key.empty() ? std::string() : " with " + key) + ".";
        return "SMC knows no record in the list " + batch.list + (key.empty() ? std::string() : " with " + key) + ".";
    }
    case RowStatus::Refused:
        if (std::any_of(outcome.rows.begin(), outcome.rows.end(),
                        [](const RowOutcome &r) { return !r.troubles.empty(); }))
            return "SMC refused it together with the rows that it names" + saidBy(outcome) + ".";
        return "SMC refused it" + saidBy(outcome) + ".";
    default:
        return "Not known whether SMC took it. " + judgement.note;
    }
}

void settleVerdict(Outcome &outcome, const Tally &tally, const Judgement &judgement)
{
    const auto rows = static_cast<std::int64_t>(outcome.rows.size());
    const std::int64_t delivered = countOf(outcome, RowStatus::Delivered);
    const std::int64_t fine = delivered + countOf(outcome, RowStatus::Duplicate);
    const std::int64_t unknown = countOf(outcome, RowStatus::Unknown);
    const bool isPart = tally.taken.value_or(0) > 0 && tally.taken.value_or(0) < rows;
    if (fine == rows)
        outcome.verdict = Verdict::Accepted;
    else if (unknown > 0)
        outcome.verdict = isPart || delivered > 0 ? Verdict::PartlyAccepted : Verdict::Unclear;
    else
        outcome.verdict = delivered > 0 ? Verdict::PartlyAccepted : Verdict::Refused;
    const bool isYours =
        judgement.losses || countOf(outcome, RowStatus::Refused) + countOf(outcome, RowStatus::NotFound) > 0;
    outcome.side = fine == rows ? Side::None : isYours ? Side::Yours : Side::Smc;
}

Tally attributeRecords(Outcome &outcome, const Body &body, const Batch &batch)
{
    Tally tally;
    tally.rows = static_cast<std::int64_t>(batch.rows.size());
    tally.records = static_cast<std::int64_t>(body.invalidTotal);
    const std::int64_t base = indexBase(body.invalid, batch.rows.size());
    for (const InvalidRecord &record : body.invalid) {
        std::int64_t index = record.index ? *record.index - base : -1;
        if (tally.rows == 1)
            index = 0; // there is only one that it can be
        if (index < 0 || index >= tally.rows) {
            tally.hasUnattributed = true;
            if (outcome.unattributed.size() < MaxUnattributed)
                outcome.unattributed.push_back(troubleOf(record, batch, nullptr));
            continue;
        }
        RowOutcome &row = outcome.rows[static_cast<std::size_t>(index)];
        if (row.status != RowStatus::Refused)
            ++tally.named;
        row.status = RowStatus::Refused;
        if (row.troubles.size() < MaxTroublesPerRow)
            row.troubles.push_back(troubleOf(record, batch, &batch.rows[static_cast<std::size_t>(index)]));
        row.sentence = row.troubles.front().sentence;
    }
    if (body.invalidTotal > body.invalid.size()) {
        tally.hasUnattributed = true;
        outcome.notes.push_back("SMC reports more wrong records than can be shown.");
    }
    tally.taken =
        sum({outcome.counts.inserted, outcome.counts.updated, outcome.counts.deleted, outcome.counts.duplicates});
    tally.hasDuplicates = outcome.counts.duplicates.value_or(0) > 0;
    tally.failed = outcome.counts.failed;
    tally.notFound = std::max<std::int64_t>(0, outcome.counts.notFound.value_or(0));
    return tally;
}

/// A row that is named as wrong although SMC counts no failure and all rows as taken: its word against its word.
bool contradictsNamed(const Tally &t)
{
    return t.named > 0 && t.failed == 0 && t.taken.value_or(0) >= t.rows;
}

} // namespace

void fillRows(Outcome &outcome, const Batch &batch, RowStatus status, const std::string &sentence)
{
    outcome.rows.clear();
    outcome.rows.reserve(batch.rows.size());
    for (const Row &row : batch.rows)
        outcome.rows.push_back({row.source, status, sentence, {}, {}});
}

void attributeRows(Outcome &outcome, const Body &body, const Batch &batch, LoadMode mode, Kept kept)
{
    fillRows(outcome, batch, RowStatus::Unknown, {});
    const Tally tally = attributeRecords(outcome, body, batch);
    const bool wasRefused = outcome.verdict == Verdict::Refused;
    const Judgement judgement = judge(tally, wasRefused ? "Failed" : outcome.resultCode, mode);
    if (!judgement.note.empty())
        outcome.notes.push_back(judgement.note);
    const bool contradicts = contradictsNamed(tally);
    if (contradicts)
        outcome.notes.push_back("SMC names wrong rows, and yet counts none as failed and all as taken.");

    for (std::size_t i = 0; i < outcome.rows.size(); ++i) {
        RowOutcome &row = outcome.rows[i];
        if (row.status == RowStatus::Refused) {
            if (contradicts)
                row.status = RowStatus::Unknown;
            continue;
        }
        row.status = judgement.status;
    }
    for (std::size_t i = 0; i < outcome.rows.size(); ++i) {
        if (outcome.rows[i].troubles.empty())
            outcome.rows[i].sentence = restSentence(judgement, outcome, batch, batch.rows[i]);
    }
    markPlacesOfRecords(outcome, batch);
    markDoubleRows(outcome, batch, kept);
    if (wasRefused && countOf(outcome, RowStatus::Unknown) == 0)
        return; // what diagnose() said stands
    settleVerdict(outcome, tally, judgement);
    outcome.sentence = summary(outcome, batch, judgement.losses);
    outcome.advice = adviceFor(outcome, judgement.losses);
}

} // namespace smc::rest
