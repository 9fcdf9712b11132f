// smcctl: the console's twin for scripts and pipelines.
#pragma once

namespace smc::cli {

/// Does what the command line says. Comes back with the exit code (exit_code.h).
int run(int argc, char **argv);

} // namespace smc::cli
