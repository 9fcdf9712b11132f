#include "schema_problems.h"

#include "../text.h"
#include "problem_place.h"

#include <algorithm>

namespace smc::gui {

namespace {

using What = rest::SchemaProblem::What;

/// More would drown everything else.
constexpr std::size_t MostProblems = 20;

const char *codeOf(What what)
{
    switch (what) {
    case What::List:
        return "list_unknown";
    case What::Segment:
        return "segment_unknown";
    case What::Column:
        break;
    }
    return "field_unknown";
}

mapping::Origin originOf(const rest::SchemaProblem &problem, const destination::Delivery &delivery)
{
    switch (problem.what) {
    case What::List:
        return delivery.listOrigin;
    case What::Segment:
        return delivery.segmentOrigin;
    case What::Column:
        break;
    }
    return delivery.nameOrigin(problem.column);
}

/// The name's place in the editor, where the event gave it. A column may be named by a key.
json::Span placeOf(const rest::SchemaProblem &problem, const destination::Delivery &delivery, const ToEditor &toEditor)
{
    const mapping::Origin origin = originOf(problem, delivery);
    if (origin.sources.size() != 1)
        return {};
    const json::Value source = origin.sources.front();
    const bool isKey = problem.what == What::Column && source.keyIs(problem.name);
    if (!isKey && !source.textIs(problem.name))
        return {};
    return toEditor(isKey ? source.keySpan() : source.span());
}

bool isRefused(const destination::Prepared &prepared, const destination::Delivery &delivery, std::size_t column)
{
    const auto index = static_cast<std::size_t>(&delivery - prepared.deliveries().data());
    return std::any_of(prepared.refusals().begin(), prepared.refusals().end(),
                       [&](const auto &refusal) { return refusal.delivery == index && refusal.column == column; });
}

} // namespace

std::vector<PreviewProblem> schemaProblems(const destination::Prepared &prepared, const rest::Schema *schema,
                                           const ToEditor &toEditor)
{
    std::vector<PreviewProblem> problems;
    if (schema == nullptr)
        return problems;
    const std::uint32_t start = prepared.event().root().span().begin;
    for (const destination::Delivery &delivery : prepared.deliveries()) {
        for (const rest::SchemaProblem &found : rest::check(delivery, *schema)) {
            if (problems.size() == MostProblems)
                return problems;
            if (found.what == What::Column && isRefused(prepared, delivery, found.column))
                continue; // It stands among the refusals.
            PreviewProblem problem;
            problem.severity = segment::Severity::Warning;
            problem.message = fromUtf8(found.message);
            problem.code = codeOf(found.what);
            problem.span = placeOf(found, delivery, toEditor);
            offerNearest(problem, found.nearest);
            leadToPlace(problem, start, toEditor);
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

} // namespace smc::gui
