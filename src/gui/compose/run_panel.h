// "Send several": how often and how fast, then how far it is, then what came of it. In the page, until dismissed.
#pragma once

#include "run.h"

#include <QFrame>
#include <QPointer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QBoxLayout;
class QCheckBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace smc::gui {

class Console;
class ProgressLine;
class VerdictWidget;

/// What a run may send. It is asked for its events when the run starts, and before to count them where nobody has.
struct RunSource
{
    QString what;                     ///< "the event in the editor", "“Newsletter”".
    std::optional<std::size_t> count; ///< Events in it, of which one file may hold several; nothing until counted.
    std::function<QCoro::Task<Result<std::vector<RunEvent>>>()> events;
};

class RunPanel : public QFrame
{
    Q_OBJECT

public:
    /// `console` must outlive it.
    RunPanel(Console &console, QWidget *parent = nullptr);
    ~RunPanel() override;

    void setExpand(Expand expand) { m_expand = std::move(expand); }
    /// Asks how to send what `source` gives. Does nothing while a run is under way.
    void offer(RunSource source);
    bool isRunning() const;
    void cancel();
    /// It shows how a run goes, or went.
    bool tells() const;
    /// Of a run that is under way: how far it is, in a sentence; empty where there is none.
    QString unfinished() const;

Q_SIGNALS:
    /// For the status bar; empty once there is nothing to say.
    void working(const QString &text);
    void finished(const smc::gui::RunSummary &summary);
    /// "activity", "setting:organization", "sandbox:".
    void linkActivated(const QString &linkId);
    /// Another part of it shows: tab order and height changed.
    void turned();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum Side { Asking, Running, Done };

    QWidget *makeAsking();
    void fitButtons();
    QWidget *makeDone();
    void turn(Side side);
    void followNumbers();
    void followCount();
    QCoro::Task<void> countEvents();
    QString startText() const;
    void showProgress(const RunProgress &progress);
    /// SMC did not take an event; it is sent again after `wait`.
    void showWait(std::chrono::milliseconds wait);
    void dismiss();
    QCoro::Task<void> start();
    void finish(const RunSummary &summary);

    Console &m_console;
    Expand m_expand;
    RunSource m_source;
    std::unique_ptr<Run> m_run;
    QString m_target;
    RunProgress m_progress;
    QPointer<QWidget> m_from; ///< Where the keyboard was before it came here.
    QWidget *m_fields = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
    QBoxLayout *m_row = nullptr; ///< Of both.
    QLabel *m_title = nullptr;
    QSpinBox *m_times = nullptr;
    QDoubleSpinBox *m_delay = nullptr;
    QCheckBox *m_stop = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_dismiss = nullptr;
    VerdictWidget *m_result = nullptr;
    QWidget *m_asking = nullptr;
    ProgressLine *m_running = nullptr;
    QWidget *m_done = nullptr;
    bool m_isStarting = false;
    bool m_isCounting = false;
    int m_offers = 0; ///< So far: counting for an earlier one says nothing of this one.
};

} // namespace smc::gui
