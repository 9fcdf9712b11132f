// What becomes of an event, as members of its line.
#pragma once

#include <destination/explain.h>
#include <destination/prepare.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smc::cli {

enum class DeliveryDetail : std::uint8_t {
    Plain,
    WithOrigins, ///< Each value's origin beside the row, and behind the deliveries the event's warnings.
};

/// For many events one after another: columns that stay the same are put into words once.
class PreparedWriter
{
public:
    explicit PreparedWriter(DeliveryDetail detail)
        : m_detail(detail)
    {
    }

    /// `"deliveries":[…]`, `"discarded":{…}` or `"invalid":[…]`, without the braces around.
    void append(std::string &out, const destination::Prepared &prepared);
    /// The same with the pieces of values beside their origins.
    void append(std::string &out, const destination::Prepared &prepared, std::span<const destination::CellParts> parts);

private:
    void appendDelivery(std::string &out, const destination::Prepared &prepared, std::size_t index);
    void appendOrigins(std::string &out, const destination::Prepared &prepared, std::size_t index) const;
    /// `,"columns":["MESSAGE_ID","TYPE"],"row":[`
    void appendColumns(std::string &out, const destination::Delivery &delivery);

    DeliveryDetail m_detail;
    std::span<const destination::CellParts> m_parts; ///< Of the event at hand.
    std::string m_rule;                              ///< Whose columns stand in m_columns.
    std::string m_columns;                           ///< As text.
};

} // namespace smc::cli
