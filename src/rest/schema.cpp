#include "schema.h"

#include <destination/api_name.h>
#include <destination/similar.h>

#include <algorithm>

namespace smc::rest {

namespace {

constexpr int PageSize = 500;
constexpr int MostPages = 20;

template <typename Item, typename Name>
std::vector<std::string> namesOf(const std::vector<Item> &items, Name name)
{
    std::vector<std::string> names;
    for (const Item &item : items)
        names.push_back(item.*name);
    return names;
}

bool has(const std::vector<std::string> &names, std::string_view name)
{
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string &known) { return destination::sameApiName(known, name); });
}

SchemaProblem problem(SchemaProblem::What what, std::size_t column, const std::string &name,
                      const std::vector<std::string> &names, std::string sentence)
{
    SchemaProblem problem{what, column, name, destination::nearMiss(name, names).name, std::move(sentence)};
    if (!problem.nearest.empty())
        problem.message += " Did you mean " + problem.nearest + "?";
    return problem;
}

} // namespace

const KnownList *Schema::find(std::string_view list) const
{
    const auto found = std::find_if(lists.begin(), lists.end(), [&](const KnownList &known) {
        return destination::sameApiName(known.info.apiName, list);
    });
    return found == lists.end() ? nullptr : &*found;
}

QCoro::Task<Result<Schema>> readSchema(Client client, net::CancelToken cancel)
{
    Schema schema;
    for (int page = 0; page < MostPages; ++page) {
        Query query;
        query.skip = page * PageSize;
        query.take = PageSize;
        const Reading<std::vector<ListInfo>> reading = co_await client.lists(query, cancel);
        if (!reading.value)
            co_return tl::make_unexpected(reading.value.error());
        // An SMC that does not know `skip` would give the same page for ever.
        const bool isAgain = !reading.value->empty() && schema.find(reading.value->front().apiName) != nullptr;
        for (const ListInfo &list : *reading.value) {
            if (!isAgain && !list.apiName.empty())
                schema.lists.push_back({list});
        }
        if (isAgain || reading.value->size() < std::size_t(PageSize)) {
            schema.isWhole = true;
            break;
        }
    }
    co_return schema;
}

QCoro::Task<ListReading> readListSchema(Client client, std::string list, net::CancelToken cancel)
{
    ListReading result;
    const Reading<std::vector<FieldInfo>> fields = co_await client.fields(list, cancel);
    if (fields.value)
        result.fields = *fields.value;
    else
        result.error = fields.value.error();
    Query statics;
    statics.filter = "Static";
    const Reading<std::vector<SegmentInfo>> segments = co_await client.segments(list, statics, cancel);
    if (segments.value) {
        result.segments.emplace();
        for (const SegmentInfo &segment : *segments.value) {
            // An SMC may not know the filter.
            if (segment.type.empty() || destination::sameApiName(segment.type, "Static"))
                result.segments->push_back(segment);
        }
    } else if (!result.error) {
        result.error = segments.value.error();
    }
    co_return result;
}

destination::ListFields listFields(std::string list, const std::vector<FieldInfo> &fields)
{
    destination::ListFields known{std::move(list), {}};
    for (const FieldInfo &info : fields) {
        known.fields.push_back(destination::ListField::of(info.name, destination::dataTypeNamed(info.dataType),
                                                          info.length, info.allowsNull));
    }
    return known;
}

std::shared_ptr<const destination::KnownFields> knownFields(const Schema &schema)
{
    destination::KnownFields known;
    for (const KnownList &list : schema.lists) {
        if (list.fields)
            known.push_back(listFields(list.info.apiName, *list.fields));
    }
    return known.empty() ? nullptr : std::make_shared<const destination::KnownFields>(std::move(known));
}

std::vector<SchemaProblem> check(const destination::Delivery &delivery, const Schema &schema)
{
    using What = SchemaProblem::What;
    std::vector<SchemaProblem> problems;
    const KnownList *list = schema.find(delivery.list);
    if (list == nullptr) {
        std::vector<std::string> names;
        for (const KnownList &known : schema.lists)
            names.push_back(known.info.apiName);
        if (schema.isWhole)
            problems.push_back(
                problem(What::List, 0, delivery.list, names, "SMC has no list \"" + delivery.list + "\"."));
        return problems;
    }
    if (delivery.isSegment() && list->segments) {
        const auto names = namesOf(*list->segments, &SegmentInfo::apiName);
        if (!has(names, delivery.segment))
            problems.push_back(
                problem(What::Segment, 0, delivery.segment, names,
                        "The list " + delivery.list + " has no static segment \"" + delivery.segment + "\"."));
    }
    if (!list->fields)
        return problems;
    const auto names = namesOf(*list->fields, &FieldInfo::name);
    for (std::size_t i = 0; i < delivery.columns.size(); ++i) {
        if (!has(names, delivery.columns[i]))
            problems.push_back(problem(What::Column, i, delivery.columns[i], names,
                                       "The list " + delivery.list + " has no field \"" + delivery.columns[i] + "\"."));
    }
    return problems;
}

} // namespace smc::rest
