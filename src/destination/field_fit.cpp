#include "field_fit.h"

#include "api_name.h"
#include "rule.h"

#include <algorithm>
#include <utility>

namespace smc::destination {

namespace {

/// Takes columns out; `gone` in rising order. Before there are conversions.
void drop(Delivery &delivery, const std::vector<std::size_t> &gone)
{
    if (gone.empty())
        return;
    const auto isGone = [&](std::size_t column) { return std::binary_search(gone.begin(), gone.end(), column); };
    std::size_t kept = 0;
    for (std::size_t column = 0; column < delivery.columns.size(); ++column) {
        if (isGone(column))
            continue;
        if (kept != column) {
            delivery.columns[kept] = std::move(delivery.columns[column]);
            delivery.row[kept] = delivery.row[column];
        }
        ++kept;
    }
    delivery.columns.resize(kept);
    delivery.row.resize(kept);
    std::erase_if(delivery.columnOrigins, [&](const ColumnOrigin &named) { return isGone(named.column); });
    for (ColumnOrigin &named : delivery.columnOrigins)
        named.column -=
            static_cast<std::size_t>(std::lower_bound(gone.begin(), gone.end(), named.column) - gone.begin());
}

/// Members that name their column themselves and that the list has no field for: they go, the row stays. A column that
/// the preset or a mapping names is refused instead, and so is a key, without which SMC takes no row.
std::vector<Omission> leaveOutUnknown(Delivery &delivery, FieldIndex::List &list)
{
    constexpr std::size_t MostOmissions = 100; // The rest goes without a word of its own.
    std::vector<Omission> omissions;
    std::vector<std::size_t> unknown;
    for (const ColumnOrigin &named : delivery.columnOrigins) {
        const std::string &name = delivery.columns[named.column];
        const auto isThis = [&](const std::string &key) { return sameApiName(key, name); };
        const json::Value source = named.origin.sources.empty() ? json::Value() : named.origin.sources.front();
        const bool isKey = std::any_of(delivery.keyFields.begin(), delivery.keyFields.end(), isThis);
        if (!source || !source.keyIs(name) || isKey || list.find(name) != nullptr)
            continue;
        const std::optional<ValueProblem> &problem = list.unknown(name);
        if (!problem)
            continue;
        if (omissions.size() < MostOmissions) {
            // A field that gets its value already was not meant, and could not be written twice.
            const auto isNearest = [&](const std::string &column) { return sameApiName(column, problem->nearest); };
            const bool isTaken = std::any_of(delivery.columns.begin(), delivery.columns.end(), isNearest);
            const std::string nearest = isTaken ? std::string() : problem->nearest;
            omissions.push_back({delivery.ruleId, Omission::Extent::Member, std::string(problem->validationCode),
                                 "The trait \"" + name + "\" is left out: the list " + delivery.list +
                                     " has no field of that name." +
                                     (nearest.empty() ? "" : " Did you mean " + nearest + "?"),
                                 source.keySpan(), nearest, delivery.list});
        }
        unknown.push_back(named.column);
    }
    drop(delivery, unknown);
    return omissions;
}

/// Whether a setting asks for the row beside what the event becomes in any case.
bool isExtra(const Delivery &delivery, const Preset::Rules &rules)
{
    return std::any_of(rules.rules.begin(), rules.rules.end(),
                       [&](const Rule &rule) { return rule.id == delivery.ruleId && rule.when != nullptr; });
}

/// The deliveries that refusals are about, each once; `refusals` are by delivery.
std::vector<std::size_t> refusedBy(const std::vector<ValueRefusal> &refusals)
{
    std::vector<std::size_t> indexes;
    for (const ValueRefusal &refusal : refusals) {
        if (indexes.empty() || indexes.back() != refusal.delivery)
            indexes.push_back(refusal.delivery);
    }
    return indexes;
}

} // namespace

Misfits FieldFit::run(Deliveries &deliveries, const Input &input, mapping::Scratch &scratch)
{
    m_index.use(input.fields);
    Misfits misfits;
    const std::span<Delivery> all = deliveries.all();
    for (std::size_t index = 0; index < all.size(); ++index) {
        if (FieldIndex::List *list = m_index.find(all[index].list)) {
            for (Omission &omission : leaveOutUnknown(all[index], *list))
                misfits.omissions.push_back(std::move(omission));
        }
        for (ValueRefusal &refusal : m_typer.apply(all[index], index, m_index, input.event, scratch))
            misfits.refusals.push_back(std::move(refusal));
    }
    const std::vector<std::size_t> refused = refusedBy(misfits.refusals);
    const bool canStayBehind =
        refused.size() < all.size() && std::all_of(refused.begin(), refused.end(),
                                                   [&](std::size_t index) { return isExtra(all[index], input.rules); });
    if (refused.empty() || !canStayBehind)
        return misfits;
    std::for_each(refused.rbegin(), refused.rend(), [&](std::size_t index) { deliveries.holdBack(index); });
    for (ValueRefusal &refusal : misfits.refusals)
        refusal.delivery = static_cast<std::size_t>(std::lower_bound(refused.begin(), refused.end(), refusal.delivery) -
                                                    refused.begin());
    std::swap(misfits.refusals, misfits.heldBack);
    return misfits;
}

} // namespace smc::destination
