#include "pause.h"

#include "gate.h"

namespace smc::net {

QCoro::Task<void> pause(std::shared_ptr<Clock> clock, std::chrono::milliseconds wait, CancelToken cancel)
{
    Gate gate;
    const auto onCancel = cancel.onCancel([&gate] { gate.open(); });
    clock->callAfter(wait, &gate, [&gate] { gate.open(); });
    co_await gate.opened();
}

} // namespace smc::net
