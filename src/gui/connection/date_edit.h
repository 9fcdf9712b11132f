// A field for a day: typed as 2026-11-25 or as one writes it where the person is, or chosen in a calendar.
#pragma once

#include <QDate>
#include <QLineEdit>
#include <QLocale>

#include <optional>

class QToolButton;

namespace smc::gui {

/// The day that `text` names: ISO 8601, or one of the locale's ways to write it. A year of two digits is of this
/// century. Nothing where it names none.
std::optional<QDate> dateIn(const QString &text, const QLocale &locale);

class DateEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit DateEdit(QWidget *parent = nullptr);

    void setDate(const QDate &date);
    /// The last one that was chosen, set, or typed to its end.
    QDate date() const { return m_date; }

    /// What stands in it names no day.
    bool isWrong() const { return m_isWrong; }
    /// isWrong(), and the person has been told: the field was left, or what it is for was asked for.
    bool isToldWrong() const { return m_isToldWrong; }
    /// Tells where it is wrong; true where it is not.
    bool check();

    QSize sizeHint() const override;

Q_SIGNALS:
    /// date(), isWrong() or isToldWrong() is another.
    void changed();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void read();
    void take(const QDate &date);
    void openCalendar();

    QToolButton *m_open;
    QDate m_date;
    bool m_isWrong = false;
    bool m_isToldWrong = false;
};

} // namespace smc::gui
