// Edits of a JSON text that leave every other byte as it is.
//
// Each function says which bytes to replace; it changes nothing itself, so that an editor can apply the whole list as
// one step and keep its caret, folds and marks. What is inserted is laid out as its neighbours are: their line ends,
// their indentation, their space around colons and commas; a compact text stays compact. Numbers and keys that an edit
// is not about keep their spelling.
//
// Spans are bytes of the text that the value's document was read from. Documents are well-formed by construction;
// editText() reads a text first and refuses one that is not.
#pragma once

#include "document.h"

#include <base/error.h>

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::json {

struct Replacement
{
    Span span; ///< What goes; empty for an insertion.
    std::string text;

    bool operator==(const Replacement &) const = default;
};

/// In the order of the text, none touching another. Empty where nothing is to be done.
using Edits = std::vector<Replacement>;

/// `text` with `edits` applied.
std::string applied(std::string_view text, const Edits &edits);

/// The same edits for a text that holds this one at `offset`.
Edits shifted(Edits edits, std::size_t offset);

/// Behind all others, in place of an index.
inline constexpr std::size_t AtEnd = std::numeric_limits<std::size_t>::max();

/// Puts `json` in the place of `value`. Where both are objects with the same keys, or arrays of the same length, only
/// what differs inside is replaced. Errors: value_not_json, too_deep.
Result<Edits> replaceValue(Value value, std::string_view json);

/// Puts a member in front of the one at `index`. Errors: value_not_json, too_deep, key_taken; not_an_object.
Result<Edits> insertMember(Value object, std::size_t index, std::string_view key, std::string_view json);

/// Puts an element in front of the one at `index`. Errors: value_not_json, too_deep; not_an_array.
Result<Edits> insertElement(Value array, std::size_t index, std::string_view json);

/// Takes a member or an element away, with its comma and its line. Error: root_stays.
Result<Edits> removeValue(Value value);

/// Gives a member another key. Errors: key_taken; not_a_member.
Result<Edits> renameMember(Value member, std::string_view key);

/// Moves a member or an element to `index` among its siblings (counted without gaps: its index afterwards). An index
/// behind the last is the last. Error: root_stays.
Result<Edits> moveValue(Value value, std::size_t index);

/// Sets what stands at a JSON pointer: replaces it, or adds it as the last member, with the objects on the way to it
/// (null on the way counts as missing). An array takes an index up to its length, or "-", to append. Errors: as above,
/// pointer_malformed, not_an_object (something on the way holds no members), no_such_element.
Result<Edits> setAt(Value root, std::string_view pointer, std::string_view json);

/// Removes what stands at a JSON pointer; nothing to do where nothing does.
Result<Edits> removeAt(Value root, std::string_view pointer);

/// One member of an object, to be set, or to be taken out where `json` is nothing.
struct MemberChange
{
    std::string_view name;
    std::optional<std::string_view> json; ///< One JSON value.
};

/// `text`, an object, with members set and taken out: one that is there keeps its place, a new one comes to the end,
/// and a second one of that name goes. Errors: not_json, not_an_object, value_not_json, too_deep.
Result<std::string> withMembers(std::string_view text, const std::vector<MemberChange> &changes);

/// Reads `text`, which may begin with a byte order mark, and hands its value to `edit`. The edits come back as bytes of
/// `text`. Errors: not_json, with line and column in the sentence, and those of `edit`.
Result<Edits> editText(std::string_view text, const std::function<Result<Edits>(Value root)> &edit);

} // namespace smc::json
