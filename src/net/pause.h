// Waiting between requests, until the time is over or somebody has had enough.
#pragma once

#include "cancel.h"
#include "clock.h"

#include <QCoro/QCoroTask>

#include <chrono>
#include <memory>

namespace smc::net {

/// Comes back from the event loop after `wait`, or as soon as `cancel` is cancelled.
QCoro::Task<void> pause(std::shared_ptr<Clock> clock, std::chrono::milliseconds wait, CancelToken cancel);

} // namespace smc::net
