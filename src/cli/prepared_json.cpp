#include "prepared_json.h"

#include "json_append.h"

#include <destination/omission_json.h>
#include <json/pointer.h>
#include <json/writer.h>

#include <charconv>
#include <iterator>
#include <limits>

namespace smc::cli {

namespace {

/// `[12,20]`
void appendRange(std::string &out, json::Span span)
{
    char text[2 * std::numeric_limits<std::uint32_t>::digits10 + 6];
    char *end = text;
    *end++ = '[';
    end = std::to_chars(end, std::end(text), span.begin).ptr;
    *end++ = ',';
    end = std::to_chars(end, std::end(text), span.end).ptr;
    *end++ = ']';
    out.append(text, end);
}

/// `"kind":"computed","by":"@template","sources":[{"path":"/userId","range":[12,20]}]`: ranges are bytes of the event's
/// text. Values that stand elsewhere, in the stamp or in JSON inside a string, have no place there and are left out.
void appendOrigin(std::string &out, const mapping::Origin &origin, const json::Document &event,
                  json::PointerFinder &pointers)
{
    // A path that found nothing copies nothing.
    const bool isNothing = origin.kind == mapping::Origin::Kind::Event && origin.sources.empty();
    out += "\"kind\":\"";
    out += isNothing ? "nothing" : nameOf(origin.kind);
    out += '"';
    if (origin.by != mapping::Directive::None)
        out.append(",\"by\":\"").append(nameOf(origin.by)).append(1, '"');
    bool isFirst = true;
    for (const json::Value &source : origin.sources) {
        if (source.document() != &event)
            continue;
        out += isFirst ? ",\"sources\":[{\"path\":" : ",{\"path\":";
        isFirst = false;
        pointers.appendQuoted(out, source);
        out += ",\"range\":";
        appendRange(out, source.span());
        out += '}';
    }
    out += isFirst ? "" : "]";
}

/// `,"converted":{"from":1,"type":"Boolean"}` for a cell that was converted to its field's type.
void appendConversion(std::string &out, const destination::Conversion &conversion)
{
    out.append(",\"converted\":{\"from\":").append(conversion.from);
    out.append(",\"type\":\"").append(conversion.dataType).append("\"}");
}

/// `,"parts":[{"text":[1,4],"kind":"event","sources":[…],"copied":[13,16]}]`: `text` counts bytes of the value.
void appendParts(std::string &out, const mapping::Parts &parts, const json::Document &event,
                 json::PointerFinder &pointers)
{
    out += ",\"parts\":[";
    for (const mapping::Part &part : parts) {
        out += &part == &parts.front() ? "{\"text\":" : ",{\"text\":";
        appendRange(out, part.text);
        out += ',';
        appendOrigin(out, {part.kind, part.sources, part.by}, event, pointers);
        if (!part.copied.isEmpty()) {
            out += ",\"copied\":";
            appendRange(out, part.copied);
        }
        out += '}';
    }
    out += ']';
}

/// `,"removed":[{"path":"/traits/email","filter":"No email"}]`
void appendRemovals(std::string &out, const std::vector<destination::Removal> &removals)
{
    out += ",\"removed\":[";
    for (const destination::Removal &removal : removals) {
        out += &removal == &removals.front() ? "{\"path\":" : ",{\"path\":";
        json::appendQuoted(out, json::pointerTo(removal.value));
        out += ",\"filter\":";
        json::appendQuoted(out, removal.filter);
        out += '}';
    }
    out += ']';
}

} // namespace

void PreparedWriter::appendColumns(std::string &out, const destination::Delivery &delivery)
{
    // Names on which no event has a say are the same in all deliveries of a rule.
    const bool isFixed = delivery.columnOrigins.empty();
    if (isFixed && !m_columns.empty() && delivery.ruleId == m_rule) {
        out += m_columns;
        return;
    }
    const std::size_t begin = out.size();
    out += ",\"columns\":[";
    for (std::size_t i = 0; i < delivery.columns.size(); ++i) {
        if (i > 0)
            out += ',';
        json::appendQuoted(out, delivery.columns[i]);
    }
    out += "],\"row\":[";
    if (isFixed) {
        m_rule = delivery.ruleId;
        m_columns = out.substr(begin);
    }
}

void PreparedWriter::appendDelivery(std::string &out, const destination::Prepared &prepared, std::size_t index)
{
    const destination::Delivery &delivery = prepared.deliveries()[index];
    out += "{\"operation\":\"";
    out += nameOf(delivery.operation);
    // API names need no escapes (ApiName).
    out.append("\",\"list\":\"").append(delivery.list).append(1, '"');
    if (delivery.isSegment())
        out.append(",\"segment\":\"").append(delivery.segment).append(1, '"');
    appendColumns(out, delivery);
    bool isFirst = true;
    for (const destination::Cell &cell : delivery.row) {
        if (!isFirst)
            out += ',';
        isFirst = false;
        out += cell.json;
    }
    out += ']';
    if (m_detail == DeliveryDetail::WithOrigins)
        appendOrigins(out, prepared, index);
    out += '}';
}

void PreparedWriter::appendOrigins(std::string &out, const destination::Prepared &prepared, std::size_t index) const
{
    const destination::Delivery &delivery = prepared.deliveries()[index];
    const json::Document &event = prepared.event().document();
    json::PointerFinder pointers(event);
    out += ",\"origins\":[";
    for (std::size_t i = 0; i < delivery.row.size(); ++i) {
        out += i > 0 ? ",{" : "{";
        appendOrigin(out, delivery.row[i].origin, event, pointers);
        if (const destination::Conversion *conversion = delivery.conversionOf(i))
            appendConversion(out, *conversion);
        for (const destination::CellParts &cell : m_parts) {
            if (cell.delivery == index && cell.column == i)
                appendParts(out, cell.parts, event, pointers);
        }
        out += '}';
    }
    out += ']';
}

void PreparedWriter::append(std::string &out, const destination::Prepared &prepared,
                            std::span<const destination::CellParts> parts)
{
    m_parts = parts;
    append(out, prepared);
    m_parts = {};
}

void PreparedWriter::append(std::string &out, const destination::Prepared &prepared)
{
    switch (prepared.verdict()) {
    case destination::Verdict::Invalid:
        out += "\"invalid\":";
        appendProblems(out, prepared.problems());
        return;
    case destination::Verdict::Discarded:
        out += "\"discarded\":{\"code\":";
        json::appendQuoted(out, prepared.discard()->code);
        out += ",\"reason\":";
        json::appendQuoted(out, prepared.discard()->reason);
        out += '}';
        return;
    case destination::Verdict::Refused:
    case destination::Verdict::Ready:
        break;
    }
    out += "\"deliveries\":[";
    for (std::size_t i = 0; i < prepared.deliveries().size(); ++i) {
        if (i > 0)
            out += ',';
        appendDelivery(out, prepared, i);
    }
    out += ']';
    if (!prepared.omissions().empty()) {
        out += ",\"omitted\":";
        destination::appendJson(out, prepared.omissions());
    }
    if (m_detail == DeliveryDetail::WithOrigins && !prepared.removals().empty())
        appendRemovals(out, prepared.removals());
    if (m_detail == DeliveryDetail::WithOrigins && !prepared.problems().empty()) {
        out += ",\"problems\":";
        appendProblems(out, prepared.problems());
    }
}

} // namespace smc::cli
