// Hints for one condition of a trigger.
#pragma once

#include "fql_lint.h"
#include "fql_parser.h"

#include <span>
#include <string>
#include <vector>

namespace smc::mapping {

/// Gathers the hints for one trigger.
class FqlHints
{
public:
    explicit FqlHints(std::string_view fql)
        : m_fql(fql)
    {
    }

    void warn(std::string_view code, json::Span range, std::string message);
    void note(std::string_view code, json::Span range, std::string message);
    /// What stands at `range`, between quotation marks for a sentence.
    std::string quote(json::Span range) const;
    bool isEmpty() const { return m_hints.empty(); }
    std::vector<FqlHint> take(); ///< In the order of the text.

private:
    std::string_view m_fql;
    std::vector<FqlHint> m_hints;
};

/// `field operator value`.
void lintComparison(FqlHints &hints, const Token &field, const Token &comparison, const Token &value);

/// `contains(field, "text")` or `match(field, "text*")`: `call` is the name and the five tokens behind it, or as many
/// as there are.
enum class Negated : std::uint8_t { No, Yes };
void lintFunction(FqlHints &hints, std::span<const Token> call, Negated negated);

/// "contains" and "match" are the functions that triggers have.
bool isTriggerFunction(const Token &token);

} // namespace smc::mapping
