// The API's operations over the store. One thread, one operation at a time, each in a transaction of its own.
#pragma once

#include "http_message.h"
#include "routes.h"
#include "store.h"

#include <json/document.h>

#include <atomic>
#include <memory>
#include <string>

namespace smc::sandbox {

struct ApiRequest
{
    Call call;
    std::string body;
    BufferHold hold;
    int failEveryRow = 0; ///< A fault: every so many-th row of a bulk operation fails.
};

struct ApiSettings
{
    std::string organization = "DEMO";
    int recordIndexBase = 0; ///< What `record_index` of the first row is. Not documented.
};

/// What an operation works with. List and segment exist where the path names them.
struct Context
{
    Store &store;
    const ApiSettings &settings;
    const Call &call;
    json::Value body;
    int failEveryRow = 0;
    const std::atomic<bool> &stopping;
    List list;
    Segment segment;
};

class Api
{
public:
    Api(Store &store, ApiSettings settings, const std::atomic<bool> &stopping)
        : m_store(store)
        , m_settings(std::move(settings))
        , m_stopping(stopping)
    {
    }

    /// Never fails: what goes wrong inside is a 500.
    HttpAnswer handle(ApiRequest request);

private:
    HttpAnswer handleIn(ApiRequest &request);

    Store &m_store;
    const ApiSettings m_settings;
    const std::atomic<bool> &m_stopping;
    json::Document m_document;
};

} // namespace smc::sandbox
