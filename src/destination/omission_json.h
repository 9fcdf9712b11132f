// What is left out of an event, as smcctl's lines tell it.
#pragma once

#include "delivery.h"

#include <string>
#include <vector>

namespace smc::destination {

/// Appends [{"rule":"audience-upsert","list":"USERS","extent":"delivery","code":"KEY_FIELD_MISSING","reason":"…"}]. The
/// list is left out where it is not known. A member of the event has its place, "range", in bytes of the event's text,
/// and "suggestion" where a name comes near.
void appendJson(std::string &out, const std::vector<Omission> &omissions);

} // namespace smc::destination
