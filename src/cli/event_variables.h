// {{…}} in the events of a run: what --variables and --set ask for.
#pragma once

#include "options.h"

#include <base/error.h>
#include <segment/variables.h>
#include <workspace/profile.h>

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace smc::cli {

class EventVariables
{
public:
    /// Nothing where no variables are wanted: then events stay as they are, byte for byte. `profile` may be nullptr.
    /// Errors: variable_malformed (no NAME=VALUE), variable_name_invalid, and profile_secret.
    static Result<std::optional<EventVariables>> from(const VariableOptions &options,
                                                      const workspace::Profile *profile);

    /// The event with its variables replaced. Every event has a person and UUIDs of its own; now is when the run began.
    segment::Expansion expand(std::string_view event, std::size_t index) const;

private:
    std::vector<segment::Variable> m_own;
    segment::Draw m_draw;
};

} // namespace smc::cli
