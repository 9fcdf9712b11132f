// Reading the inputs: events, or lines.
#pragma once

#include "exit_code.h"
#include "input.h"
#include "pipeline.h"

#include <base/error.h>

namespace smc::cli {

/// Reads events (one, NDJSON, a JSON array, a batch body) out of every input and adds them one by one.
/// Ends early, without an error, where nobody reads the results. Errors: input_unreadable.
Result<void> feedEvents(const Inputs &inputs, Sink &sink);

/// The same for the lines of NDJSON that are no events. Blank lines are passed over.
Result<void> feedLines(const Inputs &inputs, Sink &sink);

/// Longest line that feedLines() takes; a longer one is an error and is passed over.
inline constexpr std::size_t MaxLine = 64U << 20U;

/// Feeds, waits, and says what went wrong: the whole run of a command.
struct RunOptions
{
    Inputs inputs;
    unsigned threads = 1;
};
enum class InputKind { Events, Lines };
ExitCode runPipeline(InputKind kind, const RunOptions &options, const WorkerFactory &makeWorker);

} // namespace smc::cli
