#include "answers.h"
#include "operations.h"

#include <charconv>

namespace smc::sandbox {

namespace {

HttpAnswer invalid(std::string_view description)
{
    return errorAnswer(400, "ERR_VALIDATION", description);
}

} // namespace

HttpAnswer countRecords(Context &context)
{
    json::Writer w;
    w.object([&] { w.member("count", context.store.recordCount(context.list)); });
    return jsonAnswer(200, w.take());
}

HttpAnswer deleteRecord(Context &context)
{
    const std::string &text = context.call.item;
    qint64 id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc() || end != text.data() + text.size())
        return invalid("The record's ID is a number.");
    if (!context.store.removeRecord(context.list, id))
        return invalid("There is no record " + text + " in list '" + context.list.apiName + "'.");
    json::Writer w;
    w.object([&] { w.member("result_code", "Succeeded"); });
    return jsonAnswer(200, w.take());
}

} // namespace smc::sandbox
