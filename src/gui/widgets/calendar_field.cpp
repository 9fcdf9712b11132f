#include "calendar_field.h"

#include "../icons.h"
#include "../theme.h"

#include <QCalendarWidget>
#include <QKeyEvent>
#include <QMenu>
#include <QToolButton>
#include <QWidgetAction>

namespace smc::gui {

namespace {
constexpr int ButtonSide = 26;
} // namespace

CalendarField::CalendarField(QWidget *parent)
    : QLineEdit(parent)
    , m_open(new QToolButton(this))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_open->setIcon(icon(QStringLiteral("chevron-down")));
    theme::setIconSide(*m_open, 20);
    m_open->setFocusPolicy(Qt::NoFocus); // Alt+Down opens it too.
    m_open->setCursor(Qt::ArrowCursor);
    m_open->setToolTip(tr("Choose the day in a calendar (Alt+Down)"));
    m_open->setAccessibleName(tr("Choose the day in a calendar"));
    connect(m_open, &QToolButton::clicked, this, &CalendarField::openCalendar);
    connect(this, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (take(text)) {
            setRight();
            return;
        }
        m_isWrong = true;
        Q_EMIT changed();
    });
    connect(this, &QLineEdit::editingFinished, this, [this] {
        if (check())
            setText(shown());
    });
}

void CalendarField::showText(const QString &text)
{
    setText(text);
    setRight();
}

void CalendarField::setRight()
{
    m_isWrong = false;
    m_isToldWrong = false;
    Q_EMIT changed();
}

bool CalendarField::check()
{
    if (m_isWrong && !m_isToldWrong) {
        m_isToldWrong = true;
        Q_EMIT changed();
    }
    return !m_isWrong;
}

void CalendarField::chooseDay(const QDate &day)
{
    takeDay(day);
    showText(shown());
}

void CalendarField::openCalendar()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *calendar = new QCalendarWidget(menu);
    calendar->setAccessibleName(tr("Calendar"));
    calendar->setSelectedDate(day());
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(calendar);
    menu->addAction(action);
    const auto choose = [this, menu](const QDate &date) {
        chooseDay(date);
        menu->close();
    };
    connect(calendar, &QCalendarWidget::clicked, menu, choose);
    connect(calendar, &QCalendarWidget::activated, menu, choose);
    menu->popup(mapToGlobal(QPoint(0, height())));
    calendar->setFocus();
}

void CalendarField::keyPressEvent(QKeyEvent *event)
{
    const bool isArrow = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (event->key() == Qt::Key_Down && event->modifiers().testFlag(Qt::AltModifier))
        openCalendar();
    else if (isArrow && !m_isWrong)
        chooseDay(day().addDays(event->key() == Qt::Key_Up ? 1 : -1));
    else
        QLineEdit::keyPressEvent(event);
}

QSize CalendarField::sizeHint() const
{
    const int text = fontMetrics().horizontalAdvance(widest());
    return {text + theme::scaled(ButtonSide) + 2 * theme::space::Medium, QLineEdit::sizeHint().height()};
}

void CalendarField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    const int side = theme::scaled(ButtonSide);
    setTextMargins(0, 0, side, 0);
    m_open->setGeometry(width() - side - 3, (height() - side) / 2, side, side);
}

} // namespace smc::gui
