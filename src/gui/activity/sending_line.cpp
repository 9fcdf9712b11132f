#include "sending_line.h"

#include "../console.h"
#include "../send_words.h"
#include "../theme.h"
#include "../widgets/progress_line.h"

#include <net/clock.h>

#include <QApplication>
#include <QVBoxLayout>

#include <utility>

namespace smc::gui {

namespace {
constexpr int BeforeItAppearsMs = 300; ///< What is over by then would only flash up.
} // namespace

SendingLine::SendingLine(Console &console, QWidget *parent)
    : QFrame(parent)
    , m_console(console)
    , m_progress(new ProgressLine(tr("Progress of sending"), tr("Cancel sending"), this))
{
    theme::setRole(*this, "card");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::Medium, theme::space::Small, theme::space::Medium, theme::space::Small);
    layout->addWidget(m_progress);
    m_appearing.setSingleShot(true);
    m_appearing.setInterval(BeforeItAppearsMs);
    connect(&m_appearing, &QTimer::timeout, this, &SendingLine::appear);
    connect(m_progress, &ProgressLine::cancelled, this, [this] { m_console.cancel(); });
    connect(&console, &Console::busyChanged, this, &SendingLine::followConsole);
    connect(&console, &Console::waiting, this, &SendingLine::showWait);
    connect(&console, &Console::goesOn, this, &SendingLine::goOn);
    hide();
}

void SendingLine::begin()
{
    m_isUnderWay = true;
    followConsole();
}

void SendingLine::end()
{
    m_isUnderWay = false;
    m_appearing.stop();
    if (isHidden())
        return;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    if (hadFocus && m_from)
        m_from->setFocus(Qt::OtherFocusReason);
    Q_EMIT working({});
    Q_EMIT turned();
}

/// While it is asked about production there is nothing under way.
void SendingLine::followConsole()
{
    if (m_isUnderWay && m_console.isBusy() && isHidden())
        m_appearing.start();
}

void SendingLine::appear()
{
    m_from = QApplication::focusWidget();
    m_progress->setTitle(tr("Sending to %1").arg(m_console.targetText()));
    say(tr("Waiting for the answer."));
    show();
    Q_EMIT working(tr("Sending to %1").arg(m_console.targetText()));
    Q_EMIT turned();
}

void SendingLine::say(const QString &sentence)
{
    m_progress->showProgress(0, 0, sentence);
}

void SendingLine::showWait(std::chrono::milliseconds wait)
{
    if (!m_isUnderWay)
        return;
    if (m_appearing.isActive()) {
        m_appearing.stop();
        appear();
    }
    say(waitInWords(m_console.clock().now() + wait));
}

void SendingLine::goOn()
{
    if (m_isUnderWay)
        say(tr("Waiting for the answer."));
}

} // namespace smc::gui
