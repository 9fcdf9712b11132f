// What a second start of the console asks of the first.
#pragma once

#include <base/error.h>

#include <string>
#include <string_view>

namespace smc::gui {

struct Summons
{
    std::string page{};    ///< As nameOf(PageId); empty for the one that is shown.
    std::string file{};    ///< Whole path of an event's file to open in Compose; empty for none.
    std::string profile{}; ///< A profile's name; empty for the current one.
    /// The desktop's permission to come to the front (XDG_ACTIVATION_TOKEN); empty where there is none.
    std::string activation{};

    bool operator==(const Summons &) const = default;
};

/// The longest line that is read, its line feed included.
constexpr std::size_t MostSummonsBytes = 64UL * 1024;

/// One line of JSON, with its line feed.
std::string toLine(const Summons &summons);

/// Codes: summons_too_long, summons_not_json, summons_wrong_type, summons_newer. Members that are not known are passed
/// over.
Result<Summons> summonsFrom(std::string_view line);

/// The file in the workspace that says where the first console listens; readable by its owner only.
std::string addressFile(const std::string &workspaceFolder);

/// Whether `name` is an address as the server makes them: nothing else is connected to, or removed.
bool isInstanceAddress(std::string_view name);

} // namespace smc::gui
