#include "delivery_model.h"

#include "../icons.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/data_table.h"
#include "typed_cells.h"

#include <algorithm>

namespace smc::gui {

namespace {
constexpr qsizetype MaxShown = 300;
constexpr qsizetype MaxTooltip = 2000;

/// Lines that tell about a cell, the more telling ones first.
QString toolTipOf(const PreviewCell &cell, int column, const QString &whole)
{
    QStringList lines;
    if (column == DeliveryModel::ColumnName) {
        if (!cell.type.isEmpty())
            lines.append(DeliveryModel::tr("%1: %2.").arg(cell.column, cell.type));
        if (cell.isKey)
            lines.append(DeliveryModel::tr("Key: SMC finds the record by it."));
        if (cell.fit == PreviewCell::Fit::NoField)
            lines.append(cell.note);
        return lines.isEmpty() ? whole.left(MaxTooltip) : lines.join(QLatin1Char('\n'));
    }
    lines.append(whole.left(MaxTooltip));
    if (!cell.note.isEmpty())
        lines.append(cell.note);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

void DeliveryModel::setCells(std::vector<PreviewCell> cells)
{
    if (!hasSameColumns(cells)) {
        beginResetModel();
        m_cells = std::move(cells);
        endResetModel();
        return;
    }
    m_cells = std::move(cells);
    if (!m_cells.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

bool DeliveryModel::hasSameColumns(const std::vector<PreviewCell> &cells) const
{
    return std::equal(cells.begin(), cells.end(), m_cells.begin(), m_cells.end(),
                      [](const PreviewCell &a, const PreviewCell &b) { return a.column == b.column; });
}

std::optional<int> DeliveryModel::setCaret(std::optional<json::Span> place)
{
    if (m_caret == place)
        return {};
    m_caret = place;
    if (!m_cells.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {MarkedRole});
    // That of the value alone goes before one that holds the whole event, too.
    const auto breadth = [](const PreviewCell &cell) {
        std::size_t bytes = 0;
        for (const json::Span &span : cell.spans)
            bytes += span.end - span.begin;
        return bytes;
    };
    std::optional<int> nearest;
    for (int row = 0; row < rowCount(); ++row) {
        if (isUnderCaret(cell(row)) && (!nearest || breadth(cell(row)) < breadth(cell(*nearest))))
            nearest = row;
    }
    return nearest;
}

bool DeliveryModel::isUnderCaret(const PreviewCell &cell) const
{
    return m_caret && std::any_of(cell.spans.begin(), cell.spans.end(), [&](const json::Span &span) {
               const bool isPart = m_caret->begin >= span.begin && m_caret->end <= span.end;
               const bool isWhole = span.begin >= m_caret->begin && span.end <= m_caret->end;
               return isPart || isWhole;
           });
}

int DeliveryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_cells.size());
}

int DeliveryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DeliveryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PreviewCell &shown = cell(index.row());
    const QString whole = index.column() == ColumnName    ? shown.column
                          : index.column() == ValueColumn ? shown.value
                                                          : shown.from;
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == ValueColumn && shown.isNull())
            return tr("(empty)");
        // A narrow preview has no room for the whole of it, which the tooltip has.
        if (index.column() == FromColumn && shown.origin == mapping::Origin::Kind::Assigned)
            return tr("on receipt");
        return whole.left(MaxShown).simplified();
    case Qt::ToolTipRole:
        return toolTipOf(shown, index.column(), whole);
    case Qt::FontRole:
        if (index.column() == ValueColumn && !shown.isNull())
            return theme::codeFont();
        break;
    case Qt::DecorationRole:
        if (index.column() == ColumnName && shown.isKey)
            return icon(QStringLiteral("key"));
        if (index.column() == ValueColumn && shown.fit == PreviewCell::Fit::Refused)
            return icon(iconNameOf(theme::Tone::Danger), theme::Tone::Danger);
        if (index.column() == ColumnName && shown.fit == PreviewCell::Fit::NoField)
            return icon(iconNameOf(theme::Tone::Warning), theme::Tone::Warning);
        break;
    case CopyRole:
        return whole;
    case JsonRole:
        if (index.column() == ValueColumn)
            return fromUtf8(shown.json);
        break;
    case FaintRole:
        return shown.isNull();
    case IconAtEndRole:
        return index.column() == ColumnName;
    case MarkedRole:
        return isUnderCaret(shown);
    case Qt::AccessibleDescriptionRole:
        return aboutCell(shown);
    case Qt::AccessibleTextRole:
        return shown.isNull() && index.column() == ValueColumn ? tr("empty") : whole.left(MaxShown);
    default:
        break;
    }
    return {};
}

QVariant DeliveryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ColumnName:
        return tr("Column");
    case ValueColumn:
        return tr("Value");
    case FromColumn:
        return tr("From");
    default:
        return {};
    }
}

} // namespace smc::gui
