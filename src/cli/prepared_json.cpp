#include "prepared_json.h"

#include "json_append.h"

#include <json/pointer.h>
#include <json/writer.h>

namespace smc::cli {

namespace {

/// `{"kind":"event","sources":[{"path":"/userId","range":[12,20]}]}`: ranges are bytes of the event's text.
/// Values that stand elsewhere, in the stamp or in JSON inside a string, have no place there and are left out.
/// A cell that was converted to its field's type has `"converted":{"from":1,"type":"Boolean"}` besides.
void appendOrigin(std::string &out, const mapping::Origin &origin, const json::Document &event,
                  const destination::Conversion *conversion)
{
    out += "{\"kind\":\"";
    out += nameOf(origin.kind);
    out += '"';
    bool isFirst = true;
    for (const json::Value &source : origin.sources) {
        if (source.document() != &event)
            continue;
        out += isFirst ? ",\"sources\":[{\"path\":" : ",{\"path\":";
        isFirst = false;
        json::appendQuoted(out, json::pointerTo(source));
        out += ",\"range\":[";
        appendNumber(out, source.span().begin);
        out += ',';
        appendNumber(out, source.span().end);
        out += "]}";
    }
    if (!isFirst)
        out += ']';
    if (conversion != nullptr) {
        out.append(",\"converted\":{\"from\":").append(conversion->from);
        out.append(",\"type\":\"").append(conversion->dataType).append("\"}");
    }
    out += '}';
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

std::string_view PreparedWriter::columnsText(const std::vector<std::string> &columns)
{
    if (m_columnsText.empty() || columns != m_columns) {
        m_columns = columns;
        m_columnsText = ",\"columns\":[";
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0)
                m_columnsText += ',';
            json::appendQuoted(m_columnsText, columns[i]);
        }
        m_columnsText += "],\"row\":[";
    }
    return m_columnsText;
}

void PreparedWriter::appendDelivery(std::string &out, const destination::Delivery &delivery,
                                    const json::Document &event)
{
    out += "{\"operation\":\"";
    out += nameOf(delivery.operation);
    // API names need no escapes (ApiName).
    out.append("\",\"list\":\"").append(delivery.list).append(1, '"');
    if (delivery.isSegment())
        out.append(",\"segment\":\"").append(delivery.segment).append(1, '"');
    out += columnsText(delivery.columns);
    bool isFirst = true;
    for (const destination::Cell &cell : delivery.row) {
        if (!isFirst)
            out += ',';
        isFirst = false;
        out += cell.json;
    }
    out += ']';
    if (m_detail == DeliveryDetail::WithOrigins) {
        out += ",\"origins\":[";
        for (std::size_t i = 0; i < delivery.row.size(); ++i) {
            if (i > 0)
                out += ',';
            appendOrigin(out, delivery.row[i].origin, event, delivery.conversionOf(i));
        }
        out += ']';
    }
    out += '}';
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
    bool isFirst = true;
    for (const destination::Delivery &delivery : prepared.deliveries()) {
        if (!isFirst)
            out += ',';
        isFirst = false;
        appendDelivery(out, delivery, prepared.event().document());
    }
    out += ']';
    if (m_detail == DeliveryDetail::WithOrigins && !prepared.removals().empty())
        appendRemovals(out, prepared.removals());
    if (m_detail == DeliveryDetail::WithOrigins && !prepared.problems().empty()) {
        out += ",\"problems\":";
        appendProblems(out, prepared.problems());
    }
}

} // namespace smc::cli
