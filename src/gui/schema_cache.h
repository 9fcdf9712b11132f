// What the current profile's SMC holds, as far as it was read, and when.
//
// Only reads, and only where that is allowed: the sandbox by itself when something is wanted, any other SMC after the
// person asked for it. Each thing is asked for once until the next refresh().
#pragma once

#include <base/error.h>
#include <net/cancel.h>
#include <net/clock.h>
#include <rest/schema.h>

#include <QCoro/QCoroTask>
#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace smc::gui {

class SchemaCache : public QObject
{
    Q_OBJECT

public:
    /// A client for the SMC that is current, or why there is none.
    using Clients = std::function<Result<rest::Client>()>;
    enum class Reading { WhenWanted, WhenAsked };

    SchemaCache(Clients clients, std::shared_ptr<net::Clock> clock, QObject *parent = nullptr);
    ~SchemaCache() override;

    /// Which SMC is current: profile, address and organization as one key.
    void setTarget(const std::string &key, Reading reading);

    const rest::Schema &schema() const;
    std::optional<net::UtcTime> readAt() const; ///< None where nothing was read.
    std::optional<Error> problem() const;       ///< Why the last reading gave nothing.
    bool isReading() const { return m_running > 0; }
    /// True where want() reads nothing: the person has to ask.
    bool waitsForPerson() const;

    /// Reads the names of the lists, where they are not known.
    void want();
    /// Reads a list's fields and static segments, where they are not known.
    void wantList(const std::string &list);
    /// Reads the lists and `lists` anew: the person asked. What is known of other lists is forgotten.
    QCoro::Task<Result<void>> refresh(std::vector<std::string> lists);

Q_SIGNALS:
    void changed();

private:
    struct Known
    {
        rest::Schema schema;
        std::optional<net::UtcTime> readAt{};
        std::optional<Error> problem{};
        bool hasAskedLists = false;
        std::set<std::string> askedLists{};
        bool wasAskedFor = false; ///< By the person.
    };

    QCoro::Task<void> readLists(std::string key);
    QCoro::Task<void> readList(std::string key, std::string list);
    Known &current() { return m_known[m_key]; }

    Clients m_clients;
    std::shared_ptr<net::Clock> m_clock;
    std::string m_key;
    Reading m_reading = Reading::WhenAsked;
    std::map<std::string, Known> m_known;
    net::CancelSource m_cancel;
    int m_running = 0;
    std::shared_ptr<const int> m_life; ///< Gone once this is: what coroutines look at after a pause.
};

} // namespace smc::gui
