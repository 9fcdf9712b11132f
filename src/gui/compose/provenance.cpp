#include "provenance.h"

#include "../text.h"
#include "packed_json.h"

#include <json/pointer.h>

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace smc::gui {

using json::Value;
using Part = RequestPlace::Part;

namespace {

constexpr qsizetype MostNamed = 5;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::provenance)
};

std::uint32_t endOf(Value value)
{
    return value.document()->node(value.node()).next;
}

bool isWithin(Value part, Value whole)
{
    return part.document() == whole.document() && part.node() >= whole.node() && part.node() < endOf(whole);
}

/// One came from the other: the same value, or a part of it. The whole event is in everything, and says nothing.
bool isRelated(Value value, Value source)
{
    return isWithin(value, source) || (value.node() != 0 && isWithin(source, value));
}

bool anyRelated(Value value, std::span<const Value> sources)
{
    return std::any_of(sources.begin(), sources.end(), [value](Value source) { return isRelated(value, source); });
}

bool touches(json::Span place, json::Span selection)
{
    if (selection.isEmpty())
        return selection.begin >= place.begin && selection.begin <= place.end;
    return selection.begin < place.end && place.begin < selection.end;
}

json::Span withKey(Value value)
{
    return {value.keySpan().isEmpty() ? value.span().begin : value.keySpan().begin, value.span().end};
}

} // namespace

ToEditor::ToEditor(std::string_view editor, std::size_t offset, std::string_view event)
    : m_part(editor.substr(std::min(offset, editor.size()), event.size()))
    , m_offset(offset)
    , m_event(event)
{
}

ToEditor::ToEditor(const EditorText &editor, std::size_t offset, std::string_view event)
    : ToEditor(editor.text(), offset, event)
{
    m_expansion = editor.expansion();
}

json::Span ToEditor::inText(json::Span span) const
{
    if (span.end > m_part.size() || span.end > m_event.size() || span.of(m_part) != span.of(m_event))
        return {};
    return {static_cast<std::uint32_t>(m_offset + span.begin), static_cast<std::uint32_t>(m_offset + span.end)};
}

json::Span ToEditor::operator()(json::Span span) const
{
    const json::Span place = inText(span);
    return m_expansion && !place.isEmpty() ? m_expansion->toSource(place) : place;
}

std::optional<json::Edits> ToEditor::operator()(const json::Edits &edits) const
{
    const std::uint32_t end = edits.empty() ? 0 : edits.back().span.end;
    if (inText({0, end}).size() != end)
        return {};
    json::Edits mapped = json::shifted(edits, m_offset);
    if (!m_expansion)
        return mapped;
    for (json::Replacement &edit : mapped) {
        if (m_expansion->isWithinValue(edit.span.begin) || m_expansion->isWithinValue(edit.span.end))
            return {};
        edit.span = m_expansion->toSource(edit.span);
    }
    return mapped;
}

const segment::Replacement *ToEditor::variableAt(json::Span span) const
{
    const json::Span place = inText(span);
    return m_expansion && !place.isEmpty() ? m_expansion->wholeOf(place) : nullptr;
}

std::optional<std::size_t> ToEditor::toEvent(std::size_t offset) const
{
    const std::size_t at = m_expansion ? m_expansion->toText(offset) : offset;
    if (at < m_offset || at - m_offset > std::min(m_part.size(), m_event.size()))
        return {};
    return at - m_offset;
}

Provenance::Provenance(destination::Prepared prepared, ToEditor toEditor, const destination::Destination &destination,
                       RequestText request)
    : m_prepared(std::move(prepared))
    , m_toEditor(std::move(toEditor))
    , m_request(std::move(request))
    , m_unusedValues(destination::unusedValues(m_prepared, destination))
{
    for (const destination::Unused &unused : m_unusedValues) {
        const json::Span span = m_toEditor(withKey(unused.value));
        if (!span.isEmpty())
            m_unused.push_back({span, fromUtf8(destination::sentenceFor(unused)), json::pointerTo(unused.value)});
    }
}

std::vector<std::string> Provenance::lists() const
{
    std::vector<std::string> lists;
    for (const destination::Delivery &delivery : m_prepared.deliveries())
        lists.push_back(delivery.list);
    return lists;
}

Value Provenance::eventValueAt(std::size_t offset) const
{
    const auto at = m_toEditor.toEvent(offset);
    if (!at)
        return {};
    const json::Document &document = m_prepared.event().document();
    const Value here = document.valueAt(*at);
    const bool isScalar = here.exists() && here.size() == 0;
    if (isScalar || *at == 0)
        return here;
    // A caret behind the last letter still stands on the value.
    const Value before = document.valueAt(*at - 1);
    return before.exists() && before.span().end == *at ? before : here;
}

std::optional<json::Span> Provenance::valueAt(std::size_t offset) const
{
    const Value value = eventValueAt(offset);
    if (!value.exists() || value.node() == 0)
        return {};
    const json::Span span = m_toEditor(value.span());
    return span.isEmpty() ? std::nullopt : std::optional(span);
}

bool Provenance::isPacked(const RequestPlace &place) const
{
    return place.part == Part::Cell && place.sources.size() == 1 && place.sources.front().size() > 0 &&
           place.text.end <= m_request.text.size() && m_request.text[place.text.begin] == '"';
}

/// A column that is named by a member's key came from the key; all else came from the value.
json::Span Provenance::spanFor(const RequestPlace &place, Value source) const
{
    const bool isNamed = place.part == Part::Name && place.column != RequestPlace::NoColumn &&
                         source.keyIs(m_prepared.deliveries()[place.delivery].columns[place.column]);
    return m_toEditor(isNamed ? source.keySpan() : source.span());
}

