#include "field_index.h"

namespace smc::destination {

FieldIndex::List::List(const ListFields &fields)
    : m_list(&fields)
{
    for (const ListField &field : fields.fields)
        m_fields.try_emplace(field.name, &field);
}

const ListField *FieldIndex::List::find(std::string_view column) const
{
    const auto found = m_fields.find(column);
    return found == m_fields.end() ? nullptr : found->second;
}

const std::optional<ValueProblem> &FieldIndex::List::unknown(std::string_view column)
{
    constexpr std::size_t MostRemembered = 10000;
    if (m_unknown.size() >= MostRemembered)
        m_unknown.clear();
    const auto [known, isNew] = m_unknown.try_emplace(std::string(column));
    if (isNew)
        known->second = unknownField(*m_list, column);
    return known->second;
}

void FieldIndex::use(const KnownFields &lists)
{
    if (m_lists == &lists)
        return;
    m_lists = &lists;
    m_byName.clear();
    for (const ListFields &list : lists)
        m_byName.try_emplace(list.list, list);
}

FieldIndex::List *FieldIndex::find(std::string_view list)
{
    const auto found = m_byName.find(list);
    return found == m_byName.end() ? nullptr : &found->second;
}

} // namespace smc::destination
