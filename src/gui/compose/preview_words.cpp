#include "preview_words.h"

#include "../send_words.h"
#include "../text.h"
#include "problem_place.h"
#include "request_text.h"

#include <json/pointer.h>
#include <json/text.h>
#include <json/writer.h>

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace smc::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::preview)
};

/// The first cell whose column is a key, as text; or the first cell.
QString keyValue(const destination::Delivery &delivery)
{
    const auto column = delivery.keyFields.empty()
                            ? delivery.columns.begin()
                            : std::find(delivery.columns.begin(), delivery.columns.end(), delivery.keyFields.front());
    if (column == delivery.columns.end() || delivery.row.empty())
        return Words::tr("one record");
    const auto index = static_cast<std::size_t>(column - delivery.columns.begin());
    return index < delivery.row.size() ? readable(delivery.row[index].json) : Words::tr("one record");
}

QString keyNames(const destination::Delivery &delivery)
{
    return fromUtf8(delivery.keyFields).join(QStringLiteral(", "));
}

/// The setting that lets a call type through, by the code of the discard that its absence causes.
struct Switch
{
    std::string_view code;
    const char *setting;
    const char *label;
};
constexpr std::array Switches = {
    Switch{"GROUP_EVENTS_OFF", "sendGroupEvents",
           QT_TRANSLATE_NOOP("smc::gui::preview", "Switch on Send Group Events")},
    Switch{"PAGE_EVENTS_OFF", "sendPageEvents", QT_TRANSLATE_NOOP("smc::gui::preview", "Switch on Send Page Events")},
    Switch{"SCREEN_EVENTS_OFF", "sendScreenEvents",
           QT_TRANSLATE_NOOP("smc::gui::preview", "Switch on Send Screen Events")},
    Switch{"ALIAS_EVENTS_OFF", "sendAliasEvents",
           QT_TRANSLATE_NOOP("smc::gui::preview", "Switch on Send Alias Events")},
};

} // namespace

QString readable(std::string_view json)
{
    if (json.size() >= 2 && json.front() == '"')
        return fromUtf8(json::unescaped(json.substr(1, json.size() - 2)));
    return fromUtf8(json);
}

QString pathInWords(std::string_view pointer)
{
    if (pointer.empty())
        return Words::tr("the whole event");
    QString path;
    const QStringList tokens = fromUtf8(pointer.substr(1)).split(QLatin1Char('/'));
    for (QString token : tokens) {
        token.replace(QLatin1String("~1"), QLatin1String("/")).replace(QLatin1String("~0"), QLatin1String("~"));
        bool isIndex = false;
        token.toUInt(&isIndex);
        if (isIndex)
            path += QLatin1Char('[') + token + QLatin1Char(']');
        else
            path += path.isEmpty() ? token : QLatin1Char('.') + token;
    }
    return path;
}

QString originInWords(const mapping::Origin &origin)
{
    QStringList paths;
    for (const json::Value &value : origin.sources)
        paths.append(pathInWords(json::pointerTo(value)));
    paths.removeDuplicates();
    const QString joined = paths.join(QStringLiteral(", "));
    switch (origin.kind) {
    case mapping::Origin::Kind::Event:
        return joined.isEmpty() ? Words::tr("not in the event") : joined;
    case mapping::Origin::Kind::Constant:
        return Words::tr("fixed by the mapping");
    case mapping::Origin::Kind::Computed:
        if (paths == QStringList(pathInWords({})))
            return joined;
        return joined.isEmpty() ? Words::tr("made by the mapping") : Words::tr("made from %1").arg(joined);
    case mapping::Origin::Kind::Assigned:
        return Words::tr("assigned on receipt");
    }
    return {};
}

QString sentenceFor(const destination::Delivery &delivery, std::string_view eventsList)
{
    const QString list = fromUtf8(delivery.list);
    switch (delivery.operation) {
    case destination::Operation::SegmentLoad:
        return Words::tr("Adds %1 to %2.").arg(keyValue(delivery), fromUtf8(delivery.segment));
    case destination::Operation::SegmentDelete:
        return Words::tr("Removes %1 from %2.").arg(keyValue(delivery), fromUtf8(delivery.segment));
    case destination::Operation::Load:
        if (delivery.list == eventsList)
            return Words::tr("Adds one row to %1.").arg(list);
        return Words::tr("Adds or updates the record of %1 whose %2 is %3.")
            .arg(list, keyNames(delivery), keyValue(delivery));
    case destination::Operation::Delete:
        return Words::tr("Deletes the record of %1 whose %2 is %3.").arg(list, keyNames(delivery), keyValue(delivery));
    }
    return {};
}

