// What a destination wants, as data: a file under resources/mappings/ in Segment's own mapping language.
#pragma once

#include <base/error.h>
#include <mapping/fql_lint.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace smc::destination {

/// Something in a preset's trigger that its author may not mean.
struct PresetWarning
{
    std::string where; ///< JSON pointer to the trigger: "/rules/0/trigger".
    std::string ruleId;
    mapping::FqlHint hint;
};

/// A rule as people know it.
struct RuleInfo
{
    std::string id;          ///< "event-row"
    std::string description; ///< One line; empty where the preset has none.
};

class Preset
{
public:
    /// Largest file that is read as a preset, in bytes.
    static constexpr std::size_t MaxFileSize = 4UL * 1024 * 1024;

    /// Compiles a preset; a byte order mark before it is passed over. Errors (code preset_invalid) name the place in
    /// the file, and beside the first mistake all mappings that can't be used; where there are several, the message
    /// names all places and Error::where none.
    static Result<std::shared_ptr<const Preset>> compile(std::string_view json);

    /// Compiles the preset in `file`; the one that comes with the program where `file` is empty. Errors:
    /// preset_unreadable, preset_invalid.
    static Result<std::shared_ptr<const Preset>> load(const std::string &file);
    /// The text of `file`; smcText() where it is empty. Errors: preset_unreadable, preset_too_large.
    static Result<std::string> read(const std::string &file);

    /// Takes no event: stands in for a preset that can't be used, so that nothing is sent by another one.
    static std::shared_ptr<const Preset> none();

    /// The preset that comes with the program: resources/mappings/smc.json.
    static std::shared_ptr<const Preset> smc();
    /// Its text, for those who want to edit a copy.
    static std::string_view smcText();

    struct Rules; ///< The compiled form, for prepare().
    const Rules &rules() const { return *m_rules; }
    const std::string &name() const { return m_name; }
    /// In the order of the file.
    const std::vector<RuleInfo> &ruleInfos() const { return m_ruleInfos; }
    /// What may be wrong with its triggers, though the preset can be used.
    const std::vector<PresetWarning> &warnings() const { return m_warnings; }

    Preset();
    ~Preset();

private:
    std::string m_name;
    std::vector<RuleInfo> m_ruleInfos;
    std::vector<PresetWarning> m_warnings;
    std::unique_ptr<const Rules> m_rules;
};

} // namespace smc::destination
