// Lines so long that an editor, which measures a line as a whole, would stand still over them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smc::gui {

/// Whether a line of `text` has more than `most` bytes.
bool hasLongLine(std::string_view text, std::size_t most);

/// `text`, JSON or not, with each line of more than `most` bytes laid out over several where it is JSON. A text that is
/// JSON as a whole is laid out as a whole.
std::string withLongLinesLaidOut(std::string_view text, std::size_t most);

} // namespace smc::gui
