// Allowed Events: a list to edit, a field to add to it, and paste for whole columns of names.
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace smc::gui {

class AllowListModel;

class AllowListEditor : public QWidget
{
    Q_OBJECT

public:
    explicit AllowListEditor(QWidget *parent = nullptr);

    void setNames(const QStringList &names);
    QStringList names() const;

    /// Adds a pasted column and says under the list what came of it.
    void paste(const QString &text);

    QListView &list() { return *m_list; }

Q_SIGNALS:
    void changed();

protected:
    /// Pasting more than one line into the field, or anything into the list, adds names.
    bool eventFilter(QObject *watched, QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void addTyped();
    void removeSelected();
    void refresh();

    AllowListModel *m_model;
    QListView *m_list;
    QLineEdit *m_name;
    QPushButton *m_add;
    QPushButton *m_paste;
    QPushButton *m_remove;
    QLabel *m_count;
    QString m_said; ///< What the last paste did.
};

} // namespace smc::gui
