#include "preview_cells.h"

#include "../text.h"
#include "preview_words.h"
#include "typed_cells.h"

#include <QCoreApplication>

#include <algorithm>

namespace smc::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::preview)
};

PreviewCell cellOf(const destination::Delivery &delivery, std::size_t index, const ToEditor &toEditor)
{
    const destination::Cell &source = delivery.row[index];
    PreviewCell cell;
    cell.column = fromUtf8(delivery.columns[index]);
    cell.json = source.json;
    cell.value = readable(source.json);
    cell.origin = source.origin.kind;
    cell.from =
        cell.isNull() && source.origin.sources.empty() ? Words::tr("not in the event") : originInWords(source.origin);
    for (const json::Value &value : source.origin.sources) {
        const json::Span span = toEditor(value.span());
        if (!span.isEmpty())
            cell.spans.push_back(span);
        const segment::Replacement *variable = toEditor.variableAt(value.span());
        if (variable != nullptr && source.origin.sources.size() == 1)
            cell.from = QStringLiteral("{{%1}}").arg(fromUtf8(variable->name));
    }
    cell.isKey = std::find(delivery.keyFields.begin(), delivery.keyFields.end(), delivery.columns[index]) !=
                 delivery.keyFields.end();
    return cell;
}

} // namespace

void addDeliveries(Preview &preview, const destination::Prepared &prepared, const destination::Destination &destination,
                   const ToEditor &toEditor)
{
    const std::string_view eventsList = destination.settings.eventsDataListApiName;
    for (const destination::Delivery &delivery : prepared.deliveries()) {
        PreviewDelivery shown;
        shown.operation = delivery.operation;
        shown.title = fromUtf8(delivery.isSegment() ? delivery.segment : delivery.list);
        shown.sentence = sentenceFor(delivery, eventsList);
        const std::size_t columns = std::min(delivery.columns.size(), delivery.row.size());
        for (std::size_t i = 0; i < columns; ++i) {
            shown.cells.push_back(cellOf(delivery, i, toEditor));
            if (destination.fields)
                addType(shown.cells.back(), delivery, i, *destination.fields);
            preview.usesStamp |= shown.cells.back().origin == mapping::Origin::Kind::Assigned;
        }
        preview.deliveries.push_back(std::move(shown));
    }
}

} // namespace smc::gui
