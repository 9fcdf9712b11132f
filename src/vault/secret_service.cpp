#include "secret_service.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QLibrary>
#include <QMap>

namespace smc::vault {

using Attributes = QMap<QString, QString>;
using Items = QList<QDBusObjectPath>;

void searchLockedEntry(const std::string &service, const std::string &key, std::function<void(bool)> done)
{
    qDBusRegisterMetaType<Attributes>();
    auto search = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets"),
        QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("SearchItems"));
    const Attributes attributes{{QStringLiteral("server"), QString::fromStdString(service)},
                                {QStringLiteral("user"), QString::fromStdString(key)}};
    search << QVariant::fromValue(attributes);

    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(search));
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher,
                     [done = std::move(done)](QDBusPendingCallWatcher *call) {
                         call->deleteLater();
                         const QDBusPendingReply<Items, Items> unlockedAndLocked = *call;
                         done(unlockedAndLocked.isValid() && !unlockedAndLocked.argumentAt<1>().isEmpty());
                     });
}

void dropSecretServiceConnection()
{
    // QtKeychain loads libsecret in the same way, under the same name: where it is in use, this finds it loaded.
    QLibrary libsecret(QStringLiteral("secret-1"), 0);
    using Disconnect = void (*)();
    if (const auto disconnect = reinterpret_cast<Disconnect>(libsecret.resolve("secret_service_disconnect")))
        disconnect();
}

} // namespace smc::vault
