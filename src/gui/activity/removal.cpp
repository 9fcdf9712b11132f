#include "removal.h"

#include "../text.h"
#include "../widgets/banner.h"

#include <QPointer>

#include <chrono>

namespace smc::gui {

namespace {
constexpr auto Patience = std::chrono::seconds(30);

QString bannerId()
{
    return QStringLiteral("removed");
}
} // namespace

Removal::Removal(HistoryService &history, BannerArea &banners, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_banners(banners)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(Patience);
    connect(&m_patience, &QTimer::timeout, this, &Removal::settle);
    connect(&banners, &BannerArea::action, this, [this](const QString &id) {
        if (id == bannerId())
            undo();
    });
}

Removal::~Removal()
{
    if (canUndo())
        m_history.forgetRemoved();
}

void Removal::hold(HistoryService::Ids ids)
{
    m_held = std::move(ids);
    Q_EMIT changed();
}

QCoro::Task<void> Removal::remove(HistoryService::Ids ids)
{
    const QPointer<Removal> self(this);
    const Result<void> done = co_await m_history.remove(ids);
    if (!self)
        co_return;
    if (!done) {
        Q_EMIT failed(fromUtf8(done.error().message));
        co_return;
    }
    HistoryService::Ids held = m_held;
    held.insert(held.end(), ids.begin(), ids.end());
    hold(std::move(held));
    offer();
    Q_EMIT removed(ids);
}

void Removal::offer()
{
    BannerContent content;
    content.tone = theme::Tone::Info;
    content.text = m_held.size() == 1 ? tr("One entry is deleted from the history. What was sent stays in SMC.")
                                      : tr("%Ln entries are deleted from the history. What was sent stays in SMC.",
                                           nullptr, static_cast<int>(m_held.size()));
    content.action = tr("Undo");
    content.dismissable = true;
    Banner *banner = m_banners.show(bannerId(), content);
    connect(banner, &Banner::dismissed, this, &Removal::settle, Qt::UniqueConnection);
    m_patience.start();
}

void Removal::settle()
{
    m_patience.stop();
    m_banners.hide(bannerId());
    if (!canUndo())
        return;
    hold({});
    m_history.forgetRemoved();
}

QCoro::Task<void> Removal::undo()
{
    const QPointer<Removal> self(this);
    if (!canUndo())
        co_return;
    const HistoryService::Ids ids = m_held;
    m_patience.stop();
    m_banners.hide(bannerId());
    hold({});
    const Result<std::int64_t> back = co_await m_history.restore(ids);
    if (!self)
        co_return;
    if (!back)
        Q_EMIT failed(fromUtf8(back.error().message));
    else if (*back < static_cast<std::int64_t>(ids.size()))
        Q_EMIT failed(tr("%1 of %2 entries could not be brought back: the history is full.")
                          .arg(static_cast<qint64>(ids.size()) - *back)
                          .arg(ids.size()));
    Q_EMIT restored(ids, back.value_or(0));
}

} // namespace smc::gui
