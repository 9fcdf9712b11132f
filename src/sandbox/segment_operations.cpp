#include "answers.h"
#include "listing.h"
#include "operations.h"
#include "request_body.h"

namespace smc::sandbox {

HttpAnswer getSegments(Context &context)
{
    const auto filter = context.call.parameter("filter");
    const auto kind = segmentKindNamed(filter);
    if (!filter.empty() && !kind)
        return errorAnswer(400, "ERR_LIST_VALIDATION", "The parameter 'filter' is Static, Dynamic or External.");
    const auto page = readPage(context.call);
    if (!page)
        return page.error();
    std::vector<Segment> segments = context.store.segments(context.list);
    const std::string search(context.call.parameter("search"));
    std::erase_if(segments, [&](const Segment &segment) {
        const bool isMatch = search.empty() || containsIgnoringCase(segment.name, search) ||
                             containsIgnoringCase(segment.apiName, search) ||
                             containsIgnoringCase(segment.description, search) ||
                             containsIgnoringCase(segment.tags, search);
        return (kind && segment.kind != *kind) || !isMatch;
    });
    json::Writer w;
    w.object([&] {
        w.key("segments").array([&] {
            for (std::size_t i = page->first(segments.size()); i < page->end(segments.size()); ++i) {
                w.object([&] {
                    w.member("segment_type", toText(segments[i].kind));
                    w.member("api_name", segments[i].apiName);
                });
            }
        });
        w.member("segment_count", segments.size());
    });
    return jsonAnswer(200, w.take());
}

HttpAnswer createStaticSegment(Context &context)
{
    BodyReader body(context.body);
    Segment segment;
    segment.apiName = body.requiredText("api_name");
    segment.name = body.requiredText("name");
    segment.description = body.text("description");
    segment.tags = body.textArray("tags").value_or("[]");
    if (body.hasFailed())
        return errorAnswer(400, "ERR_LIST_VALIDATION", body.problem());
    if (!isApiName(segment.apiName)) {
        return errorAnswer(400, "ERR_LIST_VALIDATION",
                           "'" + segment.apiName +
                               "' is no API name: only letters, digits and underscores are allowed.");
    }
    if (context.store.segment(context.list, segment.apiName)) {
        return errorAnswer(400, "ERR_LIST_VALIDATION",
                           "There is already a segment '" + segment.apiName + "' on list '" + context.list.apiName +
                               "'.");
    }
    context.store.createSegment(context.list, segment);
    return succeeded("The static segment has been created successfully.");
}

HttpAnswer getSegment(Context &context)
{
    const Segment &segment = context.segment;
    json::Writer w;
    w.object([&] {
        w.member("type", toText(segment.kind));
        w.member("api_name", segment.apiName);
        w.member("name", segment.name);
        w.member("description", segment.description);
    });
    return jsonAnswer(200, w.take());
}

HttpAnswer deleteSegment(Context &context)
{
    context.store.removeSegment(context.segment);
    return succeeded("The segment has been deleted successfully");
}

HttpAnswer clearSegmentData(Context &context)
{
    if (context.segment.kind != SegmentKind::Static)
        return errorAnswer(400, "ERR_VALIDATION", "Segment '" + context.segment.apiName + "' is not static.");
    context.store.database().run(QStringLiteral("DELETE FROM smc_members WHERE segment_id = ?"), {context.segment.id});
    return succeeded("The data has been cleared successfully.");
}

} // namespace smc::sandbox
