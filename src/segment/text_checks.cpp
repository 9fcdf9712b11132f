#include "text_checks.h"

#include <json/number.h>
#include <json/pointer.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>

namespace smc::segment {

namespace {

using json::Document;
using json::Value;

/// The keys of larger objects are sorted; those of smaller ones go through a table on the stack.
constexpr std::size_t FewMembers = 64;

/// Digits of 2^53 = 9007199254740992: JavaScript reads integers up to there exactly.
constexpr std::string_view LargestExact = "9007199254740992";
constexpr std::size_t LongestShown = 40;

bool isBeyondExact(std::string_view number)
{
    if (number.front() == '-')
        number.remove_prefix(1);
    if (number.size() < LargestExact.size() || number.find_first_of(".eE") != std::string_view::npos)
        return false;
    return number.size() > LargestExact.size() || number > LargestExact;
}

std::string shown(std::string_view number)
{
    return std::string(number.substr(0, LongestShown)) + (number.size() > LongestShown ? "…" : "");
}

struct Doubt
{
    std::string_view code; ///< Empty where there is none.
    std::string message{};
};

/// What Segment's JavaScript would make of a number, which stays as it is here.
Doubt doubtAbout(std::string_view number)
{
    using json::NumberChange;
    const json::RoundTrip trip = json::throughJavaScript(number);
    if (trip.change != NumberChange::TooLarge && isBeyondExact(number))
        return {"integer_above_2_53", "The integer " + shown(number) +
                                          " is larger than JavaScript reads exactly (2^53), so Segment may change its "
                                          "last digits. Send it as a string."};
    const std::string here = " Here it stays as it is written. ";
    switch (trip.change) {
    case NumberChange::None:
        return {};
    case NumberChange::Spelling:
        return {"number_respelt", "Segment would send the number " + shown(number) + " as " + trip.text + "." + here +
                                      "If it has to arrive just so, send it as a string."};
    case NumberChange::Digits:
        return {"number_loses_digits", "The number " + shown(number) +
                                           " has more digits than Segment keeps: it would send " + trip.text + "." +
                                           here + "If each digit counts, send it as a string."};
    case NumberChange::TooLarge:
        return {"number_too_large", "The number " + shown(number) +
                                        " is larger than Segment can read: it would send null." + here +
                                        "Send a smaller number, or send it as a string."};
    case NumberChange::TooSmall:
        return {"number_too_small", "The number " + shown(number) +
                                        " is closer to zero than Segment can read: it would send 0." + here +
                                        "If it has to arrive just so, send it as a string."};
    }
    return {};
}

/// Mixes the length and the last eight bytes of a key (quotes included), of which two keys of one object seldom have
/// both in common.
std::uint32_t hashOf(std::string_view text, json::Span key)
{
    constexpr std::size_t Most = sizeof(std::uint64_t);
    const std::size_t size = key.size();
    std::uint64_t word = 0;
    if (size >= Most || (std::endian::native == std::endian::little && key.end >= Most)) {
        std::memcpy(&word, text.data() + key.end - Most, Most);
        word >>= size < Most ? (Most - size) * 8 : 0; // What stands before a short key goes.
    } else {
        std::memcpy(&word, text.data() + key.begin, size);
    }
    return static_cast<std::uint32_t>(((word ^ size) * 0x9E3779B97F4A7C15U) >> 32U);
}

class Checker
{
public:
    Checker(const Event &event, std::vector<Problem> &problems)
        : m_document(event.document())
        , m_problems(problems)
    {
    }

