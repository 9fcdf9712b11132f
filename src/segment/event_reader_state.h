// How far a reader has come in its input.
#pragma once

#include "batch_envelope.h"
#include "event_reader.h"
#include "framer.h"
#include "input.h"
#include "read_error.h"

namespace smc::segment {

class EventReader::State
{
public:
    explicit State(Source source)
        : m_input(std::move(source))
    {
    }

    Step next();

    std::string_view text() const { return m_text; }
    const Origin &origin() const { return m_origin; }
    const ReadError &error() const { return m_error; }
    bool brokeOff() const { return m_brokeOff; }

private:
    /// A step to hand out, or nothing where reading goes on.
    using Progress = std::optional<Step>;

    Progress nextValue();
    Progress nextWholeLine();
    Progress nextObject();
    Progress nextLine();
    Progress nextElement();
    Progress nextScalarElement(std::string_view before);
    Progress enterBatch(const Framer &frame);
    Progress wrongBatchBody(json::SyntaxError error, const Framer::Range &batch);
    Progress leaveArray();
    Progress skipTooLarge(Framer frame, Framer::Status status);
    Progress broken(std::size_t stop);
    void skipContinuation();

    Step event(std::size_t size);
    Step batchItem(std::size_t size);
    Step fail(ReadError error);
    Step failForGood(ReadError error);
    Step failForGoodIn(std::size_t stop);
    Step failForGoodBehind(std::string before);

    Input m_input;
    bool m_hasBegun = false;
    bool m_hasEnded = false;
    bool m_brokeOff = false;

    bool m_isInArray = false;
    bool m_isBatch = false;
    bool m_needsComma = false; ///< An element has been read: a comma or the end must follow.
    bool m_needsValue = false; ///< A comma has been read.
    bool m_isEmpty = false;    ///< No element has been read.
    BatchEnvelope m_envelope;  ///< What the batch's items get.
    Origin m_batchPlace;

    bool m_isSkipping = false;    ///< Behind an object that broke off.
    std::size_t m_linesUntil = 0; ///< Up to this byte of the input every line stands for itself.

    std::string_view m_text;
    std::string m_item;
    Origin m_origin;
    ReadError m_error;
};

} // namespace smc::segment
