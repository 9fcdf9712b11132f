// Asking a running operation to stop. Used from one thread.
#pragma once

#include <functional>
#include <memory>

namespace smc::net {

class CancelSource;

/// The operation's end. A token that comes from no CancelSource is never cancelled.
class CancelToken
{
public:
    CancelToken() = default;

    bool isCancelled() const;

    /// Keeps a callback registered for as long as it lives.
    class Registration
    {
    public:
        Registration() = default;
        Registration(Registration &&other) noexcept;
        Registration &operator=(Registration &&other) noexcept;
        ~Registration();

    private:
        friend class CancelToken;
        struct Entry;
        std::shared_ptr<Entry> m_entry;
    };

    /// Calls `callback` once, from within cancel(); at once where it is cancelled already.
    [[nodiscard]] Registration onCancel(std::function<void()> callback) const;

private:
    friend class CancelSource;
    struct State;
    std::shared_ptr<State> m_state;
};

/// The asking end: a Cancel button, Ctrl+C, a window that closes. Going away does not cancel.
class CancelSource
{
public:
    CancelSource();

    CancelToken token() const;
    void cancel();
    bool isCancelled() const;

private:
    std::shared_ptr<CancelToken::State> m_state;
};

} // namespace smc::net
