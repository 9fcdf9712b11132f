// A row of things that becomes a column where it does not fit: large text, a small window.
#pragma once

#include <QObject>

class QBoxLayout;
class QWidget;

namespace smc::gui {

/// Lives with `room`, and looks anew whenever that, or `watched` within it, is laid out.
class Fold final : public QObject
{
    Q_OBJECT

public:
    /// `row` is laid out from left to right while `room` is as wide as its parts need, else from top to bottom.
    Fold(QWidget &room, QWidget &watched, QBoxLayout &row);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void look();

    QWidget &m_room;
    QBoxLayout &m_row;
};

} // namespace smc::gui
