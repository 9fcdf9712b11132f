#include "explained.h"

#include "../send_words.h"
#include "../text.h"
#include "fixes.h"
#include "preview_words.h"

#include <destination/explain.h>
#include <json/edit.h>
#include <json/pointer.h>
#include <json/text.h>
#include <mapping/path.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace smc::gui {

namespace {

using json::Value;
using Kind = mapping::Origin::Kind;

constexpr qsizetype MostNames = 5;
constexpr qsizetype MostLetters = 120;
constexpr std::size_t MostParts = 200;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::explained)
};

/// "traits.a, traits.b and 3 more"
QString namesOf(std::span<const Value> sources)
{
    QStringList names;
    for (const Value &value : sources)
        names.append(pathInWords(json::pointerTo(value)));
    names.removeDuplicates();
    const auto more = names.size() - MostNames;
    const QString joined = names.mid(0, MostNames).join(QStringLiteral(", "));
    return more > 0 ? Words::tr("%1 and %2 more").arg(joined, QString::number(more)) : joined;
}

/// What follows "MAIL": "is copied from traits.email".
QString originSentence(Kind kind, mapping::Directive by, std::span<const Value> sources)
{
    const QString names = namesOf(sources);
    const QString directive = fromUtf8(std::string(mapping::nameOf(by)));
    switch (kind) {
    case Kind::Event:
        return Words::tr("is copied from %1").arg(names);
    case Kind::Constant:
        return Words::tr("is written in the mapping: it is the same for every event");
    case Kind::Assigned:
        return Words::tr("is assigned on receipt, as the event has none of its own");
    case Kind::Computed:
        break;
    }
    if (directive.isEmpty() && sources.size() == 1)
        return Words::tr("comes from %1").arg(names); // Sent otherwise than it stands there, for the type of its field.
    if (directive.isEmpty())
        return names.isEmpty() ? Words::tr("is put together by the mapping")
                               : Words::tr("is put together by the mapping from %1").arg(names);
    return names.isEmpty() ? Words::tr("is made by %1").arg(directive)
                           : Words::tr("is made by %1 from %2").arg(directive, names);
}

/// A piece of a cell's JSON as a person reads it. Within a string it has no quotes of its own.
QString pieceInWords(std::string_view cell, json::Span piece)
{
    const std::string_view text = piece.of(cell);
    const bool isInString = cell.size() >= 2 && cell.front() == '"' && piece.begin > 0;
    const QString read = isInString ? fromUtf8(json::unescaped(text)) : readable(text);
    return read.size() > MostLetters ? read.left(MostLetters - 1) + QStringLiteral("…") : read;
}

std::string pointerOf(const mapping::Path &path)
{
    std::string pointer;
    for (const mapping::Step &step : path)
        json::appendToken(pointer, step.name);
    return pointer;
}

/// What Segment gives to events by itself, and what holds members: a person has nothing to fill in there.
bool canBeFilledIn(std::string_view pointer)
{
    static constexpr std::array<std::string_view, 9> Others = {
        "/messageId", "/timestamp",  "/sentAt",       "/receivedAt", "/originalTimestamp",
        "/context",   "/properties", "/integrations", "/traits",
    };
    return !pointer.empty() && std::find(Others.begin(), Others.end(), pointer) == Others.end();
}

class Explainer
{
public:
    Explainer(Preview &preview, const destination::Prepared &prepared, const ToEditor &toEditor)
        : m_preview(preview)
        , m_prepared(prepared)
        , m_toEditor(toEditor)
    {
    }

    void add(const destination::Explanation &explanation)
    {
        for (const destination::EmptyColumn &empty : explanation.empty) {
            if (PreviewCell *cell = cellAt(empty.delivery, empty.column))
                cell->gaps.push_back(gapOf(empty));
        }
        for (const destination::CellParts &parts : explanation.parts) {
            if (PreviewCell *cell = cellAt(parts.delivery, parts.column))
                addParts(*cell, parts.parts);
        }
        for (const destination::NotFired &rule : explanation.notFired)
            m_preview.notTaken.push_back(ruleOf(rule));
        for (std::size_t i = 0; i < m_preview.deliveries.size(); ++i) {
            for (std::size_t k = 0; k < m_preview.deliveries[i].cells.size(); ++k)
                tell(m_preview.deliveries[i].cells[k], m_prepared.deliveries()[i].row[k].origin);
        }
    }

    void name(const std::vector<destination::RuleInfo> &infos)
    {
        for (PreviewRule &rule : m_preview.notTaken) {
            for (const destination::RuleInfo &info : infos) {
                if (fromUtf8(info.id) == rule.name)
                    rule.about = fromUtf8(info.description);
            }
        }
    }

private:
    PreviewCell *cellAt(std::size_t delivery, std::size_t column)
    {
        const bool exists =
            delivery < m_preview.deliveries.size() && column < m_preview.deliveries[delivery].cells.size();
        return exists ? &m_preview.deliveries[delivery].cells[column] : nullptr;
    }

    std::vector<json::Span> placesOf(std::span<const Value> sources) const
    {
        std::vector<json::Span> spans;
        for (const Value &value : sources) {
            const json::Span span = m_toEditor(value.span());
            if (!span.isEmpty())
                spans.push_back(span);
        }
        return spans;
    }

