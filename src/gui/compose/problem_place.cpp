#include "problem_place.h"

#include "../text.h"

#include <json/writer.h>

#include <QCoreApplication>

namespace smc::gui {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::fixes)
};
} // namespace

Fix fixThatShows(json::Span inEditor)
{
    return {Fix::Kind::ShowPlace, Words::tr("Show the place"), {}, inEditor};
}

void offerNearest(PreviewProblem &problem, std::string_view nearest)
{
    if (!problem.span.isEmpty() && !nearest.empty())
        problem.fixes.push_back({Fix::Kind::ReplaceText, Words::tr("Write “%1”").arg(fromUtf8(nearest)),
                                 json::quoted(nearest), problem.span});
}

void leadToPlace(PreviewProblem &problem, std::uint32_t start, const ToEditor &toEditor)
{
    if (problem.span.isEmpty())
        problem.span = toEditor({start, start + 1});
    else
        problem.fixes.push_back(fixThatShows(problem.span));
}

} // namespace smc::gui
