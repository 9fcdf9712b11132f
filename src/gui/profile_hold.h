// Holds the pages of a profile still while another profile is on its way: what is typed or clicked there would be lost,
// or go to the profile that is left. Where that takes its time, it is to be seen.
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace smc::gui {

class BannerArea;
class Console;

class ProfileHold final : public QObject
{
    Q_OBJECT

public:
    /// How long pages look as ever: a disk that answers at once makes nothing flicker.
    static constexpr int DelayMs = 200;

    /// For the pages below `pages`; says on `banners` what is waited for. All must outlive it.
    ProfileHold(Console &console, QWidget &pages, BannerArea &banners, QObject *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();
    void show();
    void release();

    Console &m_console;
    QWidget &m_pages;
    BannerArea &m_banners;
    QTimer m_timer;
    QList<QPointer<QWidget>> m_held; ///< Pages that look as they are: without use.
    QPointer<QWidget> m_focus;       ///< What had the focus before.
    QPointer<QWidget> m_stopgap;     ///< What has it instead.
};

} // namespace smc::gui
