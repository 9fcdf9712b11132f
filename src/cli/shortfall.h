// Events that do not go as far as the settings ask for.
#pragma once

#include <destination/prepare.h>

#include <cstddef>
#include <map>
#include <string>

namespace smc::cli {

/// Events go out, but not all that the settings ask for.
class Shortfall
{
public:
    void add(const destination::Prepared &prepared);

    /// Events of which a rule that a setting switches on could send nothing. Exit code 1.
    std::size_t deliveries() const { return m_deliveries; }
    /// For people; empty where nothing is short.
    std::string sentence() const;

private:
    struct Lacking
    {
        std::size_t rows = 0;    ///< Events that made no row.
        std::size_t members = 0; ///< Events whose row lacks members.
    };

    std::size_t m_deliveries = 0;
    std::map<std::string, Lacking> m_lists; ///< By list; by rule where the event names the list.
    std::size_t m_others = 0;               ///< Events that concern more lists than are told apart.
};

/// Whether a rule that a setting switches on can send nothing of the event.
bool lacksDelivery(const destination::Prepared &prepared);

} // namespace smc::cli
