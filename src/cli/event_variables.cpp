#include "event_variables.h"

#include <segment/fake_person.h>

#include <algorithm>

namespace smc::cli {

namespace {

Result<segment::Variable> readAssignment(const std::string &text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos)
        return fail("variable_malformed", "Expected --set NAME=VALUE, not \"" + text + "\".");
    segment::Variable variable{text.substr(0, equals), text.substr(equals + 1)};
    if (!segment::isVariableName(variable.name))
        return fail("variable_name_invalid", "\"" + variable.name +
                                                 "\" can't be a variable's name: it is made of letters, digits, '_' "
                                                 "and '.', and begins with a letter.");
    if (segment::isBuiltInVariable(variable.name))
        return fail("variable_name_invalid", "\"" + variable.name + "\" is a variable already: choose another name.");
    if (const auto clean = workspace::checkNoSecret(variable.name); !clean)
        return fail(clean.error().code, "\"" + variable.name +
                                            "\" can't be a variable: keys and secrets are no part of an event, and "
                                            "arguments can be seen by others on this computer.");
    return variable;
}

} // namespace

Result<std::optional<EventVariables>> EventVariables::from(const VariableOptions &options,
                                                           const workspace::Profile *profile)
{
    if (!options.expand && options.assignments.empty())
        return std::optional<EventVariables>();
    EventVariables variables;
    if (profile != nullptr) {
        for (const auto &[name, value] : profile->variables)
            variables.m_own.push_back({name, value});
    }
    for (const std::string &text : options.assignments) {
        auto assigned = readAssignment(text);
        if (!assigned)
            return tl::make_unexpected(std::move(assigned.error()));
        const auto sameName = [&](const segment::Variable &other) { return other.name == assigned->name; };
        std::erase_if(variables.m_own, sameName);
        variables.m_own.push_back(std::move(*assigned));
    }
    variables.m_draw = segment::makeDraw();
    return std::optional(std::move(variables));
}

segment::Expansion EventVariables::expand(std::string_view event, std::size_t index) const
{
    segment::Draw draw = m_draw;
    draw.seed += index * 2; // Even steps: ~seed of one event is no other's seed.
    draw.seed = segment::nextRandom(draw.seed);
    return segment::expand(event, m_own, draw);
}

} // namespace smc::cli
