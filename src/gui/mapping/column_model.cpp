#include "column_model.h"

#include "../icons.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/data_table.h"
#include "mapping_edit.h"
#include "mapping_session.h"
#include "value_words.h"

#include <QFont>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr qsizetype MostTip = 2000;
} // namespace

QString inWords(Directive directive)
{
    switch (directive) {
    case Directive::Path:
        return ColumnModel::tr("Path");
    case Directive::Template:
        return ColumnModel::tr("Template");
    case Directive::Constant:
        return ColumnModel::tr("Constant");
    case Directive::If:
        return ColumnModel::tr("Condition");
    case Directive::Case:
        return ColumnModel::tr("Upper or lower case");
    case Directive::Replace:
        return ColumnModel::tr("Replacement");
    case Directive::ArrayPath:
        return ColumnModel::tr("Part of each item");
    case Directive::Merge:
        return ColumnModel::tr("Merged objects");
    case Directive::Transform:
        return ColumnModel::tr("Two steps");
    case Directive::Flatten:
        return ColumnModel::tr("Flattened object");
    case Directive::Json:
        return ColumnModel::tr("JSON text");
    case Directive::ExcludeWhenNull:
        return ColumnModel::tr("Left out when null");
    case Directive::Parts:
        return ColumnModel::tr("Made of parts");
    case Directive::Unknown:
        break;
    }
    return ColumnModel::tr("Unknown");
}

ColumnModel::ColumnModel(MappingSession &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
    connect(&session, &MappingSession::changed, this, &ColumnModel::follow);
    follow();
}

void ColumnModel::setRule(std::size_t rule)
{
    if (rule == m_rule)
        return;
    m_rule = rule;
    beginResetModel();
    m_columns.clear();
    m_words.clear();
    m_outcome = {};
    endResetModel();
    follow();
}

void ColumnModel::follow()
{
    const auto &rules = m_session.view().rules;
    std::vector<ColumnView> columns = m_rule < rules.size() ? rules[m_rule].columns : std::vector<ColumnView>();
    const auto &outcomes = m_session.outcome().rules;
    RuleOutcome outcome = m_rule < outcomes.size() ? outcomes[m_rule] : RuleOutcome();
    const bool isSameSize = columns.size() == m_columns.size() && outcome.more.size() == m_outcome.more.size();
    if (!isSameSize)
        beginResetModel();
    m_columns = std::move(columns);
    m_words.clear();
    for (const ColumnView &column : m_columns)
        m_words.append(column.json.empty() ? QString() : inOneLine(column.json));
    m_outcome = std::move(outcome);
    if (!isSameSize)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const ColumnView *ColumnModel::column(int row) const
{
    return row >= 0 && row < editableRows() ? &m_columns[static_cast<std::size_t>(row)] : nullptr;
}

const ColumnOutcome *ColumnModel::outcome(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const auto at = static_cast<std::size_t>(row);
    if (at < m_columns.size())
        return at < m_outcome.columns.size() ? &m_outcome.columns[at] : nullptr;
    return &m_outcome.more[at - m_columns.size()].second;
}

int ColumnModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size() + m_outcome.more.size());
}

int ColumnModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ColumnModel::result(int row) const
{
    const ColumnOutcome *outcome = this->outcome(row);
    if (!outcome)
        return {};
    if (!outcome->problem.isEmpty())
        return tr("can't be used");
    if (!outcome->exists)
        return tr("–");
    return outcome->isNull ? tr("(empty)") : outcome->value;
}

QString ColumnModel::nameSource(int row) const
{
    const ColumnView &view = *column(row);
    if (!view.nameSetting.empty())
        return tr("named by the setting %1").arg(fromUtf8(view.nameSetting));
    if (!view.nameFrom.empty())
        return tr("named by %1").arg(inOneLine(view.nameFrom));
    return fromUtf8(view.name);
}

QString ColumnModel::nameInWords(int row) const
{
    const ColumnView &view = *column(row);
    QString name = nameSource(row);
    const ColumnOutcome *made = outcome(row);
    if (!view.isPlainName && made && !made->name.isEmpty())
        name = tr("%1, %2", "name in this row, where it comes from").arg(made->name, name);
    return view.isKey ? tr("%1 (key)").arg(name) : name;
}

QVariant ColumnModel::display(int row, int column) const
{
    const ColumnView *view = this->column(row);
    switch (column) {
    case NameColumn:
        if (!view)
            return m_outcome.more[static_cast<std::size_t>(row) - m_columns.size()].first;
        return nameInWords(row);
    case DirectiveColumn:
        return view ? inWords(view->directive) : tr("Member of an object");
    case ValueColumn:
        return view ? m_words[row] : outcome(row)->from;
    case ResultColumn:
        return result(row);
    default:
        return {};
    }
}

