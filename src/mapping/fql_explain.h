// Why a trigger does not match: which of its conditions fail, and on what.
#pragma once

#include "fql.h"

#include <optional>
#include <string>
#include <vector>

namespace smc::mapping {

/// A condition that does not hold.
struct Unmet
{
    std::string
        condition;      ///< As Segment reads it: `type = "track"`; `type in …` with an operator that it doesn't know.
    std::string path;   ///< "$.properties.total"
    json::Value actual; ///< What stands there; none where nothing does. For a length, the text or array that has it.
    std::optional<double> length{}; ///< Where the path ends in the length of a text, in UTF-16 units, or of an array.
};

struct WhyNot
{
    std::string sentence;
    std::vector<Unmet> unmet; ///< In the order of the trigger.
};

/// Nothing where `trigger` matches `event`. Of conditions joined by and those that fail are named, of conditions joined
/// by or all.
WhyNot whyNot(const Trigger &trigger, json::Value event);

/// "$.traits.e_mail", "$.traits['my key']", "$.properties.products[0].sku"; "$." for the whole payload.
std::string pathText(const Path &path);

/// A value for a sentence: a short scalar as it is spelt, "an object", "nothing".
std::string valueInWords(json::Value value);
/// What a condition looked at, for a sentence.
std::string valueInWords(const Unmet &unmet);
/// The same as JSON; empty where there is nothing.
std::string valueAsJson(const Unmet &unmet);

} // namespace smc::mapping
