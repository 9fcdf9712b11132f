// The memory of a run: what a plan computes lives here until the next event.
#pragma once

#include <json/document.h>

#include <cstddef>
#include <deque>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>

namespace smc::mapping {

class Scratch
{
public:
    Scratch();
    ~Scratch();

    /// Forgets everything that was kept; views into it end here.
    void clear();

    std::string_view keep(std::string_view text);
    std::span<const json::Value> keep(std::span<const json::Value> values);

    /// An empty buffer to build a text in, until the next call of buffer().
    std::string &buffer()
    {
        m_buffer.clear();
        return m_buffer;
    }

    /// An empty document that lives until clear(): for JSON that stood inside a string.
    json::Document &document();

private:
    static constexpr std::size_t FirstBlock = 16384;

    std::unique_ptr<std::byte[]> m_block;
    std::pmr::monotonic_buffer_resource m_memory;
    std::string m_buffer;
    std::deque<json::Document> m_documents;
};

} // namespace smc::mapping
