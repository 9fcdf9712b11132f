#include "send_words.h"

#include "console_private.h"
#include "text.h"
#include "verdict_words.h"

#include <net/redaction.h>
#include <rest/dispatcher.h>
#include <rest/plan.h>

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

namespace smc::gui {

namespace {

using Result = SendReport::Result;
using theme::Tone;

Result resultOf(rest::EventVerdict verdict)
{
    switch (verdict) {
    case rest::EventVerdict::Delivered:
    case rest::EventVerdict::Duplicate:
        return Result::Accepted;
    case rest::EventVerdict::Refused:
    case rest::EventVerdict::NotFound:
        return Result::Rejected;
    case rest::EventVerdict::Discarded:
    case rest::EventVerdict::Invalid:
    case rest::EventVerdict::Planned:
        return Result::NotSent;
    case rest::EventVerdict::Unknown:
    case rest::EventVerdict::NotSent:
        break;
    }
    return Result::Failed;
}

const segment::Problem *firstError(const std::vector<segment::Problem> &problems)
{
    const auto found = std::find_if(problems.begin(), problems.end(), [](const segment::Problem &problem) {
        return problem.severity == segment::Severity::Error;
    });
    return found == problems.end() ? nullptr : &*found;
}

} // namespace

SendReport reportOf(const destination::Prepared &prepared)
{
    SendReport report;
    if (prepared.discard()) {
        report.verdict = {.tone = Tone::Warning,
                          .word = Console::tr("Discarded"),
                          .sentence = withQuotes(fromUtf8(prepared.discard()->reason))};
        return report;
    }
    const bool isRefused = prepared.verdict() == destination::Verdict::Refused;
    report.verdict = {.tone = Tone::Danger,
                      .word = isRefused ? Console::tr("SMC would refuse it") : Console::tr("Not valid")};
    if (isRefused)
        report.verdict.todo = Console::tr("Nothing was sent.");
    if (const segment::Problem *problem = firstError(prepared.problems()))
        report.verdict.sentence = fromUtf8(problem->message);
    return report;
}

std::string historyWordOf(const destination::Prepared &prepared)
{
    switch (prepared.verdict()) {
    case destination::Verdict::Discarded:
        return "Discarded";
    case destination::Verdict::Refused:
        return "Refused";
    case destination::Verdict::Invalid:
    case destination::Verdict::Ready:
        break;
    }
    return "Invalid";
}

SendReport reportOf(const rest::EventOutcome &outcome)
{
    SendReport report;
    const bool cancelled = outcome.code == rest::nameOf(rest::Verdict::Cancelled);
    report.result = cancelled ? Result::Cancelled : resultOf(outcome.verdict);
    const VerdictWord word = verdictWord(cancelled ? outcome.code : rest::nameOf(outcome.verdict));
    report.verdict = {
        .tone = word.tone, .word = word.word, .sentence = fromUtf8(outcome.sentence), .todo = fromUtf8(outcome.advice)};
    return report;
}

SendReport dryRunReport(const std::vector<rest::PlannedRequest> &requests, const QString &target)
{
    SendReport report;
    QStringList lines;
    for (const auto &[request, rows] : requests)
        lines.append(fromUtf8(request.method) + QLatin1Char(' ') + request.url.path(QUrl::FullyEncoded));
    report.verdict = {.tone = Tone::Info,
                      .word = Console::tr("Dry run: nothing was sent"),
                      .sentence =
                          requests.size() == 1
                              ? Console::tr("One request would go to %1: %2.").arg(target, lines.first())
                              : Console::tr("%1 requests would go to %2: %3.")
                                    .arg(QString::number(requests.size()), target, lines.join(QStringLiteral(", ")))};
    return report;
}

SendReport notSent(const Error &error)
{
    SendReport report = notSent(fromUtf8(error.message));
    if (error.where == "sandbox") {
        report.verdict.link = Console::tr("Open Sandbox");
        report.verdict.linkId = QStringLiteral("sandbox:");
    } else if (!error.where.empty()) {
        report.verdict.link = Console::tr("Open Connection");
        report.verdict.linkId = QStringLiteral("setting:") + fromUtf8(error.where);
    }
    return report;
}

SendReport notSent(const QString &sentence)
{
    SendReport report;
    report.verdict = {.tone = Tone::Warning, .word = Console::tr("Not sent"), .sentence = sentence};
    return report;
}

QString waitInWords(net::UtcTime until)
{
    const QTime time = QDateTime::fromMSecsSinceEpoch(until.time_since_epoch().count()).time();
    return Console::tr("SMC has not taken it yet. It is sent again at %1.")
        .arg(time.toString(QStringLiteral("HH:mm:ss")));
}

QString redacted(const QString &text, const net::Redactor &redactor)
{
    return fromUtf8(redactor.sentence(toUtf8(text)));
}

QString withQuotes(QString sentence)
{
    static const QRegularExpression code(QStringLiteral("`([^`]+)`"));
    return sentence.replace(code, QStringLiteral("“\\1”"));
}

VerdictContent redacted(VerdictContent content, const net::Redactor &redactor)
{
    content.sentence = redacted(content.sentence, redactor);
    content.todo = redacted(content.todo, redactor);
    content.link = redacted(content.link, redactor);
    return content;
}

SendReport redacted(SendReport report, const net::Redactor &redactor)
{
    report.verdict = redacted(std::move(report.verdict), redactor);
    return report;
}

SendReport declined()
{
    SendReport report;
    report.result = Result::Declined;
    report.verdict = {
        .tone = Tone::Neutral, .word = Console::tr("Not sent"), .sentence = Console::tr("You chose not to send it.")};
    return report;
}

} // namespace smc::gui
