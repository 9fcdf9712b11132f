// The left edge of the window: which profile, which page.
#pragma once

#include "page_id.h"

#include <QFrame>

class QAction;
class QBoxLayout;
class QListWidget;
class QMenu;
class QToolButton;

namespace smc::gui {

class ProfileSwitch;

class Navigation : public QFrame
{
    Q_OBJECT

public:
    explicit Navigation(QWidget *parent = nullptr);

    /// Called and drawn as `action`, which goes there.
    void addPage(PageId id, const QAction &action);
    void setCurrent(PageId id); ///< Without a signal.

    /// Wide: icon and word. Narrow: icons only, words in the tooltips.
    enum class Width { Wide, Narrow };
    void setWidth(Width width);
    Width widthMode() const { return m_width; }

    /// At the foot.
    void addTool(QAction *action);
    /// At the foot, a button that opens `menu`.
    void addMenu(QMenu *menu, const QString &iconName, const QString &name);

    ProfileSwitch &profileSwitch() { return *m_switch; }
    QListWidget &list() { return *m_list; }

    /// Whether the person goes from page to page with the keys of the list, and wants to go on.
    bool isWalked() const { return m_isWalked; }

Q_SIGNALS:
    /// The person chose a page; the window decides.
    void chosen(smc::gui::PageId id);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addToFoot(QToolButton *button);
    void fit();

    QList<QToolButton *> m_tools;
    QList<PageId> m_pages;
    QStringList m_words;
    ProfileSwitch *m_switch;
    QListWidget *m_list;
    QBoxLayout *m_foot;
    Width m_width = Width::Wide;
    bool m_isWalked = false;
};

} // namespace smc::gui
