// The fields of SMC's lists by their names, for many events. Inside of the room only.
#pragma once

#include "api_name.h"
#include "column_types.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace smc::destination {

class FieldIndex
{
public:
    /// What is known of one list.
    class List
    {
    public:
        explicit List(const ListFields &fields);

        /// The field of that name, or none.
        const ListField *find(std::string_view column) const;
        /// unknownField(), remembered: where the event names the columns, the same ones come again and again.
        const std::optional<ValueProblem> &unknown(std::string_view column);

    private:
        template <typename Value>
        using ByName = std::unordered_map<std::string_view, Value, ApiNameHash, ApiNameEqual>;

        const ListFields *m_list;
        ByName<const ListField *> m_fields;
        std::unordered_map<std::string, std::optional<ValueProblem>> m_unknown;
    };

    /// From now on the answers are those of `lists`, which must live as long as the index is asked.
    void use(const KnownFields &lists);
    const KnownFields *lists() const { return m_lists; }

    /// The list of that API name, or none.
    List *find(std::string_view list);

private:
    const KnownFields *m_lists = nullptr;
    std::unordered_map<std::string_view, List, ApiNameHash, ApiNameEqual> m_byName;
};

} // namespace smc::destination
