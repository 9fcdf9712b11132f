// Reads the members of a JSON object by name, type by type, and keeps the first thing that does not fit.
#pragma once

#include <json/document.h>

#include <optional>
#include <string>
#include <string_view>

namespace smc::sandbox {

class BodyReader
{
public:
    explicit BodyReader(json::Value object);

    /// A string; `otherwise` where it is missing or null.
    std::string text(std::string_view name, std::string_view otherwise = {});
    /// A string that must be there and must not be empty.
    std::string requiredText(std::string_view name);
    std::optional<std::string> optionalText(std::string_view name);
    std::optional<bool> flag(std::string_view name);
    std::optional<int> integer(std::string_view name);
    /// An array of strings as JSON text.
    std::optional<std::string> textArray(std::string_view name);
    json::Value object(std::string_view name);
    json::Value array(std::string_view name);

    bool has(std::string_view name) const { return member(name).exists(); }
    bool hasFailed() const { return !m_problem.empty(); }
    const std::string &problem() const { return m_problem; }

private:
    /// The member, in any case of its name; none where it is null.
    json::Value member(std::string_view name) const;
    json::Value memberOf(std::string_view name, json::Type type);
    void note(std::string problem);

    json::Value m_object;
    std::string m_problem;
};

} // namespace smc::sandbox
