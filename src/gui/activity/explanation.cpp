#include "explanation.h"

#include "../key_expiry.h"
#include "../text.h"
#include "entry_details.h"
#include "entry_words.h"

#include <json/document.h>

#include <QCoreApplication>
#include <QDateTime>

namespace smc::gui {

namespace {

constexpr qsizetype LongestValue = 60;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::activity)
};

TroubleSide sideNamed(std::string_view name)
{
    if (name == "yours")
        return TroubleSide::Yours;
    if (name == "smc")
        return TroubleSide::Smc;
    if (name == "network")
        return TroubleSide::Network;
    return TroubleSide::Nobody;
}

} // namespace

QString sideInWords(TroubleSide side)
{
    switch (side) {
    case TroubleSide::Nobody:
        break;
    case TroubleSide::Yours:
        return Words::tr("The trouble is on your side.");
    case TroubleSide::Segment:
        return Words::tr("Segment would not pass it on.");
    case TroubleSide::Smc:
        return Words::tr("The trouble is on SMC's side.");
    case TroubleSide::Network:
        return Words::tr("The trouble is on the way between this computer and SMC.");
    }
    return {};
}

Explanation explain(const workspace::HistoryEntry &entry)
{
    Explanation explanation;
    const VerdictWord verdict = verdictWord(entry.verdict);
    explanation.tone = verdict.tone;
    explanation.word = verdict.word;
    explanation.sentence = fromUtf8(entry.sentence);
    if (entry.verdict == "Discarded") {
        explanation.side = TroubleSide::Segment;
        explanation.todo = Words::tr("Change the destination's settings in Connection, or the event in Compose.");
    } else if (entry.verdict == "Invalid") {
        explanation.side = TroubleSide::Yours;
        explanation.todo = Words::tr("Mend the event in Compose: Segment itself refuses it as it is.");
    } else if (entry.verdict == "Refused" && entry.outcomeJson.empty() && entry.method.empty()) {
        explanation.side = TroubleSide::Yours;
        explanation.todo = Words::tr("Nothing was sent. Change the value in Compose, or the field in SMC.");
    }
    json::Document document;
    if (entry.outcomeJson.empty() || !document.parse(entry.outcomeJson))
        return explanation;
    const json::Value outcome = document.root();
    const TroubleSide side = sideNamed(outcome.find("side").text());
    // Entries of earlier versions call what was cancelled a trouble of the person's.
    if (side != TroubleSide::Nobody && entry.verdict != "Cancelled")
        explanation.side = side;
    if (const QString advice = fromUtf8(outcome.find("advice").text()); !advice.isEmpty())
        explanation.todo = advice;
    return explanation;
}

void addKeyExpiry(Explanation &explanation, const workspace::HistorySummary &entry, const workspace::Profile &profile)
{
    const bool isAccess = entry.status == 401 || entry.status == 403;
    if (!isAccess || explanation.side != TroubleSide::Yours)
        return;
    const QString expiry = expiryWords(profile, QDateTime::fromMSecsSinceEpoch(entry.timeMs).date());
    if (!expiry.isEmpty())
        explanation.todo = explanation.todo.isEmpty() ? expiry : expiry + QLatin1Char(' ') + explanation.todo;
}

std::vector<std::size_t> refusedFields(const std::vector<RowResult> &rows, std::size_t most)
{
    std::vector<std::size_t> fields;
    for (std::size_t i = 0; i < rows.size() && fields.size() < most; ++i) {
        const RowResult &row = rows[i];
        const bool isUnknown = (row.status == "refused" || row.status == "not_found") && !row.place.isEmpty();
        if (isUnknown || (row.status == "refused" && (!row.column.isEmpty() || !row.rule.isEmpty())))
            fields.push_back(i);
    }
    return fields;
}

QString fieldInWords(const RowResult &row)
{
    QString value = row.value;
    if (value.size() > LongestValue)
        value = value.left(LongestValue) + QChar(0x2026);
    const bool isUnknown = row.column.isEmpty() && row.rule.isEmpty() && !row.path.isEmpty();
    QString field = isUnknown ? row.path : row.column;
    if (field.isEmpty())
        field = row.event > 0 ? Words::tr("the row") : Words::tr("The row");
    if (!value.isEmpty())
        field += QStringLiteral(" “%1”").arg(value);
    if (row.event > 0)
        field = Words::tr("Event %1, %2").arg(QString::number(row.event), field);
    if (isUnknown) // The verdict says the rest.
        return row.isGuess ? Words::tr("Perhaps %1").arg(field) : field;
    return row.rule.isEmpty() ? Words::tr("%1: %2").arg(field, row.sentence) : Words::tr("%1: %2").arg(field, row.rule);
}

} // namespace smc::gui
