// Ctrl+C and a request to end, as at the end of a desktop session, as a callback in the event loop.
#pragma once

#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace smc::workspace {

/// While it lives, SIGINT and SIGTERM call `callback` instead of ending the program. A second SIGINT ends it at once.
/// There is one at a time.
class Interrupt
{
public:
    explicit Interrupt(std::function<void()> callback);
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

private:
    std::shared_ptr<const std::function<void()>> m_callback;
    int m_pipe[2] = {-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace smc::workspace
