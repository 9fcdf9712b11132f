// Names that SMC's API knows things by: lists, segments, fields.
#pragma once

#include <base/error.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace smc::destination {

/// Letters, digits and underscores (SMC, Create list: "Only alphanumeric characters and underscores are allowed").
class ApiName
{
public:
    /// Error code api_name_missing or api_name_illegal; `what` names the thing in the sentence ("the list").
    static Result<ApiName> parse(std::string_view text, std::string_view what);

    /// Whether parse() takes it.
    static bool isLegal(std::string_view text);

    const std::string &text() const { return m_text; }
    bool operator==(const ApiName &) const = default;

private:
    std::string m_text;
};

/// Whether two names mean the same thing to SMC: ASCII letters in any case (inferred: it keeps them in SQL Server).
bool sameApiName(std::string_view a, std::string_view b);

/// An order in which names that mean the same are equal: for sets and maps.
struct ApiNameOrder
{
    bool operator()(std::string_view a, std::string_view b) const;
};

/// A hash that is the same for names that mean the same, and that meaning: for hash maps.
struct ApiNameHash
{
    std::size_t operator()(std::string_view name) const;
};
struct ApiNameEqual
{
    bool operator()(std::string_view a, std::string_view b) const { return sameApiName(a, b); }
};

} // namespace smc::destination
