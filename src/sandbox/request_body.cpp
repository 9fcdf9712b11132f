#include "request_body.h"

#include "http_message.h"

#include <json/text.h>

#include <limits>

namespace smc::sandbox {

BodyReader::BodyReader(json::Value object)
    : m_object(object)
{
    if (!object.is(json::Type::Object))
        note("The body is an object.");
}

json::Value BodyReader::member(std::string_view name) const
{
    if (!m_object.is(json::Type::Object))
        return {};
    json::Value found = m_object.find(name);
    if (!found) {
        for (const json::Value value : m_object) {
            if (equalsIgnoringCase(value.key(), name))
                found = value;
        }
    }
    return found.is(json::Type::Null) ? json::Value() : found;
}

json::Value BodyReader::memberOf(std::string_view name, json::Type type)
{
    const json::Value value = member(name);
    if (!value || value.is(type))
        return value;
    note("'" + std::string(name) + "' must be " + std::string(json::describe(type)) + ".");
    return {};
}

void BodyReader::note(std::string problem)
{
    if (m_problem.empty())
        m_problem = std::move(problem);
}

std::optional<std::string> BodyReader::optionalText(std::string_view name)
{
    const json::Value value = memberOf(name, json::Type::String);
    return value ? std::optional<std::string>(value.text()) : std::nullopt;
}

std::string BodyReader::text(std::string_view name, std::string_view otherwise)
{
    return optionalText(name).value_or(std::string(otherwise));
}

std::string BodyReader::requiredText(std::string_view name)
{
    std::string value = text(name);
    if (value.empty())
        note("'" + std::string(name) + "' is required.");
    return value;
}

std::optional<bool> BodyReader::flag(std::string_view name)
{
    const json::Value value = memberOf(name, json::Type::Bool);
    return value ? std::optional<bool>(value.isTrue()) : std::nullopt;
}

std::optional<int> BodyReader::integer(std::string_view name)
{
    const json::Value value = memberOf(name, json::Type::Number);
    if (!value)
        return std::nullopt;
    const auto number = value.integer();
    if (!number || *number < std::numeric_limits<int>::min() || *number > std::numeric_limits<int>::max()) {
        note("'" + std::string(name) + "' must be a whole number of 32 bits.");
        return std::nullopt;
    }
    return static_cast<int>(*number);
}

std::optional<std::string> BodyReader::textArray(std::string_view name)
{
    const json::Value value = memberOf(name, json::Type::Array);
    if (!value)
        return std::nullopt;
    for (const json::Value item : value) {
        if (!item.is(json::Type::String))
            note("'" + std::string(name) + "' must hold strings.");
    }
    return json::compact(value);
}

json::Value BodyReader::object(std::string_view name)
{
    return memberOf(name, json::Type::Object);
}

json::Value BodyReader::array(std::string_view name)
{
    return memberOf(name, json::Type::Array);
}

} // namespace smc::sandbox
