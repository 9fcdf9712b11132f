// Whether two rows concern one record. Inside of the room only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smc::rest {

/// One key value, `json`, so that two spellings which SMC may take for one are the same: without regard to case and to
/// space at the end, a number like its text. None where it can't be told, as for null, which equals nothing.
std::optional<std::string> foldedKeyValue(std::string_view json);

} // namespace smc::rest
