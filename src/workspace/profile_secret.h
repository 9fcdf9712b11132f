// Keeps keys and secrets out of profiles, which are plain files.
#pragma once

#include <base/error.h>
#include <json/document.h>

namespace smc::workspace {

/// profile_secret where a member of `root`, at any depth, has the name of a key or a secret. Its value is not repeated.
Result<void> refuseSecret(json::Value root);

} // namespace smc::workspace
