// Whether the desktop is light or dark, whether it wants things to move, and when that changes.
#pragma once

#include "../theme.h"

#include <QObject>

class QDBusVariant;

namespace smc::gui {

/// On Linux the desktop's portal is asked (org.freedesktop.portal.Settings, org.freedesktop.appearance color-scheme),
/// as Qt 6.4 does not, and for org.gnome.desktop.interface enable-animations (theme::allowMotion()); elsewhere, and
/// where the portal has no answer, the platform's palette tells. Never waits: until the portal has answered, the scheme
/// is the one given to the constructor.
class SystemScheme : public QObject
{
    Q_OBJECT

public:
    explicit SystemScheme(theme::Scheme untilKnown, QObject *parent = nullptr);

    theme::Scheme scheme() const { return m_scheme; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private Q_SLOTS:
    void takeSetting(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void ask(QLatin1String group, QLatin1String key);
    void take(const QString &group, const QString &key, const QVariant &value);
    void takePortal(uint preference);
    void set(theme::Scheme scheme);

    theme::Scheme m_scheme;
    bool m_portalDecides = false;
};

} // namespace smc::gui
