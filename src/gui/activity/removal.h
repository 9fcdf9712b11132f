// Entries that were deleted in Activity, held back for as long as the banner that offers to undo it stands.
#pragma once

#include "../history_service.h"

#include <QObject>
#include <QTimer>

namespace smc::gui {

class BannerArea;

class Removal : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it. Going away forgets what was removed.
    Removal(HistoryService &history, BannerArea &banners, QObject *parent = nullptr);
    ~Removal() override;

    /// At once, with what was removed before and can still be undone.
    QCoro::Task<void> remove(HistoryService::Ids ids);
    /// Brings back everything that is held back.
    QCoro::Task<void> undo();
    bool canUndo() const { return !m_held.empty(); }

Q_SIGNALS:
    void removed(const smc::gui::HistoryService::Ids &ids);
    /// Of those that were removed, so many are back.
    void restored(const smc::gui::HistoryService::Ids &ids, qint64 count);
    void changed(); ///< canUndo()
    void failed(const QString &sentence);

private:
    void offer();
    /// Now it can't be undone any more.
    void settle();
    void hold(HistoryService::Ids ids);

    HistoryService &m_history;
    BannerArea &m_banners;
    HistoryService::Ids m_held;
    QTimer m_patience;
};

} // namespace smc::gui
