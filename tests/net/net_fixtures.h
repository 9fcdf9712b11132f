// What the tests of net share: a clock that doesn't make them wait, a request with a secret, and sending until done.
#pragma once

#include <net/sender.h>

#include <QCoro/QCoroTask>
#include <QTest>
#include <QTimer>

namespace netfixtures {

inline constexpr const char *Key = "kE7+/x9QmT2vLr4u0aBcDeFgHiJkLmNoPqRsTuVwXyZ=";
inline constexpr const char *Secret = "s3CrEt/+ZyXwVuTsRqPoNmLkJiHgFeDcBa0987654321=";

inline smc::net::SecretHeader secretHeader()
{
    return {"X-ApiKey", smc::SecretString(std::string(Key) + ":" + Secret), "$SMC_API_KEY:$SMC_API_SECRET"};
}

inline smc::net::HttpRequest request(const QUrl &url, std::string method = "GET", std::string body = {})
{
    smc::net::HttpRequest request;
    request.method = std::move(method);
    request.url = url;
    request.headers = {{"Accept", "application/json"}};
    if (!body.empty())
        request.headers.push_back({"Content-Type", "application/json"});
    request.body = std::move(body);
    request.secret = secretHeader();
    return request;
}

/// Waits pass at once and are remembered; chance is the same each time; the date stands still.
class QuickClock : public smc::net::Clock
{
public:
    smc::net::UtcTime now() const override { return date; }
    double chance() override { return 0.5; }
    void callAfter(std::chrono::milliseconds wait, QObject *context, std::function<void()> then) override
    {
        waits.push_back(wait);
        QTimer::singleShot(0, context, std::move(then));
    }

    smc::net::UtcTime date{std::chrono::milliseconds(1'767'225'600'000)}; // 2026-01-01T00:00:00Z
    std::vector<std::chrono::milliseconds> waits;
};

inline smc::net::Exchange send(smc::net::Sender &sender, smc::net::HttpRequest request, smc::net::Policy policy = {},
                               smc::net::CancelToken cancel = {})
{
    return QCoro::waitFor(sender.send(std::move(request), policy, std::move(cancel)));
}

} // namespace netfixtures
