#include "moment_edit.h"

#include "date_edit.h"

#include <QRegularExpression>

namespace smc::gui {

namespace {

constexpr int Noon = 12;

QString inDigits(const QDateTime &moment)
{
    return moment.toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

} // namespace

std::optional<QDateTime> momentIn(const QString &text, const QLocale &locale, QTime otherwise)
{
    static const QRegularExpression form(
        QStringLiteral("^(.+?)(?:(?:[ ,]+|(?<=\\d)T)(\\d{1,2}):(\\d{2})(?::\\d{2})? ?([ap]m)?)?$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text.simplified());
    const std::optional<QDate> date = dateIn(match.captured(1), locale);
    if (!date)
        return {};
    if (match.capturedLength(2) == 0)
        return QDateTime(*date, otherwise);
    int hour = match.captured(2).toInt();
    if (const QString half = match.captured(4).toLower(); !half.isEmpty()) {
        if (hour < 1 || hour > Noon)
            return {};
        hour = hour % Noon + (half == QLatin1String("pm") ? Noon : 0);
    }
    const QTime time(hour, match.captured(3).toInt());
    return time.isValid() ? std::optional(QDateTime(*date, time)) : std::nullopt;
}

MomentEdit::MomentEdit(QTime otherwise, QWidget *parent)
    : CalendarField(parent)
    , m_otherwise(otherwise)
{
}

void MomentEdit::setMoment(const QDateTime &moment)
{
    m_moment = moment;
    showText(shown());
}

bool MomentEdit::take(const QString &text)
{
    const auto moment = momentIn(text, QLocale(), m_otherwise);
    m_moment = moment.value_or(m_moment);
    return moment.has_value();
}

QString MomentEdit::shown() const
{
    return inDigits(m_moment);
}

QString MomentEdit::widest() const
{
    return inDigits(QDateTime(QDate(2028, 8, 28), QTime(20, 48)));
}

} // namespace smc::gui
