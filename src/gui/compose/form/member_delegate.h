// How a row of the form is drawn and typed in.
#pragma once

#include <QPersistentModelIndex>
#include <QPointer>
#include <QStyledItemDelegate>

class QLineEdit;

namespace smc::gui {

class MemberDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Takes what is being typed into the model.
    void commit();
    bool isTyping() const { return openEditor() != nullptr; }
    QWidget *openEditor() const { return m_open && m_open->isVisible() ? m_open.data() : nullptr; }

    /// The cell that is being typed in.
    QModelIndex openIndex() const { return isTyping() ? QModelIndex(m_openIndex) : QModelIndex(); }
    /// What is typed there; empty in a choice.
    QString typedText() const;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

Q_SIGNALS:
    void typed();

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QWidget *makeChoice(QWidget *parent, const QModelIndex &index) const;
    QLineEdit *makeLine(QWidget *parent, const QModelIndex &index) const;

    mutable QPointer<QWidget> m_open;
    mutable QPersistentModelIndex m_openIndex;
};

} // namespace smc::gui
