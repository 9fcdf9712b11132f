// Bodies that are too large for memory: AttemptRun's way to the disk.
#include "attempt_run.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <utility>

namespace smc::net {

void AttemptRun::spoolTo(std::string name, Redactor redactor)
{
    m_spoolName = std::move(name);
    m_redactor = std::move(redactor);
}

void AttemptRun::spool(std::string piece)
{
    m_isWriting = true;
    m_silence.stop(); // The server is not to blame for a slow disk.
    QThreadPool::globalInstance()->start([self = QPointer<AttemptRun>(this), file = m_spool, piece = std::move(piece)] {
        const bool isTaken = file->append(piece);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, isTaken] {
                if (self)
                    self->spooled(isTaken);
            },
            Qt::QueuedConnection);
    });
}

void AttemptRun::spooled(bool isTaken)
{
    m_isWriting = false;
    if (!isTaken)
        m_result.answer.truncated = true;
    if (m_isEnding) {
        readBody(); // What the reply still holds.
        if (!m_isWriting)
            endSpool();
    } else if (!isTaken) {
        abortWith(Trouble::None, {});
    } else {
        stir();
        readBody();
    }
}

void AttemptRun::endSpool()
{
    m_isWriting = true;
    const bool isCut = m_result.answer.truncated || !isAnswer();
    const TextEnd end = isCut ? TextEnd::Cut : TextEnd::Whole;
    QThreadPool::globalInstance()->start([self = QPointer<AttemptRun>(this), file = m_spool, end] {
        const bool isWhole = file->end(end);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, isWhole] {
                if (!self)
                    return;
                Answer &answer = self->m_result.answer;
                answer.truncated = answer.truncated || !isWhole;
                answer.spoolStop = self->m_spool->stop();
                if (SpooledBody body = self->m_spool->keep(); body.bytes > 0)
                    answer.spooled = std::move(body);
                self->close();
            },
            Qt::QueuedConnection);
    });
}

} // namespace smc::net
