// `--fields`: the fields of SMC's lists from a file, and what they say about the rows of an event.
#pragma once

#include <destination/column_types.h>
#include <destination/prepare.h>

#include <memory>
#include <string>
#include <vector>

namespace smc::cli {

/// Reads the fields in `file`; where it names no list, they are those of `eventsList`. Errors: fields_unreadable,
/// fields_malformed.
Result<std::shared_ptr<const destination::KnownFields>> readFieldsFile(const std::string &file,
                                                                       const std::string &eventsList);

/// For many events one after another: columns that stay the same are compared with the list's fields once.
class FieldCheck
{
public:
    explicit FieldCheck(std::shared_ptr<const destination::KnownFields> lists)
        : m_lists(std::move(lists))
    {
    }

    /// For an event with deliveries: what SMC would refuse, what was converted for it, and which columns it does not
    /// know: `,"refused":[{"delivery":0,"column":…,"validation_code":…,"message":…,"advice":…,"path":…}],"converted":[
    /// {"delivery":0,"column":…,"type":…,"from":…,"value":…}],"unknown":[{"delivery":0,"column":…,"nearest":…}]`.
    void append(std::string &out, const destination::Prepared &prepared);

private:
    const std::vector<std::string> &unknownIn(const destination::Delivery &delivery);

    std::shared_ptr<const destination::KnownFields> m_lists;
    std::string m_list;
    std::vector<std::string> m_columns;
    std::vector<std::string> m_unknown; ///< Of those columns.
};

} // namespace smc::cli
