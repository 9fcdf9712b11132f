// Lays widgets in a row from the left, and goes on in the next row where there is no more room.
#pragma once

#include <QLayout>
#include <QList>

namespace smc::gui {

class FlowLayout final : public QLayout
{
public:
    explicit FlowLayout(QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;

    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override; ///< All in one row.
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    enum class Do { Measure, Place };
    int flow(const QRect &rect, Do what) const;

    QList<QLayoutItem *> m_items;
};

} // namespace smc::gui
