#include "explanation_model.h"

#include "../icons.h"

#include <QCoreApplication>
#include <QFont>
#include <QGuiApplication>

#include <algorithm>

namespace smc::gui {

namespace {

using Line = ExplanationLine;
using Kind = ExplanationLine::Kind;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::explanation)
};

void addCell(std::vector<Line> &lines, const PreviewCell &cell)
{
    const QString title = cell.gaps.empty() ? cell.story : Words::tr("%1 stayed empty").arg(cell.column);
    lines.push_back({Kind::Title, title, {}, cell.spans, {}});
    for (const PreviewPart &part : cell.parts)
        lines.push_back({Kind::Part, Words::tr("“%1” %2.").arg(part.text, part.sentence), {}, part.spans, {}});
    for (const PreviewGap &gap : cell.gaps)
        lines.push_back({Kind::Gap, gap.sentence, {}, gap.spans, gap.fixes});
}

/// Other columns that nothing was found for.
void addGaps(std::vector<Line> &lines, const std::vector<PreviewCell> &cells, std::optional<std::size_t> chosen)
{
    const std::size_t title = lines.size();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (chosen == i)
            continue;
        for (const PreviewGap &gap : cells[i].gaps)
            lines.push_back(
                {Kind::Gap, Words::tr("%1: %2").arg(cells[i].column, gap.sentence), {}, gap.spans, gap.fixes});
    }
    // What can be mended stands before what is as it should be.
    std::stable_partition(lines.begin() + static_cast<std::ptrdiff_t>(title), lines.end(),
                          [](const Line &line) { return !line.spans.empty(); });
    if (lines.size() > title)
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(title),
                     {Kind::Title, Words::tr("Columns that stayed empty")});
}

void addRules(std::vector<Line> &lines, const std::vector<PreviewRule> &rules)
{
    if (rules.empty())
        return;
    lines.push_back({Kind::Title, Words::tr("Rules that did not take this event")});
    for (const PreviewRule &rule : rules) {
        if (rule.unmet.empty())
            lines.push_back({Kind::Rule, Words::tr("%1: %2").arg(rule.name, rule.because), rule.about});
        for (const PreviewCondition &condition : rule.unmet)
            lines.push_back(
                {Kind::Rule, Words::tr("%1: %2").arg(rule.name, condition.sentence), rule.about, condition.spans, {}});
    }
}

} // namespace

std::vector<Line> explanationLines(const Preview &preview, std::size_t delivery, std::optional<std::size_t> row)
{
    std::vector<Line> lines;
    if (delivery < preview.deliveries.size()) {
        const std::vector<PreviewCell> &cells = preview.deliveries[delivery].cells;
        if (row && *row < cells.size())
            addCell(lines, cells[*row]);
        addGaps(lines, cells, row);
    }
    addRules(lines, preview.notTaken);
    if (lines.empty())
        lines.push_back({Kind::Title, Words::tr("Every column has a value, and every rule took this event.")});
    return lines;
}

void ExplanationModel::setLines(std::vector<Line> lines)
{
    if (lines == m_lines) {
        m_lines = std::move(lines); // Places and edits may be others.
        return;
    }
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

int ExplanationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant ExplanationModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line &shown = line(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shown.text;
    case Qt::ToolTipRole:
        return shown.about.isEmpty() ? QVariant() : shown.about;
    case Qt::DecorationRole:
        if (shown.kind == Kind::Title)
            return {};
        return shown.fixes.empty() || shown.spans.empty() ? icon(QStringLiteral("dot"), theme::Tone::Neutral)
                                                          : icon(QStringLiteral("hint"), theme::Tone::Info);
    case Qt::FontRole:
        if (shown.kind == Kind::Title) {
            QFont font = QGuiApplication::font();
            font.setWeight(QFont::DemiBold);
            return font;
        }
        break;
    case Qt::AccessibleDescriptionRole:
        return shown.about;
    default:
        break;
    }
    return {};
}

} // namespace smc::gui
