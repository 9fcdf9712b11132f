#include "api_name.h"

#include <algorithm>

namespace smc::destination {

Result<ApiName> ApiName::parse(std::string_view text, std::string_view what)
{
    if (text.empty())
        return fail("api_name_missing", "The API name of " + std::string(what) + " is missing.");
    const auto isLegal = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    if (!std::all_of(text.begin(), text.end(), isLegal))
        return fail("api_name_illegal", "\"" + std::string(text) + "\" can't be the API name of " + std::string(what) +
                                            ": SMC allows letters, digits and underscores only.");
    ApiName name;
    name.m_text = text;
    return name;
}

} // namespace smc::destination
