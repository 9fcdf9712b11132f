#include "requests_model.h"

#include "../icons.h"
#include "../text.h"
#include "../theme.h"
#include "fault_panel.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <numeric>
#include <utility>

namespace smc::gui {

namespace {

bool isDropped(const sandbox::RequestLogEntry &entry)
{
    return entry.status == 0;
}

theme::Tone toneOf(const sandbox::RequestLogEntry &entry)
{
    if (isDropped(entry) || entry.status >= 400)
        return theme::Tone::Danger;
    return entry.faults.empty() ? theme::Tone::Success : theme::Tone::Warning;
}

/// "…/lists/USERS_SEGMENT/segments" for a path within an organization: what nearly all of them begin with would leave
/// no room for what tells them apart.
QString withinOrganization(const QString &path)
{
    static const QRegularExpression begin(QStringLiteral("^/Portal/Api/organizations/[^/?]+(?=/)"),
                                          QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = begin.match(path);
    return match.hasMatch() ? QChar(0x2026) + path.mid(match.capturedEnd()) : path;
}

QString cellOf(const sandbox::RequestLogEntry &entry, int column)
{
    switch (column) {
    case RequestsModel::TimeColumn:
        return QLocale().toString(entry.time.toLocalTime().time(), QStringLiteral("HH:mm:ss.zzz"));
    case RequestsModel::MethodColumn:
        return entry.method;
    case RequestsModel::PathColumn:
        return withinOrganization(entry.path);
    case RequestsModel::StatusColumn:
        return isDropped(entry) ? RequestsModel::tr("dropped") : QString::number(entry.status);
    case RequestsModel::MillisecondsColumn:
        return QLocale().toString(entry.ms);
    default:
        return {};
    }
}

bool isLess(const sandbox::RequestLogEntry &a, const sandbox::RequestLogEntry &b, int column)
{
    switch (column) {
    case RequestsModel::TimeColumn:
        return a.time < b.time;
    case RequestsModel::MethodColumn:
        return a.method < b.method;
    case RequestsModel::PathColumn:
        return a.path.compare(b.path, Qt::CaseInsensitive) < 0;
    case RequestsModel::StatusColumn:
        return a.status < b.status;
    case RequestsModel::MillisecondsColumn:
        return a.ms < b.ms;
    default:
        return false;
    }
}

bool isNumber(int column)
{
    return column == RequestsModel::StatusColumn || column == RequestsModel::MillisecondsColumn;
}

} // namespace

void RequestsModel::setRequests(const std::deque<sandbox::RequestLogEntry> &requests)
{
    beginResetModel();
    m_requests.assign(requests.begin(), requests.end());
    m_shown = arranged();
    endResetModel();
}

void RequestsModel::setOrder(const std::optional<OrderedTable::Order> &order)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    m_order = order;
    const std::vector<std::size_t> before = std::exchange(m_shown, arranged());
    std::vector<int> rows(before.size()); // Of each request, now.
    for (std::size_t row = 0; row < m_shown.size(); ++row)
        rows[m_shown[row]] = static_cast<int>(row);
    for (const QModelIndex &index : persistentIndexList())
        changePersistentIndex(index, this->index(rows[before[static_cast<std::size_t>(index.row())]], index.column()));
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

std::vector<std::size_t> RequestsModel::arranged() const
{
    std::vector<std::size_t> places(m_requests.size());
    std::iota(places.begin(), places.end(), std::size_t(0));
    for (int column = 0; m_order && column < ColumnCount; ++column) {
        if (headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() != m_order->column)
            continue;
        const bool isDescending = m_order->direction == Qt::DescendingOrder;
        std::stable_sort(places.begin(), places.end(), [&, column](std::size_t a, std::size_t b) {
            return isDescending ? isLess(m_requests[b], m_requests[a], column)
                                : isLess(m_requests[a], m_requests[b], column);
        });
    }
    return places;
}

const sandbox::RequestLogEntry &RequestsModel::request(int row) const
{
    return m_requests[m_shown[static_cast<std::size_t>(row)]];
}

std::vector<sandbox::RequestLogEntry> RequestsModel::requests() const
{
    std::vector<sandbox::RequestLogEntry> shown;
    shown.reserve(m_shown.size());
    for (const std::size_t place : m_shown)
        shown.push_back(m_requests[place]);
    return shown;
}

WholeRow RequestsModel::whole(int row) const
{
    const sandbox::RequestLogEntry &entry = request(row);
    const QString time = cellOf(entry, TimeColumn);
    WholeRow whole;
    whole.title = tr("Request of %1").arg(time);
    const auto add = [&whole](const char *name, std::optional<std::string> text, bool isJson = false) {
        whole.members.push_back({name, std::move(text), isJson});
    };
    add("time", toUtf8(entry.time.toUTC().toString(Qt::ISODateWithMs)));
    add("method", toUtf8(entry.method));
    add("path", toUtf8(entry.path));
    add("status", isDropped(entry) ? std::nullopt : std::optional(std::to_string(entry.status)), true);
    add("milliseconds", std::to_string(entry.ms), true);
    if (auto faults = faultsOf(entry))
        add("faults", std::move(faults));
    return whole;
}

std::optional<std::string> RequestsModel::faultsOf(const sandbox::RequestLogEntry &entry)
{
    if (entry.faults.empty())
        return {};
    std::string texts;
    for (const sandbox::Fault &fault : entry.faults)
        texts += (texts.empty() ? "" : ", ") + sandbox::toText(fault);
    return texts;
}

int RequestsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int RequestsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RequestsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const sandbox::RequestLogEntry &entry = request(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cellOf(entry, index.column());
    case CopyRole:
        return index.column() == PathColumn           ? entry.path
               : index.column() == MillisecondsColumn ? QString::number(entry.ms)
                                                      : cellOf(entry, index.column());
    case JsonRole:
        return isNumber(index.column()) && !(isDropped(entry) && index.column() == StatusColumn)
                   ? QVariant(data(index, CopyRole))
                   : QVariant();
    case Qt::ToolTipRole:
        if (!entry.faults.empty() && index.column() != PathColumn)
            return tr("Ordered under Faults: %1.").arg(FaultPanel::inWords({entry.faults}));
        return index.column() == PathColumn ? entry.path : entry.time.toUTC().toString(Qt::ISODateWithMs);
    case Qt::DecorationRole:
        if (index.column() != TimeColumn)
            return {};
        return icon(iconNameOf(toneOf(entry)), toneOf(entry));
    case Qt::TextAlignmentRole:
        return int((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant RequestsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (section == MillisecondsColumn && (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole))
        return tr("Milliseconds");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case MethodColumn:
        return tr("Method");
    case PathColumn:
        return tr("Path");
    case StatusColumn:
        return tr("Status");
    default:
        return tr("ms", "milliseconds");
    }
}

} // namespace smc::gui
