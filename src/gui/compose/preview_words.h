// The sentences of a preview.
#pragma once

#include "preview.h"

#include <net/http_request.h>

#include <QString>

#include <string>
#include <string_view>

namespace smc::net {
class Redactor;
} // namespace smc::net

namespace smc::gui {

/// A JSON value as a person reads it: strings without quotes and escapes, anything else as it is spelt.
QString readable(std::string_view json);

/// "/traits/address/0" as "traits.address[0]".
QString pathInWords(std::string_view pointer);

/// "traits.email", "made from traits.a and traits.b", "always this value", "assigned on receipt".
QString originInWords(const mapping::Origin &origin);

/// "Adds segmenttest@selligent.com to SegmentToSMCStatic." `eventsList` is the name of the list for events.
QString sentenceFor(const destination::Delivery &delivery, std::string_view eventsList);

/// A request as text: method and address, the query one option a line, headers, and the body indented.
QString requestAsText(const net::HttpRequest &request);

/// The code under which Segment itself shows events that are kept back for this, in a sentence; empty for what only
/// SMC's destination settings know.
QString segmentsCodeFor(const destination::Discard &discard);

/// What can be done about a discard. `toEditor` gives the place in the editor of a place in the event.
std::vector<Fix> fixesFor(const destination::Discard &discard, const segment::Event &event, json::Span inEditor);

/// What discarded the event, at the value that decided, or at the event's beginning where none did.
PreviewProblem discardProblem(const destination::Prepared &prepared, std::vector<Fix> fixes, const ToEditor &toEditor);

/// The sentences without a key or secret that the event holds by mistake. What shows the event itself stays.
Preview redacted(Preview preview, const net::Redactor &redactor);

} // namespace smc::gui
