#include "diagnosis.h"

#include "asked_wait.h"
#include "large_answer.h"
#include "refusal_cause.h"
#include "sentences.h"

#include <json/document.h>
#include <net/retry.h>
#include <net/sentences.h>

#include <QUrl>

#include <algorithm>
#include <cmath>

namespace smc::rest {

namespace {

std::string serverOf(const net::Exchange &exchange)
{
    const std::string host = exchange.request.url.host().toStdString();
    return host.empty() ? "the server" : host;
}

std::string statusOf(const Outcome &outcome)
{
    return "status " + std::to_string(outcome.status);
}

Side sideOf(net::Trouble trouble)
{
    switch (trouble) {
    case net::Trouble::RedirectElsewhere:
    case net::Trouble::PlainHttp:
    case net::Trouble::BadUrl:
    case net::Trouble::BadHeader:
    case net::Trouble::BadCaFile:
    case net::Trouble::BadProxyUrl:
    case net::Trouble::ProxyLogin:
    case net::Trouble::HostNotFound:
        return Side::Yours;
    default:
        return Side::Network;
    }
}

/// An attempt after which SMC may have done what was asked.
bool isDoubtful(const net::Attempt &attempt)
{
    if (attempt.status != 0)
        return attempt.status == 408 || (attempt.status >= 500 && attempt.status != 501 && attempt.status != 503);
    switch (attempt.trouble) {
    case net::Trouble::TimedOut:
    case net::Trouble::Dropped:
    case net::Trouble::NotHttp:
    case net::Trouble::Cancelled:
    case net::Trouble::Other:
        return attempt.timing.connectedMs.has_value();
    default:
        return false;
    }
}

/// For a request that SMC has not carried out.
std::string cancelledInTime(const net::Exchange &exchange)
{
    const auto answered = std::find_if(exchange.attempts.rbegin(), exchange.attempts.rend(),
                                       [](const net::Attempt &attempt) { return attempt.status != 0; });
    if (answered != exchange.attempts.rend())
        return "Cancelled while waiting to send it again. SMC has not taken it: the last answer was status " +
               std::to_string(answered->status) + ".";
    const bool wasSent = std::any_of(exchange.attempts.begin(), exchange.attempts.end(),
                                     [](const net::Attempt &a) { return a.timing.connectedMs.has_value(); });
    return wasSent ? "Cancelled before SMC took it: what was sent did not get through."
                   : "Cancelled before anything was sent, so SMC has not got it.";
}

/// By the person, or because the program ends: nobody's trouble.
Finding cancelled(const net::Exchange &exchange, Question question)
{
    if (question == Question::Read)
        return {Verdict::Cancelled, Side::None, "Cancelled before the answer came.", "Ask again when you need it."};
    if (mayHaveBeenDone(exchange))
        return {Verdict::Cancelled, Side::None,
                "Cancelled while the request was on its way: SMC may have got it or not.",
                "Look into the list to see what arrived before you send it again."};
    return {Verdict::Cancelled, Side::None, cancelledInTime(exchange), std::string(SendAgainIfWanted)};
}

/// For a request that SMC may have carried out. A question that was asked twice does no harm.
std::string_view lookFirst(const net::Exchange &exchange, Question question)
{
    const bool isDoubtful = question == Question::Bulk && mayHaveBeenDone(exchange);
    return isDoubtful ? "Look first into the list to see what arrived." : "";
}

Finding withoutAnswer(const net::Exchange &exchange, Question question)
{
    if (exchange.state == net::State::Cancelled || exchange.trouble == net::Trouble::Cancelled)
        return cancelled(exchange, question);
    std::string advice(lookFirst(exchange, question));
    std::string sentence = exchange.sentence;
    if (sentence.empty())
        sentence = "No answer came from " + serverOf(exchange) + ".";
    const std::string remedy = net::adviceFor(exchange.trouble);
    advice += (advice.empty() || remedy.empty() ? "" : " ") + remedy;
    return {Verdict::Unreachable, sideOf(exchange.trouble), std::move(sentence), std::move(advice)};
}

Finding notLetIn(const Outcome &outcome, const Body &body, const Asked &asked)
{
    if (body.kind == BodyKind::Page) {
        return {Verdict::NotLetIn, Side::Network,
                "A web page came that refuses access (" + statusOf(outcome) + ")" + saidBy(outcome) +
                    ". SMC's API does not answer with pages, so a proxy or firewall on the way may have sent it.",
                "Check the admin URL, and ask your network administrator whether this computer may reach SMC."};
    }
    const AccessCause cause = accessCauseIn(outcome.words);
    const bool mayBeRights = cause == AccessCause::Unknown || cause == AccessCause::Key;
    return {Verdict::NotLetIn, Side::Yours,
            "SMC did not let this request in (" + statusOf(outcome) + ")" + saidBy(outcome) + "." +
                (mayBeRights ? " SMC says the same for a wrong key and for missing rights." : ""),
            accessAdvice(cause, asked.subject.organization)};
}

Finding somethingNotFound(const Outcome &outcome, const Subject &subject)
{
    std::string what;
    const auto add = [&what](std::string part) { what += (what.empty() ? "" : ", ") + part; };
    if (!subject.organization.empty())
        add("the organization " + inQuotes(subject.organization));
    if (!subject.list.empty())
        add("the list " + inQuotes(subject.list));
    if (!subject.segment.empty())
        add("the segment " + inQuotes(subject.segment));
    if (what.empty())
        what = "what was asked for";
    const bool isOne = what.find(", ") == std::string::npos;
    return {Verdict::NotFound, Side::Yours,
            "SMC does not know " + (isOne ? what : "one of these: " + what) + saidBy(outcome) + ".",
            "Check the spelling. The organization is the name at the top right of SMC; lists and segments go by their "
            "API names, and a static segment must exist before people are put into it."};
}

Finding notFound(const Outcome &outcome, const Body &body, const Asked &asked)
{
    if (!body.isOfApi()) {
        return {Verdict::NotFound, Side::Yours,
                "A web page or a text came, not an answer of SMC's API (" + statusOf(outcome) + ")" + saidBy(outcome) +
                    ".",
                "Check the admin URL: it is the address at which you log in to SMC."};
    }
    switch (missingIn(saidBy(outcome), asked.subject)) {
    case Missing::Organization:
        return {Verdict::NotFound, Side::Yours,
                "SMC does not know the organization " + inQuotes(asked.subject.organization) + saidBy(outcome) + ".",
                "Enter it in the connection's settings as it stands at the top right of SMC."};
    case Missing::List:
        return {Verdict::NotFound, Side::Yours,
                "SMC does not know the list " + inQuotes(asked.subject.list) + saidBy(outcome) + ".",
                "Use the list's API name, which stands in its properties in SMC, or make the list there first."};
    case Missing::Segment:
        return {Verdict::NotFound, Side::Yours,
                "SMC does not know the static segment " + inQuotes(asked.subject.segment) + " of the list " +
                    inQuotes(asked.subject.list) + saidBy(outcome) + ".",
                "Make the static segment in SMC before people are put into it, and use its API name as groupId."};
    case Missing::Unknown:
        break;
    }
    return somethingNotFound(outcome, asked.subject);
}

Finding busy(const net::Exchange &exchange, const Outcome &outcome, const Asked &asked)
{
    // As the sender decides, which is patient with another operation only.
    const bool isQuota = !net::isBusy(outcome.status, exchange.answer->headers) ||
                         lowered(outcome.words).find("quota") != std::string::npos;
    if (isQuota) {
        std::string advice = "Wait a minute and send again, or send more events in one request.";
        if (const auto wait = waitAskedFor(exchange)) {
            const auto seconds = std::chrono::ceil<std::chrono::seconds>(*wait).count();
            advice = "Wait " + counted(seconds, "second", "seconds") +
                     " and send again, or send more events in one request.";
        }
        const std::string limit =
            outcome.quota && outcome.quota->limit ? std::to_string(*outcome.quota->limit) : "2500";
        return {Verdict::Busy, Side::Yours,
                "The key's quota of " + limit + " requests a minute is used up" + saidBy(outcome) +
                    ". Everything that uses the same key counts.",
                std::move(advice)};
    }
    const std::string tries = exchange.attempts.size() > 1
                                  ? ", also after " + std::to_string(exchange.attempts.size()) + " attempts"
                                  : std::string();
    const std::string where = asked.subject.list.empty() ? "" : " on the list " + inQuotes(asked.subject.list);
    return {Verdict::Busy, Side::Smc,
            "SMC is busy with another bulk operation" + where + tries + saidBy(outcome) +
                ". It takes one at a time for each list.",
            "Send again when the other operation, perhaps another connector's, has ended."};
}

/// SMC names a time before which nothing should be sent to it, and it is too far to be waited for.
Finding askedToWait(const LongWait &wait, const Outcome &outcome)
{
    const bool isBusy = outcome.status == 429;
    return {isBusy ? Verdict::Busy : Verdict::Unavailable, isBusy ? Side::Yours : Side::Smc,
            "SMC asks to wait " + wait.duration + ", until " + wait.until + " (" + statusOf(outcome) + ")" +
                saidBy(outcome) + ". That is too long to wait for, so it was not sent again.",
            "Send it again after " + wait.until +
                ". If SMC asks for it often, send fewer requests with more events in each."};
}

Finding unavailable(const Outcome &outcome, const Body &body)
{
    std::string sentence;
    if (outcome.status == 408)
        sentence = "SMC gave up because the request took too long (" + statusOf(outcome) + ")";
    else if (outcome.status == 503 || outcome.resultCode == "ServiceUnavailable")
        sentence = "SMC is under load or in maintenance (" + statusOf(outcome) + ")";
    else if (outcome.status == 502 || outcome.status == 504)
        sentence = "Something between here and SMC got no answer from SMC (" + statusOf(outcome) + ")";
    else
        sentence = "SMC failed inside (" + statusOf(outcome) + ")";
    sentence += saidBy(outcome) + ".";
    if (body.kind == BodyKind::Page)
        sentence += " The answer is a web page, not one of SMC's API.";
    return {Verdict::Unavailable, Side::Smc, std::move(sentence),
            "Try again later. If it stays so, ask SMC's support and show them the raw answer."};
}

Finding refused(const Outcome &outcome, const Body &body)
{
    switch (outcome.status) {
    case 405:
    case 501:
        return {Verdict::Refused, Side::Smc,
                "SMC does not offer this operation at this address (" + statusOf(outcome) + ")" + saidBy(outcome) + ".",
                "Check the admin URL, and ask SMC's support whether this operation is switched on."};
    case 407:
        return {Verdict::Unreachable, Side::Network, "The proxy on the way to SMC wants a login (status 407).",
                net::adviceFor(net::Trouble::ProxyLogin)};
    case 413:
        return {Verdict::Refused, Side::Yours, "The request is too large for SMC (status 413)" + saidBy(outcome) + ".",
                "Send fewer events in one request, or leave out large values in the mapping."};
    default:
        break;
    }
    if (body.kind == BodyKind::Page) {
        return {Verdict::Refused, Side::Network,
                "A web page came that refuses the request (" + statusOf(outcome) + ")" + saidBy(outcome) +
                    ". SMC's API does not answer with pages, so a proxy or firewall on the way may have sent it.",
                "Check the admin URL, and ask your network administrator."};
    }
    return {Verdict::Refused, Side::Yours,
            "SMC refused the request (" + statusOf(outcome) + ")" + saidBy(outcome) + ".",
            outcome.words.empty() && outcome.errors.empty()
                ? "SMC gives no reason. Check the names of the list, the key fields and the columns."
                : "Mend what SMC names: mostly a list, a key field or a column that SMC does not have."};
}

Finding unreadable(const net::Exchange &exchange, const Outcome &outcome, const Body &body)
{
    const std::string lead = "(" + statusOf(outcome) + ")";
    if (body.isCut)
        return tooLarge(*exchange.answer, lead);
    switch (body.kind) {
    case BodyKind::Page:
        return {Verdict::Unreadable, Side::Yours,
                "A web page came instead of an answer of SMC's API " + lead + saidBy(outcome) + ".",
                "Check the admin URL. A proxy's or a login page can also stand in the way."};
    case BodyKind::Empty:
        return {Verdict::Unreadable, Side::Smc, "SMC answered " + lead + " but said nothing.",
                "Look into the list to see what arrived before you send again."};
    case BodyKind::BrokenJson:
        return {Verdict::Unreadable, Side::Smc, "SMC's answer is damaged: it is no complete JSON " + lead + ".",
                "Look into the list to see what arrived before you send again; the raw answer shows what came."};
    case BodyKind::DeepJson:
        return {Verdict::Unreadable, Side::Smc,
                "SMC's answer can't be read: its lists and objects are nested more than " +
                    std::to_string(json::Document::MaxDepth) + " levels deep " + lead + ".",
                "Look into the list to see what arrived before you send again; the raw answer shows what came."};
    default:
        return {Verdict::Unreadable, Side::Smc,
                "What came is not an answer of SMC's API " + lead + saidBy(outcome) + ".",
                "Check the admin URL; the raw answer shows what came."};
    }
}

Finding redirected(const Outcome &outcome)
{
    // Whoever is sent on has not been served: as with a redirect to another origin, nothing was taken.
    return {Verdict::Unreachable, Side::Yours,
            "The server sends us on to another address instead of taking the request (" + statusOf(outcome) +
                "). Mostly that is a login page, or the admin URL is not that of SMC.",
            "Check the admin URL: it is the address at which you log in to SMC. A proxy's login page can also stand in "
            "the way."};
}

Finding answered(const net::Exchange &exchange, const Outcome &outcome, const Body &body, const Asked &asked)
{
    const int status = outcome.status;
    if (status == 401 || status == 403)
        return notLetIn(outcome, body, asked);
    if (const std::optional<LongWait> wait = longWaitAfter(exchange))
        return askedToWait(*wait, outcome);
    if (status == 429)
        return busy(exchange, outcome, asked);
    if (status == 404)
        return notFound(outcome, body, asked);
    if (status == 408 || (status >= 500 && status != 501))
        return unavailable(outcome, body);
    const std::optional<Verdict> told = failureIn(outcome.resultCode);
    const bool countsRows = asked.question == Question::Bulk && status < 300 && outcome.counts.notFound.value_or(0) > 0;
    if (told == Verdict::NotFound && !countsRows)
        return notFound(outcome, body, asked);
    if (told == Verdict::Unavailable)
        return unavailable(outcome, body);
    if (status >= 400)
        return refused(outcome, body);
    if (status >= 300 || status < 200)
        return redirected(outcome);
    const bool isGood =
        body.kind == BodyKind::Object || (asked.question == Question::Read && body.kind == BodyKind::Array);
    if (!isGood || body.isCut)
        return unreadable(exchange, outcome, body);
    if (told && asked.question == Question::Read)
        return refused(outcome, body);
    return {};
}

} // namespace

bool mayHaveBeenDone(const net::Exchange &exchange)
{
    return std::any_of(exchange.attempts.begin(), exchange.attempts.end(), isDoubtful);
}

std::optional<Verdict> failureIn(const std::string &resultCode)
{
    if (resultCode == "NotFound")
        return Verdict::NotFound;
    if (resultCode == "ServiceUnavailable" || resultCode == "InternalServerError")
        return Verdict::Unavailable;
    if (resultCode == "Failed" || resultCode == "ValidationFailed")
        return Verdict::Refused;
    return std::nullopt;
}

std::string saidBy(const Outcome &outcome)
{
    std::string codes;
    for (const ApiError &error : outcome.errors) {
        if (!error.code.empty() && codes.find(error.code) == std::string::npos && codes.size() < 200)
            codes += (codes.empty() ? "" : ", ") + error.code;
    }
    std::string words = outcome.words;
    while (!words.empty() && words.back() == '.')
        words.pop_back();
    if (words.empty())
        return codes.empty() ? std::string() : ": " + codes;
    return ": " + inQuotes(words) + (codes.empty() ? std::string() : " (" + codes + ")");
}

Outcome diagnose(const net::Exchange &exchange, const Body &body, const Asked &asked)
{
    Outcome outcome;
    if (exchange.answer) {
        outcome.status = exchange.answer->status;
        outcome.resultCode = body.resultCode;
        outcome.words = body.words;
        outcome.errors = body.errors;
        outcome.counts = body.counts;
        outcome.quota = quotaOf(exchange);
    }
    const bool hasAnswer = exchange.state == net::State::Done && exchange.answer;
    Finding finding = hasAnswer ? answered(exchange, outcome, body, asked) : withoutAnswer(exchange, asked.question);
    outcome.verdict = finding.verdict;
    outcome.side = finding.side;
    outcome.sentence = std::move(finding.sentence);
    outcome.advice = std::move(finding.advice);
    return outcome;
}

} // namespace smc::rest
