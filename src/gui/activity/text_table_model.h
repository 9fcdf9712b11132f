// A table of texts: headers, attempts, rows.
#pragma once

#include "../theme.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <optional>
#include <set>
#include <vector>

namespace smc::gui {

struct TextRow
{
    QStringList cells;
    std::optional<theme::Tone> tone{}; ///< Draws the tone's icon before the first cell.
    QString tip{};
};

class TextTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit TextTableModel(QStringList columns, QObject *parent = nullptr);

    void setRows(std::vector<TextRow> rows);
    /// Shows at most so many characters of that column's cells; copies are whole.
    void setShown(int column, qsizetype characters);
    /// Puts that column's cells and its title at the right.
    void setNumbers(int column) { m_numbers.insert(column); }

    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;

private:
    QStringList m_columns;
    std::vector<qsizetype> m_shown; ///< By column.
    std::set<int> m_numbers;        ///< Columns.
    std::vector<TextRow> m_rows;
};

} // namespace smc::gui
