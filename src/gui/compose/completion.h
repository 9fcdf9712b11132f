// What could stand at the caret, and the edit that puts it there. Plain data, no widget.
#pragma once

#include "surroundings.h"

#include <destination/prepare.h>
#include <rest/schema.h>
#include <segment/spec_fields.h>

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

struct Candidate
{
    std::string text;
    QString hint; ///< "reserved trait", "field of USERS_SEGMENT, Text 100"; may be empty.
    segment::SpecField::Kind kind = segment::SpecField::Kind::Text;
};

struct Completion
{
    std::vector<Candidate> candidates; ///< What fits the typed letters, the likeliest first; at most 200.
    /// What would have to be read from SMC to know more: the lists, or one list's fields and segments.
    bool wantsLists = false;
    std::string wantsList{};
};

/// Letters match at the start of a name first, then anywhere in it; capitals do not matter.
Completion completionFor(const Surroundings &around, const destination::Destination &destination,
                         const rest::Schema &schema);

struct CompletionEdit
{
    json::Span span;
    std::string text;
    std::uint32_t caret = 0; ///< Within `text`.
    bool opensNext = false;  ///< A value is wanted at the caret now.

    bool operator==(const CompletionEdit &) const = default;
};

/// `text` is the one that `around` was read from.
CompletionEdit editFor(const Candidate &candidate, const Surroundings &around, std::string_view text);

} // namespace smc::gui
