// Tells when files or folders change, without keeping the main thread waiting for the disk that they are on.
#pragma once

#include <QObject>
#include <QStringList>
#include <QThread>

namespace smc::gui {

class FolderWatch final : public QObject
{
    Q_OBJECT

public:
    explicit FolderWatch(QObject *parent = nullptr);
    /// Waits for the disk's last answer.
    ~FolderWatch() override;

    /// From now on these, and no others. What is not there is left out, and looked for anew with the next call.
    void watch(const QStringList &paths);

Q_SIGNALS:
    void changed();

private:
    class Watcher;
    QThread m_thread;
    Watcher *m_watcher; ///< Lives in m_thread, and goes with it.
};

} // namespace smc::gui
