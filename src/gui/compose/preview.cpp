#include "preview.h"

#include "../send_words.h"
#include "../text.h"
#include "event_at.h"
#include "explained.h"
#include "fixes.h"
#include "preview_cells.h"
#include "preview_words.h"
#include "problem_place.h"
#include "request_text.h"
#include "schema_problems.h"
#include "typed_cells.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

namespace smc::gui {

namespace {

using theme::Tone;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::preview)
};

VerdictContent step(Tone tone, const QString &word, const QString &sentence = {})
{
    VerdictContent content;
    content.tone = tone;
    content.word = word;
    content.sentence = sentence;
    return content;
}

VerdictContent &at(Preview &preview, StepId id)
{
    return preview.steps[static_cast<std::size_t>(id)];
}

void startSteps(Preview &preview)
{
    at(preview, StepId::Valid) = step(Tone::Waiting, Words::tr("Not checked yet"), Words::tr("There is no event yet."));
    at(preview, StepId::Admitted) =
        step(Tone::Waiting, Words::tr("Not admitted yet"), Words::tr("This step waits until the event is valid."));
    at(preview, StepId::Mapped) = step(Tone::Waiting, Words::tr("Not mapped yet"),
                                       Words::tr("This step waits until the destination takes the event."));
    at(preview, StepId::Request) =
        step(Tone::Waiting, Words::tr("No request yet"), Words::tr("This step waits until the event is mapped."));
}

json::Span spanOf(const segment::ReadError &error, std::size_t size)
{
    const auto begin = static_cast<std::uint32_t>(std::min(error.offset, size));
    return {begin, static_cast<std::uint32_t>(std::min<std::size_t>(begin + 1U, size))};
}

PreviewProblem problemOf(const segment::ReadError &error, std::size_t size)
{
    PreviewProblem problem;
    problem.message = fromUtf8(error.message);
    problem.code = "not_json";
    problem.span = spanOf(error, size);
    return problem;
}

void addUnread(Preview &preview, const segment::ReadError &error, std::size_t size)
{
    preview.state = Preview::State::Unread;
    preview.problems.push_back(problemOf(error, size));
    at(preview, StepId::Valid) = step(Tone::Danger, Words::tr("Not JSON"), fromUtf8(error.message));
    preview.verdict = step(Tone::Danger, Words::tr("Not JSON"), fromUtf8(error.message));
    preview.fixes.push_back(fixThatShows(preview.problems.back().span));
}

/// A syntax error of an event, with its place in the editor.
segment::ReadError inEditor(const segment::Problem &problem, const EventAt &found, const EditorText &text)
{
    segment::ReadError error;
    error.offset = found.offset + problem.span.begin;
    error.message = problem.message;
    return text.toEditor(std::move(error));
}

const segment::Problem *syntaxError(const destination::Prepared &prepared)
{
    const auto &problems = prepared.problems();
    return !problems.empty() && problems.front().code == "not_json" ? &problems.front() : nullptr;
}

void addProblems(Preview &preview, const destination::Prepared &prepared, const ToEditor &toEditor,
                 const FixSupply &supply)
{
    // Behind them stand the refusals, which have ways of their own to be mended.
    const std::size_t count =
        prepared.problems().size() - prepared.refusals().size() - prepared.refusalsOfHeldBack().size();
    for (const segment::Problem &problem : std::span(prepared.problems()).first(count)) {
        PreviewProblem shown{problem.severity,          fromUtf8(problem.message),
                             std::string(problem.code), problem.path,
                             toEditor(problem.span),    fixesFor(problem, prepared.event(), toEditor, supply)};
        if (!shown.span.isEmpty())
            shown.fixes.push_back(fixThatShows(shown.span));
        preview.problems.push_back(std::move(shown));
    }
}