    void tell(PreviewCell &cell, const mapping::Origin &origin) const
    {
        if (!cell.gaps.empty() && origin.sources.empty()) {
            QStringList sentences{cell.json == "\"\"" ? Words::tr("%1 is an empty text.").arg(cell.column)
                                                      : Words::tr("%1 is empty.").arg(cell.column)};
            for (const PreviewGap &gap : cell.gaps)
                sentences.append(gap.sentence);
            cell.story = sentences.join(QLatin1Char(' '));
            return;
        }
        if (cell.from.startsWith(QLatin1String("{{"))) {
            cell.story = Words::tr("%1 is what %2 stands for.").arg(cell.column, cell.from);
            return;
        }
        if (origin.kind == Kind::Event && origin.sources.empty()) {
            cell.story = Words::tr("%1 is empty.").arg(cell.column);
            return;
        }
        cell.story = Words::tr("%1 %2.").arg(cell.column, originSentence(origin.kind, origin.by, origin.sources));
    }

    void addParts(PreviewCell &cell, const mapping::Parts &parts) const
    {
        for (const mapping::Part &part : parts) {
            if (cell.parts.size() == MostParts)
                return;
            PreviewPart shown;
            shown.text = pieceInWords(cell.json, part.text);
            shown.sentence = originSentence(part.kind, part.by, part.sources);
            const json::Span copied = part.copied.isEmpty() ? json::Span() : m_toEditor(part.copied);
            shown.spans = copied.isEmpty() ? placesOf(part.sources) : std::vector{copied};
            cell.parts.push_back(std::move(shown));
        }
    }

    PreviewGap gapOf(const destination::EmptyColumn &empty) const
    {
        PreviewGap gap;
        const QString path = fromUtf8(empty.path);
        gap.sentence = empty.isNull ? Words::tr("%1 is null.").arg(path) : Words::tr("Nothing stands at %1.").arg(path);
        const mapping::Path missing = mapping::splitPath(empty.path);
        const std::string pointer = pointerOf(missing);
        if (empty.nearest.empty()) {
            if (!empty.isNull && canBeFilledIn(pointer))
                gap.fixes = fixThatSets(Words::tr("Add “%1” to fill in").arg(pathInWords(pointer)), m_prepared.event(),
                                        pointer, "\"\"", m_toEditor);
            return gap;
        }
        gap.sentence += QLatin1Char(' ') + Words::tr("%1 comes nearest.").arg(fromUtf8(empty.nearest));
        const mapping::Path nearest = mapping::splitPath(empty.nearest);
        const Value there = json::resolve(m_prepared.event().root(), pointerOf(nearest));
        if (!there.exists())
            return gap;
        gap.spans = placesOf(std::array{there});
        addRename(gap, missing, nearest);
        if (!gap.fixes.empty())
            return gap;
        for (Fix &fix :
             fixThatSets(Words::tr("Copy “%1” to “%2”").arg(pathInWords(pointerOf(nearest)), pathInWords(pointer)),
                         m_prepared.event(), pointer, std::string(there.raw()), m_toEditor))
            gap.fixes.push_back(std::move(fix));
        return gap;
    }

    /// Where the two differ in one key alone, it is likely that the key is misspelt.
    void addRename(PreviewGap &gap, const mapping::Path &missing, const mapping::Path &nearest) const
    {
        if (missing.size() != nearest.size())
            return;
        std::optional<std::size_t> differs;
        for (std::size_t i = 0; i < missing.size(); ++i) {
            if (missing[i].name == nearest[i].name)
                continue;
            if (differs || missing[i].index)
                return;
            differs = i;
        }
        if (!differs)
            return;
        const mapping::Path upTo(nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(*differs) + 1);
        const Value member = json::resolve(m_prepared.event().root(), pointerOf(upTo));
        const std::string &meant = missing[*differs].name;
        const Result<json::Edits> edits = json::renameMember(member, meant);
        std::optional<json::Edits> inEditor = edits ? m_toEditor(*edits) : std::nullopt;
        if (!inEditor || inEditor->empty())
            return;
        Fix fix;
        fix.kind = Fix::Kind::Edit;
        fix.label = Words::tr("Rename “%1” to “%2”").arg(fromUtf8(nearest[*differs].name), fromUtf8(meant));
        fix.edits = *std::move(inEditor);
        gap.fixes.push_back(std::move(fix));
    }

    PreviewRule ruleOf(const destination::NotFired &rule) const
    {
        PreviewRule shown;
        shown.name = fromUtf8(rule.ruleId);
        shown.because = withQuotes(fromUtf8(rule.because));
        for (const mapping::Unmet &unmet : rule.unmet) {
            PreviewCondition condition;
            const QString text = fromUtf8(unmet.condition);
            const QString path = fromUtf8(unmet.path);
            condition.sentence =
                unmet.actual
                    ? Words::tr("“%1” does not hold: %2 is %3.").arg(text, path, fromUtf8(mapping::valueInWords(unmet)))
                    : Words::tr("“%1” does not hold: nothing stands at %2.").arg(text, path);
            if (unmet.actual)
                condition.spans = placesOf(std::array{unmet.actual});
            shown.unmet.push_back(std::move(condition));
        }
        // What looks at one place is one line. The engine's own sentence knows more, such as a length.
        const bool isOnePlace = std::all_of(rule.unmet.begin(), rule.unmet.end(),
                                            [&](const auto &unmet) { return unmet.path == rule.unmet.front().path; });
        if (!shown.unmet.empty() && isOnePlace) {
            shown.unmet.resize(1);
            shown.unmet.front().sentence = shown.because;
        }
        return shown;
    }

    Preview &m_preview;
    const destination::Prepared &m_prepared;
    const ToEditor &m_toEditor;
};

} // namespace

void addExplanation(Preview &preview, const destination::Prepared &prepared,
                    const destination::Destination &destination, const ToEditor &toEditor)
{
    if (!prepared.hasAskedRules())
        return;
    Explainer explainer(preview, prepared, toEditor);
    explainer.add(destination::explain(prepared, destination));
    explainer.name(destination.preset->ruleInfos());
}

} // namespace smc::gui
