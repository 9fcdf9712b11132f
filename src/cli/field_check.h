// `map --fields`: what SMC would refuse of a row, and what it would store otherwise.
#pragma once

#include <destination/column_types.h>
#include <destination/prepare.h>

#include <memory>
#include <string>
#include <vector>

namespace smc::cli {

class FieldCheck
{
public:
    /// Reads the fields in `file`; where it names no list, they are those of `eventsList`. Errors: fields_unreadable,
    /// fields_malformed.
    static Result<std::shared_ptr<const FieldCheck>> read(const std::string &file, const std::string &eventsList);

    explicit FieldCheck(std::vector<destination::ListFields> lists)
        : m_lists(std::move(lists))
    {
    }

    /// `,"refused":[{"delivery":0,"column":…,"validation_code":…,"message":…,"advice":…}],"stored":[{"delivery":0,
    /// "column":…,"value":…}]` for a ready event: what SMC would refuse, and what it would store otherwise than the row
    /// says.
    void append(std::string &out, const destination::Prepared &prepared) const;

private:
    std::vector<destination::ListFields> m_lists;
};

} // namespace smc::cli
