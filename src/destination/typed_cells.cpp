#include "typed_cells.h"

#include <json/pointer.h>

#include <algorithm>
#include <utility>

namespace smc::destination {

namespace {

/// What needs no closer look, which is most of what passes: a short text for a text field, and null where it may be.
bool isGoodAsItIs(const ListField &field, std::string_view json)
{
    if (json == "null")
        return field.allowsNull != false;
    if (json.empty() || json.front() != '"')
        return false;
    // Spelt as JSON a text has at least one byte for each UTF-16 unit, and its quotes.
    return field.type == DataType::LongText ||
           (field.type == DataType::Text && (!field.length || json.size() <= *field.length + 2));
}

} // namespace

std::string sentenceFor(const ValueRefusal &refusal, const Delivery &delivery)
{
    return "SMC would refuse " + delivery.columns[refusal.column] + " of " + delivery.list + " with " +
           std::string(refusal.problem.validationCode) + ": " + refusal.problem.message + ". " + refusal.problem.advice;
}

void CellTyper::match(const Delivery &delivery, FieldIndex &fields)
{
    if (m_lists == fields.lists() && m_listName == delivery.list && m_columns == delivery.columns)
        return;
    m_lists = fields.lists();
    m_listName = delivery.list;
    m_columns = delivery.columns;
    FieldIndex::List *list = fields.find(m_listName);
    m_fields.clear();
    m_unknown.clear();
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        m_fields.push_back(list == nullptr ? nullptr : list->find(m_columns[column]));
        if (list == nullptr || m_fields.back() != nullptr || m_unknown.size() >= MostUnknown)
            continue;
        if (const std::optional<ValueProblem> &problem = list->unknown(m_columns[column]))
            m_unknown.emplace_back(column, *problem);
    }
}

/// The cell's JSON as a value: the event's own where the cell is a copy of it.
json::Value CellTyper::valueOf(const Cell &cell)
{
    if (cell.origin.sources.size() == 1 && cell.origin.sources.front().raw().data() == cell.json.data() &&
        cell.origin.sources.front().raw().size() == cell.json.size())
        return cell.origin.sources.front();
    return m_document.parse(std::string(cell.json)) ? m_document.root() : json::Value();
}

void CellTyper::addUnknown(std::vector<ValueRefusal> &refusals, const Delivery &delivery, std::size_t index,
                           const json::Document &event) const
{
    for (const auto &[column, problem] : m_unknown) {
        ValueRefusal refusal{index, column, problem};
        // The place of the name, where the event gave it: a key, or a text.
        const mapping::Origin name = delivery.nameOrigin(column);
        if (!name.sources.empty() && name.sources.front().document() == &event) {
            const json::Value source = name.sources.front();
            refusal.span = source.keyIs(delivery.columns[column]) ? source.keySpan() : source.span();
            refusal.path = json::pointerTo(source);
        }
        refusals.push_back(std::move(refusal));
    }
}

std::vector<ValueRefusal> CellTyper::apply(Delivery &delivery, std::size_t index, FieldIndex &fields,
                                           const json::Document &event, mapping::Scratch &scratch)
{
    std::vector<ValueRefusal> refusals;
    delivery.conversions.clear();
    match(delivery, fields);
    addUnknown(refusals, delivery, index, event);
    for (std::size_t column = 0; column < delivery.row.size(); ++column) {
        Cell &cell = delivery.row[column];
        const ListField *field = m_fields[column];
        if (field == nullptr || field->type == DataType::Unknown || isGoodAsItIs(*field, cell.json))
            continue;
        auto sent = sentAs(*field, valueOf(cell));
        if (!sent) {
            ValueRefusal refusal{index, column, std::move(sent).error()};
            if (!cell.origin.sources.empty() && cell.origin.sources.front().document() == &event) {
                refusal.span = cell.origin.sources.front().span();
                refusal.path = json::pointerTo(cell.origin.sources.front());
            }
            refusals.push_back(std::move(refusal));
        } else if (*sent) {
            delivery.conversions.push_back({column, cell.json, nameOf(field->type)});
            cell.json = scratch.keep(std::string_view(**sent));
            if (cell.origin.kind == mapping::Origin::Kind::Event)
                cell.origin.kind = mapping::Origin::Kind::Computed;
        }
    }
    return refusals;
}

} // namespace smc::destination
