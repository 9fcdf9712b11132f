#include "batch_words.h"

#include "diagnosis.h"
#include "sentences.h"

#include <algorithm>

namespace smc::rest {

namespace {

constexpr const char *CheckTheKey = "Check the key field and its value: the record must be in the list before.";

/// "it knows no record for 1 and does not say which"
std::string lossesSentence(const Losses &losses)
{
    std::string text = "it ";
    if (losses.notFound > 0)
        text += "knows no record for " + std::to_string(losses.notFound);
    if (losses.refused > 0)
        text += (losses.notFound > 0 ? ", refused " : "refused ") + std::to_string(losses.refused);
    return text + (losses.notFound > 0 && losses.refused > 0 ? "," : "") + " and does not say which";
}

std::string changes(const Outcome &outcome)
{
    std::string text;
    const auto add = [&text](std::optional<std::int64_t> count, std::string_view what) {
        if (count.value_or(0) > 0)
            text += (text.empty() ? "" : ", ") + std::to_string(*count).append(" ").append(what);
    };
    add(outcome.counts.inserted, "new");
    add(outcome.counts.updated, "updated");
    add(outcome.counts.deleted, "deleted");
    add(outcome.counts.duplicates, "double");
    return text.empty() ? text : " (" + text + ")";
}

std::string_view doneWord(destination::Operation operation)
{
    switch (operation) {
    case destination::Operation::Load:
        return "took";
    case destination::Operation::Delete:
        return "deleted";
    case destination::Operation::SegmentLoad:
        return "put";
    case destination::Operation::SegmentDelete:
        return "removed";
    }
    return "took";
}

std::string_view preposition(destination::Operation operation)
{
    const bool isLoad = operation == destination::Operation::Load || operation == destination::Operation::SegmentLoad;
    return isLoad ? " into " : " from ";
}

} // namespace

std::int64_t countOf(const Outcome &outcome, RowStatus status)
{
    return std::count_if(outcome.rows.begin(), outcome.rows.end(),
                         [status](const RowOutcome &row) { return row.status == status; });
}

std::string deliveredSentence(const Batch &batch, const Counts &counts)
{
    const bool isOne = batch.rows.size() == 1;
    const std::string target = targetOf(batch);
    switch (batch.operation) {
    case destination::Operation::Load:
        if (isOne && counts.inserted.value_or(0) == 1)
            return "SMC added it to " + target + " as a new record.";
        if (isOne && counts.updated.value_or(0) == 1)
            return "SMC updated the record in " + target + ".";
        return "SMC took it into " + target + ".";
    case destination::Operation::Delete:
        return "SMC deleted it from " + target + ".";
    case destination::Operation::SegmentLoad:
        return "SMC put it into " + target + ".";
    case destination::Operation::SegmentDelete:
        return "SMC took it out of " + target + ".";
    }
    return {};
}

std::string summary(const Outcome &outcome, const Batch &batch, const std::optional<Losses> &losses)
{
    const auto rows = static_cast<std::int64_t>(outcome.rows.size());
    const std::int64_t delivered = countOf(outcome, RowStatus::Delivered);
    const std::int64_t refused = countOf(outcome, RowStatus::Refused);
    const std::int64_t notFound = countOf(outcome, RowStatus::NotFound);
    const std::int64_t unknown = countOf(outcome, RowStatus::Unknown);
    const std::int64_t duplicate = countOf(outcome, RowStatus::Duplicate);
    const std::int64_t taken = losses ? losses->taken : delivered;
    std::string text = "SMC " + std::string(doneWord(batch.operation)) + " ";
    if (delivered == rows)
        text += rows == 1 ? "the row" : "all " + std::to_string(rows) + " rows";
    else if (unknown > 0 && !losses)
        text += "for certain " + std::to_string(delivered) + " of " + counted(rows, "row", "rows");
    else if (taken == 0)
        text += rows == 1 ? "nothing" : "none of the " + std::to_string(rows) + " rows";
    else
        text += std::to_string(taken) + " of " + counted(rows, "row", "rows");
    text += std::string(preposition(batch.operation)) + targetOf(batch) + changes(outcome);
    if (duplicate > 0)
        text += "; " + std::to_string(duplicate) + " had the same key as another and " +
                (duplicate == 1 ? "was" : "were") + " not stored";
    if (refused > 0)
        text += "; it refused " + (refused == rows && rows == 1 ? std::string("it") : std::to_string(refused));
    if (notFound > 0)
        text += "; it knows no record for " +
                (notFound == rows && rows == 1 ? std::string("it") : std::to_string(notFound));
    if (losses)
        text += "; " + lossesSentence(*losses);
    else if (unknown > 0)
        text += "; what became of " +
                (unknown == rows ? std::string(rows == 1 ? "it" : "them") : std::to_string(unknown)) + " is not known";
    if (delivered + duplicate < rows)
        text += saidBy(outcome);
    return text + ".";
}

std::string adviceFor(const Outcome &outcome, const std::optional<Losses> &losses)
{
    if (losses) {
        const std::string check = losses->notFound > 0 ? std::string(CheckTheKey) + " " : std::string();
        return check + "To see which it was, send those events one by one: doing it twice does no harm.";
    }
    if (countOf(outcome, RowStatus::Unknown) > 0)
        return "Look into the list, or send the unclear events one by one: doing it twice does no harm.";
    if (countOf(outcome, RowStatus::Refused) > 0)
        return outcome.words.empty() ? "Mend the values that SMC names, then send those events again."
                                     : "Mend what SMC names, then send those events again.";
    if (countOf(outcome, RowStatus::NotFound) > 0)
        return CheckTheKey;
    return {};
}

} // namespace smc::rest
