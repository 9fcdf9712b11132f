// A scroll area that keeps the widget with the focus in view while what it holds grows or gets less room.
#pragma once

#include <QPointer>
#include <QScrollArea>

namespace smc::gui {

/// Qt brings a widget into view when Tab reaches it from within the area, and leaves it there when something above it
/// grows afterwards: an explanation that arrives, larger text. This one looks whenever the focus comes, from wherever,
/// and again whenever its content or its own size changes, until the person scrolls by wheel or bar: then they look at
/// something else, until the focus goes to another widget.
class FocusScroll : public QScrollArea
{
    Q_OBJECT

public:
    explicit FocusScroll(QWidget *parent = nullptr);
    ~FocusScroll() override;

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void focusWentTo(QWidget *now);
    void followSoon();
    void follow();

    QPointer<QWidget> m_focused; ///< In whatever window; the last one that had it.
    bool m_isFollowing = true;
    bool m_isFollowingSoon = false;
};

} // namespace smc::gui
