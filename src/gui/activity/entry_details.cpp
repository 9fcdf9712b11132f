#include "entry_details.h"

#include "../compose/preview_words.h"
#include "../text.h"

#include <json/document.h>
#include <net/exchange_json.h>

#include <QCoreApplication>
#include <QRegularExpression>

#include <optional>
#include <utility>

namespace smc::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::activity)
};

QString textAt(json::Value object, std::string_view name)
{
    return fromUtf8(object.find(name).text());
}

/// Which of the kept events each row is about. Rows name an event by its number in the whole run; those of a request
/// stand in the order of its events.
class EventOfRow
{
public:
    EventOfRow(json::Value rows, std::size_t events)
    {
        for (const json::Value row : rows) {
            const std::optional<std::int64_t> event = row.find("event").integer();
            if (!m_order.empty() && m_order.back().first != event)
                ++m_distinct;
            m_order.emplace_back(event, m_distinct);
        }
        // Where an event has two rows, its text may be kept for each of them.
        m_isOneEach = m_order.size() == events;
    }

    std::size_t at(std::size_t row) const { return m_isOneEach ? row : m_order[row].second; }
    bool isOfSeveral() const { return m_distinct > 0; }

private:
    std::vector<std::pair<std::optional<std::int64_t>, std::size_t>> m_order; ///< Number in the run, place among them.
    std::size_t m_distinct = 0;
    bool m_isOneEach = false;
};

/// `part`, a row or a trouble of one, names a value of the event where that has to do with it.
void addPlace(RowResult &result, json::Value part, std::size_t event, KeptPlaces &places)
{
    const json::Value path = part.find("path");
    if (!path.is(json::Type::String))
        return;
    result.place = places.find(event, path.text());
    result.path = pathInWords(path.text());
}

void addRow(std::vector<RowResult> &rows, json::Value row, const QString &where, std::size_t event, KeptPlaces &places)
{
    const QString segment = textAt(row, "segment");
    RowResult result;
    result.where = segment.isEmpty() ? textAt(row, "list") : segment;
    if (result.where.isEmpty())
        result.where = where;
    result.status = row.find("status").text();
    result.sentence = textAt(row, "message");
    const json::Value troubles = row.find("troubles");
    if (troubles.size() == 0) {
        addPlace(result, row, event, places);
        result.value = readable(places.textAt(result.place));
        result.isGuess = row.find("guess").isTrue();
        rows.push_back(result);
        return;
    }
    for (const json::Value trouble : troubles) {
        RowResult field = result;
        field.sentence = textAt(trouble, "message");
        field.column = textAt(trouble, "column");
        field.value = readable(trouble.find("value").raw());
        field.code = textAt(trouble, "validationCode");
        field.rule = textAt(trouble, "rule");
        addPlace(field, trouble, event, places);
        rows.push_back(std::move(field));
    }
}

/// The list or segment that a bulk request's address names: "…/lists/L/segments/S/data" (SMC API, 17 to 22).
QString targetOf(const QString &url)
{
    static const QRegularExpression form(QStringLiteral("/lists/([^/?]+)(?:/segments/([^/?]+))?/data"));
    const QRegularExpressionMatch match = form.match(url);
    return match.captured(2).isEmpty() ? match.captured(1) : match.captured(2);
}

QString headerOf(const net::Answer &answer, QLatin1String name)
{
    for (const net::Header &header : answer.headers) {
        if (fromUtf8(header.name).compare(name, Qt::CaseInsensitive) == 0)
            return fromUtf8(header.value);
    }
    return {};
}

QString whyCut(const net::Answer &answer)
{
    const QString size = dataSize(answer.bodyBytes());
    switch (answer.spoolStop) {
    case net::SpoolStop::Disk:
        return Words::tr("Only the first %1 of this answer are here: the disk took no more.").arg(size);
    case net::SpoolStop::FolderBound:
        return Words::tr(
                   "Only the first %1 of this answer are here: large answers took up all room that they may have.")
            .arg(size);
    default:
        return Words::tr("Only the first %1 of this answer are here: it was longer, or the connection broke.")
            .arg(size);
    }
}

BodyInfo infoOf(const net::Answer &answer)
{
    const QString type = headerOf(answer, QLatin1String("content-type")).section(QLatin1Char(';'), 0, 0).trimmed();
    BodyInfo info;
    info.about = QStringLiteral("HTTP %1 %2").arg(answer.status).arg(fromUtf8(answer.reason)).trimmed();
    if (!type.isEmpty())
        info.about += QStringLiteral(" · ") + type;
    if (answer.truncated)
        info.notice = whyCut(answer);
    const char *suffix = "bin";
    if (type.contains(QLatin1String("json")))
        suffix = "json";
    else if (type.contains(QLatin1String("html")))
        suffix = "html";
    else if (type.startsWith(QLatin1String("text/")))
        suffix = "txt";
    info.fileName = Words::tr("answer") + QLatin1Char('.') + QLatin1String(suffix);
    return info;
}

