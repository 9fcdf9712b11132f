// The way out of a deep reader of JSON with the place of the mistake. Inside of the room only.
#pragma once

#include <base/error.h>
#include <json/document.h>
#include <json/pointer.h>

#include <string>
#include <utility>

namespace smc::destination {

/// Thrown within orMistake() only.
struct Mistake
{
    Error error;
};

/// Ends the reading: `at` is where the mistake stands, and comes as a JSON pointer.
[[noreturn]] inline void throwMistake(std::string code, json::Value at, std::string sentence)
{
    throw Mistake{{std::move(code), std::move(sentence), json::pointerTo(at)}};
}

/// What `read` returns, or the mistake that ended it.
template <typename Read>
auto orMistake(Read read) -> Result<decltype(read())>
{
    try {
        return read();
    } catch (Mistake &caught) {
        return tl::make_unexpected(std::move(caught.error));
    }
}

} // namespace smc::destination
