// The tree of a JSON body: a row a value, in the colours of code.
#pragma once

#include <QTreeView>

namespace smc::gui {

class TreeView : public QTreeView
{
    Q_OBJECT

public:
    explicit TreeView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Two rows below the header, at every text size.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentMoved();
    void copyWanted();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void fitColumns();
    void fitSoon();

    bool m_isSetByHand = false;
    bool m_isFitting = false;
    bool m_isFittingSoon = false;
};

} // namespace smc::gui
