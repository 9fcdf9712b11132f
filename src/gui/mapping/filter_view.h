// A profile's destination filters as the editor shows them, and edits of their text. Plain C++.
//
// A filter has one action here, as nearly all do. Where it has more, the others stay as they are.
#pragma once

#include <base/error.h>
#include <destination/filters.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

struct FilterView
{
    std::string name;
    std::string fql;
    bool isEnabled = true;
    destination::FilterAction::Type action = destination::FilterAction::Type::Drop;
    double percent = 100;     ///< Of a sample: 0 to 100.
    std::string path{};       ///< Of a sample: by what it is chosen; empty for the messageId.
    std::string properties{}; ///< Dotted paths with commas between: "traits.email, context.traits.phone".
    std::size_t actions = 1;
    std::string problem{};          ///< What is wrong with it but its condition; empty where all is well.
    std::string conditionProblem{}; ///< Why the condition can't be read: Segment drops every event by such a filter.

    bool operator==(const FilterView &) const = default;
};

/// Reads what `array` says, also where it can't be used. None where it is no array.
std::vector<FilterView> readFilters(std::string_view array);

/// The array with the filter at `index` changed to `filter`; what the form does not show stays. Compact.
std::string withFilter(std::string_view array, std::size_t index, const FilterView &filter);
/// Puts a filter in front of the one at `index`.
std::string withNewFilter(std::string_view array, std::size_t index, const FilterView &filter);
std::string withoutFilter(std::string_view array, std::size_t index);
std::string withFilterMoved(std::string_view array, std::size_t index, std::size_t to);

} // namespace smc::gui
