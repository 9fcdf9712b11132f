// What a mapping makes of the event at hand: the one door's answer, led back to the rules and columns of the editor.
#pragma once

#include "../widgets/verdict_widget.h"
#include "mapping_view.h"

#include <destination/prepare.h>
#include <mapping/fql_lint.h>
#include <rest/schema.h>

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace smc::net {
class Redactor;
}

namespace smc::gui {

/// The event that Compose shows, with its variables replaced.
struct EventAtHand
{
    std::string text; ///< Empty where Compose has none that can be read.
    std::optional<destination::Stamp> stamp{};
};

struct ColumnOutcome
{
    QString name{};      ///< Of the column in this event's row.
    QString value{};     ///< As a person reads it; empty where there is none.
    QString from{};      ///< "traits.email"
    bool exists = false; ///< The rule made a row, so that the column has a value, be it null.
    bool isNull = false;
    QString problem{};     ///< What keeps the mapping from being used, as the field under which it stands says it.
    QString warning{};     ///< What is probably not meant: nothing at the path, no such field in the list.
    std::string nearest{}; ///< The path that was probably meant: "$.traits.email".
};

struct RuleOutcome
{
    enum class State : std::uint8_t {
        Unknown,  ///< There is no event, or it does not come as far as the rules.
        Taken,    ///< It makes a row.
        NotTaken, ///< `sentence` tells why.
    };
    State state = State::Unknown;
    QString sentence;
    std::vector<ColumnOutcome> columns; ///< As many as the rule has.
    /// Columns that the members of an object became, by name, behind those.
    std::vector<std::pair<QString, ColumnOutcome>> more;
    std::vector<mapping::FqlHint> hints; ///< Of the trigger.
};

/// What one destination filter does to the event.
struct FilterEffect
{
    enum class Kind : std::uint8_t {
        Unknown, ///< There is no event, or the filters can't be used.
        NoMatch,
        Matches, ///< And takes nothing away.
        Removes,
        Stops,
    };
    Kind kind = Kind::Unknown;
    QStringList removed{}; ///< "traits.email"
};

struct MappingOutcome
{
    VerdictContent verdict;
    std::optional<Error> error; ///< Why the mapping can't be used at all.
    std::vector<RuleOutcome> rules;
    std::vector<FilterEffect> filters; ///< As many as there are, where they can be used.
    std::vector<std::string> paths;    ///< Of the event's values: "$.traits.email", in its order.
};

struct OutcomeInput
{
    const std::string &mapping;
    const MappingView &view;
    destination::Settings settings;                         ///< With the filters that are edited.
    std::shared_ptr<const destination::KnownFields> fields; ///< As the destination has them.
    EventAtHand event;
    const rest::Schema *schema = nullptr; ///< What SMC holds, as far as that is known.
    std::optional<Error> filterError{};   ///< Why the filters that are edited can't be used.
};

MappingOutcome outcomeOf(const OutcomeInput &input);

/// The same without a key or secret that the event holds: sentences and cells quote it.
MappingOutcome redacted(MappingOutcome outcome, const net::Redactor &redactor);

/// The API name of the list that `rule` writes to; empty where the event names it.
std::string listOf(const RuleView &rule, const destination::Settings &settings);

/// Fields of that list that SMC is known to have; none where they were not read.
std::vector<std::string> fieldsOf(const std::string &list, const rest::Schema *schema);

/// The paths of `event`'s values, at most 500: "$.type", "$.traits", "$.traits.email".
std::vector<std::string> pathsOf(json::Value event);

} // namespace smc::gui
