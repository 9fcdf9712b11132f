// Why not, as members of an event's line.
#pragma once

#include <destination/explain.h>
#include <destination/explanation_key.h>

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace smc::cli {

/// For many events one after another: what the preset says of a rule is put into JSON once, and so are the reasons of
/// events alike.
class ReasonsWriter
{
public:
    /// `destination` is the one that the events are prepared for.
    explicit ReasonsWriter(const destination::Destination &destination);

    /// `,"fired":[{"rule":…,"description":…}],"notFired":[{"rule":…,"description":…,"because":…,
    /// "unmet":[{"condition":…,"path":…,"value":…}]}],"empty":[{"delivery":0,"column":…,"path":…,"value":null,
    /// "nearest":…}]` for an event that rules were asked about; nothing for another one.
    /// Descriptions stand where the preset has them. An unmet condition has no "value" where nothing stands; an empty
    /// column has one where null does.
    void append(std::string &out, const destination::Prepared &prepared, destination::Explainer &explainer);

private:
    void appendReasons(std::string &out, const destination::Prepared &prepared,
                       const destination::Reasons &reasons) const;
    void appendRule(std::string &out, const std::string &id) const;
    void appendNotFired(std::string &out, const destination::NotFired &rule) const;

    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    bool hasComeBefore(std::string_view key);

    static constexpr std::size_t MostKept = 256;
    static constexpr std::size_t Remembered = 1024;

    std::unordered_map<std::string, std::string> m_descriptions; ///< By rule: `"rule":…,"description":…`.
    destination::ExplanationKeys m_keys;
    std::unordered_map<std::string, std::string, Hash, std::equal_to<>>
        m_kept;                                     ///< By key, of kinds of events that come again.
    std::array<std::size_t, Remembered> m_hashes{}; ///< Of the last keys.
};

} // namespace smc::cli
