#include "selection.h"

#include <QAbstractItemView>
#include <QItemSelectionModel>

namespace smc::gui {

void followSelection(QAbstractItemView &view)
{
    QItemSelectionModel *selection = view.selectionModel();
    QObject::connect(selection, &QItemSelectionModel::selectionChanged, &view, [selection] {
        const QModelIndexList indexes = selection->selectedIndexes();
        if (indexes.isEmpty() || selection->isSelected(selection->currentIndex()))
            return;
        const QModelIndex first = indexes.first();
        for (const QModelIndex &index : indexes) {
            if (index.row() != first.row() || index.parent() != first.parent())
                return;
        }
        selection->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    });
}

} // namespace smc::gui
