// One question to the keychain that a coroutine waits for: until it is answered, time is up, or it is cancelled.
#pragma once

#include "keychain.h"

#include <QTimer>

#include <chrono>
#include <coroutine>
#include <memory>

namespace smc::vault {

struct KeychainOutcome
{
    enum class Kind { Done, NoEntry, Denied, Unavailable, TimedOut, Cancelled };
    Kind kind = Kind::TimedOut;
    SecretString value;
    std::string detail;
    std::chrono::milliseconds patience{0}; ///< How long the question could wait.
};

class KeychainCall : public std::enable_shared_from_this<KeychainCall>
{
public:
    /// The clock runs from now on.
    static std::shared_ptr<KeychainCall> start(std::chrono::milliseconds patience);

    /// To hand to a Keychain. It does not keep the call alive: an answer that comes too late goes nowhere.
    Keychain::Done done();

    /// Ends the call at the next turn of the event loop.
    void cancel();

    /// What a coroutine awaits.
    struct Outcome
    {
        std::shared_ptr<KeychainCall> call;

        bool await_ready() const { return call->m_resumable; }
        void await_suspend(std::coroutine_handle<> waiter) { call->m_waiter = waiter; }
        KeychainOutcome await_resume() { return std::move(call->m_outcome); }
    };
    Outcome outcome() { return Outcome{shared_from_this()}; }

private:
    void settle(KeychainAnswer answer);
    void resume();

    QTimer m_timer;
    KeychainOutcome m_outcome;
    bool m_settled = false;
    bool m_resumable = false;
    std::coroutine_handle<> m_waiter;
};

} // namespace smc::vault
