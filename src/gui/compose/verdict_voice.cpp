#include "verdict_voice.h"

namespace smc::gui {

VerdictVoice::VerdictVoice(QObject *parent)
    : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(PauseMs);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (std::exchange(m_said, m_verdict) != m_verdict)
            Q_EMIT said(m_said);
    });
}

void VerdictVoice::follow(const QString &verdict, Listening listening)
{
    m_verdict = verdict;
    if (listening == Listening::Yes) {
        m_pause.start();
        return;
    }
    m_pause.stop();
    m_said = verdict;
}

} // namespace smc::gui
