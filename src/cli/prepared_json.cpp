#include "prepared_json.h"

#include "json_append.h"

#include <json/pointer.h>
#include <json/writer.h>

namespace smc::cli {

namespace {

/// `{"kind":"event","sources":[{"path":"/userId","range":[12,20]}]}`: ranges are bytes of the event's text.
/// Values that stand elsewhere, in the stamp or in JSON inside a string, have no place there and are left out.
void appendOrigin(std::string &out, const mapping::Origin &origin, const json::Document &event)
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
    out += isFirst ? "}" : "]}";
}

void appendColumns(std::string &out, const std::vector<std::string> &columns)
{
    out += ",\"columns\":[";
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i > 0)
            out += ',';
        json::appendQuoted(out, columns[i]);
    }
    out += ']';
}

void appendDelivery(std::string &out, const destination::Delivery &delivery, const json::Document &event,
                    DeliveryDetail detail)
{
    out += "{\"operation\":\"";
    out += nameOf(delivery.operation);
    out += "\",\"list\":";
    json::appendQuoted(out, delivery.list);
    if (delivery.isSegment()) {
        out += ",\"segment\":";
        json::appendQuoted(out, delivery.segment);
    }
    appendColumns(out, delivery.columns);
    out += ",\"row\":[";
    for (std::size_t i = 0; i < delivery.row.size(); ++i) {
        if (i > 0)
            out += ',';
        out += delivery.row[i].json;
    }
    out += ']';
    if (detail == DeliveryDetail::WithOrigins) {
        out += ",\"origins\":[";
        for (std::size_t i = 0; i < delivery.row.size(); ++i) {
            if (i > 0)
                out += ',';
            appendOrigin(out, delivery.row[i].origin, event);
        }
        out += ']';
    }
    out += '}';
}

} // namespace

void appendPrepared(std::string &out, const destination::Prepared &prepared, DeliveryDetail detail)
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
    case destination::Verdict::Ready:
        break;
    }
    out += "\"deliveries\":[";
    bool isFirst = true;
    for (const destination::Delivery &delivery : prepared.deliveries()) {
        if (!isFirst)
            out += ',';
        isFirst = false;
        appendDelivery(out, delivery, prepared.event().document(), detail);
    }
    out += ']';
}

} // namespace smc::cli
