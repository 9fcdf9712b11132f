// The fields of a call, and what it means for the event's text to fill one in.
#pragma once

#include <json/edit.h>
#include <segment/event.h>

#include <QString>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

enum class FieldId : std::uint8_t {
    Type,
    Method,
    EventName,
    Name,
    Category,
    GroupId,
    UserId,
    AnonymousId,
    PreviousId,
    MatchKey,
    UserList,
    Count,
};

struct FieldSpec
{
    FieldId id;
    const char *pointer;     ///< Where it stands in the event.
    const char *label;       ///< Untranslated; with the & that makes its mnemonic.
    const char *placeholder; ///< Untranslated: what belongs here, in a few words.
    const char *tip;         ///< Untranslated: a sentence.
};

/// All of them, as a form shows them from top to bottom.
std::span<const FieldSpec> fieldTable();
const FieldSpec &fieldSpec(FieldId id);
QString labelOf(const FieldSpec &spec);
QString placeholderOf(const FieldSpec &spec);
QString tipOf(const FieldSpec &spec);

/// The call that an event's `type` names.
std::optional<segment::CallType> callTypeOf(json::Value event);

/// The fields that matter to the call at hand. anonymousId is one of them where it is used, and where no userId is.
std::vector<FieldId> fieldsFor(json::Value event);

/// Sets what stands at a JSON pointer of an event, null in place of a missing object on the way included. A new
/// top-level member goes to the place where Segment's spec has it. Errors: as json::setAt().
Result<json::Edits> setInEvent(json::Value event, std::string_view pointer, std::string_view json);

/// Fills a field with text; an empty text takes its member away.
Result<json::Edits> setField(json::Value event, FieldId id, const QString &text);

/// An event with nothing but its type, to begin with.
std::string blankEvent(segment::CallType type);

} // namespace smc::gui
