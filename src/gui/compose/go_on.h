// Where a person goes on once what they chose in the library of Compose is open.
#pragma once

#include <cstdint>

namespace smc::gui {

enum class GoOn : std::uint8_t {
    InLibrary, ///< They look through it, or are about to rename, copy or delete what they chose.
    InEditor,
};

} // namespace smc::gui
