// The rules of the mapping, and the one that is chosen: what it does, which events it takes, and its columns.
#pragma once

#include <QWidget>

#include <string>

class QLabel;
class QLineEdit;
class QListView;
class QModelIndex;
class QSplitter;

namespace smc::gui {

class ColumnForm;
class ColumnModel;
class DataTable;
class MappingSession;
class RuleModel;

class RulePane final : public QWidget
{
    Q_OBJECT

public:
    /// `tools` are the buttons under the table.
    RulePane(MappingSession &session, const QList<QAction *> &tools, QWidget *parent = nullptr);

    /// Lays the rule below the list of rules where `room` is too narrow for them side by side.
    void foldIn(QWidget &room);

    /// Goes to the columns of the rule.
    void takeFocus();
    std::size_t rule() const;
    /// Chooses the first rule that takes the event at hand, where one does.
    void showTaken();
    void addColumn();
    void removeColumn();
    enum class Direction { Up, Down };
    void moveColumn(Direction direction);
    void resetRule();
    void suggest();
    bool canRemove() const;
    bool canMove(Direction direction) const;
    /// What the person typed and is no value yet; empty where all is in the mapping.
    QString unread() const;

Q_SIGNALS:
    void selectionChanged();
    void trouble(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fitRules();
    void fitColumns();
    QWidget *makeRules();
    QWidget *makeRule(const QList<QAction *> &tools);
    void showRule();
    void follow();
    void triggerTyped(const QString &text);
    void showTriggerHints();
    void selectRow(int row);
    int row() const;

    MappingSession &m_session;
    RuleModel *m_rules;
    ColumnModel *m_model;
    QListView *m_list;
    QLabel *m_title;
    QLabel *m_description;
    QLabel *m_outcome;
    QLineEdit *m_trigger;
    QLabel *m_underTrigger;
    DataTable *m_table;
    QLabel *m_more;
    ColumnForm *m_form;
    QSplitter *m_splitter;
    QSplitter *m_stacked; ///< What stands below each other where there is no room beside.
    bool m_isFirst = true;
};

} // namespace smc::gui
