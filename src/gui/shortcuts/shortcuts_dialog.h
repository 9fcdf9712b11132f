// The editor of the keyboard shortcuts: every action with its keys, searched, recorded, taken over, reset.
#pragma once

#include "shortcuts.h"

#include <QCoro/QCoroTask>
#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;

namespace smc::gui {

class DataTable;
class Dialogs;
class ShortcutModel;

class ShortcutsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `shortcuts` and `dialogs` must outlive it.
    ShortcutsDialog(Shortcuts &shortcuts, Dialogs &dialogs, QWidget *parent);
    ~ShortcutsDialog() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeEditor();
    QWidget *makeFoot();
    const ActionSpec *current() const;
    void followSelection();
    void check();
    void use();
    void give(const QKeySequence &keys);
    QCoro::Task<void> resetAll();
    QCoro::Task<void> saveList();

    Shortcuts &m_shortcuts;
    Dialogs &m_dialogs;
    ShortcutModel *m_model;
    QSortFilterProxyModel *m_found;
    QLineEdit *m_search;
    DataTable *m_table;
    QLabel *m_label = nullptr;
    QKeySequenceEdit *m_keys = nullptr;
    QLineEdit *m_field = nullptr; ///< Within m_keys.
    QLabel *m_problem = nullptr;
    QPushButton *m_use = nullptr;
    QPushButton *m_none = nullptr;
    QPushButton *m_reset = nullptr;
};

} // namespace smc::gui
