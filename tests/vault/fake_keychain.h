// A keychain that does what a test wants: answers, hangs, refuses, vanishes.
#pragma once

#include <vault/keychain.h>

#include <QTimer>

#include <map>
#include <vector>

/// What a test keeps of a keychain that a vault owns.
struct FakeKeychainState
{
    enum class Mood { Answers, Hangs, Denies, Fails };
    Mood mood = Mood::Answers;
    std::map<std::string, std::string> entries;
    int questions = 0;
    std::vector<std::function<void()>> unanswered; ///< Asked while it hung; call one for a late answer.
};

class FakeKeychain final : public smc::vault::Keychain
{
public:
    explicit FakeKeychain(std::shared_ptr<FakeKeychainState> state)
        : m_state(std::move(state))
    {
    }

    void read(const std::string &service, const std::string &key, Done done) override
    {
        later(done, [state = m_state.get(), id = service + '/' + key] {
            const auto entry = state->entries.find(id);
            if (entry == state->entries.end())
                return smc::vault::KeychainAnswer{Status::NoEntry, {}, "not found"};
            return smc::vault::KeychainAnswer{Status::Done, smc::SecretString(entry->second), {}};
        });
    }

    void write(const std::string &service, const std::string &key, smc::SecretString value, Done done) override
    {
        later(done, [state = m_state.get(), id = service + '/' + key, text = std::string(value.reveal())] {
            state->entries[id] = text;
            return smc::vault::KeychainAnswer{Status::Done, {}, {}};
        });
    }

    void remove(const std::string &service, const std::string &key, Done done) override
    {
        later(done, [state = m_state.get(), id = service + '/' + key] {
            const bool removed = state->entries.erase(id) > 0;
            return smc::vault::KeychainAnswer{removed ? Status::Done : Status::NoEntry, {}, {}};
        });
    }

private:
    using Status = smc::vault::KeychainAnswer::Status;

    template <typename Work>
    void later(Done done, Work work)
    {
        ++m_state->questions;
        switch (m_state->mood) {
        case FakeKeychainState::Mood::Answers:
            QTimer::singleShot(0, [done, work] { done(work()); });
            break;
        case FakeKeychainState::Mood::Hangs:
            m_state->unanswered.push_back([done, work] { done(work()); });
            break;
        case FakeKeychainState::Mood::Denies:
            QTimer::singleShot(0, [done] { done({Status::Denied, {}, "the person said no"}); });
            break;
        case FakeKeychainState::Mood::Fails:
            QTimer::singleShot(0, [done] { done({Status::Unavailable, {}, "no service"}); });
            break;
        }
    }

    std::shared_ptr<FakeKeychainState> m_state;
};
