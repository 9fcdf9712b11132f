// `--fields`: the fields of SMC's lists from a file, and what they say about the rows of an event.
#pragma once

#include <destination/column_types.h>
#include <destination/prepare.h>

#include <memory>
#include <string>

namespace smc::cli {

/// Reads the fields in `file`; where it names no list, they are those of `eventsList`. Errors: fields_unreadable,
/// fields_malformed.
Result<std::shared_ptr<const destination::KnownFields>> readFieldsFile(const std::string &file,
                                                                       const std::string &eventsList);

/// For an event with deliveries: what SMC would refuse of them, be it a value or a column that it does not know, and
/// what was converted for it: `,"refused":[{"delivery":0,"column":…,"validation_code":…,"message":…,"advice":…,
/// "nearest":…,"path":…}],"converted":[{"delivery":0,"column":…,"type":…,"from":…,"value":…}]`.
void appendFieldCheck(std::string &out, const destination::Prepared &prepared);

} // namespace smc::cli
