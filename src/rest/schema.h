// What an SMC holds, as far as it was read: for completion, and to say before sending what SMC would refuse.
#pragma once

#include "client.h"

#include <destination/column_types.h>
#include <destination/delivery.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::rest {

struct KnownList
{
    ListInfo info;
    std::optional<std::vector<FieldInfo>> fields{};     ///< None where they were not read.
    std::optional<std::vector<SegmentInfo>> segments{}; ///< None where they were not read.
};

struct Schema
{
    std::vector<KnownList> lists;
    bool isWhole = false; ///< `lists` names every list that the key may see.

    /// API names know no case (SMC API, lists).
    const KnownList *find(std::string_view list) const;
};

/// All lists, without fields and segments (GET O/lists, in pages). An SMC that answers 401 or 404 gives an error with
/// the sentence for it.
QCoro::Task<Result<Schema>> readSchema(Client client, net::CancelToken cancel = {});

/// A list's fields and static segments (GET L/fields, GET L/segments). What can't be read stays unread; `error` is the
/// first reason.
struct ListReading
{
    std::optional<std::vector<FieldInfo>> fields{};
    std::optional<std::vector<SegmentInfo>> segments{};
    std::optional<Error> error{};
};
QCoro::Task<ListReading> readListSchema(Client client, std::string list, net::CancelToken cancel = {});

/// A list's fields as the one door takes them.
destination::ListFields listFields(std::string list, const std::vector<FieldInfo> &fields);
/// Those of all lists whose fields were read; none where there are none.
std::shared_ptr<const destination::KnownFields> knownFields(const Schema &schema);

/// One thing in a delivery that SMC does not know.
struct SchemaProblem
{
    enum class What : std::uint8_t { List, Segment, Column };

    What what = What::List;
    std::size_t column = 0; ///< Of the delivery, for a column.
    std::string name;
    std::string nearest{}; ///< A name that SMC has and that was probably meant.
    std::string message;   ///< A sentence.
};

/// Says nothing about what was not read.
std::vector<SchemaProblem> check(const destination::Delivery &delivery, const Schema &schema);

} // namespace smc::rest
