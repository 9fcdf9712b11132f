// A field for a day and a time, to the minute: typed as 2026-11-22 14:30, or its day chosen in a calendar.
#pragma once

#include "calendar_field.h"

#include <QDateTime>
#include <QLocale>

#include <optional>

namespace smc::gui {

/// The local time that `text` names: a day as dateIn() takes it, and behind it a time such as 14:30, 14:30:05 or 2:30
/// pm, whose seconds are left out. Without a time it is `otherwise` of that day. Nothing where it names none.
std::optional<QDateTime> momentIn(const QString &text, const QLocale &locale, QTime otherwise);

class MomentEdit : public CalendarField
{
    Q_OBJECT

public:
    /// A day that is typed without a time is meant at `otherwise`.
    explicit MomentEdit(QTime otherwise, QWidget *parent = nullptr);

    void setMoment(const QDateTime &moment);
    /// The last one that was chosen, set, or typed to its end.
    QDateTime moment() const { return m_moment; }

protected:
    bool take(const QString &text) override;
    QString shown() const override;
    QString widest() const override;
    QDate day() const override { return m_moment.date(); }
    void takeDay(const QDate &day) override { m_moment.setDate(day); }

private:
    QTime m_otherwise;
    QDateTime m_moment;
};

} // namespace smc::gui
