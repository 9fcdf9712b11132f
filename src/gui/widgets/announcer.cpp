#include "announcer.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <algorithm>
#include <chrono>

namespace smc::gui {

namespace {

using namespace std::chrono_literals;

constexpr auto Moment = 150ms;
constexpr qsizetype MostLetters = 1000; ///< Nobody listens to more at a stretch.

QAccessibleInterface *makeAccessible(const QString &className, QObject *object)
{
    if (className != QLatin1String("smc::gui::Announcer"))
        return nullptr;
    return new QAccessibleWidget(qobject_cast<QWidget *>(object), QAccessible::Notification);
}

/// The texts without those that another one holds.
QStringList distinct(const QStringList &texts)
{
    QStringList kept;
    for (const QString &text : texts) {
        const bool isHeld = std::any_of(kept.begin(), kept.end(), [&](const auto &one) { return one.contains(text); });
        if (isHeld)
            continue;
        kept.erase(std::remove_if(kept.begin(), kept.end(), [&](const auto &one) { return text.contains(one); }),
                   kept.end());
        kept.append(text);
    }
    return kept;
}

} // namespace

Announcer::Announcer(QWidget *parent)
    : QWidget(parent)
{
    [[maybe_unused]] static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    setObjectName(QStringLiteral("announcer"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    // Shown to assistive technologies alone.
    setFixedSize(1, 1);
    m_moment.setSingleShot(true);
    m_moment.setInterval(Moment);
    connect(&m_moment, &QTimer::timeout, this, &Announcer::speak);
}

void Announcer::say(const QString &text)
{
    if (text.isEmpty())
        return;
    m_waiting.append(text);
    m_moment.start();
}

void Announcer::speak()
{
    const QString text = distinct(m_waiting).join(QLatin1Char(' ')).left(MostLetters);
    m_waiting.clear();
    setAccessibleName(text);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(this, text);
#else
    QAccessibleEvent event(this, QAccessible::ObjectShow);
#endif
    QAccessible::updateAccessibility(&event);
    Q_EMIT said(text);
}

} // namespace smc::gui
