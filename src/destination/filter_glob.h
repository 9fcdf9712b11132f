// The patterns of match() in destination filters.
#pragma once

#include <string_view>

namespace smc::destination {

/// Whether the whole of `text` matches `pattern`: `*` any characters, `?` one, `[abc]`, `[a-z]` and `[^a]` one of a
/// class, `\x` the character x (Public API, Destination Filter Query Language). Characters are code points. A pattern
/// that is broken, as `[a`, matches nothing. Takes at most about text × pattern steps.
bool globMatches(std::string_view pattern, std::string_view text);

} // namespace smc::destination