/// The body, from its own file where it was too large for the history.
void addAnswer(EntryDetails &details, const net::Answer &answer, const std::string &spoolFolder)
{
    details.answerInfo = infoOf(answer);
    if (answer.spooled) {
        auto body = Body::fromFile(fromUtf8(spoolFolder + '/' + answer.spooled->name));
        if (body) {
            details.answer = std::move(*body);
            return;
        }
        details.answerInfo.notice =
            Words::tr("Only the first %1 of this answer are here: the file with all %2 is gone.")
                .arg(dataSize(answer.body.size()), dataSize(answer.spooled->bytes));
    }
    details.answer = Body::fromText(answer.body);
}

/// What a person reads of a request; an editor of many megabytes would keep the window waiting.
QString firstOf(QString request)
{
    constexpr qsizetype MostShown = 1 << 20;
    if (request.size() <= MostShown)
        return request;
    const qsizetype all = request.size();
    request.truncate(request.lastIndexOf(QLatin1Char('\n'), MostShown) + 1);
    request += QLatin1Char('\n');
    request += Words::tr("The rest of this request (%1) is not shown here. Copies and the HAR hold all of it.")
                   .arg(dataSize(static_cast<std::uint64_t>(all - request.size())));
    return request;
}

void addExchange(EntryDetails &details, const std::string &exchangeJson, const std::string &spoolFolder)
{
    auto exchange = net::exchangeFromJson(exchangeJson);
    if (!exchange) {
        details.trouble =
            Words::tr("The exchange of this entry can't be read. %1").arg(fromUtf8(exchange.error().message));
        return;
    }
    details.request = firstOf(requestAsText(exchange->request));
    if (exchange->answer)
        addAnswer(details, *exchange->answer, spoolFolder);
    details.exchange = std::move(*exchange);
}

bool isQuestion(const workspace::HistoryEntry &entry)
{
    return entry.verdict == "Answered" || entry.method == "GET";
}

QString whyNoEvent(const workspace::HistoryEntry &entry)
{
    if (!entry.eventText.empty())
        return {};
    if (isQuestion(entry))
        return Words::tr("This only asked SMC something: there is no event in it that could be sent again.");
    return Words::tr("The events of this request are not kept: together they were too large for the history. Send them "
                     "again from where they came from, with smcctl.");
}

/// A sentence for an empty table.
QString whyNoRows(const workspace::HistoryEntry &entry)
{
    if (isQuestion(entry))
        return Words::tr("This only asked SMC something: no row was sent.");
    if (entry.method.empty())
        return Words::tr("Nothing was sent, so there are no rows.");
    return Words::tr("What became of single rows is not known.");
}

} // namespace

std::vector<RowResult> readRows(const std::string &outcomeJson, const KeptEvents &events, const QString &where)
{
    std::vector<RowResult> rows;
    json::Document document;
    if (outcomeJson.empty() || !document.parse(outcomeJson))
        return rows;
    KeptPlaces places(events);
    for (const json::Value row : document.root().find("deliveries")) // Of one event.
        addRow(rows, row, where, 0, places);
    const EventOfRow eventOf(document.root().find("rows"), events.count());
    std::size_t index = 0;
    for (const json::Value row : document.root().find("rows")) {
        const std::size_t event = eventOf.at(index++);
        const std::size_t first = rows.size();
        addRow(rows, row, where, event, places);
        for (std::size_t at = first; at < rows.size() && eventOf.isOfSeveral(); ++at)
            rows[at].event = event + 1;
    }
    return rows;
}

EntryDetails readEntry(const workspace::HistoryEntry &entry, const std::string &spoolFolder)
{
    EntryDetails details;
    details.summary = entry;
    details.explanation = explain(entry);
    if (!entry.exchangeJson.empty())
        addExchange(details, entry.exchangeJson, spoolFolder);
    details.events = KeptEvents(entry.eventText);
    details.rows = readRows(entry.outcomeJson, details.events, targetOf(fromUtf8(entry.url)));
    details.noEvent = whyNoEvent(entry);
    details.noRows = whyNoRows(entry);
    return details;
}

} // namespace smc::gui
