#include "run_panel.h"

#include "../console.h"
#include "../environment.h"
#include "../mnemonic.h"
#include "../send_words.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/pane_head.h"
#include "../widgets/progress_line.h"
#include "../widgets/verdict_widget.h"
#include "run_words.h"

#include <net/clock.h>

#include <QApplication>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr double MillisecondsASecond = 1000.0;
constexpr int FieldWidth = 80;

QLabel *labelFor(QWidget *field, const QString &text)
{
    auto *label = new QLabel(text, field->parentWidget());
    label->setBuddy(field);
    theme::setRole(*label, "fieldLabel");
    field->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    return label;
}

QVBoxLayout *column(QLabel *label, QWidget *field)
{
    auto *layout = new QVBoxLayout;
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(label);
    layout->addWidget(field);
    return layout;
}

} // namespace

RunPanel::RunPanel(Console &console, QWidget *parent)
    : QFrame(parent)
    , m_console(console)
{
    theme::setRole(*this, "card");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::Medium, theme::space::Small, theme::space::Medium, theme::space::Small);
    m_asking = makeAsking();
    m_asking->installEventFilter(this);
    fitButtons();
    m_running = new ProgressLine(tr("Progress of the run"), tr("Cancel the run"), this);
    connect(m_running, &ProgressLine::cancelled, this, &RunPanel::cancel);
    m_done = makeDone();
    for (QWidget *side : {m_asking, static_cast<QWidget *>(m_running), m_done})
        layout->addWidget(side);
    connect(&console, &Console::profileChanged, this, &RunPanel::followNumbers);
    connect(&console, &Console::settingsChanged, this, &RunPanel::followNumbers);
    connect(&console, &Console::busyChanged, this, &RunPanel::followNumbers);
    connect(&console, &Console::waiting, this, &RunPanel::showWait);
    connect(&console, &Console::goesOn, this, [this] {
        if (isRunning())
            showProgress(m_progress);
    });
    hide();
}

RunPanel::~RunPanel()
{
    if (m_run)
        m_run->cancel();
}

QWidget *RunPanel::makeAsking()
{
    auto *side = new QWidget(this);
    m_title = new QLabel(side);
    theme::setRole(*m_title, "groupTitle");
    m_times = new QSpinBox(side);
    m_times->setRange(1, static_cast<int>(MostRunEvents));
    m_times->setValue(10);
    m_times->setGroupSeparatorShown(true);
    m_delay = new QDoubleSpinBox(side);
    m_delay->setRange(0, static_cast<double>(LongestDelay.count()) / MillisecondsASecond);
    m_delay->setDecimals(2);
    m_delay->setSingleStep(0.5);
    m_delay->setSuffix(tr(" s"));
    for (QWidget *field : {static_cast<QWidget *>(m_times), static_cast<QWidget *>(m_delay)})
        field->setMinimumWidth(theme::scaled(FieldWidth));
    m_stop = new QCheckBox(tr("Stop at the &first failure"), side);
    m_stop->setAccessibleName(tr("Stop at the first failure"));
    m_stop->setChecked(true);
    m_stop->setMinimumHeight(m_times->sizeHint().height()); // In the middle beside the fields.
    m_fields = new QWidget(side);
    m_buttons = new QDialogButtonBox(side);
    m_start = m_buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    QPushButton *close = m_buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setAccessibleName(tr("Close sending several"));
    theme::setRole(*close, "link");
    connect(m_times, qOverload<int>(&QSpinBox::valueChanged), this, &RunPanel::followNumbers);
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] { start(); });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &RunPanel::dismiss);

    auto *fields = new QHBoxLayout(m_fields);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(theme::space::Large);
    fields->addLayout(column(labelFor(m_times, tr("&Times")), m_times));
    fields->addLayout(column(labelFor(m_delay, tr("Pause &between")), m_delay));
    fields->addWidget(m_stop, 0, Qt::AlignBottom);
    fields->addStretch(1);
    m_row = new QBoxLayout(QBoxLayout::LeftToRight);
    m_row->addWidget(m_fields, 1);
    m_row->addWidget(m_buttons, 0, Qt::AlignRight | Qt::AlignBottom);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_title);
    layout->addLayout(m_row);
    return side;
}

