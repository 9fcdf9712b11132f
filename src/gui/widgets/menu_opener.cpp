#include "menu_opener.h"

#include <QAccessibleWidget>
#include <QMenu>
#include <QMouseEvent>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QToolButton>

namespace smc::gui {

namespace {

class MenuOpener final : public QObject
{
public:
    MenuOpener(QAbstractButton &button, QMenu &menu)
        : QObject(&button)
        , m_button(button)
        , m_menu(&menu)
    {
        // Qt's own way of opening it, which waits.
        disconnect(&button, &QAbstractButton::pressed, &button, nullptr);
        connect(&button, &QAbstractButton::pressed, this, &MenuOpener::open);
        // A release ends the press, but not the menu.
        connect(&button, &QAbstractButton::released, this, [this] { showPressed(); });
        connect(&menu, &QMenu::aboutToHide, this, [this] { m_button.setDown(false); });
        menu.installEventFilter(this);
    }

    static MenuOpener *of(const QObject &button)
    {
        for (QObject *child : button.children()) {
            if (auto *opener = dynamic_cast<MenuOpener *>(child))
                return opener;
        }
        return nullptr;
    }

    void open()
    {
        if (m_menu == nullptr || m_menu->isVisible() || !m_button.isEnabled())
            return;
        m_menu->setAttribute(Qt::WA_NoMouseReplay, false);
        m_menu->popup(place());
        showPressed();
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        // A press on the button closes the menu, and is not to open it again.
        if (event->type() == QEvent::MouseButtonPress && watched == m_menu) {
            const QPoint at = static_cast<QMouseEvent *>(event)->globalPosition().toPoint();
            m_menu->setAttribute(Qt::WA_NoMouseReplay, m_button.rect().contains(m_button.mapFromGlobal(at)));
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void showPressed()
    {
        if (m_menu != nullptr && m_menu->isVisible())
            m_button.setDown(true);
    }

    /// Below the button, above it where there is no room; its right edge where it would leave the screen.
    QPoint place() const
    {
        const QRect screen = m_button.screen()->availableGeometry();
        const QRect button(m_button.mapToGlobal(QPoint(0, 0)), m_button.size());
        const QSize size = m_menu->sizeHint();
        const bool isTooLow = button.bottom() + size.height() > screen.bottom();
        const bool hasRoomAbove = button.top() - size.height() >= screen.top();
        const bool isAtRight = m_button.isRightToLeft() || button.left() + size.width() > screen.right();
        return {isAtRight ? button.right() + 1 - size.width() : button.left(),
                isTooLow && hasRoomAbove ? button.top() - size.height() : button.bottom() + 1};
    }

    QAbstractButton &m_button;
    QPointer<QMenu> m_menu;
};

class MenuButtonAccessible final : public QAccessibleWidget
{
public:
    explicit MenuButtonAccessible(QAbstractButton &button)
        : QAccessibleWidget(&button, QAccessible::ButtonMenu)
        , m_button(button)
    {
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.hasPopup = true;
        state.pressed = m_button.isDown();
        return state;
    }

    QString text(QAccessible::Text kind) const override
    {
        const QString text = QAccessibleWidget::text(kind);
        if (kind == QAccessible::Accelerator && !m_button.shortcut().isEmpty())
            return m_button.shortcut().toString(QKeySequence::NativeText);
        return kind == QAccessible::Name && text.isEmpty() ? m_button.text().remove(QLatin1Char('&')) : text;
    }

    QStringList actionNames() const override
    {
        QStringList names = QAccessibleWidget::actionNames();
        if (m_button.isEnabled())
            names.prepend(showMenuAction());
        return names;
    }

    void doAction(const QString &name) override
    {
        if (name == showMenuAction() || name == pressAction())
            openPopupMenu(m_button);
        else
            QAccessibleWidget::doAction(name);
    }

private:
    QAbstractButton &m_button;
};

QAccessibleInterface *makeAccessible(const QString &className, QObject *object)
{
    if (className != QLatin1String("QPushButton") && className != QLatin1String("QToolButton"))
        return nullptr;
    auto *button = qobject_cast<QAbstractButton *>(object);
    return button != nullptr && MenuOpener::of(*button) != nullptr ? new MenuButtonAccessible(*button) : nullptr;
}

void install(QAbstractButton &button, QMenu &menu)
{
    [[maybe_unused]] static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    delete MenuOpener::of(button);
    new MenuOpener(button, menu);
    // Where an assistive technology listens, there is one already that knows nothing of the menu.
    if (QAccessibleInterface *old = QAccessible::queryAccessibleInterface(&button))
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(old));
}

} // namespace

void setPopupMenu(QPushButton &button, QMenu &menu)
{
    button.setMenu(&menu);
    install(button, menu);
}

void setPopupMenu(QToolButton &button, QMenu &menu)
{
    button.setMenu(&menu);
    button.setPopupMode(QToolButton::InstantPopup);
    install(button, menu);
}

void openPopupMenu(QAbstractButton &button)
{
    if (MenuOpener *opener = MenuOpener::of(button))
        opener->open();
}

} // namespace smc::gui
