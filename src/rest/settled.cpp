#include "settled.h"

#include <algorithm>

namespace smc::rest {

namespace {

/// The worst comes first.
constexpr RowStatus BySeverity[] = {RowStatus::Refused, RowStatus::NotFound, RowStatus::Unknown, RowStatus::NotSent};

EventVerdict verdictFor(RowStatus status)
{
    switch (status) {
    case RowStatus::Delivered:
        return EventVerdict::Delivered;
    case RowStatus::Duplicate:
        return EventVerdict::Duplicate;
    case RowStatus::Refused:
        return EventVerdict::Refused;
    case RowStatus::NotFound:
        return EventVerdict::NotFound;
    case RowStatus::Unknown:
        return EventVerdict::Unknown;
    case RowStatus::NotSent:
        return EventVerdict::NotSent;
    }
    return EventVerdict::Unknown;
}

std::string joinedSentences(const std::vector<DeliveryOutcome> &deliveries)
{
    std::string text;
    for (const DeliveryOutcome &delivery : deliveries)
        text += (text.empty() ? "" : " ") + delivery.row.sentence;
    return text;
}

/// What SMC said of the row itself, where it did; else what it said of the request.
std::string codeOf(const DeliveryOutcome &delivery)
{
    const RowOutcome &row = delivery.row;
    if (row.status == RowStatus::NotFound)
        return "record_not_found";
    if (row.status == RowStatus::Refused) {
        const std::string code = row.troubles.empty() ? std::string() : row.troubles.front().validationCode;
        if (!code.empty() && code != "Unknown")
            return code;
        if (delivery.request == Verdict::PartlyAccepted) // Of the others: this one it did not take.
            return std::string(nameOf(Verdict::Refused));
    }
    return std::string(nameOf(delivery.request));
}

std::size_t &totalFor(Totals &totals, EventVerdict verdict)
{
    switch (verdict) {
    case EventVerdict::Delivered:
        return totals.delivered;
    case EventVerdict::Duplicate:
        return totals.duplicate;
    case EventVerdict::Refused:
        return totals.refused;
    case EventVerdict::NotFound:
        return totals.notFound;
    case EventVerdict::Unknown:
        return totals.unknown;
    case EventVerdict::NotSent:
        return totals.notSent;
    case EventVerdict::Discarded:
        return totals.discarded;
    case EventVerdict::Invalid:
        return totals.invalid;
    case EventVerdict::Planned:
        return totals.planned;
    }
    return totals.unknown;
}

} // namespace

void settle(EventOutcome &outcome)
{
    for (const RowStatus status : BySeverity) {
        const auto found = std::find_if(outcome.deliveries.begin(), outcome.deliveries.end(),
                                        [status](const DeliveryOutcome &d) { return d.row.status == status; });
        if (found == outcome.deliveries.end())
            continue;
        outcome.verdict = verdictFor(status);
        outcome.sentence = found->row.sentence;
        outcome.advice = found->advice;
        if (outcome.code.empty())
            outcome.code = codeOf(*found);
        return;
    }
    const bool isDuplicate =
        std::all_of(outcome.deliveries.begin(), outcome.deliveries.end(),
                    [](const auto &delivery) { return delivery.row.status == RowStatus::Duplicate; });
    outcome.verdict = isDuplicate ? EventVerdict::Duplicate : EventVerdict::Delivered;
    outcome.sentence = joinedSentences(outcome.deliveries);
}

void count(Totals &totals, EventVerdict verdict)
{
    ++totalFor(totals, verdict);
}

} // namespace smc::rest
