// Making lists, fields and static segments (SMC API: lists, fields, segments/static). For an SMC of one's own: the
// console offers it for the sandbox only.
#pragma once

#include "client.h"

#include <optional>
#include <string>
#include <string_view>

namespace smc::rest {

struct NewList
{
    std::string apiName; ///< Letters, digits and underscores.
    std::string name;    ///< What people see.
    std::string type;    ///< "Userlist" or "Datalist".
};

struct NewField
{
    std::string name;
    std::string dataType;        ///< Boolean, Numeric, Long, Float, Date, DateTime, Text or LongText.
    std::optional<int> length{}; ///< Of a Text, in characters.
};

struct NewSegment
{
    std::string apiName;
    std::string name;
};

net::HttpRequest createListRequest(const Address &address, const NewList &list);
net::HttpRequest createFieldRequest(const Address &address, std::string_view list, const NewField &field);
net::HttpRequest createSegmentRequest(const Address &address, std::string_view list, const NewSegment &segment);

/// Sends `request` with the client's key. The error's code is the verdict's name, its message what happened and what to
/// do.
QCoro::Task<Result<void>> create(Client client, net::HttpRequest request, std::string list = {});

} // namespace smc::rest
