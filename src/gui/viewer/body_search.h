// Searching a body in workers: where the next occurrence is, and how many there are.
#pragma once

#include "body.h"
#include "needle.h"

#include <json/ordinal.h>

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <vector>

namespace smc::gui {

class BodySearch : public QObject
{
    Q_OBJECT

public:
    enum class Direction { Forward, Backward };

    struct Hit
    {
        json::Range range;
        bool wrapped = false; ///< It was found beyond the body's end (or beginning).
    };

    /// `pool` must outlive the search.
    BodySearch(std::shared_ptr<const Body> body, QThreadPool &pool, QObject *parent = nullptr);
    /// Stops the workers, without waiting for them.
    ~BodySearch() override;

    /// Searches for something else, and counts it; stops what went on before.
    void setNeedle(Needle needle);
    const Needle &needle() const { return *m_needle; }

    /// Looks for the next occurrence from `from` on, or for the one before it, around the end of the body. Says found()
    /// or notFound().
    void find(json::Offset from, Direction direction);
    void stop();

    bool isFinding() const { return m_findWork.isRunning(); }
    bool isCounting() const { return m_countWork.isRunning(); }
    /// Occurrences found so far.
    std::int64_t count() const { return m_count; }
    /// Which of them, from 1, begins at `offset`; none while those before it are not counted.
    std::optional<std::int64_t> ordinalOf(json::Offset offset) const;

Q_SIGNALS:
    void found(const smc::gui::BodySearch::Hit &hit);
    void notFound();
    void countChanged();

private:
    void startCounting();

    std::shared_ptr<const Body> m_body;
    QThreadPool &m_pool;
    std::shared_ptr<const Needle> m_needle;
    QFutureWatcher<Hit> m_findWork;
    QFutureWatcher<std::int64_t> m_countWork;
    std::vector<std::int64_t> m_before; ///< Occurrences before each block that was counted.
    std::int64_t m_count = 0;
};

} // namespace smc::gui
