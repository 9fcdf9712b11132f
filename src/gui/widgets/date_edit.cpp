#include "date_edit.h"

#include <QRegularExpression>

namespace smc::gui {

namespace {

constexpr int EarliestYear = 2000; ///< SMC's keys are of this century.

QString inWords(const QDate &date)
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
    : CalendarField(parent)
{
}

void DateEdit::setDate(const QDate &date)
{
    m_date = date;
    showText(shown());
}

bool DateEdit::take(const QString &text)
{
    const auto date = dateIn(text, QLocale());
    m_date = date.value_or(m_date);
    return date.has_value();
}

QString DateEdit::shown() const
{
    return inWords(m_date);
}

QString DateEdit::widest() const
{
    return inWords(QDate(2028, 9, 28));
}

} // namespace smc::gui
