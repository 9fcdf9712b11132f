// What smcctl's exit codes mean.
#pragma once

namespace smc::cli {

enum class ExitCode : int {
    Done = 0,        ///< Everything went as asked. Events that the settings keep back are part of that.
    SomeFailed = 1,  ///< Some events are invalid, were refused or failed; the lines on stdout say which.
    Usage = 2,       ///< The command line, a file, a profile or a setting is wrong; stderr says what to do.
    Unreachable = 3, ///< SMC (or the keychain) could not be reached, or did not let us in.
};

} // namespace smc::cli
