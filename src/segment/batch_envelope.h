// What the body of a batch gives to each of its items (HTTP Tracking API, batch).
#pragma once

#include <json/document.h>

#include <string>
#include <string_view>

namespace smc::segment {

class BatchEnvelope
{
public:
    BatchEnvelope() = default;
    /// Takes `context`, `integrations` and `sentAt` out of a batch's body.
    explicit BatchEnvelope(json::Value body);

    bool isEmpty() const { return m_context.empty() && m_integrations.empty() && m_sentAt.empty(); }

    /// The item with what it lacks: a missing member is added at its end; where item and batch both have an object, the
    /// item's members count and the batch's others are added behind them. An item that is no object stays as it is.
    std::string mergedInto(std::string_view item) const;

private:
    std::string m_context; ///< JSON, or empty.
    std::string m_integrations;
    std::string m_sentAt;
};

} // namespace smc::segment
