// A profile's own variables: a small table with a button to add and one to remove.
#pragma once

#include "variable_model.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace smc::gui {

class VariablesEditor : public QWidget
{
    Q_OBJECT

public:
    explicit VariablesEditor(QWidget *parent = nullptr);

    void setVariables(const VariableModel::Variables &variables);
    VariableModel::Variables variables() const { return m_model->variables(); }
    /// Why they can't be saved; it stands under the table too. Empty where they can.
    QString problem() const { return m_model->problem(); }

Q_SIGNALS:
    void changed();

protected:
    /// Delete removes the selected rows.
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void add();
    void removeSelected();
    void refresh();

    VariableModel *m_model;
    QTableView *m_table;
    QPushButton *m_add;
    QPushButton *m_remove;
    QLabel *m_under;
};

} // namespace smc::gui
