#include "listing.h"

#include "answers.h"

#include <charconv>
#include <optional>
#include <string>

namespace smc::sandbox {

namespace {

std::optional<std::size_t> countIn(std::string_view text)
{
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number > 0x7fffffff)
        return std::nullopt;
    return number;
}

} // namespace

tl::expected<Page, HttpAnswer> readPage(const Call &call)
{
    Page page;
    for (const auto &[name, target] : {std::pair("skip", &page.skip), std::pair("take", &page.take)}) {
        const auto text = call.parameter(name);
        if (text.empty())
            continue;
        const auto number = countIn(text);
        if (!number) {
            return tl::make_unexpected(errorAnswer(
                400, "ERR_VALIDATION", "The parameter '" + std::string(name) + "' is a whole number from 0 up."));
        }
        *target = *number;
    }
    return page;
}

bool containsIgnoringCase(std::string_view text, std::string_view part)
{
    return lowered(text).find(lowered(part)) != std::string::npos;
}

} // namespace smc::sandbox
