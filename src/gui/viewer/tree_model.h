// A JSON body as a tree that is made as it is opened: the children of a node are read when they are asked for, a
// thousand at a time; what lies beyond the first thousand stands in nodes for ranges of them.
#pragma once

#include <json/outline.h>

#include <QAbstractItemModel>

#include <memory>
#include <optional>
#include <vector>

namespace smc::gui {

class TreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { KeyColumn, ValueColumn, TypeColumn, ColumnCount };
    enum Role { KindRole = Qt::UserRole }; ///< The json::Type of a value as an int; -1 for what is none.

    /// Children of a node that are shown without a range around them.
    static constexpr std::int64_t PageSize = 1000;

    /// `outline` must outlive the model.
    explicit TreeModel(const json::Outline &outline, QObject *parent = nullptr);
    ~TreeModel() override;

    /// The outline knows more.
    void outlineGrown();

    /// The node of a value; none for ranges.
    std::optional<json::Child> childAt(const QModelIndex &index) const;
    /// The same; for a range that which it is a part of.
    std::optional<json::Child> valueAt(const QModelIndex &index) const;

    /// The node of the innermost value around `offset`, read as far as needed; the nearest one known where it is not
    /// known yet, or lies deeper than is read at once.
    QModelIndex indexOf(json::Offset offset);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node;

    Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Node &node, int column = KeyColumn) const;
    void refreshRoot();
    void startFetch(Node &node);
    void fetchSlice(Node &node, std::size_t bytes);
    void finishFetch(Node &node);
    void addRanges(Node &node, std::int64_t from, std::int64_t to);
    void goOn();
    Node *childFor(Node &node, std::int64_t index);

    void refreshLastChild(const Node &node);

    QString countText(const json::Child &container) const;
    QString keyText(const Node &node) const;
    QString valueText(const Node &node) const;
    QString typeText(const Node &node) const;

    const json::Outline &m_outline;
    std::unique_ptr<Node> m_root;
    std::vector<Node *> m_fetching; ///< Nodes whose children are still being read.
    std::vector<Node *> m_growing;  ///< Nodes whose number of children is not known yet.
    bool m_goesOn = false;
};

} // namespace smc::gui
