#include "dispatcher.h"
#include "outcome_json.h"

#include <destination/omission_json.h>

namespace smc::rest {

std::string_view nameOf(EventVerdict verdict)
{
    switch (verdict) {
    case EventVerdict::Delivered:
        return "delivered";
    case EventVerdict::Duplicate:
        return "duplicate";
    case EventVerdict::Refused:
        return "refused";
    case EventVerdict::NotFound:
        return "not_found";
    case EventVerdict::Unknown:
        return "unknown";
    case EventVerdict::NotSent:
        return "not_sent";
    case EventVerdict::Discarded:
        return "discarded";
    case EventVerdict::Invalid:
        return "invalid";
    case EventVerdict::Planned:
        return "planned";
    }
    return "unknown";
}

namespace {

void memberIf(json::Writer &w, std::string_view name, std::string_view text)
{
    if (!text.empty())
        w.member(name, text);
}

void write(json::Writer &w, const segment::Problem &problem)
{
    w.object([&] {
        w.member("code", problem.code).member("severity", segment::nameOf(problem.severity));
        w.member("path", std::string_view(problem.path)).member("message", std::string_view(problem.message));
    });
}

void writeRow(json::Writer &w, const DeliveryOutcome &delivery)
{
    w.key("columns").array([&] {
        for (const std::string &column : delivery.columns)
            w.value(std::string_view(column));
    });
    w.key("row").array([&] {
        for (const std::string &cell : delivery.cells)
            w.raw(cell);
    });
}

void write(json::Writer &w, const DeliveryOutcome &delivery, EventVerdict verdict)
{
    w.object([&] {
        w.member("operation", destination::nameOf(delivery.operation));
        w.member("list", std::string_view(delivery.list));
        memberIf(w, "segment", delivery.segment);
        w.member("status", verdict == EventVerdict::Planned ? nameOf(verdict) : nameOf(delivery.row.status));
        w.member("message", std::string_view(delivery.row.sentence));
        writePlaceOf(w, delivery.row);
        memberIf(w, "exchange", delivery.exchangeId);
        if (verdict == EventVerdict::Planned)
            writeRow(w, delivery);
        if (!delivery.row.troubles.empty())
            write(w.key("troubles"), delivery.row.troubles);
    });
}

} // namespace

std::string toJson(const EventOutcome &outcome)
{
    json::Writer w;
    w.object([&] {
        w.member("index", outcome.event).member("outcome", nameOf(outcome.verdict));
        if (outcome.line)
            w.member("line", *outcome.line);
        memberIf(w, "code", outcome.code);
        w.member("message", std::string_view(outcome.sentence));
        memberIf(w, "advice", outcome.advice);
        if (!outcome.problems.empty()) {
            w.key("problems").array([&] {
                for (const segment::Problem &problem : outcome.problems)
                    write(w, problem);
            });
        }
        if (!outcome.omissions.empty()) {
            std::string omitted;
            destination::appendJson(omitted, outcome.omissions);
            w.key("omitted").raw(omitted);
        }
        if (!outcome.deliveries.empty()) {
            w.key("deliveries").array([&] {
                for (const DeliveryOutcome &delivery : outcome.deliveries)
                    write(w, delivery, outcome.verdict);
            });
        }
    });
    return w.take();
}

} // namespace smc::rest
