#include "typed_cells.h"

#include "../text.h"
#include "fixes.h"
#include "iso_time.h"
#include "preview_words.h"
#include "problem_place.h"

#include <destination/similar.h>
#include <json/edit.h>
#include <json/writer.h>
#include <mapping/javascript.h>

#include <QCoreApplication>

#include <algorithm>
#include <span>

namespace smc::gui {

using destination::DataType;
using destination::ListField;

namespace {

constexpr std::size_t LongestShown = 60;
constexpr qsizetype MostNamed = 3;
/// Columns times fields: with more, none is suggested in place of one that the list lacks.
constexpr std::size_t MostComparisons = 20000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::types)
};

QString shown(std::string_view json)
{
    QString text = readable(json);
    if (text.size() > qsizetype(LongestShown))
        text = text.left(LongestShown) + QChar(0x2026);
    return text.simplified();
}

QString plainTypeInWords(const ListField &field)
{
    switch (field.type) {
    case DataType::Boolean:
        return Words::tr("Boolean, true or false");
    case DataType::Numeric:
        return Words::tr("Numeric, whole numbers of 32 bits");
    case DataType::Long:
        return Words::tr("Long, whole numbers of 64 bits");
    case DataType::Float:
        return Words::tr("Float, numbers");
    case DataType::Date:
        return Words::tr("Date, such as 2026-01-31");
    case DataType::DateTime:
        return Words::tr("DateTime, such as 2026-01-31T18:00:00Z");
    case DataType::Text:
        return field.length ? Words::tr("Text, at most %1 characters").arg(*field.length) : Words::tr("Text");
    case DataType::LongText:
        return Words::tr("LongText, text of any length");
    case DataType::Json:
        return Words::tr("Json");
    case DataType::Unknown:
        break;
    }
    return {};
}

/// The first `units` UTF-16 units of `text`, without half a character at the end.
std::string cutTo(const std::string &text, std::size_t units)
{
    QString cut = fromUtf8(text).left(static_cast<qsizetype>(units));
    if (!cut.isEmpty() && cut.back().isHighSurrogate())
        cut.chop(1);
    return toUtf8(cut);
}

/// What was probably meant by a value that is not of the field's type, as JSON; empty where that would be a guess.
std::string meantBy(const ListField &field, json::Value value)
{
    const std::string text = value.is(json::Type::String) ? value.text() : std::string(value.raw());
    const std::string word = mapping::javascript::lower(mapping::javascript::trim(text));
    const auto isOneOf = [&word](std::initializer_list<const char *> known) {
        return std::any_of(known.begin(), known.end(), [&word](const char *one) { return word == one; });
    };
    std::string meant;
    switch (field.type) {
    case DataType::Boolean:
        if (isOneOf({"yes", "y", "on", "true", "1"}))
            meant = "true";
        else if (isOneOf({"no", "n", "off", "false", "0"}))
            meant = "false";
        break;
    case DataType::Numeric:
    case DataType::Long:
        meant = word.substr(word.rfind('+', 0) == 0 ? 1 : 0);
        if (const std::size_t point = meant.find('.');
            point != std::string::npos && meant.find_first_not_of('0', point + 1) == std::string::npos)
            meant.resize(point);
        break;
    case DataType::Float:
        meant = word;
        if (std::count(meant.begin(), meant.end(), ',') == 1 && meant.find('.') == std::string::npos)
            meant[meant.find(',')] = '.';
        break;
    case DataType::Date:
    case DataType::DateTime:
        meant = iso8601From(text);
        if (!meant.empty())
            meant = json::quoted(field.type == DataType::Date ? meant.substr(0, 10) : meant);
        break;
    default:
        break;
    }
    json::Document document;
    const bool isTaken = document.parse(meant) && destination::storedAs(field, document.root());
    return isTaken && meant != value.raw() ? meant : std::string();
}

/// Ways to mend a value that SMC would refuse, where the cell is a copy of it.
std::vector<Fix> fixesFor(const destination::Cell &cell, const ListField &field, const ToEditor &toEditor)
{
    if (cell.origin.kind != mapping::Origin::Kind::Event || cell.origin.sources.size() != 1)
        return {};
    const json::Value value = cell.origin.sources.front();
    std::string text;
    QString label;
    if (value.is(json::Type::String) && field.type == DataType::Text && field.length) {
        text = json::quoted(cutTo(value.text(), *field.length));
        label = Words::tr("Shorten it to %1 characters").arg(*field.length);
    } else {
        text = meantBy(field, value);
        label = Words::tr("Write %1").arg(shown(text));
    }
    if (text.empty())
        return {};
    std::optional<Fix> fix = fixThatDoes(label, json::replaceValue(value, text), toEditor);
    if (!fix)
        return {};
    return {std::move(*fix)};
}

} // namespace

QString typeInWords(const ListField &field)
{
    const QString type = plainTypeInWords(field);
    return !type.isEmpty() && field.allowsNull == false ? Words::tr("%1, needs a value").arg(type) : type;
}

