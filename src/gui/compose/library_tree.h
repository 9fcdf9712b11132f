// The tree of saved events and examples. While something is dragged over it, it marks the folder that gets it. Until a
// person comes to it, it stands as far up as shows what is open.
#pragma once

#include <QPersistentModelIndex>
#include <QTreeView>

namespace smc::gui {

class LibraryModel;

class LibraryTree : public QTreeView
{
    Q_OBJECT

public:
    /// `model` must outlive it.
    explicit LibraryTree(LibraryModel &model, QWidget *parent = nullptr);

    /// What gets the dragged, were it let go now: a folder, or the section for the top; else nothing.
    QModelIndex dropTarget() const { return m_target; }
    /// In the viewport: that folder with what shows of it; empty for none.
    QRect dropMark() const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QModelIndex targetOf(const QDropEvent &event) const;
    void setTarget(const QModelIndex &target);

    LibraryModel &m_model;
    QPersistentModelIndex m_target;
    bool m_isUntouched = true; ///< Nobody has scrolled it, or come to it by mouse or keyboard.
};

} // namespace smc::gui
