#include "client.h"
#include "sentences.h"

#include <json/writer.h>

#include <algorithm>

namespace smc::rest {

std::string_view nameOf(ConnectionStep::State state)
{
    switch (state) {
    case ConnectionStep::State::Ok:
        return "ok";
    case ConnectionStep::State::Failed:
        return "failed";
    case ConnectionStep::State::Skipped:
        return "skipped";
    }
    return "skipped";
}

bool ConnectionReport::isGood() const
{
    return std::all_of(steps.begin(), steps.end(),
                       [](const ConnectionStep &step) { return step.state == ConnectionStep::State::Ok; });
}

namespace {

ConnectionStep stepFrom(std::string id, std::string title, const Outcome &outcome, net::Exchange exchange)
{
    ConnectionStep step{std::move(id),    std::move(title), ConnectionStep::State::Failed,
                        outcome.sentence, outcome.advice,   {}};
    if (outcome.isGood())
        step.state = ConnectionStep::State::Ok;
    step.exchange = std::move(exchange);
    return step;
}

ConnectionStep skipped(std::string id, std::string title, std::string sentence)
{
    return {std::move(id), std::move(title), ConnectionStep::State::Skipped, std::move(sentence), {}, {}};
}

constexpr const char *AddressTitle = "The address answers";
constexpr const char *AccessTitle = "Key and organization are accepted";
constexpr const char *ListTitle = "The events data list can be read";

/// "If this is 200, the API is up" (SMC API, status): what stands in the body is open, only a page is none of SMC's.
bool isUp(const net::Exchange &exchange, const Outcome &outcome)
{
    if (outcome.isGood())
        return true;
    if (!exchange.isSuccess() || exchange.answer->isPart())
        return false;
    const std::string &body = exchange.answer->body;
    const std::size_t first = body.find_first_not_of(" \t\r\n");
    return first == std::string::npos || (body[first] != '<' && body[first] != '{');
}

/// Some set-ups guard /status too: the address is right, and the next step says what is wrong with the key.
bool isGuarded(const Outcome &outcome)
{
    return outcome.verdict == Verdict::NotLetIn && outcome.side == Side::Yours;
}

ConnectionStep addressStep(const Connection &connection, net::Exchange exchange)
{
    const Outcome outcome = outcomeOf(exchange, Subject{});
    ConnectionStep step = stepFrom("address", AddressTitle, outcome, std::move(exchange));
    const std::string base = connection.address.url.apiBase();
    if (isUp(*step.exchange, outcome)) {
        step.state = ConnectionStep::State::Ok;
        step.sentence = "SMC's API answers at " + base + ".";
        step.advice.clear();
    } else if (isGuarded(outcome)) {
        step.state = ConnectionStep::State::Ok;
        step.sentence = "An API answers at " + base + ", and wants to know who asks.";
        step.advice.clear();
    } else if (outcome.verdict == Verdict::NotFound) {
        step.sentence = "A server answers at " + connection.address.url.origin() + ", but SMC's API is not there.";
        step.advice = "Check the admin URL: it is the address at which you log in to SMC.";
    }
    return step;
}

ConnectionStep listStep(const Reading<std::vector<FieldInfo>> &reading, const std::string &list)
{
    ConnectionStep step = stepFrom("events_list", ListTitle, reading.outcome, reading.exchange);
    if (!reading.value)
        return step;
    if (reading.value->empty()) {
        step.state = ConnectionStep::State::Failed;
        step.sentence = "SMC knows the list " + inQuotes(list) + ", but names no fields of it.";
        step.advice = "Ask your Selligent contact to set up the events data list.";
        return step;
    }
    const auto count = static_cast<std::int64_t>(reading.value->size());
    step.sentence = "The list " + inQuotes(list) + " has " + counted(count, "field", "fields") + ".";
    return step;
}

bool hasCredentials(const Connection &connection)
{
    return !connection.apiKey.isEmpty() && !connection.apiSecret.isEmpty();
}

QCoro::Task<ConnectionReport> test(Client client, std::string list, net::CancelToken cancel,
                                   std::function<void(const ConnectionStep &)> ended)
{
    const Connection &connection = client.connection();
    ConnectionReport report;
    const auto end = [&](ConnectionStep step) {
        report.steps.push_back(std::move(step));
        if (ended)
            ended(report.steps.back());
    };

    net::HttpRequest request = connection.authorized(statusRequest(connection.address));
    net::Exchange status = co_await client.exchange(std::move(request), cancel);
    end(addressStep(connection, std::move(status)));
    if (report.steps.back().state == ConnectionStep::State::Failed) {
        const std::string why = "Not asked, because the address does not answer as SMC does.";
        end(skipped("access", AccessTitle, why));
        end(skipped("events_list", ListTitle, why));
        co_return report;
    }
    if (!hasCredentials(connection) || connection.address.organization.empty()) {
        ConnectionStep step{"access", AccessTitle, ConnectionStep::State::Failed, {}, {}, {}};
        step.sentence =
            hasCredentials(connection) ? "No organization is set." : "The API key or the API secret is missing.";
        step.advice =
            hasCredentials(connection)
                ? "Enter the name that SMC shows at the top right."
                : "Enter both; SMC shows them under Admin Configuration > Access Management > Service Accounts.";
        end(std::move(step));
        end(skipped("events_list", ListTitle, "Not asked, because SMC would not let the question in."));
        co_return report;
    }

    Reading<Organization> organization = co_await client.organization(cancel);
    ConnectionStep access = stepFrom("access", AccessTitle, organization.outcome, organization.exchange);
    if (organization.value) {
        const std::string &name = organization.value->name;
        access.sentence = "SMC accepts the key for the organization " +
                          inQuotes(name.empty() ? connection.address.organization : shortened(name, 100)) + ".";
        report.organization = std::move(*organization.value);
    }
    end(std::move(access));

    // Rights are given by path: the list may be open to a key that may not read the organization.
    const Verdict verdict = organization.outcome.verdict;
    const bool isPointless = verdict == Verdict::Unreachable || verdict == Verdict::Cancelled;
    if (list.empty() || isPointless) {
        end(skipped("events_list", ListTitle,
                    list.empty() ? "No events data list is set." : "Not asked, because the connection failed."));
        co_return report;
    }
    Reading<std::vector<FieldInfo>> fields = co_await client.fields(list, cancel);
    end(listStep(fields, list));
    if (fields.value)
        report.eventsListFields = std::move(*fields.value);
    co_return report;
}

} // namespace

QCoro::Task<ConnectionReport> Client::testConnection(std::string eventsList, net::CancelToken cancel,
                                                     std::function<void(const ConnectionStep &)> ended)
{
    return test(*this, std::move(eventsList), std::move(cancel), std::move(ended));
}

std::string toJson(const ConnectionReport &report)
{
    json::Writer w;
    w.object([&] {
        w.member("good", report.isGood());
        w.key("steps").array([&] {
            for (const ConnectionStep &step : report.steps) {
                w.object([&] {
                    w.member("id", std::string_view(step.id)).member("title", std::string_view(step.title));
                    w.member("state", nameOf(step.state)).member("message", std::string_view(step.sentence));
                    if (!step.advice.empty())
                        w.member("advice", std::string_view(step.advice));
                    if (step.exchange)
                        w.member("exchange", std::string_view(step.exchange->id));
                });
            }
        });
        w.key("fields").array([&] {
            for (const FieldInfo &field : report.eventsListFields) {
                w.object([&] {
                    w.member("name", std::string_view(field.name)).member("type", std::string_view(field.dataType));
                    if (field.length)
                        w.member("length", *field.length);
                });
            }
        });
    });
    return w.take();
}

} // namespace smc::rest
