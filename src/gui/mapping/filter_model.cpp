#include "filter_model.h"

#include "../icons.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/data_table.h"
#include "mapping_session.h"

#include <algorithm>

namespace smc::gui {

using destination::FilterAction;

QString inWords(const FilterView &filter)
{
    QString text;
    switch (filter.action) {
    case FilterAction::Type::Drop:
        text = FilterModel::tr("Drops the event");
        break;
    case FilterAction::Type::Sample:
        text = FilterModel::tr("Lets %1 % through").arg(filter.percent);
        break;
    case FilterAction::Type::DropProperties:
        text = filter.properties.empty() ? FilterModel::tr("Drops properties")
                                         : FilterModel::tr("Drops %1").arg(fromUtf8(filter.properties));
        break;
    case FilterAction::Type::AllowProperties:
        text = filter.properties.empty() ? FilterModel::tr("Keeps no properties")
                                         : FilterModel::tr("Keeps only %1").arg(fromUtf8(filter.properties));
        break;
    }
    return filter.actions > 1
               ? FilterModel::tr("%1, and %n more", nullptr, static_cast<int>(filter.actions) - 1).arg(text)
               : text;
}

FilterModel::FilterModel(MappingSession &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
    , m_filters(readFilters(session.filters()))
{
    connect(&session, &MappingSession::changed, this, &FilterModel::follow);
}

void FilterModel::follow()
{
    std::vector<FilterView> filters = readFilters(m_session.filters());
    const bool isSameSize = filters.size() == m_filters.size();
    if (!isSameSize)
        beginResetModel();
    m_filters = std::move(filters);
    if (!isSameSize)
        endResetModel();
    else if (!m_filters.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const FilterView *FilterModel::filter(int row) const
{
    return row >= 0 && row < rowCount() ? &m_filters[static_cast<std::size_t>(row)] : nullptr;
}

int FilterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_filters.size());
}

int FilterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FilterModel::effect(int row) const
{
    const FilterView &filter = *this->filter(row);
    if (!filter.problem.empty() || !filter.conditionProblem.empty())
        return tr("can't be used");
    if (!filter.isEnabled)
        return tr("switched off");
    const auto &effects = m_session.outcome().filters;
    const auto at = static_cast<std::size_t>(row);
    if (at >= effects.size())
        return tr("–");
    switch (effects[at].kind) {
    case FilterEffect::Kind::Unknown:
        return tr("–");
    case FilterEffect::Kind::NoMatch:
        return tr("does not match");
    case FilterEffect::Kind::Matches:
        return tr("matches, changes nothing");
    case FilterEffect::Kind::Removes:
        return tr("takes %1 away").arg(effects[at].removed.join(tr(", ", "between properties")));
    case FilterEffect::Kind::Stops:
        return tr("keeps this event back");
    }
    return {};
}

bool FilterModel::stopsTheEvent(int row) const
{
    const auto &effects = m_session.outcome().filters;
    const auto at = static_cast<std::size_t>(row);
    return at < effects.size() && effects[at].kind == FilterEffect::Kind::Stops;
}

QVariant FilterModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FilterView &filter = *this->filter(index.row());
    const bool isWrong = !filter.problem.empty() || !filter.conditionProblem.empty();
    const bool stops = index.column() == EffectColumn && stopsTheEvent(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        switch (index.column()) {
        case NameColumn:
            return fromUtf8(filter.name);
        case ConditionColumn:
            return fromUtf8(filter.fql).simplified();
        case ActionColumn:
            return inWords(filter);
        default:
            return effect(index.row());
        }
    case Qt::FontRole:
        return index.column() == ConditionColumn ? QVariant(theme::codeFont()) : QVariant();
    case Qt::CheckStateRole:
        return index.column() == NameColumn ? QVariant(filter.isEnabled ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::DecorationRole:
        if (index.column() != EffectColumn || (!isWrong && !stops))
            return {};
        return isWrong ? icon(QStringLiteral("cross"), theme::Tone::Danger)
                       : icon(QStringLiteral("stop"), theme::Tone::Warning);
    case FaintRole:
        return !filter.isEnabled;
    default:
        return {};
    }
}

QVariant FilterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case NameColumn:
        return tr("Filter");
    case ConditionColumn:
        return tr("When");
    case ActionColumn:
        return tr("Does");
    case EffectColumn:
        return tr("This event");
    default:
        return {};
    }
}

bool FilterModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != NameColumn || !filter(index.row()))
        return false;
    FilterView changed = *filter(index.row());
    changed.isEnabled = value.toInt() == Qt::Checked;
    change(index.row(), changed);
    return true;
}

Qt::ItemFlags FilterModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    return index.column() == NameColumn ? flags | Qt::ItemIsUserCheckable : flags;
}

void FilterModel::change(int row, const FilterView &changed, const QString &typing)
{
    if (!filter(row))
        return;
    const QString what = tr("Change the filter %1").arg(fromUtf8(filter(row)->name));
    m_session.setFilters(withFilter(m_session.filters(), static_cast<std::size_t>(row), changed), what,
                         typing.isEmpty() ? typing : QStringLiteral("filter/%1/%2").arg(row).arg(typing));
}

int FilterModel::add(int row)
{
    if (m_filters.size() >= destination::Filters::MaxFilters)
        return -1;
    FilterView fresh;
    fresh.name = toUtf8(tr("New filter"));
    fresh.fql = "type = 'track' and event = 'Name of the event'";
    const int at = std::clamp(row, 0, rowCount());
    m_session.setFilters(withNewFilter(m_session.filters(), static_cast<std::size_t>(at), fresh), tr("Add a filter"));
    return at;
}

void FilterModel::remove(int row)
{
    if (filter(row)) {
        const QString what = tr("Remove the filter %1").arg(fromUtf8(filter(row)->name));
        m_session.setFilters(withoutFilter(m_session.filters(), static_cast<std::size_t>(row)), what);
    }
}

void FilterModel::move(int row, int to)
{
    if (filter(row) && filter(to)) {
        const QString what = tr("Move the filter %1").arg(fromUtf8(filter(row)->name));
        m_session.setFilters(
            withFilterMoved(m_session.filters(), static_cast<std::size_t>(row), static_cast<std::size_t>(to)), what);
    }
}

} // namespace smc::gui
