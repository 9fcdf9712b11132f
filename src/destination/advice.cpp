#include "advice.h"

namespace smc::destination {

namespace {

std::string oneOf(const std::vector<std::string> &choices)
{
    std::string text;
    for (const std::string &choice : choices)
        text += (text.empty() ? "\"" : ", \"") + choice + '"';
    return text;
}

} // namespace

std::string adviceFor(const Discard &discard)
{
    if (discard.code == "EVENT_NOT_ALLOWED")
        return discard.suggestion.empty() ? "Add the event's name to Allowed Events (allowedEvents) to send it."
                                          : "Name the event \"" + discard.suggestion +
                                                "\", or add its own name to Allowed Events (allowedEvents).";
    if (discard.code.ends_with("_EVENTS_OFF") && !discard.suggestion.empty())
        return "Switch on the setting " + discard.suggestion + " to send such events.";
    if (discard.code == "UNSUPPORTED_EVENT_TYPE")
        return "Add a rule for such calls to the mapping, or leave them out.";
    if (discard.code == "NO_MATCHING_MAPPING")
        return "Compare the event with the triggers of the mapping's rules: 'smcctl map --explain' says what does not "
               "hold.";
    if (!discard.choices.empty())
        return discard.choices.size() == 1 ? "Write " + oneOf(discard.choices) + " there."
                                           : "Write one of " + oneOf(discard.choices) + " there.";
    return {};
}

} // namespace smc::destination