QString requestAsText(const net::HttpRequest &request)
{
    return fromUtf8(requestText(request).text);
}

QString segmentsCodeFor(const destination::Discard &discard)
{
    // Delivery Overview, discard reasons (Segment docs).
    static constexpr std::array<std::string_view, 4> Codes{"FILTERED_BY_RULES", "FILTERED_BY_INTEGRATIONS_OBJECT",
                                                           "UNSUPPORTED_EVENT_TYPE", "NO_MATCHING_MAPPING"};
    const bool isSegments = std::find(Codes.begin(), Codes.end(), discard.code) != Codes.end();
    return isSegments ? Words::tr("Segment calls this %1.").arg(fromUtf8(discard.code)) : QString();
}

std::vector<Fix> fixesFor(const destination::Discard &discard, const segment::Event &event, json::Span inEditor)
{
    std::vector<Fix> fixes;
    if (discard.code == "EVENT_NOT_ALLOWED") {
        const std::string name = event.root().find("event").text();
        if (!discard.suggestion.empty() && !inEditor.isEmpty()) {
            fixes.push_back({Fix::Kind::ReplaceText, Words::tr("Write “%1”").arg(fromUtf8(discard.suggestion)),
                             json::quoted(discard.suggestion), inEditor});
        }
        if (!name.empty()) {
            fixes.push_back(
                {Fix::Kind::AllowEvent, Words::tr("Add “%1” to Allowed Events").arg(fromUtf8(name)), name, {}});
        }
        return fixes;
    }
    if (discard.code == "UNSUPPORTED_EVENT_TYPE" || discard.code == "NO_MATCHING_MAPPING")
        fixes.push_back({Fix::Kind::OpenMapping, Words::tr("Open Mapping"), {}, {}});
    for (const Switch &entry : Switches) {
        if (discard.code == entry.code)
            fixes.push_back({Fix::Kind::SwitchOn, Words::tr(entry.label), entry.setting, {}});
    }
    if (fixes.empty() && !inEditor.isEmpty())
        fixes.push_back(fixThatShows(inEditor));
    return fixes;
}

PreviewProblem discardProblem(const destination::Prepared &prepared, std::vector<Fix> fixes, const ToEditor &toEditor)
{
    const destination::Discard &discard = *prepared.discard();
    const json::Document &event = prepared.event().document();
    PreviewProblem problem;
    problem.severity = segment::Severity::Warning; // In the tone of the verdict.
    problem.message = withQuotes(fromUtf8(discard.reason));
    problem.code = discard.code;
    problem.path = discard.path;
    if (problem.path.empty() && !discard.span.isEmpty())
        problem.path = json::pointerTo(event.valueAt(discard.span.begin));
    problem.span = toEditor(discard.span);
    problem.fixes = std::move(fixes);
    std::erase_if(problem.fixes, [](const Fix &fix) { return fix.kind == Fix::Kind::ShowPlace; });
    leadToPlace(problem, event.root().span().begin, toEditor);
    return problem;
}

Preview redacted(Preview preview, const net::Redactor &redactor)
{
    for (VerdictContent &step : preview.steps)
        step = redacted(std::move(step), redactor);
    preview.verdict = redacted(std::move(preview.verdict), redactor);
    const auto hide = [&redactor](std::vector<Fix> &fixes) {
        for (Fix &fix : fixes)
            fix.label = redacted(fix.label, redactor);
    };
    for (PreviewProblem &problem : preview.problems) {
        problem.message = redacted(problem.message, redactor);
        hide(problem.fixes);
    }
    hide(preview.fixes);
    hide(preview.additions);
    for (PreviewDelivery &delivery : preview.deliveries) {
        delivery.sentence = redacted(delivery.sentence, redactor);
        for (PreviewCell &cell : delivery.cells) {
            cell.note = redacted(cell.note, redactor);
            cell.story = redacted(cell.story, redactor);
            for (PreviewGap &gap : cell.gaps) {
                gap.sentence = redacted(gap.sentence, redactor);
                hide(gap.fixes);
            }
        }
    }
    for (PreviewRule &rule : preview.notTaken) {
        rule.because = redacted(rule.because, redactor);
        for (PreviewCondition &condition : rule.unmet)
            condition.sentence = redacted(condition.sentence, redactor);
    }
    return preview;
}

} // namespace smc::gui