void Provenance::addSources(const RequestPlace &place, json::Span selection, std::vector<json::Span> &found) const
{
    const bool isPart = selection.begin > place.text.begin && selection.end < place.text.end;
    if (isPart && isPacked(place)) {
        const PackedJson packed(place.text.of(m_request.text));
        const Value source = place.sources.front();
        if (packed.isRead() && packed.document().node(0).next == endOf(source) - source.node()) {
            const std::size_t from = packed.inside(selection.begin - place.text.begin);
            const std::size_t to = packed.inside(
                std::max(selection.begin, selection.isEmpty() ? 0 : selection.end - 1) - place.text.begin);
            Value inner = packed.document().valueAt(from);
            while (inner.exists() && inner.node() != 0 && to >= inner.span().end)
                inner = packed.document().parentOf(inner);
            // Both were read in the same order: the same number is the same value.
            const Value same(source.document(), source.node() + (inner.exists() ? inner.node() : 0));
            if (const json::Span span = m_toEditor(same.span()); !span.isEmpty()) {
                found.push_back(span);
                return;
            }
        }
    }
    for (const Value source : place.sources) {
        const json::Span span =
            source.document() == &m_prepared.event().document() ? spanFor(place, source) : json::Span();
        if (!span.isEmpty())
            found.push_back(span);
    }
}

std::vector<json::Span> Provenance::placesOf(json::Span selection) const
{
    std::vector<json::Span> found;
    for (const RequestPlace &place : m_request.places) {
        if (touches(place.text, selection))
            addSources(place, selection, found);
    }
    return found;
}

std::vector<json::Span> Provenance::inRequest(std::size_t offset) const
{
    std::vector<json::Span> found;
    const Value value = eventValueAt(offset);
    if (!value.exists() || value.node() == 0)
        return found;
    for (const RequestPlace &place : m_request.places) {
        if (!anyRelated(value, place.sources))
            continue;
        const Value source = place.sources.front();
        json::Span span = place.text;
        if (isPacked(place) && isWithin(value, source) && value.node() != source.node()) {
            const PackedJson packed(place.text.of(m_request.text));
            if (packed.isRead() && packed.document().node(0).next == endOf(source) - source.node()) {
                const Value inner(&packed.document(), value.node() - source.node());
                const json::Span outside = packed.outside(inner.span());
                span = {place.text.begin + outside.begin, place.text.begin + outside.end};
            }
        }
        found.push_back(span);
    }
    return found;
}

/// "MAIL, TRAITS of segment_events and MAIL of USERS".
QString Provenance::cellsFrom(Value value) const
{
    QStringList targets;
    for (const destination::Delivery &delivery : m_prepared.deliveries()) {
        QStringList columns;
        for (std::size_t i = 0; i < delivery.row.size() && i < delivery.columns.size(); ++i) {
            if (anyRelated(value, delivery.row[i].origin.sources))
                columns.append(fromUtf8(delivery.columns[i]));
        }
        if (columns.isEmpty())
            continue;
        const qsizetype more = columns.size() - MostNamed;
        columns = columns.mid(0, MostNamed);
        const QString names = columns.join(QStringLiteral(", "));
        targets.append((more > 0 ? Words::tr("%1 and %2 more columns of %3").arg(names).arg(more)
                                 : Words::tr("%1 of %2").arg(names))
                           .arg(fromUtf8(delivery.list)));
    }
    return targets.join(Words::tr(" and to "));
}

/// What the value names or decides, besides standing in cells.
QStringList Provenance::decisionsOf(Value value) const
{
    QStringList decisions;
    for (const destination::Delivery &delivery : m_prepared.deliveries()) {
        if (anyRelated(value, delivery.operationOrigin.sources))
            decisions.append(Words::tr("chooses between adding and removing"));
        if (anyRelated(value, delivery.listOrigin.sources))
            decisions.append(Words::tr("names the list %1").arg(fromUtf8(delivery.list)));
        if (anyRelated(value, delivery.segmentOrigin.sources))
            decisions.append(Words::tr("names the static segment %1").arg(fromUtf8(delivery.segment)));
        for (std::size_t i = 0; i < delivery.row.size() && i < delivery.columns.size(); ++i) {
            const auto sources = delivery.nameOrigin(i).sources;
            if (!sources.empty() && !sources.front().keyIs(delivery.columns[i]) && anyRelated(value, sources))
                decisions.append(Words::tr("names the column %1").arg(fromUtf8(delivery.columns[i])));
        }
    }
    return decisions;
}

QString Provenance::fateAt(std::size_t offset) const
{
    const Value value = eventValueAt(offset);
    if (!value.exists() || value.node() == 0)
        return {};
    for (const destination::Unused &unused : m_unusedValues) {
        if (isWithin(value, unused.value))
            return fromUtf8(destination::sentenceFor(unused));
    }
    if (m_prepared.deliveries().empty())
        return {};
    const QString path = fromUtf8(destination::pathInWords(value));
    QStringList fates = decisionsOf(value);
    if (const QString cells = cellsFrom(value); !cells.isEmpty())
        fates.append(Words::tr("goes to %1").arg(cells));
    if (fates.isEmpty())
        fates.append(Words::tr("helps to decide whether and how the event is sent"));
    return Words::tr("%1 %2.").arg(path, fates.join(Words::tr(", and ")));
}

} // namespace smc::gui
