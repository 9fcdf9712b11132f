#include "cancel.h"

#include <utility>
#include <vector>

namespace smc::net {

struct CancelToken::Registration::Entry
{
    std::function<void()> callback;
};

struct CancelToken::State
{
    bool cancelled = false;
    std::vector<std::weak_ptr<Registration::Entry>> entries;
};

CancelToken::Registration::Registration(Registration &&other) noexcept = default;
CancelToken::Registration &CancelToken::Registration::operator=(Registration &&other) noexcept = default;
CancelToken::Registration::~Registration() = default;

bool CancelToken::isCancelled() const
{
    return m_state && m_state->cancelled;
}

CancelToken::Registration CancelToken::onCancel(std::function<void()> callback) const
{
    Registration registration;
    if (!m_state)
        return registration;
    if (m_state->cancelled) {
        callback();
        return registration;
    }
    std::erase_if(m_state->entries, [](const auto &entry) { return entry.expired(); });
    registration.m_entry = std::make_shared<Registration::Entry>(Registration::Entry{std::move(callback)});
    m_state->entries.push_back(registration.m_entry);
    return registration;
}

CancelSource::CancelSource()
    : m_state(std::make_shared<CancelToken::State>())
{
}

CancelToken CancelSource::token() const
{
    CancelToken token;
    token.m_state = m_state;
    return token;
}

void CancelSource::cancel()
{
    if (std::exchange(m_state->cancelled, true))
        return;
    // A callback may destroy this source or any registration, its own included.
    const auto entries = std::exchange(m_state->entries, {});
    for (const auto &weak : entries) {
        if (const auto entry = weak.lock())
            entry->callback();
    }
}

bool CancelSource::isCancelled() const
{
    return m_state->cancelled;
}

} // namespace smc::net
