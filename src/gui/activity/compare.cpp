#include "compare.h"

#include "../text.h"
#include "entry_words.h"

#include <json/text.h>
#include <net/exchange.h>

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cstdint>
#include <string_view>

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
    std::uint64_t whole = 0; ///< How many bytes it would have; those of `text` where nothing is missing.
    bool isPart = false;     ///< Its end was not kept.
};

/// A text to be compared.
struct Text
{
    std::string begin;
    std::uint64_t rest = 0; ///< How many bytes would follow.
};

/// `whole` is how long the body is, where `body` is only its beginning.
Text indented(std::string_view body, std::uint64_t whole = 0)
{
    // Long bodies are cut anyway: what is not whole can't be indented.
    const std::string_view begin = body.substr(0, MostCompared);
    return {begin.size() == body.size() ? json::pretty(body) : std::string(begin),
            std::max<std::uint64_t>(whole, body.size()) - begin.size()};
}

std::string headersAsText(const net::Headers &headers)
{
    std::string text;
    for (const net::Header &header : headers)
        text += header.name + ": " + header.value + '\n';
    return text;
}

Side sideOf(const std::string &head, const Text &body)
{
    std::string text = head + body.begin;
    const std::uint64_t whole = text.size() + body.rest;
    if (text.size() < whole || text.size() > MostCompared) {
        text.resize(std::min(text.size(), MostCompared));
        // A line that is cut could be taken for one that is the same.
        if (const std::size_t line = text.rfind('\n'); line != std::string::npos && line >= text.size() / 2)
            text.resize(line + 1);
    }
    return {std::move(text), whole};
}

Side sideOf(const QString &words)
{
    return sideOf({}, {toUtf8(words)});
}

/// In words, where a side is not compared to its end.
QString howMuch(const Side &left, const Side &right)
{
    QString words;
    if (left.text.size() < left.whole || right.text.size() < right.whole) {
        words = Words::tr("Only the beginning is compared: %1 of %2 on the left, %3 of %4 on the right.")
                    .arg(dataSize(left.text.size()), dataSize(left.whole), dataSize(right.text.size()),
                         dataSize(right.whole));
        if (left.whole != right.whole)
            words += QLatin1Char(' ') + Words::tr("The lengths differ.");
    }
    if (left.isPart || right.isPart) {
        words += words.isEmpty() ? QString() : QStringLiteral(" ");
        words += left.isPart && right.isPart ? Words::tr("Neither side was kept to its end.")
                 : left.isPart               ? Words::tr("The left side was not kept to its end.")
                                             : Words::tr("The right side was not kept to its end.");
    }
    return words;
}

Side requestOf(const EntryDetails &entry)
{
    if (!entry.exchange)
        return sideOf(Words::tr("Nothing was sent."));
    const net::HttpRequest &request = entry.exchange->request;
    return sideOf(request.method + ' ' + request.url.toString(QUrl::FullyEncoded).toStdString() + '\n' +
                      headersAsText(request.headers) + '\n',
                  indented(request.body));
}

Side answerOf(const EntryDetails &entry)
{
    if (!entry.exchange || !entry.exchange->answer)
        return sideOf(Words::tr("No answer came."));
    const net::Answer &answer = *entry.exchange->answer;
    const std::string_view body = entry.answer ? entry.answer->bytes() : std::string_view(answer.body);
    Side side = sideOf("HTTP " + std::to_string(answer.status) + ' ' + answer.reason + '\n' +
                           headersAsText(answer.headers) + '\n',
                       indented(body, answer.bodyBytes()));
    side.isPart = answer.truncated;
    return side;
}

Side timingOf(const EntryDetails &entry)
{
    if (!entry.exchange)
        return sideOf(Words::tr("Nothing was sent."));
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
    return sideOf(lines.join(QLatin1Char('\n')));
}

Side eventOf(const EntryDetails &entry)
{
    return sideOf({}, indented(entry.events.text()));
}

ComparedPart partOf(Side left, Side right)
{
    ComparedPart part;
    part.cut = howMuch(left, right);
    part.left = std::move(left.text);
    part.right = std::move(right.text);
    part.rows = diffLines(linesOf(part.left), linesOf(part.right));
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
