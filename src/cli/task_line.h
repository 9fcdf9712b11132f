// A line of `transform` or `match`: `{"mapping":…,"payload":…}`, `{"trigger":…,"payload":…}`.
#pragma once

#include "batch.h"

#include <base/error.h>
#include <json/document.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace smc::cli {

struct Task
{
    json::Value what; ///< The mapping or the trigger.
    json::Value payload;
};

class TaskLine
{
public:
    enum class Payload : std::uint8_t { Needed, Optional };

    /// The task in the item's text; it lives until the next call. `what` is the key beside "payload".
    /// Errors: not_json (with the place in the input), task_malformed.
    Result<Task> read(const Batch &batch, const Item &item, std::string_view what, Payload payload = Payload::Needed);

private:
    json::Document m_document;
    std::string m_text;
};

/// The error's sentence, with the place in the mapping or trigger where it names one.
std::string sentenceWithPlace(const Error &error);

} // namespace smc::cli
