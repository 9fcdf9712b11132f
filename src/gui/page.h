// A page of the main window: title, what it is for, banners, content, and the buttons at its foot.
#pragma once

#include "page_id.h"

#include <QCoro/QCoroTask>
#include <QWidget>

class QAction;
class QBoxLayout;
class QLabel;
class QPushButton;

namespace smc::workspace {
class UiState;
} // namespace smc::workspace

namespace smc::gui {

class BannerArea;

class Page : public QWidget
{
    Q_OBJECT

public:
    /// The object name becomes nameOf(id).
    explicit Page(PageId id, QWidget *parent = nullptr);

    PageId id() const { return m_id; }
    virtual QString title() const = 0;      ///< "Connection": also in the navigation.
    virtual QString iconName() const = 0;   ///< For the navigation.
    virtual QString whatIsThis() const = 0; ///< One or two sentences under the title.

    /// The one action that the page is for: its button stands at the lower right and Ctrl+Return triggers it.
    QAction *primaryAction() const { return m_primary; }
    BannerArea &banners() const { return *m_banners; }

    /// Puts the way to the palette at the title's right: "Ctrl+K  Search…".
    void setSearchAction(QAction *action);

    /// False keeps the person here: unsaved changes that they want to look at first. Asks them where it has to.
    virtual QCoro::Task<bool> canLeave();

    /// What stands on the page belongs to the current profile: it takes no input while another one is on its way.
    virtual bool isOfProfile() const { return false; }

    /// What closing the console would break off, in a sentence: "The run to Sandbox has sent 12 of 100 events." Empty
    /// where nothing is under way.
    virtual QString unfinished() const;
    /// Ends that, as its own Cancel does. It may take a moment: unfinished() tells.
    virtual void breakOff();

    /// Called when the page comes into view; `what` is the thing to show, such as an exchange's id. May be empty.
    virtual void enter(const QString &what);

    /// Splitters, columns, filters, under keys that begin with the page's name: "compose/splitter".
    virtual void saveState(workspace::UiState &state) const;
    virtual void restoreState(const workspace::UiState &state);

Q_SIGNALS:
    /// Asks the window to show another page, with something on it: Activity, an exchange's id.
    void goTo(smc::gui::PageId page, const QString &what);
    /// One line for the status bar.
    void status(const QString &text);
    /// What somebody who sees the page reads by themselves, for screen readers: a verdict that has changed. What the
    /// status bar says is said by itself.
    void announced(const QString &text);
    /// How far the page's long work is, for the status bar while another page is shown; empty once that is over.
    void working(const QString &text);

protected:
    /// The subclass's constructor calls these once.
    void setContent(QWidget *content);
    /// What of the content can be seen at once: its size does not depend on the content.
    QWidget &room() const { return *m_room; }
    void setPrimaryAction(QAction *action);
    /// Where the content has a button for the primary action: the foot has none then.
    void leavePrimaryButtonToContent();
    /// Buttons at the foot: left of the primary one, or at the left edge.
    enum class FootSide { Left, Right };
    QPushButton *addFootAction(QAction *action, FootSide side);
    void addFootWidget(QWidget *widget, FootSide side);
    QPushButton *primaryButton() const { return m_primaryButton; }

    void showEvent(QShowEvent *event) override;

private:
    QPushButton *buttonFor(QAction *action);

    PageId m_id;
    QLabel *m_title;
    QBoxLayout *m_head;
    QLabel *m_whatIsThis;
    BannerArea *m_banners;
    QWidget *m_room = nullptr;
    QBoxLayout *m_contentLayout;
    QBoxLayout *m_footLeft;
    QBoxLayout *m_footRight;
    QWidget *m_foot;
    QAction *m_primary = nullptr;
    QPushButton *m_primaryButton = nullptr;
};

} // namespace smc::gui
