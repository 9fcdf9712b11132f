#include "allow_list_model.h"

#include <QRegularExpression>
#include <QSet>

namespace smc::gui {

void AllowListModel::setNames(const QStringList &names)
{
    if (names == m_names)
        return;
    beginResetModel();
    m_names = names;
    endResetModel();
    Q_EMIT namesChanged();
}

AllowListModel::Added AllowListModel::add(const QString &text)
{
    QSet<QString> known(m_names.begin(), m_names.end());
    QStringList fresh;
    Added result;
    static const QRegularExpression lineEnd(QStringLiteral("\r\n|\r|\n"));
    for (const QString &line : text.split(lineEnd)) {
        const QString name = line.section(QLatin1Char('\t'), 0, 0).trimmed();
        if (name.isEmpty())
            continue;
        if (known.contains(name)) {
            ++result.known;
            continue;
        }
        known.insert(name);
        fresh.append(name);
    }
    result.added = static_cast<int>(fresh.size());
    if (fresh.isEmpty())
        return result;
    const int first = static_cast<int>(m_names.size());
    beginInsertRows({}, first, first + result.added - 1);
    m_names += fresh;
    endInsertRows();
    Q_EMIT namesChanged();
    return result;
}

int AllowListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_names.size());
}

QVariant AllowListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole || role == Qt::EditRole || role == Qt::ToolTipRole)
        return m_names[index.row()];
    return {};
}

bool AllowListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const QString name = value.toString().trimmed();
    if (name == m_names[index.row()])
        return false;
    if (name.isEmpty() || m_names.contains(name)) {
        Q_EMIT refused(name.isEmpty() ? tr("“%1” stays: a name can't be empty.").arg(m_names[index.row()])
                                      : tr("“%1” stays: “%2” is there already.").arg(m_names[index.row()], name));
        return false;
    }
    m_names[index.row()] = name;
    Q_EMIT dataChanged(index, index);
    Q_EMIT namesChanged();
    return true;
}

Qt::ItemFlags AllowListModel::flags(const QModelIndex &index) const
{
    return QAbstractListModel::flags(index) | Qt::ItemIsEditable | Qt::ItemNeverHasChildren;
}

bool AllowListModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || row < 0 || count < 1 || row + count > m_names.size())
        return false;
    beginRemoveRows({}, row, row + count - 1);
    m_names.remove(row, count);
    endRemoveRows();
    Q_EMIT namesChanged();
    return true;
}

} // namespace smc::gui
