// The elements of arrays and the items of batches.
#include "event_reader_state.h"

#include <json/scan.h>

namespace smc::segment {

EventReader::State::Progress EventReader::State::enterBatch(const Framer &frame)
{
    const Framer::Members &members = frame.members();
    const std::string_view body = m_input.rest().substr(0, frame.at());
    if (const auto failed = checkBatchBody(body, members.batch))
        return failed;
    const auto take = [&](const Framer::Range &range, std::string_view name) {
        std::string member;
        if (range.end > 0)
            member.append(1, '"').append(name).append("\":").append(body.substr(range.begin, range.end - range.begin));
        return member;
    };
    m_context = take(members.context, "context");
    m_integrations = take(members.integrations, "integrations");
    m_input.drop(members.batch.begin + 1);
    m_isInArray = true;
    m_isBatch = true;
    m_needsComma = m_needsValue = false;
    return {};
}

/// Reads what stands around the items, which come one by one: of a large body only what stands before them.
EventReader::State::Progress EventReader::State::checkBatchBody(std::string_view body, const Framer::Range &batch)
{
    std::string around(body.substr(0, batch.begin + 1));
    around += batch.end > 0 ? body.substr(batch.end - 1) : "]}";
    auto error = json::locateError(around);
    if (!error)
        return {};
    const bool isBehind = error->offset > batch.begin && batch.end > 0;
    const Origin place = m_input.placeOf(error->offset + (isBehind ? batch.end - batch.begin - 2 : 0));
    error->offset = 0;
    error->line = error->column = 1;
    return failForGood(placeInInput(*error, place));
}

EventReader::State::Progress EventReader::State::nextElement()
{
    const bool isMore = m_input.skipSpace();
    const char c = isMore ? m_input.front() : '\0';
    if (c == ']' && !m_needsValue) {
        m_input.drop(1);
        return leaveArray();
    }
    if (m_needsComma) {
        if (c != ',')
            return failForGoodBehind("[0 ");
        m_input.drop(1);
        m_needsComma = false;
        m_needsValue = true;
        return {};
    }
    const std::string_view before = m_needsValue ? "[0," : "[";
    m_needsComma = true;
    m_needsValue = false;
    if (c != '{' && c != '[' && c != '"')
        return nextScalarElement(before);

    Framer frame;
    for (;;) {
        const Framer::Status status = frame.scan(m_input.rest());
        if (status != Framer::Status::Broken && frame.at() > MaxEventSize)
            return skipTooLarge(frame, status);
        if (status == Framer::Status::Done)
            return m_isBatch && c == '{' ? batchItem(frame.at(), frame.members()) : event(frame.at());
        if (status == Framer::Status::Broken || !m_input.more())
            return failForGoodIn(frame.at());
    }
}

EventReader::State::Progress EventReader::State::nextScalarElement(std::string_view before)
{
    std::size_t end = 0;
    for (;; ++end) {
        if (end >= m_input.rest().size() && (end > MaxEventSize || !m_input.more()))
            break;
        const char c = m_input.rest()[end];
        if (json::isSpace(c) || std::string_view(",]}[{:\"").find(c) != std::string_view::npos)
            break;
    }
    if (end == 0)
        return failForGoodBehind(std::string(before));
    if (end > MaxEventSize)
        return failForGood(errorAt(m_input.place(), "this event is larger than 16 MB"));
    return event(end);
}

EventReader::State::Progress EventReader::State::leaveArray()
{
    m_isInArray = false;
    if (!m_isBatch)
        return {};
    for (Framer frame = Framer::behindMember();;) {
        const Framer::Status status = frame.scan(m_input.rest());
        m_input.drop(frame.at());
        frame.forget();
        if (status == Framer::Status::Done)
            return {};
        if (status == Framer::Status::Broken || !m_input.more())
            return failForGoodBehind("{\"\":0 ");
    }
}

EventReader::Step EventReader::State::batchItem(std::size_t size, const Framer::Members &members)
{
    const Step step = event(size);
    const bool addsContext = !m_context.empty() && !members.hasContext;
    const bool addsIntegrations = !m_integrations.empty() && !members.hasIntegrations;
    if (!addsContext && !addsIntegrations)
        return step;
    m_item.assign(m_text, 0, m_text.size() - 1);
    if (addsContext)
        m_item.append(members.hasAny ? "," : "").append(m_context);
    if (addsIntegrations)
        m_item.append(members.hasAny || addsContext ? "," : "").append(m_integrations);
    m_item += m_text.back();
    m_text = m_item;
    return step;
}

} // namespace smc::segment
