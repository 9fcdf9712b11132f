// A table to read: rows to select, columns to hide, cells and rows to copy (TSV, JSON), columns that are remembered.
#pragma once

#include "kept_columns.h"
#include "row_table.h"
#include "table_text.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace smc::gui {

/// What a model may say beside the display text.
enum DataRole {
    CopyRole = Qt::UserRole + 100, ///< The whole text of a cell; Qt::DisplayRole where there is none.
    JsonRole,                      ///< The cell as one JSON value; a JSON string of its text where there is none.
    MarkedRole,                    ///< True where the cell is lit up with the highlight of spans.
    FaintRole,                     ///< True where the text stands for nothing: "(empty)".
    IconAtEndRole,                 ///< True where the icon stands behind the text.
};

/// Colours a cell by MarkedRole and FaintRole; without a widget to take colours from, does nothing.
void dressCell(QStyleOptionViewItem &option, const QModelIndex &index);

class DataTable : public RowTable
{
    Q_OBJECT

public:
    explicit DataTable(const QString &accessibleName, QWidget *parent = nullptr);

    /// Gives `column` the room that the others leave, but at least `minimum` pixels.
    void setElasticColumn(int column, int minimum);
    /// Makes rows `lines` lines of text high, at every text size; where there is more than one, text is broken.
    void setRowLines(int lines);
    /// Asks for the height of the header, `rows` rows and a scroll bar at least, at every text size.
    void setLeastRows(int rows);
    enum class Extent {
        Rows,
        HeaderAlone, ///< While there are none: something else takes the room below it.
    };
    /// For a table with least rows.
    void setExtent(Extent extent);
    /// Pixels that the column's header and what it holds now would take.
    int wantedWidth(int column) const;
    /// Makes `column` as wide as what it holds now, but at most `maximum` pixels.
    void fitColumn(int column, int maximum);
    /// At this width no word of what stands in the column, or above it, is broken in two. What has places to break is
    /// left out: it may be of any length.
    int wordWidth(int column) const;
    /// Makes columns as wide as what they hold now where there is room for that; else the widest give way first, each
    /// down to its header and `least` pixels at 100 %.
    void fitAllColumns(int least);
    /// The same, but `order` says which columns give way, each as far as it can before the next one has to.
    void fitAllColumns(int least, std::span<const int> order);
    /// Pixels beside the columns.
    int roomLeft() const;

    /// Gives columns their widths, whenever room, text size or content change, until the person has moved one.
    void setColumnFit(std::function<void()> fit);

    /// What the model shows from its next reset on, where that changes: a list's name. Each has columns of its own.
    void setColumnsOf(const QString &what);
    /// The columns' widths, order and hiding, as text for rememberLayout(); empty while the person has left them alone.
    virtual std::string columnState();
    /// Where the columns are others by now, it waits until they are the same again.
    virtual void restoreColumnState(const std::string &state);

    void setModel(QAbstractItemModel *model) override;
    /// What the menu of rows offers above copying.
    void setRowActions(const QList<QAction *> &actions) { m_rowActions = actions; }

    void reset() override;

public Q_SLOTS:
    void copyCells();
    void copyRows();
    void copyRowsAsJson();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    /// What the program selects is what is selected, whatever keys the person holds down at that moment: Qt looks at
    /// them without an event too, and Ctrl, of a shortcut, would add to the selection.
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index, const QEvent *event) const override;
    /// Widths, order and hiding, whoever has chosen them.
    std::string allColumns() const;
    void restoreColumns(const std::string &state);
    /// The person shows or hides `column` by the menu of the header.
    virtual void setColumnChosen(int column, bool isShown);
    /// True while columns are set as they were: what the header tells then is not of the person.
    bool isRestoring() const { return m_isRestoring; }

private:
    void scaleColumns();
    void fitColumns();
    void fitLeastRows();
    void keepColumns();
    void takeKept();
    void showColumnsInOrder();
    QByteArray columnNames() const;
    void chooseColumns(QPoint at);
    void stretchElastic();

    QList<QAction *> m_rowActions;
    int m_elastic = -1;
    int m_elasticMinimum = 0;
    int m_rowLines = 1;
    int m_leastRows = 0;
    Extent m_extent = Extent::Rows;
    int m_lineHeight = 0;              ///< Of the text that the columns are sized for.
    std::vector<double> m_exactWidths; ///< Of the columns, before they were rounded.
    std::function<void()> m_fit;
    QString m_what;
    KeptColumns m_kept; ///< Of all that was shown, also before the last start.
    bool m_isSetByHand = false;
    bool m_isOther = false; ///< Whether the columns are to be those of another thing.
    bool m_isHeaderPressed = false;
    bool m_isFitting = false;
    bool m_isRestoring = false;
};

} // namespace smc::gui
