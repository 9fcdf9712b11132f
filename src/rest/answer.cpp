#include "answer.h"

#include "body_reader.h"
#include "diagnosis.h"
#include "missing_place.h"
#include "row_attribution.h"
#include "sentences.h"

#include <QUrlQuery>

#include <charconv>
#include <cmath>

namespace smc::rest {

namespace {

/// The leading number of "2500, 2500;w=60".
std::optional<double> leadingNumber(std::optional<std::string_view> text)
{
    if (!text)
        return std::nullopt;
    const std::size_t begin = text->find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return std::nullopt;
    double number = 0;
    const auto [end, error] = std::from_chars(text->data() + begin, text->data() + text->size(), number);
    return error == std::errc() && std::isfinite(number) && std::abs(number) < 1e15 ? std::optional(number)
                                                                                    : std::nullopt;
}

std::optional<std::int64_t> whole(std::optional<double> number)
{
    return number ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
}

LoadMode modeOf(const net::Exchange &exchange)
{
    const QString mode = QUrlQuery(exchange.request.url).queryItemValue(QStringLiteral("mode"));
    return mode.compare(QStringLiteral("Stream"), Qt::CaseInsensitive) == 0 ? LoadMode::Stream : LoadMode::Sync;
}

Kept keptOf(const net::Exchange &exchange)
{
    const QString which = QUrlQuery(exchange.request.url).queryItemValue(QStringLiteral("deduplication"));
    return which.compare(QStringLiteral("ImportFirstMatch"), Qt::CaseInsensitive) == 0 ? Kept::First : Kept::Last;
}

/// The status of all rows of a request about which SMC says nothing row by row.
RowStatus statusOfAll(const net::Exchange &exchange, const Outcome &outcome)
{
    const bool mayBeDone = mayHaveBeenDone(exchange);
    switch (outcome.verdict) {
    case Verdict::Refused:
    case Verdict::NotFound:
        return RowStatus::Refused;
    case Verdict::NotLetIn:
    case Verdict::Busy:
    case Verdict::Unreachable:
    case Verdict::Cancelled:
        return mayBeDone ? RowStatus::Unknown : RowStatus::NotSent;
    case Verdict::Unavailable:
        return mayBeDone || outcome.status != 503 ? RowStatus::Unknown : RowStatus::NotSent;
    default:
        return RowStatus::Unknown;
    }
}

std::string rowSentence(RowStatus status, const Outcome &outcome)
{
    if (outcome.verdict == Verdict::Cancelled)
        return outcome.sentence; // It says so itself.
    if (status == RowStatus::NotSent)
        return "SMC has not taken it. " + outcome.sentence;
    if (status == RowStatus::Unknown)
        return "Not known whether SMC took it. " + outcome.sentence;
    return outcome.sentence;
}

} // namespace

std::optional<Quota> quotaOf(const net::Exchange &exchange)
{
    if (!exchange.answer)
        return std::nullopt;
    const net::Headers &headers = exchange.answer->headers;
    const auto limit = net::findHeader(headers, "X-RateLimit-Limit");
    const auto remaining = net::findHeader(headers, "X-RateLimit-Remaining");
    const auto reset = net::findHeader(headers, "X-RateLimit-Reset");
    if (!limit && !remaining && !reset)
        return std::nullopt;
    return Quota{whole(leadingNumber(limit)), whole(leadingNumber(remaining)), leadingNumber(reset)};
}

Outcome outcomeOf(const net::Exchange &exchange, const Batch &batch, const std::string &organization)
{
    const Body body = exchange.answer ? readBody(*exchange.answer) : Body();
    const Asked asked{Question::Bulk, {organization, batch.list, batch.segment}};
    Outcome outcome = diagnose(exchange, body, asked);
    const bool tellsRows = outcome.verdict == Verdict::Accepted ||
                           (outcome.verdict == Verdict::Refused && body.kind == BodyKind::Object && !body.isCut);
    if (tellsRows) {
        attributeRows(outcome, body, batch, modeOf(exchange), keptOf(exchange));
    } else {
        const RowStatus status = statusOfAll(exchange, outcome);
        fillRows(outcome, batch, status, rowSentence(status, outcome));
        markPlacesOfNames(outcome, body, batch, asked.subject);
    }
    markPlacesOfFields(outcome, batch);
    return outcome;
}

Outcome outcomeOf(const net::Exchange &exchange, const Subject &subject)
{
    const Body body = exchange.answer ? readBody(*exchange.answer) : Body();
    Outcome outcome = diagnose(exchange, body, {Question::Read, subject});
    if (outcome.verdict == Verdict::Accepted)
        outcome.sentence = "SMC answered.";
    return outcome;
}

} // namespace smc::rest
