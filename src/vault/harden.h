// Keeps this process's memory out of crash reports and away from other programs.
#pragma once

#include <base/error.h>

namespace smc::vault {

/// Call first thing in main(), before a secret is read. On Linux: no core dumps, and no other program of the same user
/// may attach or read the memory (prctl PR_SET_DUMPABLE). On other Unix systems: no core dumps. On Windows it does
/// nothing: crash reports are the system's own setting there.
///
/// An error (code harden_failed) names what the system refused; the program can go on.
Result<void> hardenProcess();

} // namespace smc::vault
