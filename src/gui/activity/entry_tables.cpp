#include "entry_tables.h"

#include "../text.h"
#include "entry_words.h"

#include <QCoreApplication>

namespace smc::gui {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("smc::gui::activity", text);
}

QString moment(const std::optional<double> &ms)
{
    return ms ? words("%1 ms").arg(*ms, 0, 'f', *ms < 10 ? 1 : 0) : QStringLiteral("–");
}

QString whyWaited(net::WaitReason reason)
{
    switch (reason) {
    case net::WaitReason::RetryAfter:
        return words("as the answer asked");
    case net::WaitReason::RateLimitReset:
        return words("until the quota is fresh");
    case net::WaitReason::Backoff: // To give it time.
    case net::WaitReason::None:
        break;
    }
    return {};
}

QString retryInWords(const QString &wait, const QString &why)
{
    return why.isEmpty() ? words("Again after %1").arg(wait) : words("Again after %1, %2").arg(wait, why);
}

QString whatFollowed(const net::Attempt &attempt)
{
    switch (attempt.next) {
    case net::Next::Retry:
        return retryInWords(durationInWords(attempt.wait.count()), whyWaited(attempt.waitReason));
    case net::Next::Redirect:
        return words("Followed to where it pointed");
    case net::Next::Nothing:
        break;
    }
    return fromUtf8(attempt.sentence);
}

theme::Tone toneOf(const net::Attempt &attempt)
{
    if (attempt.status >= 200 && attempt.status < 300)
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
    return {words("Outcome"), words("What happened"), words("Column"), words("Value"),
            words("From"),    words("Where"),         words("Rule")};
}

std::vector<TextRow> rowTable(const std::vector<RowResult> &rows)
{
    std::vector<TextRow> table;
    for (const RowResult &row : rows) {
        const VerdictWord verdict = verdictWord(row.status);
        TextRow line;
        const QString sentence =
            row.event == 0 ? row.sentence : words("Event %1: %2").arg(QString::number(row.event), row.sentence);
        line.cells = {verdict.word, sentence, row.column, row.value, row.path, row.where, row.rule};
        line.tone = verdict.tone;
        line.tip = row.code.isEmpty() ? sentence : words("%1 (%2)").arg(sentence, row.code);
        table.push_back(std::move(line));
    }
    return table;
}

QStringList headerColumns()
{
    return {words("Of"), words("Name"), words("Value")};
}

std::vector<TextRow> headerTable(const net::Exchange &exchange)
{
    std::vector<TextRow> rows;
    addHeaders(rows, words("Request"), exchange.request.headers);
    if (exchange.request.secret)
        rows.push_back(
            {{words("Request"), fromUtf8(exchange.request.secret->name), fromUtf8(exchange.request.secret->display)}});
    if (exchange.answer)
        addHeaders(rows, words("Answer"), exchange.answer->headers);
    return rows;
}

QStringList connectionColumns()
{
    return {words("What"), words("Value")};
}

std::vector<TextRow> connectionTable(const net::Exchange &exchange)
{
    std::vector<TextRow> rows;
    const auto add = [&rows](const char *name, const QString &value) {
        if (!value.isEmpty())
            rows.push_back({{words(name), value}});
    };
    add("Request's body", dataSize(exchange.request.body.size()));
    if (const auto &answer = exchange.answer) {
        const auto packing = net::findHeader(answer->headers, "Content-Encoding");
        const QString how = packing ? words(", packed with %1").arg(fromUtf8(*packing)) : QString();
        add("Answer on the wire", answer->wireBytes ? dataSize(*answer->wireBytes) + how : words("Not told") + how);
        add("Answer decoded",
            dataSize(answer->bodyBytes()) + (answer->truncated ? words(", not complete") : QString()));
    }
    if (!exchange.attempts.empty() && exchange.attempts.back().timing.encryptedMs)
        add("TLS stood after", moment(exchange.attempts.back().timing.encryptedMs));
    if (const auto &tls = exchange.tls) {
        const QString protocol = words("%1, %2").arg(fromUtf8(tls->protocol), fromUtf8(tls->cipher));
        add("Connection", isTlsTrouble(exchange.trouble) ? words("Not trusted, so nothing was sent") : protocol);
        add("Certificate of", fromUtf8(tls->subject));
        add("Issued by", fromUtf8(tls->issuer));
        add("Valid (UTC)", words("%1 to %2").arg(dayAndTime(tls->validFrom), dayAndTime(tls->validUntil)));
        add("For", fromUtf8(tls->names).join(QStringLiteral(", ")));
        add("Fingerprint (SHA-256)", fromUtf8(tls->sha256));
    } else if (exchange.request.url.scheme() == QLatin1String("http")) {
        add("Connection", words("Plain HTTP: it never left this computer."));
    }
    return rows;
}

QStringList attemptColumns()
{
    return {words("Try"), words("Connected"), words("First byte"), words("Done"), words("Then")};
}

std::vector<TextRow> attemptTable(const net::Exchange &exchange)
{
    std::vector<TextRow> table;
    for (const net::Attempt &attempt : exchange.attempts) {
        TextRow line;
        const QString answer =
            attempt.status == 0 ? fromUtf8(net::nameOf(attempt.trouble)) : QString::number(attempt.status);
        line.cells = {words("%1: %2").arg(QString::number(table.size() + 1), answer),
                      moment(attempt.timing.connectedMs), moment(attempt.timing.firstByteMs),
                      moment(attempt.timing.doneMs), whatFollowed(attempt)};
        line.tone = toneOf(attempt);
        line.tip = fromUtf8(net::toIso(attempt.started));
        table.push_back(std::move(line));
    }
    return table;
}

} // namespace smc::gui
