// Events that do not go as far as the settings ask for.
#pragma once

#include <destination/prepare.h>

#include <cstddef>
#include <string>

namespace smc::cli {

/// Events go out, but not all that the settings ask for.
struct Shortfall
{
    std::size_t deliveries = 0; ///< Events of which a rule that a setting switches on could send nothing. Exit code 1.
    std::size_t members = 0;    ///< Events of which it left out members.

    void add(const destination::Prepared &prepared);
    /// For people; empty where nothing is short.
    std::string sentence() const;
};

/// Whether a rule that a setting switches on can send nothing of the event.
bool lacksDelivery(const destination::Prepared &prepared);

} // namespace smc::cli
