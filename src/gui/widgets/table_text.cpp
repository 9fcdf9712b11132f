#include "table_text.h"

#include "../text.h"
#include "data_table.h"

#include <json/writer.h>

#include <QHeaderView>

#include <algorithm>
#include <map>
#include <set>

namespace smc::gui {

namespace {

std::set<int> rowsOf(const QModelIndexList &indexes)
{
    std::set<int> rows;
    for (const QModelIndex &index : indexes)
        rows.insert(index.row());
    return rows;
}

} // namespace

QString copyText(const QModelIndex &index)
{
    const QVariant whole = index.data(CopyRole);
    QString text = whole.isValid() ? whole.toString() : index.data(Qt::DisplayRole).toString();
    for (const QChar separator : {QLatin1Char('\t'), QLatin1Char('\n'), QLatin1Char('\r')})
        text.replace(separator, QLatin1Char(' '));
    return text;
}

std::vector<int> shownColumns(const QTableView &table)
{
    std::vector<int> columns;
    const QHeaderView *header = table.horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (!table.isColumnHidden(logical))
            columns.push_back(logical);
    }
    return columns;
}

QString columnName(const QTableView &table, int column)
{
    return table.model()->headerData(column, Qt::Horizontal).toString();
}

QString asTsv(const QTableView &table, const QModelIndexList &indexes)
{
    std::set<int> chosenColumns;
    std::map<int, std::map<int, QModelIndex>> rows;
    for (const QModelIndex &index : indexes) {
        chosenColumns.insert(index.column());
        rows[index.row()][index.column()] = index;
    }
    const auto isChosen = [&](int column) { return chosenColumns.contains(column); };
    std::vector<int> columns = shownColumns(table);
    columns.erase(std::find_if(columns.rbegin(), columns.rend(), isChosen).base(), columns.end());
    columns.erase(columns.begin(), std::find_if(columns.begin(), columns.end(), isChosen));
    QStringList lines;
    for (const auto &[row, chosen] : rows) {
        QStringList cells;
        for (const int column : columns) {
            const auto cell = chosen.find(column);
            cells.append(cell == chosen.end() ? QString() : copyText(cell->second));
        }
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n'));
}

QString rowsAsTsv(const QTableView &table, const QModelIndexList &indexes)
{
    const std::vector<int> columns = shownColumns(table);
    QStringList names;
    for (const int column : columns)
        names.append(columnName(table, column));
    QStringList lines{names.join(QLatin1Char('\t'))};
    for (const int row : rowsOf(indexes)) {
        QStringList cells;
        for (const int column : columns)
            cells.append(copyText(table.model()->index(row, column)));
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n'));
}

std::string rowsAsJson(const QTableView &table, const QModelIndexList &indexes)
{
    const std::vector<int> columns = shownColumns(table);
    json::Writer writer;
    writer.array([&] {
        for (const int row : rowsOf(indexes)) {
            writer.object([&] {
                for (const int column : columns) {
                    const QModelIndex index = table.model()->index(row, column);
                    writer.key(toUtf8(columnName(table, column)));
                    const QVariant json = index.data(JsonRole);
                    if (json.isValid())
                        writer.raw(toUtf8(json.toString()));
                    else
                        writer.value(toUtf8(index.data(Qt::DisplayRole).toString()));
                }
            });
        }
    });
    return writer.take();
}

} // namespace smc::gui
