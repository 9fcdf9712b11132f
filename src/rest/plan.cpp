#include "plan.h"

namespace smc::rest {

Result<std::vector<PlannedRequest>> plan(const Address &address, const destination::Prepared &prepared)
{
    Batcher batcher;
    std::size_t number = 0;
    for (const destination::Delivery &delivery : prepared.deliveries()) {
        if (const Result<void> added = batcher.add({0, number++}, delivery, prepared.event().document()); !added)
            return tl::make_unexpected(added.error());
    }
    std::vector<PlannedRequest> requests;
    for (const Batch &batch : batcher.takeAll()) {
        PlannedRequest planned{toRequest(address, batch), {}};
        for (const Row &row : batch.rows)
            planned.rows.push_back(row.source);
        requests.push_back(std::move(planned));
    }
    return requests;
}

} // namespace smc::rest
