#include "server.h"

#include "demo.h"
#include "gateway.h"
#include "kept_keys.h"

#include <QtCore/qlockfile.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qthread.h>

#include <utility>

namespace smc::sandbox {

using namespace Qt::StringLiterals;

struct Server::Engine
{
    QTemporaryDir folder;
    std::unique_ptr<QLockFile> lock;
    QString file;
    Account account;
    std::string organization;
    Faults faults;
    QUrl url;
    QThread httpThread;
    QThread storeThread;
    QObject inStoreThread; ///< To run things there.
    std::unique_ptr<StoreWorker> worker;
    std::unique_ptr<Gateway> gateway;

    ~Engine();
    Result<void> openStore(const Options &options);
    Result<quint16> openGateway(const Options &options);
};

namespace {

/// Runs `work` in the thread of `object` and waits for it.
template <typename Work>
void runIn(QObject *object, Work work)
{
    QMetaObject::invokeMethod(object, work, Qt::BlockingQueuedConnection);
}

void stopThread(QThread &thread)
{
    thread.quit();
    thread.wait();
}

} // namespace

Server::Engine::~Engine()
{
    if (worker)
        worker->giveUp();
    if (gateway && httpThread.isRunning())
        runIn(gateway.get(), [this] { gateway->close(); });
    if (storeThread.isRunning())
        runIn(&inStoreThread, [this] { worker.reset(); }); // The database closes in the thread that opened it.
    stopThread(storeThread);
    stopThread(httpThread); // Until here the store's last answers find the gateway.
}

Result<void> Server::Engine::openStore(const Options &options)
{
    file = options.stateFile;
    if (file.isEmpty()) {
        if (!folder.isValid())
            return fail("sandbox_state_file", "No temporary folder can be made: " + folder.errorString().toStdString());
        file = folder.filePath(u"sandbox.sqlite"_s);
    }
    lock = std::make_unique<QLockFile>(file + u".lock"_s);
    // A sandbox may run for days, and its lock is good all the time: the system doesn't let go of the file. One that
    // was killed while it made the lock, or whose parent has not looked yet, leaves a lock that counts until it is this
    // old.
    lock->setStaleLockTime(2000);
    if (!lock->tryLock(0)) {
        return fail("sandbox_state_file",
                    lock->error() == QLockFile::LockFailedError
                        ? "Another sandbox is using this state file."
                        : "The state file cannot be used: nothing can be written beside it.",
                    file.toStdString());
    }
    storeThread.setObjectName(u"sandbox-store"_s);
    inStoreThread.moveToThread(&storeThread);
    storeThread.start();
    Result<void> opened;
    runIn(&inStoreThread, [&] {
        auto store = Store::open(file);
        if (store && options.keys == Options::Keys::OfTheState) {
            account.otherKeys = keptKeys((*store)->database());
            if (options.account.key.isEmpty() && options.account.secret.isEmpty())
                keepKey((*store)->database(), keyMark(account.key.reveal(), account.secret.reveal()));
            if ((*store)->database().hasFailed())
                store = fail("sandbox_state_file", (*store)->database().whyUnusable(), file.toStdString());
        }
        if (store) {
            worker = std::make_unique<StoreWorker>(std::move(*store),
                                                   ApiSettings{options.organization, options.recordIndexBase});
            worker->fillIfEmpty();
        } else {
            opened = tl::make_unexpected(store.error());
        }
    });
    return opened;
}

Result<quint16> Server::Engine::openGateway(const Options &options)
{
    httpThread.setObjectName(u"sandbox-http"_s);
    gateway = std::make_unique<Gateway>(options, account, worker.get());
    gateway->moveToThread(&httpThread);
    httpThread.start();
    Result<quint16> port = 0;
    runIn(gateway.get(), [&] { port = gateway->open(); });
    return port;
}

Server::Server(QObject *parent)
    : QObject(parent)
{
    qRegisterMetaType<RequestLogEntry>();
}

Server::~Server()
{
    stop();
}

Result<QUrl> Server::start(const Options &options)
{
    if (isRunning())
        return fail("sandbox_running", "The sandbox is running already.");
    return prepare(options).map([this](std::shared_ptr<Engine> prepared) { return run(std::move(prepared)); });
}

Result<std::shared_ptr<Server::Engine>> Server::prepare(const Options &options)
{
    if (!isApiName(options.organization)) {
        return fail("sandbox_organization",
                    "'" + options.organization +
                        "' is no name of an organization: use letters, digits and underscores.",
                    "organization");
    }
    auto account = completed(options.account);
    if (!account)
        return tl::make_unexpected(account.error());

    auto engine = std::make_shared<Engine>();
    engine->account = std::move(*account);
    engine->organization = options.organization;
    engine->faults = options.faults;
    if (auto opened = engine->openStore(options); !opened)
        return tl::make_unexpected(opened.error());
    const auto port = engine->openGateway(options);
    if (!port)
        return tl::make_unexpected(port.error());
    engine->url = QUrl(u"http://127.0.0.1:%1"_s.arg(*port));
    return engine;
}

QUrl Server::run(std::shared_ptr<Engine> prepared)
{
    connect(prepared->gateway.get(), &Gateway::changed, this, &Server::changed);
    connect(prepared->gateway.get(), &Gateway::requestHandled, this, &Server::requestHandled);
    m_engine = std::move(prepared);
    return m_engine->url;
}

void Server::stop()
{
    takeDown();
}

std::shared_ptr<Server::Engine> Server::takeDown()
{
    if (m_engine)
        m_engine->gateway->disconnect(this);
    return std::exchange(m_engine, nullptr);
}

bool Server::isRunning() const
{
    return m_engine != nullptr;
}

QUrl Server::url() const
{
    return m_engine ? m_engine->url : QUrl();
}

QString Server::stateFile() const
{
    return m_engine ? m_engine->file : QString();
}

std::string Server::organization() const
{
    return m_engine ? m_engine->organization : std::string();
}

SecretString Server::apiKey() const
{
    return m_engine ? m_engine->account.key : SecretString();
}

SecretString Server::apiSecret() const
{
    return m_engine ? m_engine->account.secret : SecretString();
}

Faults Server::faults() const
{
    return m_engine ? m_engine->faults : Faults();
}

void Server::setFaults(const Faults &faults)
{
    if (!m_engine)
        return;
    m_engine->faults = faults;
    QMetaObject::invokeMethod(m_engine->gateway.get(),
                              [gateway = m_engine->gateway.get(), faults] { gateway->setFaults(faults); });
}

void Server::resetToDemo()
{
    if (m_engine)
        QMetaObject::invokeMethod(m_engine->gateway.get(), &Gateway::resetToDemo);
}

Result<State> Server::state() const
{
    if (!m_engine)
        return fail("sandbox_state", "The sandbox is not running.");
    return readState(m_engine->file, m_engine->organization);
}

Result<RowsPage> Server::rows(const RowsQuery &query) const
{
    if (!m_engine)
        return fail("sandbox_state", "The sandbox is not running.");
    return readRows(m_engine->file, query);
}

} // namespace smc::sandbox
