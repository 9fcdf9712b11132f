// What stands around a place in JSON that may be half written.
//
// An editor asks for completion while the text is broken: this reads what there is, without asking for a whole.
#pragma once

#include <json/span.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

struct Surroundings
{
    enum class At { Nothing, Key, Value };

    At at = At::Nothing;
    /// Keys from the event's top to the object or array at the place; "[]" for an element of an array. What stands
    /// around the event (an array of events, a batch) does not count.
    std::vector<std::string> path{};
    std::string key{};     ///< Of a value in an object.
    json::Span token{};    ///< What stands there already, quotes included; empty at the place where nothing does.
    std::string typed{};   ///< The part of it before the place, without quotes.
    bool isQuoted = false; ///< A quote opens the token.
    bool hasColon = false; ///< Behind a key.
    /// Where a comma is missing before the place: the byte at which it belongs.
    std::optional<std::uint32_t> commaAt{};
    bool needsCommaBehind = false;       ///< Another member follows, without a comma between.
    std::vector<std::string> siblings{}; ///< Keys of the object, but the one at the place.
    /// Strings of the event by their dotted path: "type", "traits.userlist".
    std::map<std::string, std::string> texts{};
};

/// Looks at the event that holds the byte at `place`.
Surroundings surroundingsOf(std::string_view text, std::size_t place);

/// As in quotes at the value of `path`, which ends in its key, of the event that begins `text`; it need not be there.
Surroundings surroundingsOfValue(std::string_view text, std::vector<std::string> path, std::string typed);

} // namespace smc::gui
