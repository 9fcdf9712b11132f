#include "tree_model.h"

#include "../text.h"
#include "row_layout.h"

#include <json/text.h>

#include <QLocale>
#include <QTimer>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr std::size_t Slice = 2U << 20U;          ///< Read of the body before the event loop has its turn.
constexpr std::size_t FarthestFetch = 64U << 20U; ///< Read at once on the way to a node.
constexpr std::size_t ShownOfValue = 300;

} // namespace

struct TreeModel::Node
{
    Node *parent = nullptr;
    int row = 0;
    bool isRange = false;
    json::Child child;      ///< The value; for a range the container that it is a part of.
    std::int64_t first = 0; ///< The children that a container or a range shows: [first, last).
    std::int64_t last = 0;
    bool isAsked = false; ///< Its children were asked for.
    std::unique_ptr<json::ChildReader> reader;
    std::vector<std::unique_ptr<Node>> children;

    bool holdsRanges() const { return isRange && last - first > PageSize; }
};

TreeModel::TreeModel(const json::Outline &outline, QObject *parent)
    : QAbstractItemModel(parent)
    , m_outline(outline)
{
    refreshRoot();
}

TreeModel::~TreeModel() = default;

void TreeModel::refreshRoot()
{
    const std::optional<json::Child> root = m_outline.root();
    if (!root)
        return;
    if (!m_root) {
        beginInsertRows({}, 0, 0);
        m_root = std::make_unique<Node>();
        m_root->child = *root;
        m_root->last = root->children;
        endInsertRows();
        return;
    }
    m_root->child = *root;
    m_root->last = root->children;
    Q_EMIT dataChanged(indexOf(*m_root), indexOf(*m_root, TypeColumn));
}

void TreeModel::outlineGrown()
{
    if (!m_root || !m_root->child.isWhole)
        refreshRoot();
    const std::vector<Node *> growing = std::exchange(m_growing, {});
    for (Node *node : growing) {
        const json::LargeContainer *large = m_outline.largeAt(node->child.value.begin);
        if (node != m_root.get() && large) {
            node->child.children = node->last = large->children;
            node->child.isWhole = large->end.has_value();
            if (large->end)
                node->child.value.end = *large->end;
            Q_EMIT dataChanged(indexOf(*node), indexOf(*node, TypeColumn));
        }
        refreshLastChild(*node);
        if (m_outline.shape() == json::JsonShape::Reading && !(large && large->end)) {
            m_growing.push_back(node);
        } else if (!node->reader) {
            // What the reader had to leave to the indexer can be read now.
            node->reader = std::make_unique<json::ChildReader>(m_outline, node->child,
                                                               static_cast<std::int64_t>(node->children.size()));
            m_fetching.push_back(node);
        }
    }
    goOn();
}

/// The last child may be one that the indexer was still at when it was read.
void TreeModel::refreshLastChild(const Node &node)
{
    if (node.children.empty() || node.children.back()->isRange || node.children.back()->child.isWhole)
        return;
    Node &last = *node.children.back();
    if (const json::LargeContainer *large = m_outline.largeAt(last.child.value.begin)) {
        last.child.children = last.last = large->children;
        last.child.isWhole = large->end.has_value();
        last.child.value.end = large->end.value_or(m_outline.scanned());
        Q_EMIT dataChanged(indexOf(last), indexOf(last, TypeColumn));
    }
}

TreeModel::Node *TreeModel::nodeOf(const QModelIndex &index) const
{
    return static_cast<Node *>(index.internalPointer());
}

QModelIndex TreeModel::indexOf(const Node &node, int column) const
{
    return createIndex(node.row, column, &node);
}

QModelIndex TreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column < 0 || column >= ColumnCount || row < 0 || row >= rowCount(parent))
        return {};
    return parent.isValid() ? indexOf(*nodeOf(parent)->children[static_cast<std::size_t>(row)], column)
                            : indexOf(*m_root, column);
}

