// One part of a comparison as a table: line numbers and texts of both sides.
#pragma once

#include "compare.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

#include <optional>

namespace smc::gui {

class CompareModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { LeftNumber, LeftText, Mark, RightNumber, RightText, ColumnCount };
    /// Of a text: the line, and of one that is very long the part that differs.
    static constexpr int LineRole = Qt::UserRole;

    explicit CompareModel(ComparedPart part, QObject *parent = nullptr);

    const ComparedPart &part() const { return m_part; }
    DiffKind kindAt(int row) const { return m_part.rows[static_cast<std::size_t>(row)].kind; }
    /// The first row of the next stretch of differences behind `row` (before it, with Previous); -1 where there is
    /// none.
    enum class Way { Next, Previous };
    int findDifference(int row, Way way) const;

    /// What takes the most room of all lines, as it is shown.
    QString longestLine() const;
    /// What both sides of a changed row share before they differ, as it is shown.
    std::optional<QString> sharedBegin(int row) const;

    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;

private:
    QString lineAt(int row, int column) const;
    QString excerptAt(int row, int column) const;

    ComparedPart m_part;
    std::vector<std::string_view> m_left; ///< Lines of m_part's texts.
    std::vector<std::string_view> m_right;
};

/// Draws a changed line with what is not the same in it lit up.
class CompareDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int Padding = 6; ///< At each side of a cell.

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

} // namespace smc::gui
