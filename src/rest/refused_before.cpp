#include "refused_before.h"

#include "field_rule.h"

namespace smc::rest {

namespace {

FieldTrouble troubleOf(const destination::ValueRefusal &refusal, const destination::Delivery &delivery)
{
    FieldTrouble trouble;
    trouble.column = delivery.columns[refusal.column];
    trouble.valueJson = delivery.row[refusal.column].json;
    trouble.validationCode = refusal.problem.validationCode;
    trouble.message = refusal.problem.message;
    trouble.sentence = destination::sentenceFor(refusal, delivery);
    trouble.rule = fieldRule(refusal.problem.validationCode, refusal.problem.message);
    trouble.span = refusal.span;
    trouble.path = refusal.path;
    return trouble;
}

} // namespace

void refuseBeforeSending(EventOutcome &outcome, const destination::Prepared &prepared)
{
    outcome.verdict = EventVerdict::Refused;
    outcome.code = prepared.refusals().front().problem.validationCode;
    outcome.advice = prepared.refusals().front().problem.advice + " Nothing of this event was sent.";
    // Each refusal stands at its row.
    std::erase_if(outcome.problems, [](const auto &problem) { return problem.severity == segment::Severity::Error; });
    for (std::size_t index = 0; index < prepared.deliveries().size(); ++index) {
        const destination::Delivery &delivery = prepared.deliveries()[index];
        DeliveryOutcome &entry = outcome.deliveries.emplace_back();
        entry.operation = delivery.operation;
        entry.list = delivery.list;
        entry.segment = delivery.segment;
        entry.row.source = {outcome.event, index};
        entry.row.status = RowStatus::NotSent;
        entry.row.sentence = "Not sent: SMC would refuse another row of the event.";
        for (const destination::ValueRefusal &refusal : prepared.refusals()) {
            if (refusal.delivery == index)
                entry.row.troubles.push_back(troubleOf(refusal, delivery));
        }
        if (entry.row.troubles.empty())
            continue;
        entry.row.status = RowStatus::Refused;
        entry.row.sentence = entry.row.troubles.front().sentence;
        if (outcome.sentence.empty())
            outcome.sentence = entry.row.sentence;
    }
}

} // namespace smc::rest
