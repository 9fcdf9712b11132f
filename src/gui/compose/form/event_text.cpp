#include "event_text.h"

#include "../../text.h"
#include "../event_at.h"
#include "placeholders.h"

#include <segment/event_reader.h>
#include <segment/framer.h>

#include <QCoreApplication>

#include <algorithm>

namespace smc::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::EventText)
};

void addTrouble(EventText &event, const segment::ReadError &error, std::size_t size)
{
    const auto begin = static_cast<std::uint32_t>(std::min(error.offset, size));
    event.state = EventText::State::Broken;
    event.trouble = fromUtf8(error.message);
    event.place = {begin, static_cast<std::uint32_t>(std::min<std::size_t>(begin + 1U, size))};
}

/// The bytes of an event of a batch: what was read has more than stands there.
std::string_view asItStands(std::string_view text, const EventAt &found)
{
    const std::string_view rest = text.substr(found.offset);
    if (rest.starts_with(found.text))
        return rest.substr(0, found.text.size());
    segment::Framer framer;
    return framer.scan(rest) == segment::Framer::Status::Done ? rest.substr(0, framer.at()) : std::string_view();
}

} // namespace

bool EventText::standsIn(std::string_view text) const
{
    return document && offset <= text.size() &&
           dressed(text.substr(offset, document->text().size())) == document->text();
}

EventText eventTextAt(std::string_view written, std::size_t place)
{
    if (const std::size_t dress = dressIn(written); dress < written.size()) {
        EventText strange;
        strange.state = EventText::State::Broken;
        strange.trouble =
            Words::tr("This text holds the control character DEL. The form can't show it; edit it as JSON.");
        strange.place = {static_cast<std::uint32_t>(dress), static_cast<std::uint32_t>(dress + 2)};
        return strange;
    }
    const std::string text = dressed(written);
    const EventAt found = eventAt(text, place);
    EventText event;
    event.index = found.index;
    event.count = found.count;
    event.offset = found.offset;
    event.next = found.end;
    if (found.count == 0) {
        event.state = found.isCutShort ? EventText::State::TooLarge : EventText::State::Empty;
        if (found.isCutShort)
            event.trouble = Words::tr("This text is too large for the form. Segment takes events of up to 32 KB.");
        return event;
    }
    if (found.error) {
        addTrouble(event, *found.error, text.size());
        return event;
    }
    auto document = std::make_shared<json::Document>();
    if (const auto read = document->parse(std::string(asItStands(text, found))); !read) {
        const json::Place start = json::placeOf(text, found.offset);
        addTrouble(event, segment::placeInInput(read.error(), {found.offset, start.line, start.column}), text.size());
        return event;
    }
    event.document = std::move(document);
    const json::Span span = event.root().span();
    const auto begin = static_cast<std::uint32_t>(found.offset);
    event.place = {begin + span.begin, begin + span.end};
    event.state = event.root().is(json::Type::Object) ? EventText::State::Good : EventText::State::NoObject;
    if (event.state == EventText::State::NoObject)
        event.trouble = Words::tr("An event is a JSON object in braces, and this is something else.");
    return event;
}

std::size_t placeBefore(std::string_view text, const EventText &event)
{
    return event.index == 0 ? event.offset : eventAt(dressed(text), event.offset - 1).offset;
}

} // namespace smc::gui
