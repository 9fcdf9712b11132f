// Over the event of Compose: its title, which saved event it is, and buttons.
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace smc::gui {

class ElidedLabel;

class EventHead : public QWidget
{
    Q_OBJECT

public:
    explicit EventHead(const QString &title, QWidget *parent = nullptr);

    QLabel &title() const { return *m_title; }
    /// Which event stands here; `shorter` says it where `text` has no room. A line of its own is below the buttons
    /// where there is no room for it beside them.
    void setName(const QString &text, const QString &shorter);
    /// At the right end, or left of `before`, which is there already.
    void add(QWidget *widget, QWidget *before = nullptr);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    bool hasRoomBeside() const;
    void placeName();

    QLabel *m_title;
    ElidedLabel *m_name;
    QHBoxLayout *m_row;
    QVBoxLayout *m_lines;
};

} // namespace smc::gui
