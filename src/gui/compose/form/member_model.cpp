#include "member_model.h"

#include "../../icons.h"
#include "../../text.h"
#include "../../theme.h"
#include "../../widgets/data_table.h"
#include "reserved_names.h"

#include <json/pointer.h>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr std::size_t MaxShown = 300;
constexpr std::size_t MaxTooltip = 2000;

theme::Tone toneOf(segment::Severity severity)
{
    return severity == segment::Severity::Error ? theme::Tone::Danger : theme::Tone::Warning;
}

} // namespace

void MemberModel::setContent(SectionContent content)
{
    const bool isSameText = m_content.document && content.document &&
                            m_content.document->text() == content.document->text() &&
                            m_content.pointer == content.pointer && m_content.hidden == content.hidden;
    if (isSameText)
        return;
    m_newRow.reset();
    MemberTree tree(content.container, content.hidden, m_newRow);
    if (m_content.pointer == content.pointer && tree.hasShapeOf(m_tree)) {
        // Rows stay where they are: what is selected, open or scrolled to does too.
        m_content = std::move(content);
        m_tree = std::move(tree);
        for (int entry = 0; entry < m_tree.size(); ++entry) {
            const MemberTree::Entry &at = m_tree.at(entry);
            if (at.childCount > 0)
                Q_EMIT dataChanged(indexOfEntry(at.firstChild, 0),
                                   indexOfEntry(at.firstChild + at.childCount - 1, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_content = std::move(content);
    m_tree = std::move(tree);
    endResetModel();
}

void MemberModel::rebuild()
{
    beginResetModel();
    m_tree = MemberTree(m_content.container, m_content.hidden, m_newRow);
    endResetModel();
}

void MemberModel::setProblems(const std::vector<PreviewProblem> &problems)
{
    m_problems.clear();
    const std::string inside = m_content.pointer + "/";
    std::copy_if(problems.begin(), problems.end(), std::back_inserter(m_problems),
                 [&](const PreviewProblem &problem) { return problem.path.starts_with(inside); });
    if (m_tree.at(0).childCount > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void MemberModel::setUnused(const std::vector<UnusedPlace> &places)
{
    m_unused.clear();
    for (const auto &[span, reason, path] : places)
        m_unused.emplace(path, reason);
    if (m_tree.at(0).childCount > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const QString *MemberModel::whyUnused(const QModelIndex &index) const
{
    if (m_unused.empty() || !index.isValid() || isNew(index))
        return nullptr;
    const std::string pointer = pointerOf(index);
    for (std::size_t end = pointer.size(); end != 0 && end != std::string::npos; end = pointer.rfind('/', end - 1)) {
        if (const auto found = m_unused.find(std::string_view(pointer).substr(0, end)); found != m_unused.end())
            return &found->second;
    }
    return nullptr;
}

void MemberModel::mark(std::vector<json::Span> spans)
{
    if (m_marks == spans)
        return;
    m_marks = std::move(spans);
    if (m_tree.at(0).childCount > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {MarkedRole});
}

bool MemberModel::isMarked(int entry) const
{
    const json::Value value = m_tree.at(entry).value;
    return value && std::any_of(m_marks.begin(), m_marks.end(), [&](const json::Span &span) {
               return span.begin < value.span().end && value.span().begin < span.end;
           });
}

std::string MemberModel::keyOf(int entry) const
{
    const MemberTree::Entry &at = m_tree.at(entry);
    return at.value.keySpan().isEmpty() ? std::to_string(at.index) : at.value.key();
}

std::string MemberModel::pointerOfEntry(int entry) const
{
    if (entry == 0)
        return m_content.pointer;
    std::string pointer = pointerOfEntry(m_tree.at(entry).parent);
    json::appendToken(pointer, keyOf(entry));
    return pointer;
}

std::string MemberModel::pointerOf(const QModelIndex &index) const
{
    return pointerOfEntry(entryOf(index));
}

QModelIndex MemberModel::indexOf(const std::string &pointer, int column) const
{
    if (!m_content.document || !pointer.starts_with(m_content.pointer))
        return {};
    const json::Value value = json::resolve(m_content.document->root(), pointer);
    if (!value)
        return {};
    for (int entry = 1; entry < m_tree.size(); ++entry) {
        const json::Value at = m_tree.at(entry).value;
        if (at && at.node() == value.node())
            return indexOfEntry(entry, column);
    }
    return {};
}

const PreviewProblem *MemberModel::problemAt(const QModelIndex &index) const
{
    if (m_problems.empty() || !index.isValid() || isNew(index))
        return nullptr;
    const std::string pointer = pointerOf(index);
    const auto found = std::find_if(m_problems.begin(), m_problems.end(),
                                    [&](const PreviewProblem &problem) { return problem.path == pointer; });
    return found == m_problems.end() ? nullptr : &*found;
}

std::optional<segment::CallType> MemberModel::call() const
{
    return m_content.document ? callTypeOf(m_content.document->root()) : std::nullopt;
}

bool MemberModel::propose(Result<json::Edits> edits, MemberEdit edit)
{
    if (!edits) {
        Q_EMIT refused(fromUtf8(edits.error().message));
        return false;
    }
    edit.edits = std::move(*edits);
    if (edit.edits.empty())
        return true;
    Q_EMIT edited(edit);
    Q_EMIT done(edit);
    return true;
}

QModelIndex MemberModel::openNew(const QModelIndex &near)
{
    if (!m_content.document)
        return {};
    const int entry = entryOf(near);
    const bool goesInside = entry == 0 || (isContainer(kindOf(valueOf(near))) && m_tree.at(entry).childCount == 0);
    const json::Value after = goesInside ? json::Value() : valueOf(near);
    const int around = goesInside ? entry : m_tree.at(entry).parent;
    const json::Value parent = m_tree.at(around).value;
    if (parent.is(json::Type::Array)) {
        const std::size_t place = goesInside ? 0 : m_tree.at(entry).index + 1;
        std::string pointer = pointerOfEntry(around);
        json::appendToken(pointer, std::to_string(place));
        propose(json::insertElement(parent, place, "\"\""), {{}, pointer, ValueColumn, true});
        return {};
    }
    m_newRow = MemberTree::NewRow{parent, after};
    rebuild();
    for (int at = 1; at < m_tree.size(); ++at) {
        if (!m_tree.at(at).value)
            return indexOfEntry(at, KeyColumn);
    }
    return {};
}

void MemberModel::dropNew()
{
    if (!m_newRow)
        return;
    m_newRow.reset();
    rebuild();
}

void MemberModel::remove(const QModelIndex &index)
{
    if (!index.isValid() || isNew(index))
        return;
    const QModelIndex below = index.siblingAtRow(index.row() + 1);
    const QModelIndex above = index.siblingAtRow(index.row() - 1);
    // The element behind takes the place of the one that goes.
    const bool isElement = valueOf(index).keySpan().isEmpty();
    const std::string follow = below.isValid()   ? pointerOf(isElement ? index : below)
                               : above.isValid() ? pointerOf(above)
                                                 : pointerOf(index.parent());
    propose(json::removeValue(valueOf(index)), {{}, follow, index.column(), false});
}

void MemberModel::move(const QModelIndex &index, Direction direction)
{
    const QModelIndex other = index.siblingAtRow(index.row() + (direction == Direction::Up ? -1 : 1));
    if (!index.isValid() || !other.isValid() || isNew(index) || isNew(other))
        return;
    // Past the neighbour that is shown, with what is hidden between them.
    const std::size_t place = m_tree.at(entryOf(other)).index;
    const bool isElement = valueOf(index).keySpan().isEmpty();
    propose(json::moveValue(valueOf(index), place), {{}, pointerOf(isElement ? other : index), index.column(), false});
}

bool MemberModel::setKey(const QModelIndex &index, const QString &key)
{
    if (key.isEmpty())
        return false;
    const std::string name = toUtf8(key);
    const MemberTree::Entry &entry = m_tree.at(entryOf(index));
    std::string pointer = pointerOfEntry(entry.parent);
    json::appendToken(pointer, name);
    if (entry.value)
        return propose(json::renameMember(entry.value, name), {{}, pointer, index.column(), false});
    const json::Value parent = m_tree.at(entry.parent).value;
    const std::size_t place = m_newRow->after ? entry.index : json::AtEnd;
    return propose(parent ? json::insertMember(parent, place, name, "\"\"")
                          : setInEvent(m_content.document->root(), pointer, "\"\""),
                   {{}, pointer, ValueColumn, true});
}

Result<json::Edits> MemberModel::editsFor(const QModelIndex &index, const QString &typed) const
{
    const json::Value value = valueOf(index);
    if (!value || typed == index.data(Qt::EditRole).toString())
        return json::Edits();
    const auto json = jsonOf(kindOf(value), typed);
    return json ? json::replaceValue(value, *json) : Result<json::Edits>(tl::make_unexpected(json.error()));
}

bool MemberModel::setValue(const QModelIndex &index, const QString &typed)
{
    return propose(editsFor(index, typed), {{}, pointerOf(index), index.column(), false});
}

bool MemberModel::setKind(const QModelIndex &index, ValueKind kind)
{
    const json::Value value = valueOf(index);
    if (!value || kindOf(value) == kind)
        return false;
    return propose(json::replaceValue(value, convertedTo(kind, value)), {{}, pointerOf(index), index.column(), false});
}

bool MemberModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid())
        return false;
    switch (index.column()) {
    case KeyColumn:
        return setKey(index, value.toString());
    case ValueColumn:
        return setValue(index, value.toString());
    default:
        return setKind(index, static_cast<ValueKind>(value.toInt()));
    }
}

QModelIndex MemberModel::indexOfEntry(int entry, int column) const
{
    return createIndex(m_tree.at(entry).row, column, static_cast<quintptr>(entry));
}

QModelIndex MemberModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return indexOfEntry(m_tree.at(entryOf(parent)).firstChild + row, column);
}

QModelIndex MemberModel::parent(const QModelIndex &child) const
{
    const int parent = m_tree.at(entryOf(child)).parent;
    return parent == 0 ? QModelIndex() : indexOfEntry(parent, 0);
}

int MemberModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : m_tree.at(entryOf(parent)).childCount;
}

int MemberModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString MemberModel::shown(int entry, int column) const
{
    const MemberTree::Entry &at = m_tree.at(entry);
    if (column == KeyColumn) {
        if (!at.value)
            return tr("New");
        return at.value.keySpan().isEmpty() ? QString::number(at.index + 1) : fromUtf8(at.value.key());
    }
    if (!at.value)
        return {};
    if (column == KindColumn)
        return wordFor(kindOf(at.value));
    const QString text = readableText(at.value, MaxShown).simplified();
    return text.isEmpty() ? tr("(empty)") : text;
}

QString MemberModel::tipOf(const QModelIndex &index) const
{
    QString text;
    if (index.column() == ValueColumn)
        text = readableText(valueOf(index), MaxTooltip);
    if (text.isEmpty())
        text = shown(entryOf(index), index.column());
    const QString *why = whyUnused(index);
    return why ? tr("%1\n%2").arg(text, *why) : text;
}

QVariant MemberModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int entry = entryOf(index);
    const json::Value value = m_tree.at(entry).value;
    const PreviewProblem *problem = problemAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return shown(entry, index.column());
    case Qt::EditRole:
        if (index.column() == KindColumn)
            return static_cast<int>(kindOf(value));
        return index.column() == KeyColumn  ? fromUtf8(value.key())
               : value.is(json::Type::Null) ? QString()
                                            : readableText(value);
    case Qt::ToolTipRole:
        return problem ? problem->message : tipOf(index);
    case Qt::AccessibleDescriptionRole:
        return whyUnused(index) ? QVariant(*whyUnused(index)) : QVariant();
    case Qt::DecorationRole:
        if (problem && index.column() == ValueColumn)
            return icon(iconNameOf(toneOf(problem->severity)), toneOf(problem->severity));
        break;
    case Qt::AccessibleTextRole:
        if (problem && index.column() == ValueColumn)
            return tr("%1. %2").arg(shown(entry, index.column()), problem->message);
        return shown(entry, index.column());
    case FaintRole:
        return !value || index.column() == KindColumn || value.is(json::Type::Null) ||
               (index.column() == ValueColumn && value.textIs("")) || whyUnused(index) != nullptr;
    case MarkedRole:
        return isMarked(entry);
    case KindRole:
        return static_cast<int>(kindOf(value));
    case KeyNamesRole:
        return reservedNames(call(), containerOf(index));
    case IsMemberRole:
        return !value || !value.keySpan().isEmpty();
    default:
        break;
    }
    return {};
}

Qt::ItemFlags MemberModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (!index.isValid())
        return flags;
    const bool isKey = index.column() == KeyColumn;
    if (isKey ? index.data(IsMemberRole).toBool() : !isNew(index))
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant MemberModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == KeyColumn ? tr("Key") : section == ValueColumn ? tr("Value") : tr("Kind");
}

} // namespace smc::gui
