#include "gateway.h"

#include "answers.h"
#include "demo.h"

#include <utility>

namespace smc::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int ChangedEveryMs = 100;
constexpr std::size_t MaxUnderway = 2000; ///< Requests that wait for the store.

/// Only names of this machine: a page in a browser cannot reach the sandbox by another name for the address.
bool isLocalHost(const HttpRequest &request)
{
    const auto host = request.header("host");
    if (!host)
        return request.minorVersion == 0;
    if (request.headerCount("host") > 1)
        return false;
    std::string_view name = *host;
    const auto colon = name.rfind(':');
    if (colon != std::string_view::npos && name.find(']', colon) == std::string_view::npos)
        name = name.substr(0, colon);
    return name == "127.0.0.1" || name == "[::1]" || equalsIgnoringCase(name, "localhost");
}

bool isJson(const HttpRequest &request)
{
    const auto type = request.header("content-type");
    if (!type || request.body.empty())
        return true;
    std::string_view media = type->substr(0, type->find(';'));
    while (media.ends_with(' '))
        media.remove_suffix(1);
    const std::string lower = lowered(media);
    return lower == "application/json" || lower == "text/json" || lower.ends_with("+json");
}

HttpAnswer unavailableAnswer()
{
    HttpAnswer answer;
    answer.status = 503;
    answer.contentType = "text/html; charset=us-ascii";
    answer.body = "<html><head><title>Service Unavailable</title></head>"
                  "<body><h1>Service Unavailable</h1><p>HTTP Error 503. The service is unavailable.</p></body></html>";
    return answer;
}

HttpAnswer busyAnswer(const std::string &list)
{
    return errorAnswer(429, "ERR",
                       "Another bulk operation is running on list '" + list + "'. Try again when it has ended.");
}

std::string wordsFor(const NoSuchPath &none)
{
    switch (none.where) {
    case NoSuchPath::Where::OutsideApi:
        return "There is nothing at this address. The API's paths begin with /Portal/Api.";
    case NoSuchPath::Where::Journeys:
        return "SMC's API has journeys, but the sandbox has none. It has an organization's lists with their fields, "
               "records, segments, relations and data.";
    case NoSuchPath::Where::Unknown:
        break;
    }
    return "The API has no such path below /Portal/Api. There are /status, /organizations, and "
           "/organizations/{organization}/lists with its fields, records, segments, relations and data.";
}

std::string garbage()
{
    using namespace std::string_literals;
    return "{\"result_code\":\"Succ\x00\xff\xfe<!-- not JSON"s;
}

} // namespace

StoreWorker::StoreWorker(std::unique_ptr<Store> store, ApiSettings settings)
    : m_store(std::move(store))
    , m_api(*m_store, std::move(settings), m_stopping)
{
}

void StoreWorker::resetToDemo()
{
    Database &database = m_store->database();
    database.begin();
    m_store->clear();
    createDemoContent(*m_store);
    if (database.hasFailed()) {
        database.rollback();
        database.takeFailure();
    } else {
        database.commit();
    }
}

void StoreWorker::fillIfEmpty()
{
    if (m_store->isEmpty())
        resetToDemo();
}

/// One request on its way through the sandbox.
struct Gateway::Visit
{
    std::uint64_t connection = 0;
    RequestLogEntry log;
    QElapsedTimer clock;
    Call call;
    FaultPlan plan;
    std::vector<HttpHeader> headers; ///< Of the quota, for every answer to the account.
    std::string busyList;            ///< Which this request keeps busy; empty: none.
    bool counted = false;
};

Gateway::Gateway(const Options &options, Account account, StoreWorker *worker)
    : m_options(options)
    , m_account(std::move(account))
    , m_worker(worker)
    , m_quota(options.quotaPerMinute)
{
    m_faults.set(options.faults);
    m_changeTimer.setParent(this);
    m_changeTimer.setSingleShot(true);
    connect(&m_changeTimer, &QTimer::timeout, this, &Gateway::changed);
}

Result<quint16> Gateway::open()
{
    m_http = std::make_unique<HttpServer>(m_options.limits, [this](std::uint64_t connection, HttpRequest request) {
        handle(connection, std::move(request));
    });
    return m_http->open(m_options.port);
}

void Gateway::close()
{
    m_http.reset();
    m_changeTimer.stop();
}

void Gateway::handle(std::uint64_t connection, HttpRequest request)
{
    auto visit = std::make_shared<Visit>();
    visit->connection = connection;
    visit->clock.start();
    visit->log.time = QDateTime::currentDateTimeUtc();
    visit->log.method = QString::fromLatin1(request.method.data(), static_cast<qsizetype>(request.method.size()));
    visit->log.path = QString::fromUtf8(request.target.data(), static_cast<qsizetype>(request.target.size()));

    auto answer = answerAtTheDoor(*visit, request);
    if (visit->plan.instead == FaultPlan::Answer::Drop && !answer) {
        m_http->drop(connection);
        Q_EMIT requestHandled(visit->log);
        return;
    }
    auto held = std::make_shared<HttpRequest>(std::move(request));
    const auto proceed = [this, visit, held, answer = std::move(answer)] {
        if (answer)
            finish(visit, *answer);
        else
            pass(visit, std::move(*held));
    };
    if (visit->plan.latencyMs > 0)
        QTimer::singleShot(visit->plan.latencyMs, Qt::PreciseTimer, this, proceed);
    else
        proceed();
}

