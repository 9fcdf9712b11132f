// What SMC's own words give away about why it said no. Inside of the room only.
//
// SMC documents a 401 only as a bare string ("The access key was incorrect") and answers it for missing rights too;
// what a 404 says is not documented at all. So the words are a hint: they decide what is said first, never what is left
// out.
#pragma once

#include "answer.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace smc::rest {

enum class AccessCause : std::uint8_t {
    Unknown,
    Key,          ///< Wrong or missing.
    Expired,      ///< Or rotated.
    Rights,       ///< The account may not do this.
    Organization, ///< The account is for others.
    Address,      ///< The IP filter.
};
AccessCause accessCauseIn(std::string_view words);

/// What to do about a refused access, the likeliest first. `organization` is empty where it is not known.
std::string accessAdvice(AccessCause cause, const std::string &organization);

enum class Missing : std::uint8_t { Unknown, Organization, List, Segment };
/// The thing of `subject` that `words` name as missing.
Missing missingIn(std::string_view words, const Subject &subject);

} // namespace smc::rest
