// What a test of the connection found, step by step; while it runs, that it does.
#pragma once

#include <base/error.h>

#include <QFrame>

#include <vector>

class QBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace smc::rest {
struct ConnectionReport;
struct ConnectionStep;
} // namespace smc::rest

namespace smc::gui {

class VerdictWidget;
struct VerdictContent;

class TestPanel : public QFrame
{
    Q_OBJECT

public:
    explicit TestPanel(QWidget *parent = nullptr);

    void showRunning(const QString &where);
    /// A step that has ended, while the others still run.
    void showStep(const rest::ConnectionStep &step);
    void showReport(const rest::ConnectionReport &report);
    /// It could not be asked at all.
    void showError(const Error &error);
    /// Something that was asked of has changed since, or is again as it was. What could not be asked at all has gone
    /// then: it may be there by now.
    void setOutdated(bool isOutdated);
    /// What kept it from being asked has gone, and with it goes what was said of that. `where` is as in Error.
    void forgetError(const std::string &where);

    /// From showRunning() until what was found is shown.
    bool isRunning() const { return m_isRunning; }
    /// Puts the keyboard where a test that runs is cancelled.
    void takeFocus();
    /// True while it shows the report of a connection that works.
    bool isGood() const { return m_found == Found::Connection; }
    /// What was found, as a heading.
    QString title() const;
    /// What was found, with the steps that failed, to be said aloud.
    QString outcome() const;

Q_SIGNALS:
    void cancelAsked();

private:
    void showAsked(std::size_t number);
    /// Side by side. Of a test that failed, the steps that say why have a line each, under the names of the others.
    void showTitle();
    enum class Show { Steps, WhatFailed };
    void setSteps(const std::vector<VerdictContent> &contents, Show show = Show::Steps);
    void end();

    enum class Found { Nothing, Error, Cancelled, Trouble, Connection } m_found = Found::Nothing;
    std::string m_errorWhere;
    bool m_isRunning = false;
    bool m_isOutdated = false;
    QLabel *m_title;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QPushButton *m_dismiss;
    QBoxLayout *m_stepsLayout;
    QBoxLayout *m_failedLayout;
    std::vector<VerdictWidget *> m_steps;
};

} // namespace smc::gui
