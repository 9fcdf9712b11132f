// A table of the sandbox, with the selected row whole below it, an export, and words of its own while it is empty.
#pragma once

#include "ordered_table.h"
#include "row_details.h"

#include <base/error.h>

#include <QCoro/QCoroTask>
#include <QWidget>

#include <functional>

class QAbstractItemModel;
class QAction;
class QHBoxLayout;

namespace smc::gui {

class Dialogs;
class EmptyState;
struct FileQuestion;

class TablePane : public QWidget
{
    Q_OBJECT

public:
    struct Actions
    {
        QAction &exporting; ///< Offered at the right above the table.
        QAction &copying;   ///< Of the row that is selected.
    };

    OrderedTable &table() const { return *m_table; }
    RowDetails &details() const { return *m_details; }
    /// Asks for a file, and writes what is shown to it, as it is sorted.
    virtual QCoro::Task<void> exportAll() = 0;

Q_SIGNALS:
    void exported(const QString &sentence);
    /// What happened, and what to do.
    void notExported(const QString &sentence);

protected:
    struct Names
    {
        QString table; ///< The table's object name; what belongs to it has names that begin with it.
        QString tableInWords;
        QString details; ///< The object name of the selected row's text.
        QString detailsInWords;
    };
    /// `dialogs` must outlive the pane.
    TablePane(Dialogs &dialogs, const Actions &actions, const Names &names, QWidget *parent);

    /// The subclass's constructor calls it once, with a model of its own.
    void setModel(QAbstractItemModel &model);
    /// What stands above the table, left of the export.
    QHBoxLayout &head() const { return *m_head; }

    /// Says below the table's header what is not there, why, and by `fill` what to do; no button where that is null.
    void showEmpty(const QString &title, const QString &text, QAction *fill);
    void showFilled();
    /// Shows the row that is selected now.
    void showDetails();
    virtual WholeRow whole(int row) const = 0;

    void letExport(bool isThereAny);
    using Write = std::function<QCoro::Task<Result<qint64>>(QString path)>;
    using InWords = std::function<QString(qint64 count, const QString &path)>;
    /// Asks for a file and lets `write` fill it; tells of it.
    QCoro::Task<void> exportTo(FileQuestion question, Write write, InWords done);

private:
    QWidget *makeBody(const Names &names);

    Dialogs &m_dialogs;
    QAction &m_export;
    OrderedTable *m_table;
    EmptyState *m_empty;
    RowDetails *m_details;
    QHBoxLayout *m_head;
};

} // namespace smc::gui