/// Paths, templates and constants stand as they are written.
bool ColumnModel::isInWords(int row) const
{
    const ColumnView *view = column(row);
    return view && view->directive != Directive::Path && view->directive != Directive::Template &&
           view->directive != Directive::Constant && view->directive != Directive::Unknown;
}

QVariant ColumnModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const ColumnOutcome *outcome = this->outcome(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::EditRole:
        if (const ColumnView *view = column(row); view && index.column() == NameColumn)
            return fromUtf8(view->name);
        else if (view && index.column() == ValueColumn)
            return fromUtf8(view->value);
        return display(row, index.column());
    case Qt::FontRole:
        return index.column() == ValueColumn && !isInWords(row) ? QVariant(theme::codeFont()) : QVariant();
    case CopyRole:
        if (const ColumnView *view = column(row); view && index.column() == ValueColumn)
            return fromUtf8(view->value);
        return {};
    case Qt::DecorationRole:
        if (index.column() != ResultColumn || !outcome)
            return {};
        if (!outcome->problem.isEmpty())
            return icon(QStringLiteral("cross"), theme::Tone::Danger);
        return outcome->warning.isEmpty() ? QVariant() : icon(QStringLiteral("warning"), theme::Tone::Warning);
    case Qt::ToolTipRole:
        if (outcome && index.column() == ResultColumn && !outcome->problem.isEmpty())
            return outcome->problem;
        if (outcome && index.column() == ResultColumn && !outcome->warning.isEmpty())
            return outcome->warning;
        if (const ColumnView *view = column(row); view && index.column() == ValueColumn && isInWords(row))
            return fromUtf8(view->value).left(MostTip);
        return display(row, index.column());
    case FaintRole:
        return (index.column() == ResultColumn && (!outcome || !outcome->exists || outcome->isNull)) || !column(row);
    default:
        return {};
    }
}

QVariant ColumnModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case NameColumn:
        return tr("Column");
    case DirectiveColumn:
        return tr("Comes from");
    case ValueColumn:
        return tr("Value");
    case ResultColumn:
        return tr("For this event");
    default:
        return {};
    }
}

bool ColumnModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || !column(index.row()))
        return false;
    const ColumnPlace at{m_rule, static_cast<std::size_t>(index.row())};
    const std::string text = toUtf8(value.toString());
    const QString typing = QStringLiteral("%1/%2/%3").arg(m_rule).arg(index.row()).arg(index.column());
    const QString name = fromUtf8(column(index.row())->name);
    if (index.column() == NameColumn)
        return m_session.change(withColumnName(m_session.mapping(), at, text), tr("Rename %1").arg(name), typing)
            .has_value();
    if (index.column() == ValueColumn)
        return m_session.change(withColumnValue(m_session.mapping(), at, text), tr("Change %1").arg(name), typing)
            .has_value();
    return false;
}

int ColumnModel::add(int row)
{
    const int at = std::clamp(row, 0, editableRows());
    QString name = tr("NEW_COLUMN");
    const auto isTaken = [this](const QString &wanted) {
        return std::any_of(m_columns.begin(), m_columns.end(),
                           [&](const ColumnView &column) { return fromUtf8(column.name) == wanted; });
    };
    for (int number = 2; isTaken(name); ++number)
        name = tr("NEW_COLUMN_%1").arg(number);
    static_cast<void>(m_session.change(
        withNewColumn(m_session.mapping(), {m_rule, static_cast<std::size_t>(at)}, toUtf8(name), "null"),
        tr("Add a column")));
    return at;
}

void ColumnModel::remove(int row)
{
    if (const ColumnView *view = column(row)) {
        const QString what = tr("Remove %1").arg(fromUtf8(view->name));
        static_cast<void>(
            m_session.change(withoutColumn(m_session.mapping(), {m_rule, static_cast<std::size_t>(row)}), what));
    }
}

void ColumnModel::move(int row, int to)
{
    if (!column(row) || !column(to))
        return;
    const QString what = tr("Move %1").arg(fromUtf8(column(row)->name));
    static_cast<void>(m_session.change(
        withColumnMoved(m_session.mapping(), {m_rule, static_cast<std::size_t>(row)}, static_cast<std::size_t>(to)),
        what));
}

} // namespace smc::gui
