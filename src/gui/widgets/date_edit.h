// A field for a day: typed as 2026-11-25 or as one writes it where the person is, or chosen in a calendar.
#pragma once

#include "calendar_field.h"

#include <QLocale>

#include <optional>

namespace smc::gui {

/// The day that `text` names: ISO 8601, or one of the locale's ways to write it. A year of two digits is of this
/// century. Nothing where it names none.
std::optional<QDate> dateIn(const QString &text, const QLocale &locale);

class DateEdit : public CalendarField
{
    Q_OBJECT

public:
    explicit DateEdit(QWidget *parent = nullptr);

    void setDate(const QDate &date);
    /// The last one that was chosen, set, or typed to its end.
    QDate date() const { return m_date; }

protected:
    bool take(const QString &text) override;
    QString shown() const override;
    QString widest() const override;
    QDate day() const override { return m_date; }
    void takeDay(const QDate &day) override { m_date = day; }

private:
    QDate m_date;
};

} // namespace smc::gui