std::optional<HttpAnswer> Gateway::answerAtTheDoor(Visit &visit, const HttpRequest &request)
{
    if (!isLocalHost(request))
        return errorAnswer(421, "ERR", "The sandbox answers to 127.0.0.1 and localhost only.");
    auto routed = route(request.method, request.target);
    if (const auto *none = std::get_if<NoSuchPath>(&routed))
        return errorAnswer(404, "ERR", wordsFor(*none));
    if (const auto *other = std::get_if<NoSuchMethod>(&routed)) {
        HttpAnswer answer = errorAnswer(405, "ERR", "The path does not allow this method.");
        answer.headers.push_back({"Allow", other->allowed});
        return answer;
    }
    visit.call = std::move(std::get<Call>(routed));
    const bool bulk = isBulk(visit.call.operation);
    visit.plan = m_faults.next(bulk ? FaultCounter::Request::Bulk : FaultCounter::Request::Plain);
    visit.log.faults = visit.plan.faults;
    if (auto answer = answerByOrder(visit))
        return answer;
    if (visit.call.operation == Operation::Status || visit.plan.instead == FaultPlan::Answer::Drop)
        return std::nullopt;
    if (auto answer = refusedByAccount(visit, request))
        return answer;
    if (!isJson(request))
        return errorAnswer(415, "ERR", "The body must be sent with Content-Type: application/json.");
    if (m_underway >= MaxUnderway)
        return unavailableAnswer();
    if (bulk) {
        const std::string list = lowered(visit.call.list);
        if (!m_busyLists.insert(list).second) {
            visit.headers.clear(); // A busy list's 429 comes without the quota's headers.
            return busyAnswer(visit.call.list);
        }
        visit.busyList = list;
    }
    return std::nullopt;
}

std::optional<HttpAnswer> Gateway::answerByOrder(Visit &visit)
{
    switch (visit.plan.instead) {
    case FaultPlan::Answer::Unauthorized:
        return unauthorizedAnswer("The access key was incorrect");
    case FaultPlan::Answer::QuotaExceeded:
        return m_quota.exceededAnswer({true, 0, 1});
    case FaultPlan::Answer::ListBusy:
        return busyAnswer(visit.call.list);
    case FaultPlan::Answer::Unavailable:
        return unavailableAnswer();
    case FaultPlan::Answer::Normal:
    case FaultPlan::Answer::Drop:
        break;
    }
    return std::nullopt;
}

std::optional<HttpAnswer> Gateway::refusedByAccount(Visit &visit, const HttpRequest &request)
{
    if (const auto refused = refusedCredentials(m_account, request, QDate::currentDate()))
        return unauthorizedAnswer(*refused);
    const Quota::State quota = m_quota.count(Quota::Clock::now());
    if (quota.exceeded)
        return m_quota.exceededAnswer(quota);
    visit.headers = m_quota.headers(quota);
    if (!allowsAddress(m_account, QHostAddress(QHostAddress::LocalHost)))
        return unauthorizedAnswer("The access key may not be used from this address");
    if (!visit.call.organization.empty() && !allowsOrganization(m_account, visit.call.organization))
        return unauthorizedAnswer("The access key may not be used for this organization");
    const std::string method = request.method == "HEAD" ? "GET" : request.method;
    if (!allowsOperation(m_account, method, visit.call.path))
        return unauthorizedAnswer("The access key may not be used for this operation");
    return std::nullopt;
}

void Gateway::pass(const std::shared_ptr<Visit> &visit, HttpRequest request)
{
    if (!m_http) // Closed while this request was late by order.
        return;
    ApiRequest call{visit->call, std::move(request.body), std::move(request.hold), visit->plan.failEveryRow};
    ++m_underway;
    visit->counted = true;
    auto work = std::make_shared<ApiRequest>(std::move(call));
    QMetaObject::invokeMethod(m_worker, [this, visit, work, worker = m_worker] {
        auto answer = std::make_shared<HttpAnswer>(worker->handle(std::move(*work)));
        QMetaObject::invokeMethod(this, [this, visit, answer] { finish(visit, std::move(*answer)); });
    });
}

void Gateway::finish(const std::shared_ptr<Visit> &visit, HttpAnswer answer)
{
    if (visit->counted)
        --m_underway;
    if (!visit->busyList.empty())
        m_busyLists.erase(visit->busyList);
    if (visit->counted && answer.status < 400 && isChange(visit->call.operation))
        noteChange();
    if (m_http && visit->plan.dropAfter) {
        m_http->drop(visit->connection);
    } else if (m_http) {
        for (HttpHeader &header : visit->headers)
            answer.headers.push_back(std::move(header));
        if (visit->plan.garbage)
            answer.body = garbage();
        m_http->answer(visit->connection, answer);
        visit->log.status = answer.status;
    }
    visit->log.ms = visit->clock.elapsed();
    Q_EMIT requestHandled(visit->log);
}

void Gateway::noteChange()
{
    if (m_http && !m_changeTimer.isActive())
        m_changeTimer.start(ChangedEveryMs);
}

void Gateway::resetToDemo()
{
    QMetaObject::invokeMethod(m_worker, [this, worker = m_worker] {
        worker->resetToDemo();
        QMetaObject::invokeMethod(this, &Gateway::noteChange);
    });
}

} // namespace smc::sandbox
