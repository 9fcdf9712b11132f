// The keys that a state file lets in again: those that the sandboxes on it have made. It has their marks, not them.
#pragma once

#include "database.h"

#include <string>
#include <vector>

namespace smc::sandbox {

/// keyMark() of each, in ascending order.
std::vector<std::string> keptKeys(Database &database);

/// The newest ones stay, up to some thousands.
void keepKey(Database &database, const std::string &mark);

} // namespace smc::sandbox
