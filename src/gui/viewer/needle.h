// What is searched for, in the bytes of a body.
#pragma once

#include <json/ordinal.h>

#include <QString>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

enum class CaseRule { Ignore, Match };

/// Whether a space behind a colon, which a layout adds, also means none or more.
enum class SpaceRule { AsTyped, AsLaidOut };

class Needle
{
public:
    /// Nothing is found where `text` is empty.
    Needle(const QString &text, CaseRule caseRule, SpaceRule spaceRule);

    bool isEmpty() const { return m_pattern.empty(); }

    /// The first occurrence that begins in [from, to).
    std::optional<json::Range> findFirst(std::string_view bytes, std::size_t from, std::size_t to) const;
    /// The last of those that findFirst() finds one behind the other in [from, to).
    std::optional<json::Range> findLast(std::string_view bytes, std::size_t from, std::size_t to) const;
    /// All of them, but no more than `most`.
    std::vector<json::Range> findAll(std::string_view bytes, std::size_t from, std::size_t to, std::size_t most) const;
    std::size_t count(std::string_view bytes, std::size_t from, std::size_t to) const;

private:
    static constexpr char32_t AnySpaces = 0xFFFFFFFF;

    /// Behind the occurrence that begins at `at`; none where none does.
    std::optional<std::size_t> matchAt(std::string_view bytes, std::size_t at) const;
    char32_t folded(char32_t character) const;

    CaseRule m_caseRule;
    std::vector<char32_t> m_pattern;  ///< Folded, where case does not matter.
    std::string m_exact;              ///< The bytes themselves, where they can be looked for.
    std::array<bool, 256> m_firsts{}; ///< Bytes that an occurrence may begin with.
};

} // namespace smc::gui
