// When a verdict is said aloud: once, after it has changed and the person pauses.
#pragma once

#include <QObject>
#include <QTimer>

namespace smc::gui {

class VerdictVoice : public QObject
{
    Q_OBJECT

public:
    /// How long a verdict has to stand before it is said.
    static constexpr int PauseMs = 700;

    explicit VerdictVoice(QObject *parent);

    /// Whether somebody is listening: what changes while nobody is has been heard elsewhere, or concerns nobody.
    enum class Listening { Yes, No };
    void follow(const QString &verdict, Listening listening);

Q_SIGNALS:
    void said(const QString &verdict);

private:
    QString m_said; ///< What was said last, or stood there when nobody listened.
    QString m_verdict;
    QTimer m_pause;
};

} // namespace smc::gui
