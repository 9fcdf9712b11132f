// A field for a point in time that is typed as one writes it, or whose day is chosen in a calendar.
#pragma once

#include <QDate>
#include <QLineEdit>

class QToolButton;

namespace smc::gui {

/// What names no point in time stays as it was typed, and is said to be wrong once the field is left. Up and Down go on
/// by days, Alt+Down opens the calendar.
class CalendarField : public QLineEdit
{
    Q_OBJECT

public:
    /// What stands in it names nothing that it could hold.
    bool isWrong() const { return m_isWrong; }
    /// isWrong(), and the person has been told: the field was left, or what it is for was asked for.
    bool isToldWrong() const { return m_isToldWrong; }
    /// Tells where it is wrong; true where it is not.
    bool check();

    QSize sizeHint() const override;

Q_SIGNALS:
    /// What it holds, isWrong() or isToldWrong() is another.
    void changed();

protected:
    explicit CalendarField(QWidget *parent);

    /// Takes what `text` names; false where it names nothing.
    virtual bool take(const QString &text) = 0;
    /// What it holds, as it is shown.
    virtual QString shown() const = 0;
    virtual QString widest() const = 0; ///< Of all that shown() may be.
    virtual QDate day() const = 0;
    virtual void takeDay(const QDate &day) = 0;

    /// Once it holds something else, by whatever means.
    void showText(const QString &text);

    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setRight();
    void chooseDay(const QDate &day);
    void openCalendar();

    QToolButton *m_open;
    bool m_isWrong = false;
    bool m_isToldWrong = false;
};

} // namespace smc::gui
