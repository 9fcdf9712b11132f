// A mapping and its destination filters as the editor shows them, read from their text. Plain C++.
#pragma once

#include "mapping_value.h"

#include <base/error.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

struct ColumnView
{
    std::string name;          ///< As it is edited.
    std::string nameFrom{};    ///< {"@path": "$.traits.matchkey"}, where the event gives the name.
    std::string nameSetting{}; ///< "audienceKeyFields", where a setting does.
    bool isPlainName = true;   ///< Neither a setting nor the event gives it.
    bool isKey = false;
    Directive directive = Directive::Constant;
    std::string value; ///< As it is edited.
    std::string json;  ///< As it stands.
    /// What Segment's own validation says of the value, and what keeps the name from being one; empty where all is
    /// well.
    std::string nameProblem{};
    std::string valueProblem{};
};

struct RuleView
{
    std::string id;
    std::string description;
    std::string trigger;
    std::string triggerProblem{}; ///< Why it can't be compiled.
    std::string operation;        ///< "load"; empty where the event chooses it.
    std::string list;             ///< An API name, or the setting's name.
    std::string listSetting{};    ///< "eventsDataListApiName", where a setting gives the list.
    std::string when{};           ///< The setting that must not be empty for the rule to be on.
    std::vector<ColumnView> columns{};
    std::string columnsFrom{}; ///< The value whose members become columns of their own; empty where none.
};

struct MappingView
{
    std::string name;
    std::vector<RuleView> rules;
};

/// Reads what `text` says, also where it can't be used as a preset. Errors: preset_invalid, where it is no JSON object
/// with rules; preset_too_large, where it has more columns than a person edits in a table.
Result<MappingView> readMapping(std::string_view text);

} // namespace smc::gui
