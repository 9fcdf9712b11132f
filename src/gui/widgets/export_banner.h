// What a page says where an export came to nothing, with the way to try it again.
#pragma once

#include <QObject>

#include <functional>

namespace smc::gui {

class BannerArea;

class ExportBanner : public QObject
{
    Q_OBJECT

public:
    /// `banners` must outlive it.
    explicit ExportBanner(BannerArea &banners, QObject *parent = nullptr);

    /// `sentence` says why, and what to do; *Export again…* calls `again`.
    void show(const QString &sentence, std::function<void()> again);
    /// Nothing failed any longer.
    void hide();

private:
    BannerArea &m_banners;
    std::function<void()> m_again;
};

} // namespace smc::gui