/// The variables of the event, and what is wrong with them.
void addVariables(Preview &preview, const EditorText &text, json::Span inText)
{
    if (!text.expansion())
        return;
    for (const segment::Replacement &one : text.expansion()->within(inText)) {
        if (one.isKnown)
            preview.variables.push_back({fromUtf8(one.name), fromUtf8(one.value), one.source});
    }
    const json::Span event = text.toEditor(inText);
    for (const segment::Problem &problem : text.expansion()->problems()) {
        if (problem.span.begin < event.begin || problem.span.end > event.end)
            continue;
        PreviewProblem shown{
            problem.severity, fromUtf8(problem.message), std::string(problem.code), {}, problem.span, {}};
        if (!problem.suggestion.empty())
            shown.fixes.push_back({Fix::Kind::ReplaceText, Words::tr("Write %1").arg(fromUtf8(problem.suggestion)),
                                   problem.suggestion, problem.span});
        if (problem.code == "variable_unknown")
            shown.fixes.push_back({Fix::Kind::OpenSettings, Words::tr("Open the profile's variables"), "variables"});
        shown.fixes.push_back(fixThatShows(problem.span));
        preview.problems.push_back(std::move(shown));
    }
}

void sayInvalid(Preview &preview)
{
    preview.state = Preview::State::Invalid;
    const std::size_t errors = preview.countOf(segment::Severity::Error);
    const auto first =
        std::find_if(preview.problems.begin(), preview.problems.end(),
                     [](const PreviewProblem &problem) { return problem.severity == segment::Severity::Error; });
    if (first == preview.problems.end())
        return;
    at(preview, StepId::Valid) = step(Tone::Danger, Words::tr("Not valid"), first->message);
    preview.verdict = step(Tone::Danger, Words::tr("Not valid"), first->message);
    if (errors > 1)
        preview.verdict.todo = errors - 1 == 1
                                   ? Words::tr("There is one more error.")
                                   : Words::tr("There are %n more errors.", nullptr, static_cast<int>(errors - 1));
    preview.fixes = first->fixes;
}

void sayDiscarded(Preview &preview, const destination::Prepared &prepared, const ToEditor &toEditor)
{
    const destination::Discard &discard = *prepared.discard();
    preview.state = Preview::State::Discarded;
    const QString reason = withQuotes(fromUtf8(discard.reason));
    at(preview, StepId::Admitted) = step(Tone::Warning, Words::tr("Discarded"), reason);
    preview.verdict = step(Tone::Warning, Words::tr("Discarded"), reason);
    preview.verdict.todo = segmentsCodeFor(discard);
    preview.fixes = fixesFor(discard, prepared.event(), toEditor);
    const std::vector<Fix> others = fixesFor(discard, prepared.event(), toEditor(discard.span));
    preview.fixes.insert(preview.fixes.end(), others.begin(), others.end());

    // Under its field and in the text as well, where nothing says it there yet.
    PreviewProblem problem = discardProblem(prepared, preview.fixes, toEditor);
    const bool isTold = std::any_of(preview.problems.begin(), preview.problems.end(),
                                    [&](const PreviewProblem &other) { return other.message == problem.message; });
    if (!isTold)
        preview.problems.insert(preview.problems.begin(), std::move(problem));
}

/// The event is good, but what it needs to be sent is missing.
void sayBlocked(Preview &preview, const Error &why)
{
    const bool isSandbox = why.where == "sandbox";
    const QString word = isSandbox                    ? Words::tr("Sandbox stopped")
                         : why.where == "credentials" ? Words::tr("Key missing")
                                                      : Words::tr("Settings missing");
    preview.state = Preview::State::Blocked;
    at(preview, StepId::Request) = step(Tone::Danger, word, fromUtf8(why.message));
    preview.verdict.tone = Tone::Warning;
    preview.verdict.word = Words::tr("Not ready");
    preview.verdict.todo = fromUtf8(why.message);
    if (isSandbox)
        preview.fixes.push_back({Fix::Kind::OpenSandbox, Words::tr("Open Sandbox"), {}, {}});
    else
        preview.fixes.push_back({Fix::Kind::OpenSettings, Words::tr("Open Connection"), why.where, {}});
}

RequestText addRequests(Preview &preview, const destination::Prepared &prepared, const RequestMaker &requests)
{
    const auto made = requests(prepared);
    if (!made) {
        if (preview.state == Preview::State::Ready)
            sayBlocked(preview, made.error());
        return {};
    }
    RequestText text = requestText(*made, prepared.deliveries());
    preview.request = fromUtf8(text.text);
    if (preview.state == Preview::State::Refused) {
        at(preview, StepId::Request) =
            step(Tone::Neutral, Words::tr("Not sent"), Words::tr("Nothing is sent of an event that SMC would refuse."));
        return text;
    }
    at(preview, StepId::Request) =
        step(Tone::Neutral, Words::tr("Not sent"),
             made->size() == 1 ? Words::tr("One request stands ready. Nothing has been sent yet.")
                               : Words::tr("%n requests stand ready. Nothing has been sent yet.", nullptr,
                                           static_cast<int>(made->size())));
    return text;
}

