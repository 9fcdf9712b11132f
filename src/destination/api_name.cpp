#include "api_name.h"

#include <algorithm>
#include <cstdint>

namespace smc::destination {

namespace {

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

} // namespace

bool ApiName::isLegal(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

Result<ApiName> ApiName::parse(std::string_view text, std::string_view what)
{
    if (text.empty())
        return fail("api_name_missing", "The API name of " + std::string(what) + " is missing.");
    if (!isLegal(text))
        return fail("api_name_illegal", "\"" + std::string(text) + "\" can't be the API name of " + std::string(what) +
                                            ": SMC allows letters, digits and underscores only.");
    ApiName name;
    name.m_text = text;
    return name;
}

bool sameApiName(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lowered(x) == lowered(y); });
}

bool ApiNameOrder::operator()(std::string_view a, std::string_view b) const
{
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [](char x, char y) { return lowered(x) < lowered(y); });
}

std::size_t ApiNameHash::operator()(std::string_view name) const
{
    std::uint64_t hash = 0xCBF29CE484222325U; // FNV-1a
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(lowered(c))) * 0x100000001B3U;
    return static_cast<std::size_t>(hash ^ hash >> 32U);
}

} // namespace smc::destination
