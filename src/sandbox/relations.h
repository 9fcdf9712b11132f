// Relations of a list to others, by scope (SMC API, relations).
#pragma once

#include "store.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::sandbox {

struct Relation
{
    std::string scope;
    std::string type; ///< OneToOne, OneToMany or ManyToOne.
    std::string masterField;
    std::string slaveList;
    std::string slaveField;
    std::string constraints = "[]"; ///< A JSON array, kept and not evaluated.
};

std::vector<Relation> relationsOf(Store &store, const List &list);
std::optional<Relation> relationOf(Store &store, const List &list, std::string_view scope);
/// Writes the relation over one of the same scope.
void writeRelation(Store &store, const List &list, const Relation &relation);
void removeRelation(Store &store, const List &list, std::string_view scope);

} // namespace smc::sandbox
