// "Did you mean …?"
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace smc::destination {

/// How a name misses another.
enum class Miss : std::uint8_t {
    None,
    Case,          ///< Other capitals.
    Spaces,        ///< White space at an end, or other white space inside.
    CaseAndSpaces, ///< Both.
    Typo,          ///< One or two letters differ.
};

struct NearMiss
{
    Miss miss = Miss::None;
    std::string name; ///< The one that was probably meant.
};

/// What a name is made of: tells cheaply of most names that they are nothing like each other.
class NameShape
{
public:
    explicit NameShape(std::string_view name);

    /// False where this text is certainly further from `name` than any Miss.
    bool mayMean(const NameShape &name) const;
    /// False where the names certainly differ in more than capitals, `_`, `-` and spaces.
    bool mayBeSame(const NameShape &other) const;

private:
    std::uint64_t m_letters = 0; ///< A bit for each letter and digit that occurs, and one for all other signs.
    std::size_t m_size = 0;      ///< Without `_`, `-` and white space.
    std::size_t m_edits = 0;     ///< That make a typo of the name, at most.
    bool m_isAscii = true;       ///< Otherwise nothing is certain.
};

/// The name among `names` that `text` comes nearest to without being it.
NearMiss nearMiss(std::string_view text, std::span<const std::string> names);

} // namespace smc::destination
