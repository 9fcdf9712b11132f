#include "entry_tables.h"

#include "../text.h"
#include "entry_words.h"

#include <QCoreApplication>

namespace smc::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::activity)
};

QString moment(const std::optional<double> &ms)
{
    return ms ? Words::tr("%1 ms").arg(*ms, 0, 'f', *ms < 10 ? 1 : 0) : QStringLiteral("–");
}

QString whyWaited(net::WaitReason reason)
{
    switch (reason) {
    case net::WaitReason::RetryAfter:
        return Words::tr("as the answer asked");
    case net::WaitReason::RateLimitReset:
        return Words::tr("until the quota is fresh");
    case net::WaitReason::Backoff: // To give it time.
    case net::WaitReason::None:
        break;
    }
    return {};
}

QString retryInWords(const QString &wait, const QString &why)
{
    return why.isEmpty() ? Words::tr("Again after %1").arg(wait) : Words::tr("Again after %1, %2").arg(wait, why);
}

bool isGood(const net::Attempt &attempt)
{
    return attempt.status >= 200 && attempt.status < 300;
}

QString whatFollowed(const net::Attempt &attempt)
{
    switch (attempt.next) {
    case net::Next::Retry:
        return retryInWords(durationInWords(attempt.wait.count()), whyWaited(attempt.waitReason));
    case net::Next::Redirect:
        return Words::tr("Followed to where it pointed");
    case net::Next::Nothing:
        break;
    }
    return isGood(attempt) ? QString() : Words::tr("Nothing more");
}

/// Short: the explanation above has the sentence.
QString whatCame(const net::Attempt &attempt)
{
    if (attempt.status != 0)
        return QString::number(attempt.status);
    return attempt.trouble == net::Trouble::Cancelled ? Words::tr("cancelled") : Words::tr("no answer");
}

QString tipOf(const net::Attempt &attempt)
{
    const QString begun = Words::tr("Begun at %1").arg(fromUtf8(net::toIso(attempt.started)));
    return attempt.sentence.empty() ? begun : fromUtf8(attempt.sentence) + QLatin1Char('\n') + begun;
}

theme::Tone toneOf(const net::Attempt &attempt)
{
    if (isGood(attempt))
        return theme::Tone::Success;
    return attempt.next == net::Next::Nothing ? theme::Tone::Danger : theme::Tone::Warning;
}

bool isTlsTrouble(net::Trouble trouble)
{
    return trouble == net::Trouble::TlsUntrusted || trouble == net::Trouble::TlsExpired ||
           trouble == net::Trouble::TlsHostMismatch || trouble == net::Trouble::TlsFailed;
}

/// "2026-03-01 12:00:00"
QString dayAndTime(net::UtcTime time)
{
    return timeInUtc(time.time_since_epoch().count()).section(QLatin1Char('.'), 0, 0);
}

void addHeaders(std::vector<TextRow> &rows, const QString &side, const net::Headers &headers)
{
    for (const net::Header &header : headers)
        rows.push_back({{side, fromUtf8(header.name), fromUtf8(header.value)}});
}

} // namespace

QStringList rowColumns()
{
    return {Words::tr("Outcome"), Words::tr("What happened"), Words::tr("Column"), Words::tr("Value"),
            Words::tr("From"),    Words::tr("Where"),         Words::tr("Rule")};
}

std::vector<TextRow> rowTable(const std::vector<RowResult> &rows)
{
    std::vector<TextRow> table;
    for (const RowResult &row : rows) {
        const VerdictWord verdict = verdictWord(row.status);
        TextRow line;
        const QString sentence =
            row.event == 0 ? row.sentence : Words::tr("Event %1: %2").arg(QString::number(row.event), row.sentence);
        line.cells = {verdict.word, sentence, row.column, row.value, row.path, row.where, row.rule};
        line.tone = verdict.tone;
        line.tip = row.code.isEmpty() ? sentence : Words::tr("%1 (%2)").arg(sentence, row.code);
        table.push_back(std::move(line));
    }
    return table;
}

QStringList headerColumns()
{
    return {Words::tr("Of"), Words::tr("Name"), Words::tr("Value")};
}

std::vector<TextRow> headerTable(const net::Exchange &exchange)
{
    std::vector<TextRow> rows;
    addHeaders(rows, Words::tr("Request"), exchange.request.headers);
    if (exchange.request.secret)
        rows.push_back({{Words::tr("Request"), fromUtf8(exchange.request.secret->name),
                         fromUtf8(exchange.request.secret->display)}});
    if (exchange.answer)
        addHeaders(rows, Words::tr("Answer"), exchange.answer->headers);
    return rows;
}

QStringList connectionColumns()
{
    return {Words::tr("What"), Words::tr("Value")};
}

std::vector<TextRow> connectionTable(const net::Exchange &exchange)
{
    std::vector<TextRow> rows;
    const auto add = [&rows](const QString &name, const QString &value) {
        if (!value.isEmpty())
            rows.push_back({{name, value}});
    };
    add(Words::tr("Request's body"), dataSize(exchange.request.body.size()));
    if (const auto &answer = exchange.answer) {
        const auto packing = net::findHeader(answer->headers, "Content-Encoding");
        const QString how = packing ? Words::tr(", packed with %1").arg(fromUtf8(*packing)) : QString();
        add(Words::tr("Answer on the wire"),
            answer->wireBytes ? dataSize(*answer->wireBytes) + how : Words::tr("Not told") + how);
        add(Words::tr("Answer decoded"),
            dataSize(answer->bodyBytes()) + (answer->truncated ? Words::tr(", not complete") : QString()));
    }
    if (!exchange.attempts.empty() && exchange.attempts.back().timing.encryptedMs)
        add(Words::tr("TLS stood after"), moment(exchange.attempts.back().timing.encryptedMs));
    if (const auto &tls = exchange.tls) {
        const QString protocol = Words::tr("%1, %2").arg(fromUtf8(tls->protocol), fromUtf8(tls->cipher));
        add(Words::tr("Connection"),
            isTlsTrouble(exchange.trouble) ? Words::tr("Not trusted, so nothing was sent") : protocol);
        add(Words::tr("Certificate of"), fromUtf8(tls->subject));
        add(Words::tr("Issued by"), fromUtf8(tls->issuer));
        add(Words::tr("Valid (UTC)"),
            Words::tr("%1 to %2").arg(dayAndTime(tls->validFrom), dayAndTime(tls->validUntil)));
        add(Words::tr("For"), fromUtf8(tls->names).join(QStringLiteral(", ")));
        add(Words::tr("Fingerprint (SHA-256)"), fromUtf8(tls->sha256));
    } else if (exchange.request.url.scheme() == QLatin1String("http")) {
        add(Words::tr("Connection"), Words::tr("Plain HTTP: it never left this computer."));
    }
    return rows;
}

QStringList attemptColumns()
{
    return {Words::tr("Try"), Words::tr("Connected"), Words::tr("First byte"), Words::tr("Done"), Words::tr("Then")};
}

std::vector<TextRow> attemptTable(const net::Exchange &exchange)
{
    std::vector<TextRow> table;
    for (const net::Attempt &attempt : exchange.attempts) {
        TextRow line;
        line.cells = {Words::tr("%1: %2").arg(QString::number(table.size() + 1), whatCame(attempt)),
                      moment(attempt.timing.connectedMs), moment(attempt.timing.firstByteMs),
                      moment(attempt.timing.doneMs), whatFollowed(attempt)};
        line.tone = toneOf(attempt);
        line.tip = tipOf(attempt);
        table.push_back(std::move(line));
    }
    return table;
}

} // namespace smc::gui
