// Why not: why a rule of the preset made nothing of an event, and why a column stayed empty. And where from: what each
// piece of a value was made of.
#pragma once

#include "nearest_path.h"
#include "prepare.h"

#include <mapping/fql_explain.h>
#include <mapping/parts.h>

#include <cstddef>
#include <string>
#include <vector>

namespace smc::destination {

/// A rule that did not take the event.
struct NotFired
{
    std::string ruleId;
    std::string because; ///< A sentence.
    std::vector<mapping::Unmet>
        unmet{}; ///< The conditions of its trigger that do not hold; values of Prepared::event().
};

/// A column that is null, or an empty text, object or array, because a path found nothing, or null.
struct EmptyColumn
{
    std::size_t delivery = 0; ///< Index of Prepared::deliveries().
    std::size_t column = 0;   ///< Of that delivery.
    std::string path;         ///< "$.traits.e_mail"
    bool isNull = false;      ///< Something stands there, and it is null.
    std::string nearest{};    ///< A path that has a value and was probably meant; empty where none comes near.
};

/// Of the JSON of a cell: what directives make where their paths find nothing.
bool isEmptyCell(std::string_view json);

/// What the pieces of one value came from, where it has any beside the whole. `text` counts the bytes of Cell::json;
/// sources and copied bytes are those of Prepared::event().
struct CellParts
{
    std::size_t delivery = 0;
    std::size_t column = 0;
    mapping::Parts parts;
};

/// Why not.
struct Reasons
{
    std::vector<NotFired> notFired; ///< In the order of the preset.
    std::vector<EmptyColumn> empty; ///< By delivery, column and path.
};

struct Explanation : Reasons
{
    std::vector<CellParts> parts; ///< By delivery and column.
};

/// Looks at events a second time, for people: preparing many events does not pay for it. For one thread. Says nothing
/// of an event that no rule was asked about: one that is invalid, filtered or not admitted.
class Explainer
{
public:
    /// `destination` is the one that the events are prepared for.
    explicit Explainer(Destination destination);
    ~Explainer();

    Reasons reasons(const Prepared &prepared);
    std::vector<CellParts> parts(const Prepared &prepared);

private:
    class Work;
    /// What a rule's column asks of every event.
    struct AskedColumn
    {
        std::vector<mapping::Path> paths;
        std::vector<std::string> texts; ///< Of each path: "$.traits.email".
        bool isOnePiece = false;        ///< mapping::Plan::isOnePiece()
    };

    Destination m_destination;
    std::vector<std::vector<AskedColumn>> m_asked; ///< By rule and column.
    mapping::Scratch m_scratch;                    ///< Traces.
    NearestPaths m_nearest;
};

/// All of it, for one event.
Explanation explain(const Prepared &prepared, const Destination &destination);

} // namespace smc::destination
