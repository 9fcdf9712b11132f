// The first console on a workspace listens here for later starts.
//
// The address is new at each start, cannot be guessed, and stands in a file of the workspace that only its owner can
// read; the socket itself lets only the owner in. What comes is bounded in size, time and number all the same.
#pragma once

#include "summons.h"

#include <QLocalServer>
#include <QObject>

class QLocalSocket;

namespace smc::gui {

class InstanceServer final : public QObject
{
    Q_OBJECT

public:
    static constexpr int MostConnections = 8; ///< At once; further ones are closed.
    static constexpr int PatienceMs = 2000;   ///< For a whole line.

    explicit InstanceServer(std::string workspaceFolder, QObject *parent = nullptr);
    /// Listens no more, and takes the address away.
    ~InstanceServer() override;

    /// Codes: instance_not_listening, file_not_written. What a killed console left is removed.
    Result<void> listen();

    std::string address() const;

Q_SIGNALS:
    void summoned(const smc::gui::Summons &summons);

private:
    void accept();
    void read(QLocalSocket *socket);
    void removeStale() const;

    std::string m_folder;
    int m_open = 0; ///< Outlives the server, whose sockets count it down.
    QLocalServer m_server;
};

} // namespace smc::gui
