// The destination filters of the profile: the table of them, and the one that is selected, to edit.
#pragma once

#include "rule_pane.h"

#include <QWidget>

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace smc::gui {

class DataTable;
class FilterModel;
struct FilterView;

class FilterPane final : public QWidget
{
    Q_OBJECT

public:
    /// `tools` are the buttons under the table, the first of them the one that adds a filter.
    FilterPane(MappingSession &session, const QList<QAction *> &tools, QWidget *parent = nullptr);

    /// Goes to the filters, or to the button that adds the first one.
    void takeFocus();
    void add();
    void remove();
    void move(RulePane::Direction direction);
    bool canAdd() const;
    bool canRemove() const;
    bool canMove(RulePane::Direction direction) const;
    int count() const;

Q_SIGNALS:
    void selectionChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitText();
    QWidget *makeTable();
    QWidget *makeForm();
    QWidget *field(const QString &label, QWidget *editor, QLabel *under = nullptr);
    void follow();
    void showFilter();
    enum class When { Typing, Left };
    void showProblems(When when);
    void changed(const QString &typing);
    void select(int row);
    int row() const;

    MappingSession &m_session;
    FilterModel *m_model;
    DataTable *m_table;
    QStackedWidget *m_stack;
    QWidget *m_form = nullptr;
    QLineEdit *m_name;
    QLabel *m_underName;
    QLineEdit *m_condition;
    QLabel *m_underCondition;
    QComboBox *m_action;
    QLabel *m_underAction;
    QWidget *m_nameField = nullptr;
    QWidget *m_actionField = nullptr;
    QWidget *m_percentField = nullptr;
    QDoubleSpinBox *m_percent;
    QWidget *m_pathField = nullptr;
    QLineEdit *m_path;
    QWidget *m_propertiesField = nullptr;
    QLineEdit *m_properties;
    QLabel *m_underProperties;
    bool m_isShowing = false;
};

} // namespace smc::gui
