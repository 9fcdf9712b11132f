#include "variable_model.h"

#include "../text.h"

#include <segment/variables.h>
#include <workspace/profile.h>

#include <algorithm>

namespace smc::gui {

namespace {

QString problemOf(const std::string &name)
{
    const QString shown = fromUtf8(name);
    if (name.empty())
        return VariableModel::tr("One of the variables has no name.");
    if (const Result<void> clean = workspace::checkNoSecret(name); !clean)
        return fromUtf8(clean.error().message);
    if (!segment::isVariableName(name))
        return VariableModel::tr("“%1” can't be a name: it is made of letters A to Z, digits, “_” and “.”, and begins "
                                 "with a letter.")
            .arg(shown);
    if (segment::isBuiltInVariable(name))
        return VariableModel::tr("“%1” is a variable of the console already: choose another name.").arg(shown);
    return {};
}

} // namespace

void VariableModel::setVariables(const Variables &variables)
{
    if (variables == m_variables)
        return;
    beginResetModel();
    m_variables = variables;
    endResetModel();
}

VariableModel::Variables VariableModel::variables() const
{
    Variables kept = m_variables;
    const auto isEmpty = [](const auto &variable) { return variable.first.empty() && variable.second.empty(); };
    kept.erase(std::remove_if(kept.begin(), kept.end(), isEmpty), kept.end());
    return kept;
}

QModelIndex VariableModel::add()
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_variables.emplace_back();
    endInsertRows();
    Q_EMIT changed();
    return index(row, NameColumn);
}

QString VariableModel::problem() const
{
    const Variables variables = this->variables();
    for (auto one = variables.begin(); one != variables.end(); ++one) {
        if (QString problem = problemOf(one->first); !problem.isEmpty())
            return problem;
        const auto isSame = [&](const auto &other) { return other.first == one->first; };
        if (std::any_of(variables.begin(), one, isSame))
            return tr("“%1” stands twice.").arg(fromUtf8(one->first));
        if (one->second.size() > workspace::MaxVariableValue)
            return tr("The value of “%1” is too long: it may have 16 KB.").arg(fromUtf8(one->first));
    }
    return variables.size() > workspace::MaxVariables ? tr("A profile has at most 200 variables.") : QString();
}

int VariableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_variables.size());
}

int VariableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant VariableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &[name, value] = m_variables[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole || role == Qt::EditRole || role == Qt::ToolTipRole)
        return fromUtf8(index.column() == NameColumn ? name : value);
    if (role == Qt::AccessibleTextRole)
        return index.column() == NameColumn ? tr("Name %1").arg(fromUtf8(name)) : tr("Value %1").arg(fromUtf8(value));
    return {};
}

bool VariableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    auto &variable = m_variables[static_cast<std::size_t>(index.row())];
    if (index.column() == NameColumn) {
        // People may write it as they use it.
        QString name = value.toString().trimmed();
        if (name.startsWith(QLatin1String("{{")) && name.endsWith(QLatin1String("}}")))
            name = name.mid(2, name.size() - 4).trimmed();
        variable.first = toUtf8(name);
    } else {
        variable.second = toUtf8(value.toString());
    }
    Q_EMIT dataChanged(index, index);
    Q_EMIT changed();
    return true;
}

QVariant VariableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("Value");
}

Qt::ItemFlags VariableModel::flags(const QModelIndex &index) const
{
    return QAbstractTableModel::flags(index) | Qt::ItemIsEditable | Qt::ItemNeverHasChildren;
}

bool VariableModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || row < 0 || count < 1 || row + count > rowCount())
        return false;
    beginRemoveRows({}, row, row + count - 1);
    m_variables.erase(m_variables.begin() + row, m_variables.begin() + row + count);
    endRemoveRows();
    Q_EMIT changed();
    return true;
}

} // namespace smc::gui
