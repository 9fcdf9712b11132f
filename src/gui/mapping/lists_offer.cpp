#include "lists_offer.h"

#include "../console.h"
#include "../schema_cache.h"
#include "../widgets/banner.h"
#include "mapping_session.h"

#include <workspace/profile.h>

#include <QAction>

namespace smc::gui {

namespace {

QString bannerId()
{
    return QStringLiteral("lists");
}

} // namespace

ListsOffer::ListsOffer(Console &console, const MappingSession &session, BannerArea &banners, QAction &refresh,
                       QObject *parent)
    : QObject(parent)
    , m_console(console)
    , m_session(session)
    , m_banners(banners)
    , m_refresh(refresh)
{
    connect(&banners, &BannerArea::action, this, [this](const QString &id) {
        if (id == bannerId())
            m_refresh.trigger();
    });
    connect(&banners, &BannerArea::dismissed, this, [this](const QString &id) {
        if (id == bannerId())
            m_declined.insert(target());
    });
    connect(&console.schema(), &SchemaCache::changed, this, &ListsOffer::follow);
}

std::string ListsOffer::target() const
{
    return m_console.profile().id;
}

void ListsOffer::follow()
{
    const bool hasFailed = !m_why.isEmpty() && m_failedTarget == target();
    const bool isWanted = hasFailed || m_console.schema().waitsForPerson();
    if (!isWanted || m_session.lists().empty() || m_declined.count(target()) > 0)
        return m_banners.hide(bannerId());
    BannerContent content;
    content.tone = hasFailed ? theme::Tone::Warning : theme::Tone::Info;
    content.text = hasFailed ? m_why
                             : tr("The fields of SMC's lists are not known here, so none can be suggested or checked. "
                                  "They are read from SMC only when you ask.");
    content.action = m_refresh.text().remove(QLatin1Char('&'));
    content.dismissable = true;
    m_banners.show(bannerId(), content);
}

void ListsOffer::take(const QString &why)
{
    m_why = why;
    m_failedTarget = target();
    follow();
}

} // namespace smc::gui
