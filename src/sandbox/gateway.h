// The door of the sandbox: who is let in, what misbehaves by order, and which list is busy. Lives in the HTTP thread
// and hands what it lets in to the store's thread.
#pragma once

#include "api.h"
#include "faults.h"
#include "http_server.h"
#include "quota.h"
#include "server.h"

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qobject.h>
#include <QtCore/qtimer.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace smc::sandbox {

/// Owns the store. Lives in a thread of its own, so that a large load stalls nobody.
class StoreWorker : public QObject
{
    Q_OBJECT

public:
    StoreWorker(std::unique_ptr<Store> store, ApiSettings settings);

    HttpAnswer handle(ApiRequest request) { return m_api.handle(std::move(request)); }
    void resetToDemo();
    /// Gives a new store the demo's content.
    void fillIfEmpty();
    /// Makes a bulk operation that runs give up. From any thread.
    void giveUp() { m_stopping = true; }

private:
    std::unique_ptr<Store> m_store;
    std::atomic<bool> m_stopping = false;
    Api m_api;
};

class Gateway : public QObject
{
    Q_OBJECT

public:
    /// `worker` lives in the store's thread and outlives the gateway.
    Gateway(const Options &options, Account account, StoreWorker *worker);

    Result<quint16> open();
    void close();
    void setFaults(Faults faults) { m_faults.set(std::move(faults)); }
    void resetToDemo();

Q_SIGNALS:
    void changed();
    void requestHandled(const smc::sandbox::RequestLogEntry &entry);

private:
    struct Visit;

    void handle(std::uint64_t connection, HttpRequest request);
    /// The answer that a request gets without having reached the store, or nothing.
    std::optional<HttpAnswer> answerAtTheDoor(Visit &visit, const HttpRequest &request);
    std::optional<HttpAnswer> refusedByAccount(Visit &visit, const HttpRequest &request);
    std::optional<HttpAnswer> answerByOrder(Visit &visit);
    void pass(const std::shared_ptr<Visit> &visit, HttpRequest request);
    void finish(const std::shared_ptr<Visit> &visit, HttpAnswer answer);
    void noteChange();

    const Options m_options;
    const Account m_account;
    StoreWorker *const m_worker;
    std::unique_ptr<HttpServer> m_http;
    Quota m_quota;
    FaultCounter m_faults;
    std::set<std::string> m_busyLists; ///< In lower case.
    std::size_t m_underway = 0;
    QTimer m_changeTimer;
};

} // namespace smc::sandbox
