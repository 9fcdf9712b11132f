// Requests of SMC's REST API (SMC API, v1), without the key: Connection attaches that.
#pragma once

#include "batch.h"

#include <destination/admin_url.h>
#include <net/http_request.h>

#include <optional>
#include <string>
#include <string_view>

namespace smc::rest {

struct Address
{
    destination::AdminUrl url;
    std::string organization; ///< As SMC shows it at the top right; may hold spaces and slashes.
};

/// The query options of bulk operations, under SMC's names (SMC API, data/load). An operation gets those that it knows.
struct BulkOptions
{
    std::string mode = "Sync";                        ///< Or Stream.
    std::string deduplication = "ImportLastMatch";    ///< Or ImportFirstMatch.
    std::string dataImportOption = "InsertAndUpdate"; ///< Or OnlyInsert, OnlyUpdate.
    std::string errorHandling{};                      ///< Its values are not published; not sent where empty.
};

/// POST L/data/load, DELETE L/data, POST L/segments/{s}/data/load or DELETE L/segments/{s}/data.
net::HttpRequest toRequest(const Address &address, const Batch &batch, const BulkOptions &options = {});

/// Which lists or segments are asked for. `filter` is a type: Userlist, Datalist, Dataselectionlist, Optionlist for
/// lists, Static, Dynamic, External for segments. What is empty is not sent.
struct Query
{
    std::string filter{};
    std::string search{}; ///< In name, description and tags.
    std::optional<int> skip{};
    std::optional<int> take{};
};

net::HttpRequest statusRequest(const Address &address);       ///< GET /status
net::HttpRequest organizationRequest(const Address &address); ///< GET O
net::HttpRequest listsRequest(const Address &address, const Query &query = {});
net::HttpRequest listRequest(const Address &address, std::string_view list);
net::HttpRequest fieldsRequest(const Address &address, std::string_view list);
net::HttpRequest recordCountRequest(const Address &address, std::string_view list);
net::HttpRequest segmentsRequest(const Address &address, std::string_view list, const Query &query = {});
net::HttpRequest segmentRequest(const Address &address, std::string_view list, std::string_view segment);

} // namespace smc::rest
