#include "compare_model.h"

#include "../text.h"
#include "../theme.h"
#include "../widgets/item_tip.h"
#include "compare_table.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>

#include <algorithm>

namespace smc::gui {

namespace {

/// Longer lines are cut in the cell; the tooltip shows more of them.
constexpr qsizetype MostShown = 2000;
constexpr qsizetype MostInTip = 4000;
constexpr qsizetype MostBefore = 200; ///< What a cut line shows of what both sides share before they differ.

QString shown(const QString &line)
{
    QString text = line.left(MostShown);
    text.replace(QLatin1Char('\t'), QStringLiteral("    "));
    return line.size() > MostShown ? text + QChar(0x2026) : text;
}

/// What two lines do not share, as a range of the first one.
struct Middle
{
    qsizetype begin = 0;
    qsizetype length = 0;
};

Middle differenceOf(const QString &line, const QString &other)
{
    const qsizetype most = std::min(line.size(), other.size());
    qsizetype begin = 0;
    while (begin < most && line[begin] == other[begin])
        ++begin;
    qsizetype end = 0;
    while (end < most - begin && line[line.size() - 1 - end] == other[other.size() - 1 - end])
        ++end;
    return {begin, line.size() - begin - end};
}

/// About the room that `line` takes, in letters: a hundred times as fast as measuring it.
std::size_t lettersOf(std::string_view line)
{
    constexpr std::size_t Tab = 4;
    constexpr unsigned char WideLead = 0xE0; // From here on letters of three bytes and more, many of them wide ones.
    std::size_t letters = 0;
    for (const char c : line) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) != 0x80)
            letters += c == '\t' ? Tab : byte >= WideLead ? 2 : 1;
    }
    return letters;
}

} // namespace

CompareModel::CompareModel(ComparedPart part, QObject *parent)
    : QAbstractTableModel(parent)
    , m_part(std::move(part))
    , m_left(linesOf(m_part.left))
    , m_right(linesOf(m_part.right))
{
}

int CompareModel::findDifference(int row, Way way) const
{
    const int step = way == Way::Next ? 1 : -1;
    const auto differs = [this](int at) { return at >= 0 && at < rowCount() && kindAt(at) != DiffKind::Same; };
    for (int at = row + step; at >= 0 && at < rowCount(); at += step) {
        if (differs(at) && !differs(at - 1))
            return at;
    }
    return -1;
}

QString CompareModel::longestLine() const
{
    std::string_view longest;
    std::size_t most = 0;
    for (const auto *lines : {&m_left, &m_right}) {
        for (const std::string_view line : *lines) {
            const std::size_t letters = lettersOf(line);
            if (letters <= most)
                continue;
            most = letters;
            longest = line;
        }
    }
    return shown(fromUtf8(longest));
}

std::optional<QString> CompareModel::sharedBegin(int row) const
{
    if (kindAt(row) != DiffKind::Changed)
        return std::nullopt;
    const QString left = shown(lineAt(row, LeftText));
    return left.left(differenceOf(left, shown(lineAt(row, RightText))).begin);
}

int CompareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_part.rows.size());
}

int CompareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CompareModel::lineAt(int row, int column) const
{
    const DiffRow &pair = m_part.rows[static_cast<std::size_t>(row)];
    const bool isLeft = column == LeftText || column == LeftNumber;
    const std::int32_t line = isLeft ? pair.left : pair.right;
    if (line < 0)
        return {};
    if (column == LeftNumber || column == RightNumber)
        return QString::number(line + 1);
    return fromUtf8((isLeft ? m_left : m_right)[static_cast<std::size_t>(line)]);
}

QString CompareModel::excerptAt(int row, int column) const
{
    const QString line = lineAt(row, column);
    if (line.size() <= MostInTip)
        return line;
    const QString other = lineAt(row, column == LeftText ? RightText : LeftText);
    const qsizetype differs = kindAt(row) == DiffKind::Changed ? differenceOf(line, other).begin : 0;
    const qsizetype begin = std::max<qsizetype>(0, differs - MostBefore);
    const QString cut(QChar(0x2026));
    return (begin > 0 ? cut : QString()) + line.mid(begin, MostInTip) +
           (begin + MostInTip < line.size() ? cut : QString());
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DiffKind kind = kindAt(index.row());
    const bool isText = index.column() == LeftText || index.column() == RightText;
    if (role == Qt::TextAlignmentRole)
        return isText ? int(Qt::AlignLeft | Qt::AlignVCenter)
                      : int((index.column() == Mark ? Qt::AlignHCenter : Qt::AlignRight) | Qt::AlignVCenter);
    if (index.column() == Mark) {
        if (role == Qt::DisplayRole) {
            const char *marks[] = {"", "≠", "−", "+"};
            return QString::fromUtf8(marks[static_cast<int>(kind)]);
        }
        if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
            const QString names[] = {tr("The same"), tr("Changed"), tr("Only on the left"), tr("Only on the right")};
            return names[static_cast<int>(kind)];
        }
        return {};
    }
    if (role == Qt::DisplayRole)
        return isText ? shown(lineAt(index.row(), index.column())) : lineAt(index.row(), index.column());
    if (role == LineRole && isText)
        return excerptAt(index.row(), index.column());
    if (role == Qt::ToolTipRole && isText)
        return lineAt(index.row(), index.column()).left(MostInTip);
    return {};
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == LeftText ? tr("Left") : section == RightText ? tr("Right") : QString();
}

void CompareDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const CompareModel *>(index.model());
    const DiffKind kind = model ? model->kindAt(index.row()) : DiffKind::Same;
    const theme::Colours &colours = theme::colours(*option.widget);
    const bool isLeft = index.column() <= CompareModel::LeftText;
    const bool isMissing = (kind == DiffKind::OnlyLeft && !isLeft) || (kind == DiffKind::OnlyRight && isLeft);
    painter->save();
    QColor ground = colours.raised;
    if (option.state & QStyle::State_Selected)
        ground = colours.selection;
    else if (isMissing)
        ground = colours.surface;
    else if (kind != DiffKind::Same)
        ground = kind == DiffKind::Changed ? colours.warningTint : isLeft ? colours.dangerTint : colours.successTint;
    painter->fillRect(option.rect, ground);
    const QString text = index.data().toString();
    painter->setClipRect(option.rect.adjusted(Padding, 0, -Padding, 0));
    painter->setFont(theme::codeFont());
    const QFontMetrics metrics(painter->font());
    const bool isText = index.column() == CompareModel::LeftText || index.column() == CompareModel::RightText;
    QRect rect = option.rect.adjusted(Padding, 0, -Padding, 0);
    const auto *table = qobject_cast<const CompareTable *>(option.widget);
    if (isText && table != nullptr)
        rect.setLeft(rect.left() - table->shift());
    if (kind == DiffKind::Changed && isText) {
        const int other = isLeft ? CompareModel::RightText : CompareModel::LeftText;
        const Middle middle = differenceOf(text, index.siblingAtColumn(other).data().toString());
        const int from = metrics.horizontalAdvance(text.left(middle.begin));
        const int width = std::max(2, metrics.horizontalAdvance(text.mid(middle.begin, middle.length)));
        painter->fillRect(QRect(rect.left() + from, rect.top() + 2, width, rect.height() - 4), colours.spanHighlight);
    }
    painter->setPen(isText ? colours.text : colours.secondaryText);
    painter->drawText(rect, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine | Qt::TextDontClip, text);
    painter->restore();
}

bool CompareDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (event->type() == QEvent::ToolTip)
        return showItemTip(*event, *view, index);
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace smc::gui
