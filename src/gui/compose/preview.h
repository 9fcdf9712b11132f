// What SMC would get of the event at the caret, in words and in tables. Plain data, made by the one door.
#pragma once

#include "../widgets/verdict_widget.h"
#include "editor_text.h"
#include "provenance.h"

#include <base/error.h>
#include <destination/prepare.h>
#include <json/edit.h>
#include <rest/plan.h>
#include <rest/schema.h>

#include <QString>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

/// The way of an event, in order.
enum class StepId : std::uint8_t { Valid, Admitted, Mapped, Request };
inline constexpr std::size_t StepCount = 4;

/// Something that can be done here and now about what the preview says.
struct Fix
{
    enum class Kind : std::uint8_t {
        ReplaceText,  ///< Put `text` in the place of `span`.
        Edit,         ///< Do `edits`, as one step.
        AllowEvent,   ///< Add the event `text` to the profile's allow-list.
        SwitchOn,     ///< Set the profile's setting `text` to true.
        OpenSettings, ///< Go to Connection, to the setting `text`.
        OpenSandbox,  ///< Go to the page that starts it.
        OpenMapping,  ///< Go to the rules of the profile.
        ShowPlace,    ///< Put the caret at `span`.
    };

    Kind kind = Kind::ShowPlace;
    QString label;
    std::string text{};
    json::Span span{};                     ///< In the editor's text.
    json::Edits edits{};                   ///< Of the editor's text.
    std::optional<std::uint32_t> fillAt{}; ///< Place in the edited text where the person goes on writing.
};

struct PreviewProblem
{
    segment::Severity severity = segment::Severity::Error;
    QString message;
    std::string code{};
    std::string path{}; ///< JSON pointer in its event.
    json::Span span{};  ///< In the editor's text.
    std::vector<Fix> fixes{};
};

/// A piece of a cell that has an origin of its own.
struct PreviewPart
{
    QString text;                    ///< As a person reads it.
    QString sentence;                ///< "is copied from traits.firstName"
    std::vector<json::Span> spans{}; ///< In the editor's text.
};

/// A path of the mapping that found nothing for a cell, or null.
struct PreviewGap
{
    QString sentence;                ///< "Nothing stands at $.traits.email. $.traits.e_mail comes nearest."
    std::vector<json::Span> spans{}; ///< Of what comes nearest, in the editor's text.
    std::vector<Fix> fixes{};
};

/// A condition of a rule's trigger that does not hold.
struct PreviewCondition
{
    QString sentence;                ///< "`type = "group"` does not hold: type is "track"."
    std::vector<json::Span> spans{}; ///< The value that it looked at, in the editor's text.
};

/// A rule of the mapping that made nothing of the event.
struct PreviewRule
{
    QString name;    ///< "group-membership"
    QString about;   ///< What the preset says of it, in a line; may be empty.
    QString because; ///< Why, as a whole; where there are conditions, they say it piece by piece.
    std::vector<PreviewCondition> unmet{};
};

/// One column of a row.
struct PreviewCell
{
    QString column;
    QString value; ///< As a person reads it: strings without quotes and escapes.
    std::string json;
    mapping::Origin::Kind origin = mapping::Origin::Kind::Constant;
    QString from;                    ///< "traits.email", "{{person.email}}", "constant", "assigned on receipt".
    std::vector<json::Span> spans{}; ///< In the editor's text.
    bool isKey = false;
    QString story{}; ///< "MAIL is copied from traits.email."
    std::vector<PreviewPart> parts{};
    std::vector<PreviewGap> gaps{}; ///< Of a cell that is empty.

    /// How the value goes with the type of SMC's field.
    enum class Fit : std::uint8_t {
        NotKnown, ///< The list's fields are not known.
        NoField,  ///< The list has no such field; `note` names the nearest.
        Good,
        Converted, ///< `note` says from what to what.
        Refused,   ///< SMC would refuse it; `note` says why.
    };
    Fit fit = Fit::NotKnown;
    QString type{}; ///< "Text, at most 50 characters"; empty where it is not known.
    QString note{}; ///< A sentence; empty for NotKnown and Good.

    bool isNull() const { return json == "null"; }
};

struct PreviewDelivery
{
    destination::Operation operation = destination::Operation::Load;
    QString title;    ///< "segment_events", "SegmentToSMCStatic".
    QString sentence; ///< "Adds one row to segment_events."
    std::vector<PreviewCell> cells;
};

/// One variable of the event, as it was replaced.
struct PreviewVariable
{
    QString name; ///< "person.email"
    QString value;
    json::Span span{}; ///< The `{{…}}` in the editor's text.
};

struct Preview
{
    enum class State : std::uint8_t {
        Empty,     ///< No text yet.
        Unread,    ///< No JSON.
        Invalid,   ///< Segment would refuse it.
        Discarded, ///< The destination does not take it.
        Refused,   ///< SMC would refuse a value of it.
        Blocked,   ///< The event is good, but settings, key or sandbox are missing.
        Ready,
    };

    State state = State::Empty;
    std::array<VerdictContent, StepCount> steps; ///< Word and sentence of each step, by StepId.
    VerdictContent verdict;                      ///< The one sentence, and what to do.
    std::vector<Fix> fixes;                      ///< The first one is the verdict's link.
    std::vector<PreviewProblem> problems;        ///< Errors first; else of this event in its order, then other pieces.
    std::vector<PreviewDelivery> deliveries;
    std::vector<PreviewRule> notTaken;      ///< Rules that made nothing of the event, in the order of the preset.
    std::vector<PreviewVariable> variables; ///< In the order of the event.
    /// Known variables of the whole text that stand for a value by themselves, in the editor's text.
    std::vector<json::Span> bareVariables;
    QString request; ///< Method, address, headers and body of each request, without secrets.
    bool usesStamp = false;
    std::vector<Fix> additions; ///< What could be added to the event.
    /// Which place of the text became what; none where nothing was prepared.
    std::shared_ptr<const Provenance> provenance;

    std::size_t index = 0; ///< Of the event in the text, from 0.
    std::size_t count = 0;
    bool isCutShort = false;
    json::Span place;       ///< The event with what stands around it, up to the next one; of the editor's text.
    std::string eventText;  ///< What is sent, with its variables replaced.
    std::string sourceText; ///< What it was made of: the same for every draw of the variables.

    bool canSend() const { return state == State::Ready; }
    std::size_t countOf(segment::Severity severity) const;
};

/// The requests that a prepared event travels as, or the reason why there are none.
using RequestMaker = std::function<Result<std::vector<rest::PlannedRequest>>(const destination::Prepared &)>;

struct PreviewInput
{
    std::string_view text; ///< The whole editor.
    std::size_t caret = 0;
    std::optional<Error> hindrance{};     ///< Why requests can be made, but not sent.
    const rest::Schema *schema = nullptr; ///< What SMC holds, as far as that is known.
    VariableValues variables{};
    /// What a fix that wants a new id or the present time takes; the preview's own stamp where none is given.
    const destination::Stamp *stampForFixes = nullptr;
};

Preview makePreview(PreviewInput input, const destination::Destination &destination,
                    const std::optional<destination::Stamp> &stamp, const RequestMaker &requests);

} // namespace smc::gui