/// Below the fields where there is no room beside them.
void RunPanel::fitButtons()
{
    const int fields = m_fields->sizeHint().width();
    const int buttons = m_buttons->sizeHint().width();
    const bool isBeside = m_asking->width() >= fields + theme::space::Large + buttons;
    m_row->setDirection(isBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_row->setSpacing(isBeside ? theme::space::Large : theme::space::Small);
    m_asking->setMinimumWidth(std::max(fields, buttons)); // Else it could not get narrower than both.
}

bool RunPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_asking && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest))
        fitButtons();
    return QFrame::eventFilter(watched, event);
}

QWidget *RunPanel::makeDone()
{
    auto *side = new QWidget(this);
    m_result = new VerdictWidget(VerdictWidget::Form::Tall, side);
    connect(m_result, &VerdictWidget::linkActivated, this, &RunPanel::linkActivated);
    m_dismiss = new QPushButton(tr("Dismiss"), m_result);
    m_dismiss->setAccessibleName(tr("Dismiss the result of the run"));
    theme::setRole(*m_dismiss, "link");
    connect(m_dismiss, &QPushButton::clicked, this, &RunPanel::dismiss);
    m_result->setCorner(*m_dismiss);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_result);
    return side;
}

void RunPanel::turn(Side side)
{
    m_asking->setVisible(side == Asking);
    m_running->setVisible(side == Running);
    m_done->setVisible(side == Done);
    // The result has a frame of its own.
    const bool isFramed = side != Done;
    theme::setRole(*this, isFramed ? "card" : "");
    theme::repolish(*this);
    const int across = isFramed ? theme::space::Medium : 0;
    const int down = isFramed ? theme::space::Small : 0;
    layout()->setContentsMargins(across, down, across, down);
    show();
    Q_EMIT turned();
}

void RunPanel::offer(RunSource source)
{
    if (isRunning() || m_isStarting)
        return;
    m_source = std::move(source);
    ++m_offers;
    if (!isAncestorOf(QApplication::focusWidget()))
        m_from = QApplication::focusWidget();
    m_isCounting = !m_source.count;
    m_title->setText(tr("Send %1").arg(m_source.what));
    followCount();
    turn(Asking);
    m_times->setFocus(Qt::OtherFocusReason);
    m_times->selectAll();
    if (m_isCounting)
        countEvents();
}

void RunPanel::followCount()
{
    const std::size_t count = std::max<std::size_t>(1, m_source.count.value_or(1));
    m_times->setMaximum(static_cast<int>(std::max<std::size_t>(1, MostRunEvents / count)));
    if (count > 1)
        m_times->setValue(1);
    followNumbers();
}

QCoro::Task<void> RunPanel::countEvents()
{
    const QPointer<RunPanel> self(this);
    const int offer = m_offers;
    auto asking = m_source.events();
    const Result<std::vector<RunEvent>> events = co_await asking;
    if (!self || offer != m_offers)
        co_return;
    m_isCounting = false;
    // What can't be read can be started all the same: then it says why.
    if (events)
        m_source.count = events->size();
    followCount();
    if (m_times->hasFocus())
        m_times->selectAll();
}

bool RunPanel::isRunning() const
{
    return m_run && m_run->isRunning();
}

void RunPanel::followNumbers()
{
    m_start->setText(withoutMarks(startText()));
    m_start->setAccessibleName(startText());
    m_start->setEnabled(!m_console.isBusy() && !m_isStarting && !m_isCounting);
    setSendRole(*m_start, m_console); // Not "primary": the page's own is Send.
}

QString RunPanel::startText() const
{
    const QString target = m_console.targetText();
    if (!m_source.count)
        return tr("Send to %1").arg(target);
    const int count = m_times->value() * static_cast<int>(*m_source.count);
    return count == 1 ? tr("Send one event to %1").arg(target) : tr("Send %n events to %1", nullptr, count).arg(target);
}

