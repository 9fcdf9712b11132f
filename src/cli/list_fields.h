// The fields of the lists that a sending run meets: from a file, and else asked of SMC once for each list.
#pragma once

#include <destination/api_name.h>
#include <destination/prepare.h>
#include <rest/client.h>
#include <rest/dispatcher.h>

#include <QCoroTask>

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace smc::cli {

struct ListFieldsSource
{
    std::shared_ptr<const destination::KnownFields> known{}; ///< From a file; none where there is none.
    bool asksSmc = false;
};

class ListFieldsReader
{
public:
    ListFieldsReader(rest::Client client, ListFieldsSource source);

    const std::shared_ptr<const destination::KnownFields> &known() const { return m_known; }

    /// The lists of `prepared` that have to be asked for.
    std::vector<std::string> missing(const destination::Prepared &prepared) const;

    /// Asks SMC for the fields of `lists` (GET L/fields). What can't be read is said once on stderr, and its values go
    /// unchecked. `run`, of which the events are, heeds a wait that SMC asks for, and no more is asked then.
    QCoro::Task<void> read(std::vector<std::string> lists, rest::Dispatcher &run, net::CancelToken cancel);

private:
    bool isAskedFor(const std::string &list) const;

    rest::Client m_client;
    std::shared_ptr<const destination::KnownFields> m_known;
    std::set<std::string, destination::ApiNameOrder> m_asked;
    bool m_asksSmc;
};

} // namespace smc::cli
