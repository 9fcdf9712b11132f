// A day on the command line.
#pragma once

#include <base/error.h>

#include <QDate>

#include <string>

namespace smc::cli {

/// The day that --key-expires names, such as 2027-01-31. Error: profile_date_invalid.
Result<QDate> lastDayOfKey(const std::string &text);

} // namespace smc::cli