QModelIndex TreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || !nodeOf(index)->parent)
        return {};
    return indexOf(*nodeOf(index)->parent);
}

int TreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_root ? 1 : 0;
    return parent.column() == KeyColumn ? static_cast<int>(nodeOf(parent)->children.size()) : 0;
}

int TreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool TreeModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_root != nullptr;
    const Node &node = *nodeOf(parent);
    return parent.column() == KeyColumn && (node.isRange || (node.child.isContainer() && node.child.children > 0) ||
                                            (node.child.isContainer() && !node.child.isWhole));
}

bool TreeModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && hasChildren(parent) && !nodeOf(parent)->isAsked;
}

void TreeModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Node &node = *nodeOf(parent);
    startFetch(node);
    goOn();
}

void TreeModel::startFetch(Node &node)
{
    node.isAsked = true;
    if (node.holdsRanges()) {
        addRanges(node, node.first, node.last);
        return;
    }
    node.reader = std::make_unique<json::ChildReader>(m_outline, node.child, node.first);
    m_fetching.push_back(&node);
    fetchSlice(node, Slice);
}

void TreeModel::fetchSlice(Node &node, std::size_t bytes)
{
    const std::int64_t most = node.isRange ? node.last - node.first : PageSize;
    const std::int64_t have = static_cast<std::int64_t>(node.children.size());
    const std::vector<json::Child> found =
        node.reader->next(static_cast<std::size_t>(std::max<std::int64_t>(0, most - have)), bytes);
    if (!found.empty()) {
        beginInsertRows(indexOf(node), static_cast<int>(have), static_cast<int>(have + std::ssize(found)) - 1);
        for (const json::Child &child : found) {
            auto added = std::make_unique<Node>();
            added->parent = &node;
            added->row = static_cast<int>(node.children.size());
            added->child = child;
            added->last = child.children;
            node.children.push_back(std::move(added));
        }
        endInsertRows();
    }
    const bool isFull = static_cast<std::int64_t>(node.children.size()) >= most;
    if (isFull || node.reader->state() != json::ChildReader::State::More)
        finishFetch(node);
}

void TreeModel::finishFetch(Node &node)
{
    node.reader.reset();
    std::erase(m_fetching, &node);
    if (node.isRange)
        return;
    const bool isSettled = node.child.isWhole || m_outline.shape() != json::JsonShape::Reading;
    if (!isSettled) {
        m_growing.push_back(&node);
        return;
    }
    if (static_cast<std::int64_t>(node.children.size()) >= PageSize && node.last > PageSize)
        addRanges(node, PageSize, node.last);
}

void TreeModel::addRanges(Node &node, std::int64_t from, std::int64_t to)
{
    // As few levels of ranges as leave no more than a page of them in one place.
    std::int64_t size = PageSize;
    while ((to - from + size - 1) / size > PageSize)
        size *= PageSize;
    const auto count = static_cast<int>((to - from + size - 1) / size);
    const auto have = static_cast<int>(node.children.size());
    beginInsertRows(indexOf(node), have, have + count - 1);
    for (int i = 0; i < count; ++i) {
        auto range = std::make_unique<Node>();
        range->parent = &node;
        range->row = have + i;
        range->isRange = true;
        range->child = node.child;
        range->first = from + i * size;
        range->last = std::min(to, range->first + size);
        node.children.push_back(std::move(range));
    }
    endInsertRows();
}

void TreeModel::goOn()
{
    if (m_goesOn || m_fetching.empty())
        return;
    m_goesOn = true;
    QTimer::singleShot(0, this, [this] {
        m_goesOn = false;
        if (!m_fetching.empty())
            fetchSlice(*m_fetching.front(), Slice);
        goOn();
    });
}

