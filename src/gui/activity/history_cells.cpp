// What the cells of Activity's list show, say and give to the clipboard.
#include "../icons.h"
#include "../text.h"
#include "../widgets/data_table.h"
#include "entry_words.h"
#include "history_model.h"

#include <json/writer.h>
#include <net/exchange.h>

namespace smc::gui {

namespace {

bool isNumber(int column)
{
    return column == HistoryModel::StatusColumn || column == HistoryModel::DurationColumn ||
           column == HistoryModel::SizeColumn;
}

} // namespace

QString HistoryModel::textOf(const workspace::HistorySummary &entry, int column) const
{
    switch (column) {
    case TimeColumn:
        return timeInWords(entry.timeMs);
    case VerdictColumn:
        return verdictWord(entry.verdict).word;
    case CallColumn:
        return callInWords(entry.callType);
    case SentenceColumn:
        if (!entry.note.empty())
            return tr("Note: %1").arg(fromUtf8(entry.note).simplified()) + QLatin1Char('\n') + fromUtf8(entry.sentence);
        return fromUtf8(entry.sentence);
    case StatusColumn:
        return entry.status == 0 ? QStringLiteral("–") : QString::number(entry.status);
    case DurationColumn:
        return entry.method.empty() ? QStringLiteral("–") : durationInWords(entry.durationMs);
    case ProfileColumn:
        return fromUtf8(entry.profileName);
    case SizeColumn:
        return dataSize(static_cast<std::uint64_t>(entry.bytes));
    default:
        return {};
    }
}

QString HistoryModel::tipOf(const workspace::HistorySummary &entry, int column) const
{
    if (column == TimeColumn)
        return timeInUtc(entry.timeMs);
    if (column == SentenceColumn && entry.pinned)
        return tr("%1\nPinned: it stays when the history is full.").arg(textOf(entry, column));
    if (column == ProfileColumn)
        return tr("%1 (%2)").arg(fromUtf8(entry.profileName), fromUtf8(entry.environment));
    if (column == StatusColumn && !entry.method.empty())
        return tr("%1 %2").arg(fromUtf8(entry.method), fromUtf8(entry.url));
    return textOf(entry, column);
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const workspace::HistorySummary &shown = entry(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return textOf(shown, column);
    case Qt::DecorationRole:
        if (column == VerdictColumn) {
            const theme::Tone tone = verdictWord(shown.verdict).tone;
            return icon(iconNameOf(tone), tone);
        }
        return column == SentenceColumn && shown.pinned ? QVariant(icon(QStringLiteral("pin"))) : QVariant();
    case Qt::ToolTipRole:
        return tipOf(shown, column);
    case Qt::AccessibleTextRole:
        return column == SentenceColumn && shown.pinned ? tr("Pinned. %1").arg(textOf(shown, column))
                                                        : textOf(shown, column);
    case Qt::TextAlignmentRole:
        return int((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case CopyRole:
        return column == TimeColumn ? QVariant(timeInUtc(shown.timeMs)) : QVariant();
    case JsonRole:
        if (column == StatusColumn)
            return shown.status == 0 ? QStringLiteral("null") : QString::number(shown.status);
        if (column == SizeColumn)
            return QString::number(shown.bytes);
        if (column == TimeColumn)
            return fromUtf8(json::quoted(net::toIso(net::UtcTime(std::chrono::milliseconds(shown.timeMs)))));
        return {};
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && isNumber(section))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case VerdictColumn:
        return tr("Verdict");
    case CallColumn:
        return tr("Call");
    case SentenceColumn:
        return tr("What happened");
    case StatusColumn:
        return tr("Status");
    case DurationColumn:
        return tr("Took");
    case ProfileColumn:
        return tr("Profile");
    case SizeColumn:
        return tr("Size");
    default:
        return {};
    }
}

} // namespace smc::gui