void sayReady(Preview &preview)
{
    preview.state = Preview::State::Ready;
    at(preview, StepId::Admitted) =
        step(Tone::Success, Words::tr("Admitted"), Words::tr("The destination takes this event."));
    QStringList sentences;
    for (const PreviewDelivery &delivery : preview.deliveries)
        sentences.append(delivery.sentence);
    at(preview, StepId::Mapped) = step(Tone::Success, Words::tr("Mapped"), sentences.join(QLatin1Char(' ')));
    preview.verdict = step(Tone::Success, Words::tr("Ready"), sentences.join(QLatin1Char(' ')));
}

/// What SMC would refuse by the types of its fields.
void sayRefused(Preview &preview, const destination::Prepared &prepared, const destination::KnownFields &lists,
                const ToEditor &toEditor)
{
    std::vector<PreviewProblem> problems = refusalProblems(prepared, lists, toEditor);
    markRefusals(preview.deliveries, prepared);
    preview.state = Preview::State::Refused;
    const QString sentence = problems.front().message;
    at(preview, StepId::Mapped) = step(Tone::Danger, Words::tr("Refused"), sentence);
    preview.verdict = step(Tone::Danger, Words::tr("SMC would refuse it"), sentence);
    if (problems.size() > 1)
        preview.verdict.todo = problems.size() - 1 == 1 ? Words::tr("SMC would refuse one more value.")
                                                        : Words::tr("SMC would refuse %n more values.", nullptr,
                                                                    static_cast<int>(problems.size() - 1));
    preview.fixes = problems.front().fixes;
    std::move(problems.begin(), problems.end(), std::back_inserter(preview.problems));
}

/// Rows that stay behind while others go.
void warnOfHeldBack(Preview &preview, const destination::Prepared &prepared, const destination::KnownFields &lists,
                    const ToEditor &toEditor)
{
    std::vector<PreviewProblem> problems = refusalProblems(prepared, lists, toEditor);
    at(preview, StepId::Mapped).tone = preview.verdict.tone = Tone::Warning;
    preview.verdict.todo = problems.front().message;
    preview.fixes = problems.front().fixes;
    std::move(problems.begin(), problems.end(), std::back_inserter(preview.problems));
}

void sayValid(Preview &preview)
{
    const std::size_t warnings = preview.countOf(segment::Severity::Warning);
    at(preview, StepId::Valid) =
        warnings == 0 ? step(Tone::Success, Words::tr("Valid"), Words::tr("Segment would accept this event."))
                      : step(Tone::Warning, Words::tr("Valid"),
                             warnings == 1 ? Words::tr("Segment would accept this event, with one warning.")
                                           : Words::tr("Segment would accept this event, with %n warnings.", nullptr,
                                                       static_cast<int>(warnings)));
}

void sayNothing(Preview &preview)
{
    preview.verdict =
        preview.isCutShort
            ? step(Tone::Warning, Words::tr("Too large to preview"),
                   Words::tr("No event ends within the first 1 MB of this text, which is all that is looked "
                             "at here. Segment takes events of up to 32 KB."))
            : step(Tone::Neutral, Words::tr("Nothing to preview yet"),
                   Words::tr("Choose an example at the left, or write an event."));
}

/// What an event is looked at with.
struct Lens
{
    const destination::Destination &destination;
    const RequestMaker &requests;
    const rest::Schema *schema;
    FixSupply supply;
};

FixSupply supplyFrom(const destination::Destination &destination, const std::optional<destination::Stamp> &stamp)
{
    FixSupply supply;
    supply.allowedEvents = destination.settings.allowedEvents;
    if (stamp) {
        supply.newId = stamp->messageId;
        supply.nowUtc = stamp->receivedAt;
    }
    return supply;
}

