#include "spec.h"

#include "event.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

namespace smc::segment {

namespace {

constexpr std::array<std::string_view, FieldCount> FieldNames = {
    "type",       "userId", "anonymousId", "groupId",      "previousId", "event",     "name",   "category",
    "properties", "traits", "context",     "integrations", "messageId",  "timestamp", "sentAt", "originalTimestamp",
    "receivedAt"};

/// Keys without rules of their own: Segment adds or strips them, or old libraries still send them.
constexpr std::array<std::string_view, 12> OtherKeys = {"channel",  "version",   "writeKey",  "projectId",
                                                        "options",  "library",   "_metadata", "metadata",
                                                        "sourceId", "sessionId", "action",    "search"};

constexpr std::array<std::string_view, 6> CallNames = {"identify", "track", "page", "screen", "group", "alias"};

/// Names longer than this resemble no known one.
constexpr std::size_t LongestName = 32;

/// Small letters and digits only: "user_id", "User ID" and "userId" are alike.
std::string bare(std::string_view name)
{
    std::string result;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z')
            result += static_cast<char>(c | 0x20);
        else if (c != '_' && c != '-' && c != ' ' && c != '.')
            result += c;
    }
    return result;
}

/// Insertions, deletions, changes and swaps of neighbours that turn `a` into `b`.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j)
        d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

/// The known name that `name` equals but for its spelling, or but for a slip where the known name has at least
/// `slipFrom` letters, or two where it is long.
std::string_view closest(std::string_view name, std::span<const std::string_view> known, std::size_t slipFrom)
{
    if (name.empty() || name.size() > LongestName)
        return {};
    const std::string meant = bare(name);
    std::string_view best;
    std::size_t bestSlips = 3;
    for (const std::string_view candidate : known) {
        const std::size_t allowed = candidate.size() >= 9 ? 2 : candidate.size() >= slipFrom ? 1 : 0;
        const std::size_t slips = distance(meant, bare(candidate));
        if (slips <= allowed && slips < bestSlips) {
            bestSlips = slips;
            best = candidate;
        }
    }
    return best;
}

} // namespace

std::string_view nameOf(Field field)
{
    return FieldNames[static_cast<std::size_t>(field)];
}

Field fieldOf(std::string_view name)
{
    for (std::size_t i = 0; i < FieldNames.size(); ++i) {
        if (FieldNames[i] == name)
            return static_cast<Field>(i);
    }
    return std::find(OtherKeys.begin(), OtherKeys.end(), name) != OtherKeys.end() ? Field::KnownOther : Field::Unknown;
}

std::string_view knownKeyLike(std::string_view key)
{
    return closest(key, FieldNames, 5);
}

std::string_view nameLike(std::string_view name, std::span<const std::string_view> known)
{
    return closest(name, known, 3);
}

std::string_view callNameLike(std::string_view type)
{
    return closest(type, CallNames, 4);
}

} // namespace smc::segment
