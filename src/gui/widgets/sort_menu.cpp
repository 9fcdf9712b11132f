#include "sort_menu.h"

#include "table_text.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>

namespace smc::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::DataTable)
};

/// A name of the table's own, with no mnemonic in it.
QString plainText(QString name)
{
    return name.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

bool isSortable(const QTableView &table)
{
    return table.horizontalHeader()->isSortIndicatorShown() && table.horizontalHeader()->sectionsClickable();
}

void addSorting(QMenu &menu, QTableView &table)
{
    QHeaderView *header = table.horizontalHeader();
    const int sorted = header->sortIndicatorSection();
    const bool isSorted = sorted >= 0 && sorted < header->count();
    const Qt::SortOrder order = header->sortIndicatorOrder();
    const auto add = [&menu](QActionGroup &group, const QString &text, bool isOn) {
        QAction *action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(isOn);
        group.addAction(action);
        return action;
    };

    auto *columns = new QActionGroup(&menu);
    for (const int column : shownColumns(table)) {
        QAction *action = add(*columns, plainText(columnName(table, column)), column == sorted);
        QObject::connect(action, &QAction::triggered, header, [header, column, order, isSorted] {
            header->setSortIndicator(column, isSorted ? order : Qt::AscendingOrder);
        });
    }
    if (header->isSortIndicatorClearable())
        QObject::connect(add(*columns, Words::tr("In its own order"), !isSorted), &QAction::triggered, header,
                         [header] { header->setSortIndicator(-1, Qt::AscendingOrder); });
    menu.addSeparator();
    auto *directions = new QActionGroup(&menu);
    for (const Qt::SortOrder direction : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        QAction *action =
            add(*directions, direction == Qt::AscendingOrder ? Words::tr("&Ascending") : Words::tr("&Descending"),
                isSorted && order == direction);
        action->setEnabled(isSorted);
        QObject::connect(action, &QAction::triggered, header,
                         [header, sorted, direction] { header->setSortIndicator(sorted, direction); });
    }
}

} // namespace smc::gui
