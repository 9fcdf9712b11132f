#include "selection.h"

#include <QAbstractItemView>
#include <QItemSelectionModel>

namespace smc::gui {

void followSelection(QAbstractItemView &view)
{
    QItemSelectionModel *selection = view.selectionModel();
    QObject::connect(selection, &QItemSelectionModel::selectionChanged, &view, [selection] {
        const QItemSelection ranges = selection->selection();
        if (ranges.isEmpty() || selection->isSelected(selection->currentIndex()))
            return;
        // Not by indexes: there is one for each cell, and the whole of a long table may be selected.
        for (const QItemSelectionRange &range : ranges) {
            if (range.height() > 1 || range.top() != ranges.first().top() || range.parent() != ranges.first().parent())
                return;
        }
        const QModelIndexList indexes = selection->selectedIndexes();
        if (!indexes.isEmpty())
            selection->setCurrentIndex(indexes.first(), QItemSelectionModel::NoUpdate);
    });
}

} // namespace smc::gui
