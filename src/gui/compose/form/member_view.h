// The table of the form: rows with rows below, typed in where they stand.
//
// Return and F2 type in a cell, Tab goes to the next one, Del takes a row away. What is open, selected and scrolled to
// stays when the text changes.
#pragma once

#include "member_model.h"

#include <QHash>
#include <QTreeView>

namespace smc::gui {

class MemberDelegate;

class MemberView : public QTreeView
{
    Q_OBJECT

public:
    /// `model` must outlive the view's use of it.
    explicit MemberView(MemberModel &model, QWidget *parent = nullptr);

    MemberDelegate &delegate() const { return *m_delegate; }

    /// What stands there while there is no row.
    void setEmptyText(const QString &text);

    /// Goes to the row at a JSON pointer; false where there is none.
    bool showPointer(const std::string &pointer, int column = MemberModel::ValueColumn);

    void addRow();
    /// What is typed in a cell meanwhile is taken first.
    void removeRow();
    void moveRow(MemberModel::Direction direction);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void endTyping();
    void follow(const MemberEdit &edit);
    void finishFollowing();
    void restore();
    void openByHabit(const QModelIndex &parent);
    void fitColumns();
    QModelIndex nextCell(const QModelIndex &from, int step) const;

    MemberModel &m_model;
    MemberDelegate *m_delegate;
    QString m_emptyText;
    QHash<QString, bool> m_open; ///< Rows that were opened or closed by hand, by JSON pointer.
    std::string m_current;       ///< The current row's pointer.
    int m_currentColumn = 0;
    int m_scroll = 0;
    MemberEdit m_follow;
    bool m_isFollowing = false;
    bool m_isRestoring = false;
};

} // namespace smc::gui
