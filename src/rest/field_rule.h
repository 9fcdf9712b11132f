// The rule that a value broke, as far as SMC names it. Inside of the room only.
#pragma once

#include <string>
#include <string_view>

namespace smc::rest {

/// "At most 50 characters; there are 53." from a `validation_code` and SMC's words to it (SMC API, data/load). Where
/// the words give no number or type, the rule in general; empty for codes that stand for none.
std::string fieldRule(std::string_view validationCode, std::string_view words);

} // namespace smc::rest
