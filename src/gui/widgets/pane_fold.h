// Lays the last pane below the one before it where they do not fit side by side: in a small window, or with large text.
#pragma once

#include <QByteArray>
#include <QObject>

class QSplitter;
class QWidget;

namespace smc::gui {

class PaneFold final : public QObject
{
    Q_OBJECT

public:
    /// `beside` holds panes side by side, `under` among them, and at first `pane` as the last. `under` stacks what is
    /// in it; `room` is what they have to fit into, and does not depend on them. Each pane is to have `comfortable`
    /// pixels of width at 100 %, or what it needs.
    PaneFold(QSplitter &beside, QSplitter &under, QWidget &pane, QWidget &room, int comfortable);

    bool isFolded() const;

Q_SIGNALS:
    void folded(); ///< The panes that are left stand as it happens.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();
    void standBeside();
    int neededWidth() const;
    int leastWidth(const QWidget &widget) const;

    QSplitter &m_beside;
    QSplitter &m_under;
    QWidget &m_pane;
    QWidget &m_room;
    int m_comfortable;
    QByteArray m_unfolded;   ///< How the panes stood side by side.
    bool m_wasMoved = false; ///< Whether the person has said anew how they stand side by side.
    QByteArray m_stacked;    ///< How they stood below each other.
};

} // namespace smc::gui
