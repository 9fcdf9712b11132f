// What is typed in a row of a list or tree has the row's whole height, so that its frame stands around the text.
#pragma once

#include <QStyledItemDelegate>

namespace smc::gui {

class RowEditDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override
    {
        QStyledItemDelegate::updateEditorGeometry(editor, option, index);
        QRect whole = editor->geometry();
        whole.setTop(option.rect.top());
        whole.setBottom(option.rect.bottom());
        editor->setGeometry(whole);
    }
};

} // namespace smc::gui
