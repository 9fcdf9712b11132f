#include "keychain_call.h"

#include <utility>

namespace smc::vault {

namespace {

KeychainOutcome::Kind kindOf(KeychainAnswer::Status status)
{
    switch (status) {
    case KeychainAnswer::Status::Done:
        return KeychainOutcome::Kind::Done;
    case KeychainAnswer::Status::NoEntry:
        return KeychainOutcome::Kind::NoEntry;
    case KeychainAnswer::Status::Denied:
        return KeychainOutcome::Kind::Denied;
    case KeychainAnswer::Status::Unavailable:
        break;
    }
    return KeychainOutcome::Kind::Unavailable;
}

} // namespace

std::shared_ptr<KeychainCall> KeychainCall::start(std::chrono::milliseconds patience)
{
    auto call = std::make_shared<KeychainCall>();
    call->m_outcome.patience = patience;
    call->m_timer.setSingleShot(true);
    QObject::connect(&call->m_timer, &QTimer::timeout, &call->m_timer, [weak = std::weak_ptr(call)] {
        if (const auto self = weak.lock()) {
            self->m_settled = true;
            self->resume();
        }
    });
    call->m_timer.start(patience);
    return call;
}

Keychain::Done KeychainCall::done()
{
    return [weak = weak_from_this()](KeychainAnswer answer) {
        if (const auto self = weak.lock())
            self->settle(std::move(answer));
    };
}

void KeychainCall::cancel()
{
    if (m_settled)
        return;
    m_settled = true;
    m_outcome.kind = KeychainOutcome::Kind::Cancelled;
    m_timer.start(0);
}

void KeychainCall::settle(KeychainAnswer answer)
{
    if (m_settled)
        return;
    m_settled = true;
    m_outcome.kind = kindOf(answer.status);
    m_outcome.value = std::move(answer.value);
    m_outcome.detail = std::move(answer.detail);
    m_timer.stop();
    resume();
}

void KeychainCall::resume()
{
    m_resumable = true;
    if (const auto waiter = std::exchange(m_waiter, nullptr))
        waiter.resume();
}

} // namespace smc::vault
