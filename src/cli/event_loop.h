// A command that waits for the network or the keychain runs as one coroutine in Qt's event loop.
#pragma once

#include "exit_code.h"

#include <QCoroTask>

#include <functional>

namespace smc::cli {

/// Runs `command` to its end and comes back with its exit code.
ExitCode runInEventLoop(std::function<QCoro::Task<ExitCode>()> command);

} // namespace smc::cli
