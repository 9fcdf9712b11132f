#include "task_line.h"

#include <segment/event_reader.h>

namespace smc::cli {

Result<Task> TaskLine::read(const Batch &batch, const Item &item, std::string_view what, Payload payload)
{
    if (item.isError())
        return fail(std::string(batch.errorOf(item).code), batch.errorOf(item).message);
    const std::string_view text = batch.textOf(item);
    m_text.assign(text);
    m_text.append(json::Document::Padding, '\0');
    if (const auto read = m_document.parseInPlace(std::string_view(m_text).substr(0, text.size())); !read)
        return fail("not_json", segment::placeInInput(read.error(), item.origin).message);

    const Task task{m_document.root().find(what), m_document.root().find("payload")};
    if (!task.what || (!task.payload && payload == Payload::Needed))
        return fail("task_malformed", "Line " + std::to_string(item.origin.line) + ": expected an object with \"" +
                                          std::string(what) +
                                          (payload == Payload::Needed ? "\" and \"payload\"." : "\"."));
    return task;
}

std::string sentenceWithPlace(const Error &error)
{
    if (error.where.empty() || error.message.find(error.where) != std::string::npos)
        return error.message;
    return error.message + " (" + error.where + ")";
}

} // namespace smc::cli