QCoro::Task<void> RunPanel::start()
{
    const QPointer<RunPanel> self(this);
    if (isRunning() || m_isStarting || m_isCounting || !m_source.events)
        co_return;
    m_isStarting = true;
    followNumbers();
    auto asking = m_source.events();
    Result<std::vector<RunEvent>> events = co_await asking;
    if (!self)
        co_return;
    m_isStarting = false;
    followNumbers();
    RunSummary summary;
    if (events && events->size() * static_cast<std::size_t>(m_times->value()) > MostRunEvents)
        events = fail("run_too_many", toUtf8(tr("One run sends at most 10 000 events. Choose fewer, or fewer times.")));
    if (!events) {
        summary.reason = fromUtf8(events.error().message);
        finish(summary);
        co_return;
    }
    RunPlan plan;
    plan.events = std::move(*events);
    plan.times = static_cast<std::size_t>(m_times->value());
    plan.delay = std::chrono::milliseconds(qRound(m_delay->value() * MillisecondsASecond));
    plan.onFailure = m_stop->isChecked() ? RunPlan::OnFailure::Stop : RunPlan::OnFailure::GoOn;
    m_target = m_console.targetText();
    m_running->setTitle(tr("Sending to %1").arg(m_target));
    RunProgress nothing;
    nothing.total = plan.count();
    m_run = std::make_unique<Run>(m_console, std::move(plan), m_expand);
    connect(m_run.get(), &Run::progressed, this, &RunPanel::showProgress);
    auto going = m_run->go(window());
    // While it is asked about production there is nothing under way.
    if (m_console.isBusy()) {
        turn(Running);
        showProgress(nothing);
        m_running->focusCancel();
    }
    const auto begun = connect(&m_console, &Console::busyChanged, this, [this, nothing] {
        if (!m_console.isBusy() || m_running->isVisible())
            return;
        const bool hadFocus = isAncestorOf(window()->focusWidget()); // Also while the question has it.
        turn(Running);
        showProgress(nothing);
        if (hadFocus)
            m_running->focusCancel();
    });
    summary = co_await going;
    if (!self)
        co_return;
    disconnect(begun);
    finish(summary);
}

void RunPanel::showProgress(const RunProgress &progress)
{
    m_progress = progress;
    m_running->showProgress(progress.done(), progress.total, progressSentence(progress));
    Q_EMIT working(progressLine(progress, m_target));
}

void RunPanel::showWait(std::chrono::milliseconds wait)
{
    if (!isRunning() || !m_running->isVisibleTo(this))
        return;
    const QString again = waitInWords(m_console.clock().now() + wait);
    m_running->showProgress(m_progress.done(), m_progress.total,
                            progressSentence(m_progress) + QLatin1Char(' ') + again);
}

void RunPanel::finish(const RunSummary &summary)
{
    const VerdictContent content = summaryOf(summary);
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    m_result->setContent(withBreaks(content));
    turn(Done);
    if (hadFocus)
        m_dismiss->setFocus(Qt::OtherFocusReason);
    Q_EMIT working(content.word);
    Q_EMIT finished(summary);
}

bool RunPanel::tells() const
{
    return m_running->isVisibleTo(this) || m_done->isVisibleTo(this);
}

QString RunPanel::unfinished() const
{
    return isRunning() && m_running->isVisibleTo(this) ? unfinishedSentence(m_progress, m_target) : QString();
}

void RunPanel::cancel()
{
    if (m_run)
        m_run->cancel();
}

void RunPanel::dismiss()
{
    // Else the keyboard would be at whatever comes next.
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    if (hadFocus && m_from && m_from->isVisible())
        m_from->setFocus(Qt::OtherFocusReason);
    Q_EMIT working({});
    Q_EMIT turned();
}

void RunPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !isRunning() && !m_isStarting) {
        dismiss();
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace smc::gui
