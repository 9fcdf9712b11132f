// Work in a pool of the viewer's own: results come to the main thread one by one, as a QFuture, and the work is asked
// to stop by cancelling it.
#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace smc::gui {

/// Runs `work(QPromise<T> &)` in `pool`. It adds its results to the promise and looks now and then at isCanceled().
template <typename T, typename Work>
QFuture<T> startIn(QThreadPool &pool, Work work)
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    QFuture<T> future = promise->future();
    pool.start([promise, work = std::move(work)] {
        if (!promise->isCanceled())
            work(*promise);
        promise->finish();
    });
    return future;
}

} // namespace smc::gui
