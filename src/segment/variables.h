// Variables in the text of an event: {{uuid}}, {{now-2d}}, {{person.email}}, and those of a profile.
//
// A draft keeps its values until it was sent: they follow from a Draw alone, so that what is previewed is what is sent.
#pragma once

#include "validate.h"

#include <json/span.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smc::segment {

/// A variable of one's own.
struct Variable
{
    std::string name;  ///< Passes isVariableName(), and is not built in.
    std::string value; ///< Text; where it stands alone as a value it must be JSON.

    bool operator==(const Variable &) const = default;
};

/// Letters, digits, '_' and '.', beginning with a letter or '_'; at most MaxVariableName bytes.
bool isVariableName(std::string_view name);
inline constexpr std::size_t MaxVariableName = 64;

/// A built-in variable, for lists and completion.
struct BuiltInVariable
{
    std::string_view name; ///< "person.email"
    std::string_view what; ///< "The e-mail address of a made-up person."
};
const std::vector<BuiltInVariable> &builtInVariables();
/// True for the names of builtInVariables(), and for everything that begins with one of their families ("now+1h",
/// "person.x"): a variable of one's own can't have such a name.
bool isBuiltInVariable(std::string_view name);

/// What the made-up values follow from.
struct Draw
{
    std::uint64_t seed = 0;
    std::int64_t nowMs = 0; ///< Milliseconds since 1970 in UTC.

    bool operator==(const Draw &) const = default;
};

/// A random seed and the present time.
Draw makeDraw();

/// One `{{…}}` that was replaced.
struct Replacement
{
    std::string name;    ///< "person.email"
    std::string value;   ///< As text, not escaped.
    bool isKnown = true; ///< False where null was put in the place of a variable that there is not.
    json::Span source;   ///< The `{{…}}` in the text that was expanded.
    json::Span result;   ///< What stands for it in the expanded text.
};

/// A text with its variables replaced, and the way back.
class Expansion
{
public:
    const std::string &text() const { return m_text; }
    const std::vector<Replacement> &replacements() const { return m_replacements; }
    /// In the order of the text, at most MaxProblems; spans are places in the text that was expanded.
    /// - variable_unknown: a warning within a string, which is sent as it stands; an error where it stands alone, and
    ///   null is put there. The suggestion is the nearest name.
    /// - variable_not_json (error): it stands alone, and its value is no JSON; the value is put there as a string. The
    ///   suggestion is the variable in quotes.
    /// - variable_out_of_range (error): a time before the year 1 or after 9999; it stays as it stands.
    /// - variables_too_large (error): what the variables stand for is MaxGrowth longer than the text; the rest stays.
    const std::vector<Problem> &problems() const { return m_problems; }
    static constexpr std::size_t MaxProblems = 100;
    static constexpr std::size_t MaxGrowth = 16U << 20U;

    /// The place in the text that was expanded: a place in what stands for a variable is the whole `{{…}}`.
    json::Span toSource(json::Span inText) const;
    std::size_t toSource(std::size_t offset) const;
    /// The place in the expanded text.
    std::size_t toText(std::size_t sourceOffset) const;
    /// True where a byte of the expanded text, but not the first, belongs to what stands for a variable.
    bool isWithinValue(std::size_t offset) const;
    /// Those that a part of `inText` came from.
    std::span<const Replacement> within(json::Span inText) const;
    /// The one that is all of the value at `inText`: alone, or between the quotes of a string. None where there is
    /// more.
    const Replacement *wholeOf(json::Span inText) const;

private:
    friend class Expander;
    std::string m_text;
    std::vector<Replacement> m_replacements;
    std::vector<Problem> m_problems;
};

/// Replaces every `{{name}}` (white space around the name is allowed):
/// - uuid: a random UUID, another one each time.
/// - now, now-2d, now+90m: a time in UTC such as 2026-01-31T12:00:00.000Z; units s, m, h, d, w.
/// - person.id, .firstName, .lastName, .name, .email, .phone, .birthday, .gender, .street, .postalCode, .city,
/// .country,
///   .company: a made-up person, the same one throughout. Addresses are at example.com, phone numbers of those kept
///   free for fiction.
/// - the names of `own`.
/// Within a string the value is escaped as JSON. Text that no variable's name can be, such as `{{"a":1}}`, is left as
/// it is; so is a `{{` whose first brace is spelt \u007b. Values of one's own are taken as they are, whatever they
/// hold. Takes time in proportion to the text and the values.
Expansion expand(std::string_view text, const std::vector<Variable> &own, const Draw &draw);

/// The places of those `{{name}}` that stand outside of strings, for a whole value, in the order of the text.
std::vector<json::Span> variablesOutsideStrings(std::string_view text);

/// True where a text may hold a variable at all.
bool mayHoldVariables(std::string_view text);

} // namespace smc::segment