    void run()
    {
        if (!m_document.root().exists())
            return;
        const Document::Node *const nodes = &m_document.node(0);
        const std::uint32_t count = nodes->next;
        for (std::uint32_t i = 0; i < count && m_found.size() < MaxTextWarnings; ++i) {
            const Document::Node &node = nodes[i];
            if (node.type == json::Type::Object)
                checkKeys(i, node.next);
            else if (node.type == json::Type::Number && node.isUnusual)
                checkNumber(i);
        }
        tell();
    }

private:
    void checkKeys(std::uint32_t object, std::uint32_t end)
    {
        const Document::Node *const nodes = &m_document.node(0);
        const std::string_view text = m_document.text();
        if (object + 1 == end || nodes[object + 1].next == end)
            return; // One member or none.
        // Two keys of the same hash share both of its bits; most objects have few keys, of which no two do.
        std::uint64_t some = 0;
        std::uint64_t others = 0;
        std::size_t members = 0;
        bool mayRepeat = false;
        bool isEscaped = false;
        for (std::uint32_t i = object + 1; i < end; i = nodes[i].next) {
            const Document::Node &member = nodes[i];
            const std::uint32_t hash = hashOf(text, member.key);
            const std::uint64_t bit = std::uint64_t(1) << (hash >> 26U);
            const std::uint64_t other = std::uint64_t(1) << (hash >> 20U & 63U);
            mayRepeat |= (some & bit) != 0 && (others & other) != 0;
            isEscaped |= member.keyEscaped;
            some |= bit;
            others |= other;
            ++members;
        }
        if (isEscaped || (mayRepeat && members > FewMembers))
            compareSorted(object, end);
        else if (mayRepeat)
            compareHashed(object, end, members);
    }

    void compareHashed(std::uint32_t object, std::uint32_t end, std::size_t members)
    {
        struct Slot
        {
            std::uint32_t hash;
            std::uint32_t node; ///< 0 where the slot is free: no key stands at node 0.
        };
        std::array<Slot, 2 * FewMembers> table;
        const std::size_t mask = std::bit_ceil(2 * members) - 1;
        std::fill_n(table.begin(), mask + 1, Slot{});
        for (std::uint32_t i = object + 1; i < end; i = m_document.node(i).next) {
            const std::string_view key = m_document.node(i).key.of(m_document.text());
            const std::uint32_t hash = hashOf(m_document.text(), m_document.node(i).key);
            std::size_t at = hash & mask;
            while (table[at].node != 0 &&
                   (table[at].hash != hash || m_document.node(table[at].node).key.of(m_document.text()) != key))
                at = (at + 1) & mask;
            if (table[at].node != 0)
                addDuplicate(Value(&m_document, i));
            table[at] = {hash, i};
        }
    }

    void compareSorted(std::uint32_t object, std::uint32_t end)
    {
        std::vector<std::pair<std::string, std::uint32_t>> keys;
        for (std::uint32_t i = object + 1; i < end; i = m_document.node(i).next)
            keys.emplace_back(Value(&m_document, i).key(), i);
        std::sort(keys.begin(), keys.end());
        for (std::size_t i = 1; i < keys.size(); ++i) {
            if (keys[i].first == keys[i - 1].first)
                addDuplicate(Value(&m_document, keys[i].second));
        }
    }

    void checkNumber(std::uint32_t node)
    {
        Doubt doubt = doubtAbout(m_document.node(node).value.of(m_document.text()));
        if (!doubt.code.empty())
            add(node, m_document.node(node).value, std::move(doubt));
    }

    void addDuplicate(Value member)
    {
        add(member.node(), member.keySpan(),
            {"duplicate_key",
             "The key \"" + member.key() + "\" stands twice in this object. Only the last one counts."});
    }

    void add(std::uint32_t node, json::Span span, Doubt doubt)
    {
        if (m_found.size() < MaxTextWarnings)
            m_found.push_back({node, span, std::move(doubt)});
    }

    /// In the order of the text, so that one pass finds all paths. A value that is wrong needs no doubt besides.
    void tell()
    {
        const auto isTold = [this](const Found &found) {
            return std::any_of(m_problems.begin(), m_problems.end(),
                               [&](const Problem &problem) { return problem.span == found.span; });
        };
        m_found.erase(std::remove_if(m_found.begin(), m_found.end(), isTold), m_found.end());
        std::sort(m_found.begin(), m_found.end(), [](const Found &a, const Found &b) { return a.node < b.node; });
        json::PointerFinder paths(m_document);
        for (Found &found : m_found)
            m_problems.push_back({std::string(found.doubt.code), Severity::Warning,
                                  paths.to(Value(&m_document, found.node)), found.span,
                                  std::move(found.doubt.message)});
    }

    struct Found
    {
        std::uint32_t node;
        json::Span span;
        Doubt doubt;
    };

    const Document &m_document;
    std::vector<Problem> &m_problems;
    std::vector<Found> m_found;
};

} // namespace

void checkText(const Event &event, std::vector<Problem> &problems)
{
    Checker(event, problems).run();
}

} // namespace smc::segment
