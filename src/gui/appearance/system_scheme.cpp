#include "system_scheme.h"

#include <QCoreApplication>
#include <QEvent>

#ifdef SMC_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

namespace smc::gui {

namespace {

// The portal's documentation: anything else is to be read as no preference.
constexpr uint NoPreference = 0;
constexpr uint PreferDark = 1;
constexpr uint PreferLight = 2;

#ifdef SMC_HAS_DBUS
constexpr QLatin1String Service("org.freedesktop.portal.Desktop");
constexpr QLatin1String Path("/org/freedesktop/portal/desktop");
constexpr QLatin1String Interface("org.freedesktop.portal.Settings");
constexpr QLatin1String Group("org.freedesktop.appearance");
constexpr QLatin1String Key("color-scheme");
constexpr QLatin1String MotionGroup("org.gnome.desktop.interface");
constexpr QLatin1String MotionKey("enable-animations");

/// Older portals put the value into a variant of its own.
QVariant unpacked(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}
#endif

} // namespace

SystemScheme::SystemScheme(theme::Scheme untilKnown, QObject *parent)
    : QObject(parent)
    , m_scheme(untilKnown)
{
    qApp->installEventFilter(this);
    askPortal();
}

#ifdef SMC_HAS_DBUS

void SystemScheme::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        m_scheme = theme::platformScheme();
        return;
    }
    // The header only names it: D-Bus finds the slot by types that are registered.
    qRegisterMetaType<QDBusVariant>();
    bus.connect(Service, Path, Interface, QStringLiteral("SettingChanged"), this,
                SLOT(takeSetting(QString, QString, QDBusVariant)));
    ask(Group, Key);
    ask(MotionGroup, MotionKey);
}

void SystemScheme::ask(QLatin1String group, QLatin1String key)
{
    QDBusMessage question = QDBusMessage::createMethodCall(Service, Path, Interface, QStringLiteral("Read"));
    question.setArguments({group, key});
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, group, key](QDBusPendingCallWatcher *done) {
        const QDBusPendingReply<QDBusVariant> reply = *done;
        take(group, key, reply.isError() ? QVariant() : unpacked(reply.value().variant()));
        done->deleteLater();
    });
}

void SystemScheme::take(const QString &group, const QString &key, const QVariant &value)
{
    if (group == Group && key == Key)
        takePortal(value.isValid() ? value.toUInt() : NoPreference);
    else if (group == MotionGroup && key == MotionKey && value.typeId() == QMetaType::Bool)
        theme::allowMotion(value.toBool());
}

void SystemScheme::takeSetting(const QString &group, const QString &key, const QDBusVariant &value)
{
    take(group, key, unpacked(value.variant()));
}

#else

void SystemScheme::askPortal()
{
    m_scheme = theme::platformScheme();
}

void SystemScheme::takeSetting(const QString &, const QString &, const QDBusVariant &) {}

#endif

void SystemScheme::takePortal(uint preference)
{
    m_portalDecides = preference == PreferDark || preference == PreferLight;
    if (m_portalDecides)
        set(preference == PreferDark ? theme::Scheme::Dark : theme::Scheme::Light);
    else
        set(theme::platformScheme());
}

bool SystemScheme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && !m_portalDecides)
        set(theme::platformScheme());
    return QObject::eventFilter(watched, event);
}

void SystemScheme::set(theme::Scheme scheme)
{
    if (m_scheme == scheme)
        return;
    m_scheme = scheme;
    Q_EMIT changed();
}

} // namespace smc::gui
