#include "export_banner.h"

#include "banner.h"

namespace smc::gui {

namespace {
QString bannerId()
{
    return QStringLiteral("export");
}
} // namespace

ExportBanner::ExportBanner(BannerArea &banners, QObject *parent)
    : QObject(parent)
    , m_banners(banners)
{
    connect(&banners, &BannerArea::action, this, [this](const QString &id) {
        if (id != bannerId())
            return;
        const std::function<void()> again = m_again; // What it does may show the banner anew.
        again();
    });
}

void ExportBanner::show(const QString &sentence, std::function<void()> again)
{
    m_again = std::move(again);
    BannerContent content;
    content.tone = theme::Tone::Danger;
    content.text = sentence;
    content.action = tr("Export again…");
    content.dismissable = true;
    m_banners.show(bannerId(), content);
}

void ExportBanner::hide()
{
    m_banners.hide(bannerId());
}

} // namespace smc::gui
