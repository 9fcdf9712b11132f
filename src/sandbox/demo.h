// The content that a sandbox starts with, the same each time.
#pragma once

#include "store.h"

namespace smc::sandbox {

/// Creates in an empty store: the data list segment_events, the user list USERS_SEGMENT with a hundred people, the
/// first of them segmenttest@selligent.com, and its empty static segment SegmentToSMCStatic.
void createDemoContent(Store &store);

} // namespace smc::sandbox