/// What SMC would refuse, as far as it is known what it holds.
void warnOfSchema(Preview &preview, const destination::Prepared &prepared, const rest::Schema *schema,
                  const ToEditor &toEditor)
{
    std::vector<PreviewProblem> problems = schemaProblems(prepared, schema, toEditor);
    if (problems.empty())
        return;
    if (preview.state == Preview::State::Ready) {
        preview.verdict.tone = Tone::Warning;
        preview.verdict.todo = Words::tr("SMC is likely to refuse it: %1").arg(problems.front().message);
        preview.fixes = problems.front().fixes;
    }
    std::move(problems.begin(), problems.end(), std::back_inserter(preview.problems));
}

void lookInto(Preview &preview, const EventAt &found, const EditorText &text, const destination::Prepared &prepared,
              const Lens &lens)
{
    if (const segment::Problem *broken = syntaxError(prepared)) {
        addUnread(preview, inEditor(*broken, found, text), text.editor().size());
        return;
    }
    const ToEditor toEditor(text, found.offset, prepared.event().text());
    const bool hasWrongVariable = preview.countOf(segment::Severity::Error) > 0;
    addProblems(preview, prepared, toEditor, lens.supply);
    preview.additions = additionsFor(prepared.event(), toEditor, lens.supply);
    if (prepared.verdict() == destination::Verdict::Invalid || hasWrongVariable) {
        sayInvalid(preview);
        return;
    }
    sayValid(preview);
    if (prepared.verdict() == destination::Verdict::Discarded) {
        sayDiscarded(preview, prepared, toEditor);
        addExplanation(preview, prepared, lens.destination, toEditor);
        return;
    }
    addDeliveries(preview, prepared, lens.destination, toEditor);
    addExplanation(preview, prepared, lens.destination, toEditor);
    sayReady(preview);
    if (prepared.verdict() == destination::Verdict::Refused)
        sayRefused(preview, prepared, *lens.destination.fields, toEditor);
    else if (!prepared.heldBack().empty())
        warnOfHeldBack(preview, prepared, *lens.destination.fields, toEditor);
    warnOfSchema(preview, prepared, lens.schema, toEditor);
    RequestText asText = addRequests(preview, prepared, lens.requests);
    preview.provenance = std::make_shared<Provenance>(prepared, toEditor, lens.destination, std::move(asText));
}

} // namespace

std::size_t Preview::countOf(segment::Severity severity) const
{
    return static_cast<std::size_t>(std::count_if(
        problems.begin(), problems.end(), [&](const PreviewProblem &problem) { return problem.severity == severity; }));
}

Preview makePreview(PreviewInput input, const destination::Destination &destination,
                    const std::optional<destination::Stamp> &stamp, const RequestMaker &requests)
{
    Preview preview;
    startSteps(preview);
    const EditorText text(input.text, input.variables);
    EventAt found = text.eventAt(input.caret);
    preview.index = found.index;
    preview.count = found.count;
    preview.isCutShort = found.isCutShort;
    const json::Span inText{static_cast<std::uint32_t>(found.offset), static_cast<std::uint32_t>(found.end)};
    preview.place = text.toEditor(inText);
    const json::Span source = preview.place;
    if (found.index == 0)
        preview.place.begin = 0;
    if (found.count == 0) {
        sayNothing(preview);
        return preview;
    }
    addVariables(preview, text, inText);
    preview.bareVariables = text.bareVariables();
    if (found.error)
        addUnread(preview, *found.error, input.text.size());
    else
        lookInto(preview, found, text, destination::prepare(found.text, destination, stamp),
                 {destination, requests, input.schema,
                  supplyFrom(destination, input.stampForFixes ? *input.stampForFixes : stamp)});
    for (const segment::ReadError &error : found.others)
        preview.problems.push_back(problemOf(error, input.text.size()));
    std::stable_partition(preview.problems.begin(), preview.problems.end(),
                          [](const auto &problem) { return problem.severity == segment::Severity::Error; });
    if (preview.canSend() && input.hindrance)
        sayBlocked(preview, *input.hindrance);
    if (!preview.fixes.empty()) {
        preview.verdict.link = preview.fixes.front().label;
        preview.verdict.linkId = QStringLiteral("fix:0");
    }
    preview.sourceText = segment::mayHoldVariables(input.text) ? source.of(input.text) : found.text;
    preview.eventText = std::move(found.text);
    return preview;
}

} // namespace smc::gui
