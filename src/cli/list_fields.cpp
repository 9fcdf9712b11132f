#include "list_fields.h"

#include "say.h"

#include <rest/schema.h>

#include <algorithm>

namespace smc::cli {

namespace {

/// A name comes from the events: no run asks for more lists than that.
constexpr std::size_t MostLists = 200;

} // namespace

ListFieldsReader::ListFieldsReader(rest::Client client, ListFieldsSource source)
    : m_client(std::move(client))
    , m_known(std::move(source.known))
    , m_asksSmc(source.asksSmc)
{
}

bool ListFieldsReader::isAskedFor(const std::string &list) const
{
    return m_asked.count(list) > 0 || (m_known && destination::listNamed(*m_known, list) != nullptr);
}

std::vector<std::string> ListFieldsReader::missing(const destination::Prepared &prepared) const
{
    std::vector<std::string> lists;
    if (!m_asksSmc || m_asked.size() >= MostLists)
        return lists;
    for (const destination::Delivery &delivery : prepared.deliveries()) {
        if (!isAskedFor(delivery.list) && std::find(lists.begin(), lists.end(), delivery.list) == lists.end())
            lists.push_back(delivery.list);
    }
    return lists;
}

QCoro::Task<void> ListFieldsReader::read(std::vector<std::string> lists, rest::Dispatcher &run, net::CancelToken cancel)
{
    for (const std::string &list : lists) {
        m_asked.insert(list);
        if (m_asked.size() == MostLists)
            say("The fields of " + std::to_string(MostLists) +
                " lists have been asked for. The values for further lists are sent unchecked.");
        const rest::Reading<std::vector<rest::FieldInfo>> reading = co_await m_client.fields(list, cancel);
        if (reading.value) {
            destination::KnownFields more = m_known ? *m_known : destination::KnownFields();
            more.push_back(rest::listFields(list, *reading.value));
            m_known = std::make_shared<const destination::KnownFields>(std::move(more));
            continue;
        }
        using Verdict = rest::Verdict;
        const Verdict why = reading.outcome.verdict;
        const bool mustWait = run.heed(reading.exchange, reading.outcome);
        // The sending says so itself.
        if (!mustWait && why != Verdict::Unreachable && why != Verdict::Cancelled && why != Verdict::NotFound)
            say("The fields of " + list + " can't be read, so that its values are sent unchecked. " +
                reading.value.error().message);
        if (mustWait || why == Verdict::Unreachable || why == Verdict::Cancelled) {
            m_asksSmc = false;
            co_return;
        }
    }
}

} // namespace smc::cli
