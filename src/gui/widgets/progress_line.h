// Long work as pages show it: what it is, how far, how long it will still take, and the way out.
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace smc::gui {

class ProgressLine : public QWidget
{
    Q_OBJECT

public:
    /// `name` is the bar's for screen readers, `cancel` what the button says.
    ProgressLine(const QString &name, const QString &cancel, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// A total of 0: not known yet, the bar goes to and fro.
    void showProgress(quint64 done, quint64 total, const QString &sentence);
    void focusCancel();

Q_SIGNALS:
    void cancelled();

private:
    QLabel *m_title;
    QProgressBar *m_bar;
    QLabel *m_sentence;
    QPushButton *m_cancel;
};

} // namespace smc::gui
