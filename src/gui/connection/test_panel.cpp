#include "test_panel.h"

#include "../text.h"
#include "../theme.h"
#include "../widgets/verdict_widget.h"

#include <rest/client.h>

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace smc::gui {

namespace {

bool isCancelled(const rest::ConnectionStep &step)
{
    return step.exchange && step.exchange->state == net::State::Cancelled;
}

/// A title says that a step worked; one that did not needs other words.
QString wordOf(const rest::ConnectionStep &step)
{
    if (step.state == rest::ConnectionStep::State::Ok)
        return fromUtf8(step.title);
    const bool failed = step.state == rest::ConnectionStep::State::Failed;
    if (failed && isCancelled(step))
        return TestPanel::tr("Cancelled");
    if (step.id == "address")
        return failed ? TestPanel::tr("The address does not answer") : TestPanel::tr("Address: not asked");
    if (step.id == "access")
        return failed ? TestPanel::tr("Not let in") : TestPanel::tr("Key and organization: not asked");
    return failed ? TestPanel::tr("The events data list can't be read") : TestPanel::tr("Events data list: not asked");
}

VerdictContent contentOf(const rest::ConnectionStep &step)
{
    VerdictContent content;
    content.word = wordOf(step);
    content.sentence = fromUtf8(step.sentence);
    content.todo = fromUtf8(step.advice);
    switch (step.state) {
    case rest::ConnectionStep::State::Ok:
        content.tone = theme::Tone::Success;
        break;
    case rest::ConnectionStep::State::Failed:
        content.tone = isCancelled(step) ? theme::Tone::Warning : theme::Tone::Danger;
        break;
    case rest::ConnectionStep::State::Skipped:
        content.tone = theme::Tone::Neutral;
        break;
    }
    return content;
}

/// What several steps failed for is said once.
bool isSaidBefore(const std::vector<VerdictContent> &contents, std::size_t step)
{
    const auto end = contents.begin() + static_cast<std::ptrdiff_t>(step);
    return std::any_of(contents.begin(), end, [&](const VerdictContent &earlier) {
        return earlier.tone == theme::Tone::Danger && earlier.sentence == contents[step].sentence;
    });
}

/// The steps in their order, as long as nothing is known of them.
constexpr std::array StepIds{"address", "access", "events_list"};

VerdictContent waitingContent(std::string_view id)
{
    VerdictContent content;
    content.word = id == "address"  ? TestPanel::tr("Address")
                   : id == "access" ? TestPanel::tr("Key and organization")
                                    : TestPanel::tr("Events data list");
    content.sentence = TestPanel::tr("Waits for its turn.");
    return content;
}

} // namespace

TestPanel::TestPanel(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_dismiss(new QPushButton(tr("Dismiss"), this))
    , m_stepsLayout(new QHBoxLayout)
    , m_failedLayout(new QVBoxLayout)
{
    setObjectName(QStringLiteral("connectionTest"));
    theme::setRole(*m_title, "groupTitle");
    theme::setRole(*m_cancel, "link");
    theme::setRole(*m_dismiss, "link");
    m_title->setWordWrap(true);
    m_cancel->setAccessibleName(tr("Cancel the test"));
    m_cancel->setObjectName(QStringLiteral("connectionTest.cancel"));
    m_dismiss->setAccessibleName(tr("Dismiss the test's result"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("The test runs"));

    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::Small);
    head->addWidget(m_title, 1);
    head->addWidget(m_cancel);
    head->addWidget(m_dismiss);
    m_stepsLayout->setSpacing(theme::space::Small);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::space::Small, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addLayout(head);
    layout->addWidget(m_progress);
    m_failedLayout->setSpacing(theme::space::Tight);
    layout->addLayout(m_stepsLayout);
    layout->addLayout(m_failedLayout);

    connect(m_cancel, &QPushButton::clicked, this, &TestPanel::cancelAsked);
    connect(m_dismiss, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void TestPanel::showRunning(const QString &where)
{
    m_isRunning = true;
    m_isOutdated = false;
    m_found = Found::Nothing;
    m_title->setText(tr("Asking %1…").arg(where));
    m_progress->show();
    m_cancel->show();
    m_dismiss->hide();
    std::vector<VerdictContent> contents;
    for (const char *id : StepIds)
        contents.push_back(waitingContent(id));
    setSteps(contents);
    showAsked(0);
    show();
}

void TestPanel::takeFocus()
{
    m_cancel->setFocus(Qt::OtherFocusReason);
}

void TestPanel::showStep(const rest::ConnectionStep &step)
{
    const auto found = std::find(StepIds.begin(), StepIds.end(), step.id);
    const auto number = static_cast<std::size_t>(found - StepIds.begin());
    if (number >= m_steps.size())
        return;
    m_steps[number]->setContent(contentOf(step));
    showAsked(number + 1);
}

/// Says of the step that it is the one at work.
void TestPanel::showAsked(std::size_t number)
{
    if (number >= m_steps.size())
        return;
    VerdictContent content = m_steps[number]->content();
    content.tone = theme::Tone::Info;
    content.sentence = tr("Being asked…");
    m_steps[number]->setContent(content);
}

void TestPanel::showReport(const rest::ConnectionReport &report)
{
    std::vector<VerdictContent> contents;
    for (const rest::ConnectionStep &step : report.steps)
        contents.push_back(contentOf(step));
    const auto inTrouble = [](const rest::ConnectionStep &step) {
        return step.state == rest::ConnectionStep::State::Failed && !isCancelled(step);
    };
    m_found = report.isGood()                                                    ? Found::Connection
              : std::any_of(report.steps.begin(), report.steps.end(), inTrouble) ? Found::Trouble
                                                                                 : Found::Cancelled;
    showTitle();
    setSteps(contents, isGood() ? Show::Steps : Show::WhatFailed);
    end();
}

void TestPanel::showTitle()
{
    if (m_isOutdated)
        m_title->setText(isGood() ? tr("The connection worked before your last change")
                                  : tr("The connection did not work before your last change"));
    else if (m_found == Found::Cancelled)
        m_title->setText(tr("The test was cancelled"));
    else
        m_title->setText(isGood() ? tr("The connection works") : tr("The connection does not work yet"));
}

QString TestPanel::title() const
{
    return m_title->text();
}

void TestPanel::setOutdated(bool isOutdated)
{
    if (m_found == Found::Nothing || m_isOutdated == isOutdated)
        return;
    if (m_found == Found::Error || m_found == Found::Cancelled) {
        hide();
        return;
    }
    m_isOutdated = isOutdated;
    showTitle();
}

void TestPanel::forgetError(const std::string &where)
{
    if (m_found == Found::Error && m_errorWhere == where)
        hide();
}

QString TestPanel::outcome() const
{
    QStringList parts{m_title->text() + QLatin1Char('.')};
    for (const VerdictWidget *step : m_steps) {
        const bool isBad = step->content().tone == theme::Tone::Danger || step->content().tone == theme::Tone::Warning;
        if (isBad)
            parts.append(spoken(step->content()));
    }
    return parts.join(QLatin1Char(' '));
}

void TestPanel::showError(const Error &error)
{
    m_found = Found::Error;
    m_errorWhere = error.where;
    m_title->setText(tr("The connection can't be tested yet"));
    VerdictContent content;
    content.tone = theme::Tone::Warning;
    content.word = tr("Can't be tested");
    content.sentence = fromUtf8(error.message);
    setSteps({content});
    end();
}

void TestPanel::setSteps(const std::vector<VerdictContent> &contents, Show show)
{
    for (VerdictWidget *step : m_steps)
        delete step;
    m_steps.clear();
    for (std::size_t i = 0; i < contents.size(); ++i) {
        VerdictContent content = contents[i];
        const bool isBad = content.tone == theme::Tone::Danger || content.tone == theme::Tone::Warning;
        const bool failed = show == Show::WhatFailed && isBad;
        const bool saysWhy = failed && !isSaidBefore(contents, i);
        if (failed && !saysWhy) {
            content.sentence = tr("For the same reason.");
            content.todo.clear();
        }
        const bool isShort = show == Show::WhatFailed && !saysWhy;
        auto *step = new VerdictWidget(isShort ? VerdictWidget::Form::Chip : VerdictWidget::Form::Tall, this);
        step->setContent(content);
        (saysWhy ? m_failedLayout : m_stepsLayout)->addWidget(step, saysWhy ? 0 : 1);
        m_steps.push_back(step);
    }
}

void TestPanel::end()
{
    m_isRunning = false;
    m_progress->hide();
    m_cancel->hide();
    m_dismiss->show();
    show();
}

} // namespace smc::gui
