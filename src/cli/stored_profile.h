// A stored profile by the name that a person gives. What is met of damaged ones on the way is said.
#pragma once

#include <workspace/profile_store.h>

#include <string>

namespace smc::cli {

/// Files that were set aside because they are damaged are named on stderr: the next look would not meet them any more.
/// Codes: profile_damaged (there is none of that name, and one of those may have been it: nothing is said then, the
/// error says it), profile_not_found, profile_ambiguous.
Result<workspace::Profile> storedProfile(const workspace::ProfileStore &store, const std::string &name);

} // namespace smc::cli
