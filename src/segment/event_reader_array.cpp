// The elements of arrays and the items of batches.
#include "event_reader_state.h"

#include <json/scan.h>

namespace smc::segment {

EventReader::State::Progress EventReader::State::enterBatch(const Framer &frame)
{
    const Framer::Range &batch = frame.members().batch;
    const std::string_view body = m_input.rest().substr(0, frame.at());
    // What stands around the items, which come one by one: of a large body only what stands before them.
    std::string around(body.substr(0, batch.begin + 1));
    around += batch.end > 0 ? body.substr(batch.end - 1) : "]}";
    json::Document document;
    if (auto read = document.parse(std::move(around)); !read)
        return wrongBatchBody(std::move(read.error()), batch);
    m_envelope = BatchEnvelope(document.root());
    m_batchPlace = m_input.place();
    m_input.drop(batch.begin + 1);
    m_isInArray = true;
    m_isBatch = true;
    m_isEmpty = true;
    m_needsComma = m_needsValue = false;
    return {};
}

/// The error of a body without its items, at its place in the input.
EventReader::State::Progress EventReader::State::wrongBatchBody(json::SyntaxError error, const Framer::Range &batch)
{
    const bool isBehind = error.offset > batch.begin && batch.end > 0;
    const Origin place = m_input.placeOf(error.offset + (isBehind ? batch.end - batch.begin - 2 : 0));
    error.offset = 0;
    error.line = error.column = 1;
    return failForGood(placeInInput(error, place));
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
    m_isEmpty = false;
    if (c != '{' && c != '[' && c != '"')
        return nextScalarElement(before);

    Framer frame;
    for (;;) {
        const Framer::Status status = frame.scan(m_input.rest());
        if (status != Framer::Status::Broken && frame.at() > MaxEventSize)
            return skipTooLarge(frame, status);
        if (status == Framer::Status::Done)
            return m_isBatch && c == '{' ? batchItem(frame.at()) : event(frame.at());
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
        if (status == Framer::Status::Done && m_isEmpty) {
            ReadError error = errorAt(m_batchPlace, "this batch is empty, and Segment drops it");
            error.code = "empty_batch";
            return fail(std::move(error));
        }
        if (status == Framer::Status::Done)
            return {};
        if (status == Framer::Status::Broken || !m_input.more())
            return failForGoodBehind("{\"\":0 ");
    }
}

EventReader::Step EventReader::State::batchItem(std::size_t size)
{
    const Step step = event(size);
    if (step == Step::Event && !m_envelope.isEmpty()) {
        m_item = m_envelope.mergedInto(m_text);
        m_text = m_item;
    }
    return step;
}

} // namespace smc::segment
