// The rules of a preset, compiled.
#pragma once

#include "delivery.h"
#include "preset.h"
#include "settings.h"

#include <mapping/fql.h>
#include <mapping/plan.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace smc::destination {

/// Why a rule sends nothing, as the preset words it.
struct Refusal
{
    std::string code;
    std::string reason;
    json::Span span{};                  ///< The value in the event that decided, if any.
    std::string path{};                 ///< JSON pointer to where a missing value belongs.
    std::vector<std::string> choices{}; ///< What could stand there.
};

/// Names of settings that a preset may refer to with {"setting": …}.
using TextSetting = std::string Settings::*;
using ListSetting = std::vector<std::string> Settings::*;

/// An API name that is written in the preset, stands in a setting, or is mapped from the event.
struct NameSource
{
    std::string constant;
    TextSetting setting = nullptr;
    ListSetting listSetting = nullptr; ///< The first of a list.
    std::optional<mapping::Plan> plan{};
    std::string what; ///< "the user list in `traits.userlist`"
    std::optional<Refusal> missing{};

    /// Whether it gives the same name to every event.
    bool isConstant() const { return setting == nullptr && listSetting == nullptr && !plan; }

    /// The name as the preset or a setting gives it; empty where the event does.
    const std::string &fixed(const Settings &settings) const
    {
        if (setting != nullptr)
            return settings.*setting;
        if (listSetting != nullptr && !(settings.*listSetting).empty())
            return (settings.*listSetting).front();
        return constant;
    }
};

/// Which operation: one that is written in the preset, or one chosen by a mapped text.
struct OperationSource
{
    Operation fixed = Operation::Load;
    std::optional<mapping::Plan> plan{};
    std::vector<std::pair<std::string, Operation>> choices{};
    Refusal unknown{};
};

struct Column
{
    NameSource name;
    mapping::Plan value;
    bool isKey = false;
    std::optional<Refusal> missing{};
};

struct Rule
{
    std::string id;
    mapping::Trigger trigger;
    TextSetting when = nullptr; ///< The rule is on where this setting is not empty.
    OperationSource operation;
    NameSource list;
    std::optional<NameSource> segment{};
    std::vector<std::string> keyFields{};
    ListSetting keyFieldsSetting = nullptr;
    std::vector<Column> columns{};
    std::optional<mapping::Plan> columnsFrom{}; ///< Each member of this object becomes a column of its own.
};

struct Preset::Rules
{
    std::vector<std::string> integrations; ///< Names under which `integrations` switches this destination.
    mapping::PathTable paths{};            ///< Of all rules.
    std::vector<Rule> rules;
};

/// Compiles the whole file. Errors: preset_invalid, with the place as a JSON pointer in `where`.
Result<std::pair<std::string, std::unique_ptr<const Preset::Rules>>> compileRules(json::Value preset);

} // namespace smc::destination
