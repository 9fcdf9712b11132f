// One budget for the bytes that all requests together may hold in memory.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace smc::sandbox {

class BufferBudget
{
public:
    explicit BufferBudget(std::size_t max)
        : m_max(max)
    {
    }

    bool take(std::size_t bytes)
    {
        if (m_used.fetch_add(bytes) + bytes <= m_max)
            return true;
        m_used.fetch_sub(bytes);
        return false;
    }
    void giveBack(std::size_t bytes) { m_used.fetch_sub(bytes); }
    std::size_t used() const { return m_used.load(); }

private:
    const std::size_t m_max;
    std::atomic<std::size_t> m_used = 0;
};

/// What one request has taken from the budget; it goes back when the hold goes, in whichever thread that is.
class BufferHold
{
public:
    BufferHold() = default;
    explicit BufferHold(std::shared_ptr<BufferBudget> budget)
        : m_budget(std::move(budget))
    {
    }
    BufferHold(BufferHold &&other) noexcept
        : m_budget(std::move(other.m_budget))
        , m_bytes(std::exchange(other.m_bytes, 0))
    {
    }
    BufferHold &operator=(BufferHold &&other) noexcept
    {
        release();
        m_budget = std::move(other.m_budget);
        m_bytes = std::exchange(other.m_bytes, 0);
        return *this;
    }
    ~BufferHold() { release(); }

    /// Makes the hold `bytes` large; false where the budget has no room for that.
    bool growTo(std::size_t bytes)
    {
        if (bytes <= m_bytes || !m_budget)
            return true;
        if (!m_budget->take(bytes - m_bytes))
            return false;
        m_bytes = bytes;
        return true;
    }
    void release()
    {
        if (m_budget && m_bytes > 0)
            m_budget->giveBack(m_bytes);
        m_bytes = 0;
    }

private:
    std::shared_ptr<BufferBudget> m_budget;
    std::size_t m_bytes = 0;
};

} // namespace smc::sandbox
