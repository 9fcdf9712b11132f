#include "date_edit.h"

#include "../icons.h"
#include "../theme.h"

#include <QCalendarWidget>
#include <QKeyEvent>
#include <QMenu>
#include <QRegularExpression>
#include <QToolButton>
#include <QWidgetAction>

namespace smc::gui {

namespace {

constexpr int ButtonSide = 26;
constexpr int EarliestYear = 2000; ///< SMC's keys are of this century.

QString shown(const QDate &date)
{
    return QLocale().toString(date, QStringLiteral("d MMMM yyyy"));
}

std::optional<QDate> ofThisCentury(const QDate &date)
{
    if (!date.isValid() || date.year() < EarliestYear || date.year() > 9999)
        return {};
    return date;
}

} // namespace

std::optional<QDate> dateIn(const QString &text, const QLocale &locale)
{
    const QString trimmed = text.simplified();
    if (const QDate iso = QDate::fromString(trimmed, QStringLiteral("yyyy-MM-dd")); iso.isValid())
        return ofThisCentury(iso);
    static const QRegularExpression weekday(QStringLiteral("dddd?[,.]? *"));
    QStringList formats{QStringLiteral("d MMMM yyyy"), QStringLiteral("d MMM yyyy")};
    for (const auto format : {QLocale::LongFormat, QLocale::ShortFormat, QLocale::NarrowFormat}) {
        const QString own = locale.dateFormat(format);
        const QString wholeYear = own.contains(QLatin1String("yyyy"))
                                      ? own
                                      : QString(own).replace(QLatin1String("yy"), QLatin1String("yyyy"));
        formats += {wholeYear, own, QString(own).remove(weekday)};
    }
    for (const QString &format : formats) {
        QDate date = locale.toDate(trimmed, format);
        if (date.isValid() && !format.contains(QLatin1String("yyyy")) && format.contains(QLatin1String("yy")))
            date = date.addYears(date.year() < EarliestYear ? 100 : 0);
        if (const auto found = ofThisCentury(date))
            return found;
    }
    return {};
}

DateEdit::DateEdit(QWidget *parent)
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
    connect(m_open, &QToolButton::clicked, this, &DateEdit::openCalendar);
    connect(this, &QLineEdit::textEdited, this, &DateEdit::read);
    connect(this, &QLineEdit::editingFinished, this, [this] {
        if (check())
            setText(shown(m_date));
    });
}

void DateEdit::setDate(const QDate &date)
{
    setText(shown(date));
    take(date);
}

void DateEdit::take(const QDate &date)
{
    m_date = date;
    m_isWrong = false;
    m_isToldWrong = false;
    Q_EMIT changed();
}

void DateEdit::read()
{
    if (const auto date = dateIn(text(), QLocale())) {
        take(*date);
        return;
    }
    m_isWrong = true;
    Q_EMIT changed();
}

bool DateEdit::check()
{
    if (m_isWrong && !m_isToldWrong) {
        m_isToldWrong = true;
        Q_EMIT changed();
    }
    return !m_isWrong;
}

void DateEdit::openCalendar()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *calendar = new QCalendarWidget(menu);
    calendar->setAccessibleName(tr("Calendar"));
    calendar->setSelectedDate(m_date);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(calendar);
    menu->addAction(action);
    const auto choose = [this, menu](const QDate &date) {
        setDate(date);
        menu->close();
    };
    connect(calendar, &QCalendarWidget::clicked, menu, choose);
    connect(calendar, &QCalendarWidget::activated, menu, choose);
    menu->popup(mapToGlobal(QPoint(0, height())));
    calendar->setFocus();
}

void DateEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isArrow = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (event->key() == Qt::Key_Down && event->modifiers().testFlag(Qt::AltModifier))
        openCalendar();
    else if (isArrow && !m_isWrong)
        setDate(m_date.addDays(event->key() == Qt::Key_Up ? 1 : -1));
    else
        QLineEdit::keyPressEvent(event);
}

QSize DateEdit::sizeHint() const
{
    const int text = fontMetrics().horizontalAdvance(shown(QDate(2028, 9, 28)));
    return {text + theme::scaled(ButtonSide) + 2 * theme::space::Medium, QLineEdit::sizeHint().height()};
}

void DateEdit::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    const int side = theme::scaled(ButtonSide);
    setTextMargins(0, 0, side, 0);
    m_open->setGeometry(width() - side - 3, (height() - side) / 2, side, side);
}

} // namespace smc::gui
