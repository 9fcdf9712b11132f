#include "outcome.h"

#include "outcome_json.h"

#include <algorithm>

namespace smc::rest {

std::string_view nameOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Accepted:
        return "accepted";
    case Verdict::PartlyAccepted:
        return "partly_accepted";
    case Verdict::Unclear:
        return "unclear";
    case Verdict::Refused:
        return "refused";
    case Verdict::NotLetIn:
        return "not_let_in";
    case Verdict::NotFound:
        return "not_found";
    case Verdict::Busy:
        return "busy";
    case Verdict::Unavailable:
        return "unavailable";
    case Verdict::Unreachable:
        return "unreachable";
    case Verdict::Cancelled:
        return "cancelled";
    case Verdict::Unreadable:
        return "unreadable";
    }
    return "unreadable";
}

std::string_view nameOf(Side side)
{
    switch (side) {
    case Side::None:
        return "none";
    case Side::Yours:
        return "yours";
    case Side::Smc:
        return "smc";
    case Side::Network:
        return "network";
    }
    return "none";
}

std::string_view nameOf(RowStatus status)
{
    switch (status) {
    case RowStatus::Delivered:
        return "delivered";
    case RowStatus::Duplicate:
        return "duplicate";
    case RowStatus::Refused:
        return "refused";
    case RowStatus::NotFound:
        return "not_found";
    case RowStatus::Unknown:
        return "unknown";
    case RowStatus::NotSent:
        return "not_sent";
    }
    return "unknown";
}

namespace {

bool hasRow(const Outcome &outcome, RowStatus status)
{
    return std::any_of(outcome.rows.begin(), outcome.rows.end(),
                       [status](const RowOutcome &row) { return row.status == status; });
}

/// False where there are none.
bool areAll(const Outcome &outcome, RowStatus status)
{
    return !outcome.rows.empty() && std::all_of(outcome.rows.begin(), outcome.rows.end(),
                                                [status](const RowOutcome &row) { return row.status == status; });
}

void memberIf(json::Writer &w, std::string_view name, std::string_view text)
{
    if (!text.empty())
        w.member(name, text);
}

void memberIf(json::Writer &w, std::string_view name, const std::optional<std::int64_t> &number)
{
    if (number)
        w.member(name, *number);
}

void write(json::Writer &w, const Counts &counts)
{
    w.object([&] {
        memberIf(w, "inserted", counts.inserted);
        memberIf(w, "updated", counts.updated);
        memberIf(w, "deleted", counts.deleted);
        memberIf(w, "duplicates", counts.duplicates);
        memberIf(w, "failed", counts.failed);
        memberIf(w, "notFound", counts.notFound);
    });
}

void write(json::Writer &w, const Quota &quota)
{
    w.object([&] {
        memberIf(w, "limit", quota.limit);
        memberIf(w, "remaining", quota.remaining);
        if (quota.resetSeconds)
            w.member("resetSeconds", *quota.resetSeconds);
    });
}

void write(json::Writer &w, const std::vector<ApiError> &errors)
{
    w.array([&] {
        for (const ApiError &error : errors) {
            w.object([&] {
                w.member("code", std::string_view(error.code));
                w.member("description", std::string_view(error.description));
            });
        }
    });
}

} // namespace

void writePlace(json::Writer &w, const CellSource &place)
{
    if (place.span.isEmpty())
        return;
    w.member("path", std::string_view(place.path));
    w.key("span").array([&] { w.value(place.span.begin).value(place.span.end); });
}

void writePlaceOf(json::Writer &w, const RowOutcome &row)
{
    writePlace(w, row.place);
    if (row.isPlaceGuessed)
        w.member("guess", true);
}

void write(json::Writer &w, const std::vector<FieldTrouble> &troubles)
{
    w.array([&] {
        for (const FieldTrouble &trouble : troubles) {
            w.object([&] {
                memberIf(w, "column", trouble.column);
                if (!trouble.valueJson.empty())
                    w.key("value").raw(trouble.valueJson);
                memberIf(w, "validationCode", trouble.validationCode);
                w.member("message", std::string_view(trouble.sentence));
                memberIf(w, "words", trouble.message);
                memberIf(w, "rule", trouble.rule);
                writePlace(w, {trouble.span, trouble.path});
                memberIf(w, "recordIndex", trouble.recordIndex);
            });
        }
    });
}

namespace {

/// Of a request that SMC has not judged, as its rows have it.
std::string unjudgedWord(const Outcome &outcome)
{
    if (hasRow(outcome, RowStatus::Unknown))
        return "Unclear";
    if (hasRow(outcome, RowStatus::NotSent))
        return "NotSent";
    switch (outcome.verdict) { // A question.
    case Verdict::NotLetIn:
    case Verdict::Busy:
        return "Refused";
    case Verdict::Unreadable:
        return "Unclear";
    default:
        return "Unreachable";
    }
}

} // namespace

std::string historyWord(const Outcome &outcome)
{
    switch (outcome.verdict) {
    case Verdict::Accepted:
        return "Delivered";
    case Verdict::PartlyAccepted:
        return "PartlyRefused";
    case Verdict::Cancelled:
        return "Cancelled";
    case Verdict::Unclear:
        return "Unclear";
    case Verdict::Unavailable:
    case Verdict::Unreachable:
    case Verdict::Unreadable:
    case Verdict::NotLetIn:
    case Verdict::Busy:
        return unjudgedWord(outcome);
    case Verdict::Refused:
    case Verdict::NotFound:
        break;
    }
    return areAll(outcome, RowStatus::NotFound) ? "NotFound" : "Refused";
}

std::string historySentence(const Outcome &outcome)
{
    const bool isTold = outcome.verdict == Verdict::Unclear || outcome.verdict == Verdict::PartlyAccepted;
    return !isTold && areAll(outcome, RowStatus::Unknown) ? outcome.rows.front().sentence : outcome.sentence;
}

std::string toJson(const Outcome &outcome)
{
    json::Writer w;
    w.object([&] {
        w.member("verdict", nameOf(outcome.verdict));
        w.member("side", nameOf(outcome.side));
        w.member("message", std::string_view(outcome.sentence));
        memberIf(w, "advice", outcome.advice);
        if (outcome.status != 0)
            w.member("status", outcome.status);
        memberIf(w, "resultCode", outcome.resultCode);
        memberIf(w, "words", outcome.words);
        if (!outcome.errors.empty())
            write(w.key("errors"), outcome.errors);
        if (outcome.counts != Counts())
            write(w.key("counts"), outcome.counts);
        if (outcome.quota)
            write(w.key("quota"), *outcome.quota);
        if (!outcome.rows.empty()) {
            w.key("rows").array([&] {
                for (const RowOutcome &row : outcome.rows) {
                    w.object([&] {
                        w.member("event", row.source.event).member("delivery", row.source.delivery);
                        w.member("status", nameOf(row.status));
                        w.member("message", std::string_view(row.sentence));
                        writePlaceOf(w, row);
                        if (!row.troubles.empty())
                            write(w.key("troubles"), row.troubles);
                    });
                }
            });
        }
        if (!outcome.unattributed.empty())
            write(w.key("unattributed"), outcome.unattributed);
        if (!outcome.notes.empty()) {
            w.key("notes").array([&] {
                for (const std::string &note : outcome.notes)
                    w.value(std::string_view(note));
            });
        }
    });
    return w.take();
}

} // namespace smc::rest