TreeModel::Node *TreeModel::childFor(Node &node, std::int64_t index)
{
    if (!node.isAsked)
        startFetch(node);
    for (std::size_t read = 0; node.reader && read < FarthestFetch; read += Slice) {
        if (index - node.first < static_cast<std::int64_t>(node.children.size()))
            break;
        fetchSlice(node, Slice);
    }
    const auto found =
        std::find_if(node.children.begin(), node.children.end(), [index](const std::unique_ptr<Node> &child) {
            return child->isRange ? index >= child->first && index < child->last : index == child->child.index;
        });
    return found == node.children.end() ? nullptr : found->get();
}

QModelIndex TreeModel::indexOf(json::Offset offset)
{
    if (!m_root)
        return {};
    Node *node = m_root.get();
    for (const json::Step &step : m_outline.pathTo(offset).value_or(std::vector<json::Step>())) {
        Node *child = childFor(*node, step.index);
        while (child && child->isRange)
            child = childFor(*child, step.index);
        if (!child)
            break;
        node = child;
    }
    goOn();
    return indexOf(*node);
}

std::optional<json::Child> TreeModel::childAt(const QModelIndex &index) const
{
    if (!index.isValid() || nodeOf(index)->isRange)
        return std::nullopt;
    return nodeOf(index)->child;
}

std::optional<json::Child> TreeModel::valueAt(const QModelIndex &index) const
{
    return index.isValid() ? std::optional(nodeOf(index)->child) : std::nullopt;
}

QString TreeModel::keyText(const Node &node) const
{
    const QLocale locale;
    if (node.isRange)
        return tr("[%1 … %2]").arg(locale.toString(qlonglong(node.first)), locale.toString(qlonglong(node.last - 1)));
    if (!node.parent)
        return QStringLiteral("$");
    if (node.child.key.isEmpty())
        return QStringLiteral("[%1]").arg(node.child.index);
    const auto size = std::min<std::size_t>(static_cast<std::size_t>(node.child.key.size()), ShownOfValue);
    const std::string_view key = m_outline.text().substr(node.child.key.begin.index(), size);
    return displayText(json::unescaped(key.substr(1, key.size() - (key.size() > 1 && key.back() == '"' ? 2 : 1))));
}

QString TreeModel::countText(const json::Child &container) const
{
    const bool isObject = container.type == json::Type::Object;
    if (container.children == 1)
        return isObject ? tr("1 member") : tr("1 element");
    const QString count = QLocale().toString(qlonglong(container.children));
    return isObject ? tr("%1 members").arg(count) : tr("%1 elements").arg(count);
}

QString TreeModel::valueText(const Node &node) const
{
    if (node.isRange)
        return {};
    const json::Child &child = node.child;
    if (child.isContainer()) {
        QString text = countText(child);
        if (!child.isWhole)
            text =
                m_outline.shape() == json::JsonShape::Reading ? tr("%1 so far").arg(text) : tr("%1, cut off").arg(text);
        return text;
    }
    const auto size = static_cast<std::size_t>(child.value.size());
    const QString text = displayText(m_outline.text().substr(child.value.begin.index(), std::min(size, ShownOfValue)));
    return size > ShownOfValue ? tr("%1…").arg(text) : text;
}

QString TreeModel::typeText(const Node &node) const
{
    if (node.isRange)
        return tr("part");
    switch (node.child.type) {
    case json::Type::Null:
        return tr("null");
    case json::Type::Bool:
        return tr("boolean");
    case json::Type::Number:
        return tr("number");
    case json::Type::String:
        return tr("string");
    case json::Type::Array:
        return tr("array");
    case json::Type::Object:
        return tr("object");
    }
    return {};
}

QVariant TreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = *nodeOf(index);
    if (role == KindRole)
        return node.isRange ? -1 : static_cast<int>(node.child.type);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case KeyColumn:
        return keyText(node);
    case ValueColumn:
        return valueText(node);
    case TypeColumn:
        return typeText(node);
    default:
        return {};
    }
}

QVariant TreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case KeyColumn:
        return tr("Key");
    case ValueColumn:
        return tr("Value");
    case TypeColumn:
        return tr("Type");
    default:
        return {};
    }
}

} // namespace smc::gui
