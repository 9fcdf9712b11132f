// Why not, as members of an event's line.
#pragma once

#include <destination/explain.h>

#include <string>
#include <string_view>
#include <unordered_map>

namespace smc::cli {

/// For many events one after another: what the preset says of a rule is put into JSON once.
class ExplanationWriter
{
public:
    explicit ExplanationWriter(const destination::Preset &preset);

    /// `,"fired":[{"rule":…,"description":…}],"notFired":[{"rule":…,"description":…,"because":…,
    /// "unmet":[{"condition":…,"path":…,"value":…}]}],"empty":[{"delivery":0,"column":…,"path":…,"value":null,
    /// "nearest":…}]` for an event that rules were asked about; nothing for another one.
    /// Descriptions stand where the preset has them. An unmet condition has no "value" where nothing stands; an empty
    /// column has one where null does.
    void append(std::string &out, const destination::Prepared &prepared,
                const destination::Explanation &explanation) const;

private:
    void appendRule(std::string &out, const std::string &id) const;
    void appendNotFired(std::string &out, const destination::NotFired &rule) const;

    std::unordered_map<std::string, std::string> m_descriptions; ///< By rule: `"rule":…,"description":…`.
};

} // namespace smc::cli
