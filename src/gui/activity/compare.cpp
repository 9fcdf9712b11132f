#include "compare.h"

#include "../text.h"
#include "entry_words.h"

#include <json/text.h>
#include <net/exchange.h>

#include <QCoreApplication>
#include <QStringList>

namespace smc::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::activity)
};

QString nameOf(const EntryDetails &entry)
{
    return QStringList{timeInWords(entry.summary.timeMs), callInWords(entry.summary.callType),
                       verdictWord(entry.summary.verdict).word, fromUtf8(entry.summary.profileName)}
        .join(QStringLiteral(" · "));
}

/// What one side has to say to a part.
struct Side
{
    std::string text;
    bool isCut = false;
};

std::string indented(const std::string &body)
{
    // Long bodies are cut anyway: what is not whole can't be indented.
    return body.size() <= MostCompared ? json::pretty(body) : body;
}

std::string headersAsText(const net::Headers &headers)
{
    std::string text;
    for (const net::Header &header : headers)
        text += header.name + ": " + header.value + '\n';
    return text;
}

Side cut(std::string text)
{
    if (text.size() <= MostCompared)
        return {std::move(text)};
    text.resize(MostCompared);
    return {std::move(text), true};
}

Side requestOf(const EntryDetails &entry)
{
    if (!entry.exchange)
        return {toUtf8(Words::tr("Nothing was sent."))};
    const net::HttpRequest &request = entry.exchange->request;
    return cut(request.method + ' ' + request.url.toString(QUrl::FullyEncoded).toStdString() + '\n' +
               headersAsText(request.headers) + '\n' + indented(request.body));
}

Side answerOf(const EntryDetails &entry)
{
    if (!entry.exchange || !entry.exchange->answer)
        return {toUtf8(Words::tr("No answer came."))};
    const net::Answer &answer = *entry.exchange->answer;
    return cut("HTTP " + std::to_string(answer.status) + ' ' + answer.reason + '\n' + headersAsText(answer.headers) +
               '\n' + indented(answer.body));
}

Side timingOf(const EntryDetails &entry)
{
    if (!entry.exchange)
        return {toUtf8(Words::tr("Nothing was sent."))};
    QStringList lines;
    const auto moment = [&lines](const QString &name, const std::optional<double> &ms) {
        if (ms)
            lines.append(Words::tr("  %1: %2 ms").arg(name).arg(*ms, 0, 'f', 1));
    };
    int number = 0;
    for (const net::Attempt &attempt : entry.exchange->attempts) {
        lines.append(Words::tr("Attempt %1").arg(++number));
        moment(Words::tr("Queued"), attempt.timing.queuedMs);
        moment(Words::tr("Connected"), attempt.timing.connectedMs);
        moment(Words::tr("First byte"), attempt.timing.firstByteMs);
        moment(Words::tr("Done"), attempt.timing.doneMs);
    }
    lines.append(Words::tr("Whole: %1").arg(durationInWords(entry.summary.durationMs)));
    return {toUtf8(lines.join(QLatin1Char('\n')))};
}

Side eventOf(const EntryDetails &entry)
{
    return cut(indented(entry.events.text()));
}

ComparedPart partOf(Side left, Side right)
{
    ComparedPart part;
    part.left = std::move(left.text);
    part.right = std::move(right.text);
    part.rows = diffLines(linesOf(part.left), linesOf(part.right));
    part.isCut = left.isCut || right.isCut;
    return part;
}

} // namespace

int ComparedPart::differences() const
{
    int stretches = 0;
    bool wasSame = true;
    for (const DiffRow &row : rows) {
        const bool isSame = row.kind == DiffKind::Same;
        stretches += wasSame && !isSame ? 1 : 0;
        wasSame = isSame;
    }
    return stretches;
}

Comparison compare(const EntryDetails &left, const EntryDetails &right)
{
    Comparison comparison;
    comparison.leftName = nameOf(left);
    comparison.rightName = nameOf(right);
    comparison.request = partOf(requestOf(left), requestOf(right));
    comparison.answer = partOf(answerOf(left), answerOf(right));
    comparison.timing = partOf(timingOf(left), timingOf(right));
    comparison.event = partOf(eventOf(left), eventOf(right));
    return comparison;
}

} // namespace smc::gui
