// The memory of a run: what a plan computes lives here until the next event.
#pragma once

#include "parts.h"

#include <json/document.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace smc::mapping {

class Scratch
{
public:
    Scratch();
    ~Scratch();

    /// Forgets everything that was kept; views into it end here. One block is used again.
    void clear();

    std::string_view keep(std::string_view text);
    std::span<const json::Value> keep(std::span<const json::Value> values);
    /// A copy of one small thing that needs no destructor.
    template <typename T>
    requires std::is_trivially_destructible_v<T>
    const T &keepOne(const T &thing)
    {
        const T &copy = *std::construct_at(reinterpret_cast<T *>(reserve(sizeof(T))), thing);
        take(sizeof(T));
        return copy;
    }
    /// `text` as a JSON string, with its quotes.
    std::string_view keepQuoted(std::string_view text);
    /// The same for a slice of a text that lives until clear(): slices of it that were quoted before are used again.
    std::string_view keepQuotedSlice(std::string_view slice);

    /// Reads `text`, JSON that stood inside a string or was put together, into a document that lives until clear().
    /// None where it is no JSON.
    json::Value read(std::string text);

    /// A run that keeps more than this many bytes is one that swells its payload without end.
    static constexpr std::size_t MostKept = 256U << 20U;
    bool isExhausted() const { return m_kept > MostKept; }
    /// Counts in `size` bytes that were copied on the way.
    void count(std::size_t size) { m_kept += size; }

    /// What JavaScript has as undefined within the object or array `json`, which is kept here without it, or with null
    /// in its place: the keys that lead there.
    using Hidden = std::vector<std::vector<std::string>>;
    void hide(std::string_view json, Hidden hidden);
    const Hidden &hiddenIn(std::string_view json) const;
    bool hidesAnything() const { return !m_hidden.empty(); }
    /// The same of elements, null, of a document that was read from such an array.
    void setUndefined(json::Value element) { m_undefined.emplace(element.document(), element.node()); }
    bool isUndefined(json::Value value) const
    {
        return !m_undefined.empty() && m_undefined.count({value.document(), value.node()}) > 0;
    }

    /// From here on, the payload's values that runs look at are kept, also those that only decide something.
    void watch() { m_isWatching = true; }
    bool isWatching() const { return m_isWatching; }
    void saw(std::span<const json::Value> values);
    /// Takes back the last look at `value` as a whole: parts of it are looked at on their own.
    void forget(json::Value value);
    const std::vector<json::Value> &seen() const { return m_seen; }

    /// From here on, runs keep what each piece of a value came from.
    void trace() { m_isTracing = true; }
    bool isTracing() const { return m_isTracing; }
    /// Of `json`, a text that is kept here or a slice of the payload, by its place.
    void keepParts(std::string_view json, Parts parts);
    const Parts &partsOf(std::string_view json) const;

private:
    static constexpr std::size_t FirstBlock = 64U << 10U;
    static constexpr std::size_t LargestKept = 1U << 20U;

    struct Block
    {
        std::unique_ptr<std::byte[]> bytes;
        std::size_t size = 0;
    };

    /// At least `size` free bytes for any type; take() says how many of them stay in use.
    std::byte *reserve(std::size_t size)
    {
        return m_blocks.back().size - m_used >= size ? m_blocks.back().bytes.get() + m_used : reserveBlock(size);
    }
    struct QuotedSlice
    {
        std::string_view slice;
        std::string_view quoted;
    };
    static constexpr std::size_t MostSlices = 8;

    std::byte *reserveBlock(std::size_t size);
    void take(std::size_t size)
    {
        constexpr std::size_t Alignment = alignof(std::max_align_t);
        m_kept += size;
        m_used = std::min((m_used + size + Alignment - 1) / Alignment * Alignment, m_blocks.back().size);
    }

    std::vector<Block> m_blocks;       ///< Never empty; the last one is being filled.
    std::size_t m_used = 0;            ///< Of the last one.
    std::size_t m_kept = 0;            ///< Of all, documents included.
    std::vector<QuotedSlice> m_slices; ///< By their place.
    json::Document m_parser;           ///< Reads nothing itself: its parser serves all documents.
    std::size_t m_longest = 0;         ///< Of the texts that it read.
    std::deque<json::Document> m_documents;
    std::unordered_map<const char *, Hidden> m_hidden; ///< By the object's or array's place.
    std::set<std::pair<const json::Document *, std::uint32_t>> m_undefined;
    std::vector<json::Value> m_seen;
    bool m_isWatching = false;
    std::unordered_map<const char *, Parts> m_parts;
    bool m_isTracing = false;
};

} // namespace smc::mapping