void addType(PreviewCell &cell, const destination::Delivery &delivery, std::size_t column,
             const destination::KnownFields &lists)
{
    const destination::ListFields *list = destination::listNamed(lists, delivery.list);
    if (list == nullptr)
        return;
    const ListField *field = list->find(delivery.columns[column]);
    if (field == nullptr) {
        std::vector<std::string> names;
        // The preview is made at each key.
        if (delivery.columns.size() * list->fields.size() <= MostComparisons) {
            for (const ListField &known : list->fields)
                names.push_back(known.name);
        }
        const std::string nearest = destination::nearMiss(delivery.columns[column], names).name;
        cell.fit = PreviewCell::Fit::NoField;
        cell.note = nearest.empty() ? Words::tr("The list %1 has no such field.").arg(fromUtf8(delivery.list))
                                    : Words::tr("The list %1 has no such field. Did you mean %2?")
                                          .arg(fromUtf8(delivery.list), fromUtf8(nearest));
        return;
    }
    cell.type = typeInWords(*field);
    if (cell.type.isEmpty())
        return;
    cell.fit = PreviewCell::Fit::Good;
    if (const destination::Conversion *conversion = delivery.conversionOf(column)) {
        const QString from = shown(conversion->from);
        cell.fit = PreviewCell::Fit::Converted;
        cell.note = Words::tr("Converted from “%1” to %2.").arg(from, shown(cell.json));
        const mapping::Origin &origin = delivery.row[column].origin;
        const bool isCopy = origin.sources.size() == 1 && origin.sources.front().raw() == conversion->from;
        if (isCopy && origin.kind == mapping::Origin::Kind::Computed)
            cell.from = originInWords({mapping::Origin::Kind::Event, origin.sources});
        cell.from = Words::tr("%1, converted from “%2”").arg(cell.from, from);
    }
}

std::vector<PreviewProblem> refusalProblems(const destination::Prepared &prepared,
                                            const destination::KnownFields &lists, const ToEditor &toEditor)
{
    const bool isHeldBack = prepared.refusals().empty();
    const auto &refusals = isHeldBack ? prepared.refusalsOfHeldBack() : prepared.refusals();
    const auto rows = isHeldBack ? prepared.heldBack() : prepared.deliveries();
    const auto told = std::span(prepared.problems()).last(refusals.size());
    const std::uint32_t start = prepared.event().root().span().begin;
    std::vector<PreviewProblem> problems;
    for (std::size_t i = 0; i < refusals.size(); ++i) {
        const destination::ValueRefusal &refusal = refusals[i];
        const destination::Delivery &delivery = rows[refusal.delivery];
        PreviewProblem problem;
        problem.severity = told[i].severity;
        problem.message = fromUtf8(told[i].message);
        problem.code = refusal.problem.validationCode;
        problem.path = refusal.path;
        problem.span = toEditor(refusal.span);
        const destination::ListFields *list = destination::listNamed(lists, delivery.list);
        if (const ListField *field = list == nullptr ? nullptr : list->find(delivery.columns[refusal.column]))
            problem.fixes = fixesFor(delivery.row[refusal.column], *field, toEditor);
        else
            offerNearest(problem, refusal.problem.nearest);
        leadToPlace(problem, start, toEditor);
        problems.push_back(std::move(problem));
    }
    return problems;
}

void markRefusals(std::vector<PreviewDelivery> &deliveries, const destination::Prepared &prepared)
{
    for (const destination::ValueRefusal &refusal : prepared.refusals()) {
        PreviewCell &cell = deliveries[refusal.delivery].cells[refusal.column];
        cell.fit = PreviewCell::Fit::Refused;
        cell.note = fromUtf8(sentenceFor(refusal, prepared.deliveries()[refusal.delivery]));
    }
}

QString aboutCell(const PreviewCell &cell)
{
    QStringList sentences{cell.story};
    if (cell.fit == PreviewCell::Fit::Good || cell.fit == PreviewCell::Fit::Converted)
        sentences.append(Words::tr("SMC's field: %1.").arg(cell.type));
    sentences.append(cell.note);
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

QString noteFor(const PreviewDelivery &delivery)
{
    const auto count = [&delivery](PreviewCell::Fit fit) {
        return std::count_if(delivery.cells.begin(), delivery.cells.end(),
                             [fit](const PreviewCell &cell) { return cell.fit == fit; });
    };
    QStringList refused;
    for (const PreviewCell &cell : delivery.cells) {
        if (cell.fit == PreviewCell::Fit::Refused)
            refused.append(cell.column);
    }
    if (refused.size() > MostNamed)
        return Words::tr("SMC would refuse %1 values of this row.").arg(refused.size());
    if (!refused.isEmpty())
        return Words::tr("SMC would refuse %1.").arg(refused.join(QStringLiteral(", ")));
    const auto converted = count(PreviewCell::Fit::Converted);
    if (converted == 1)
        return Words::tr("One value was converted to the type of its field. Choose its row to see how.");
    if (converted > 1)
        return Words::tr("%1 values were converted to the types of their fields. Choose a row to see how.")
            .arg(converted);
    if (count(PreviewCell::Fit::Good) == 0 || count(PreviewCell::Fit::NoField) > 0)
        return {};
    return Words::tr("The values fit the types of SMC's fields.");
}

} // namespace smc::gui
