#include "relations.h"

#include "http_message.h"

namespace smc::sandbox {

using namespace Qt::StringLiterals;

std::vector<Relation> relationsOf(Store &store, const List &list)
{
    std::vector<Relation> relations;
    Statement rows(store.database(), u"SELECT scope, type, master_field, slave_list, slave_field, constraints "
                                     "FROM smc_relations WHERE list_id = ? ORDER BY rowid"_s);
    rows.run({list.id});
    while (rows.next()) {
        relations.push_back({rows.utf8(0), rows.utf8(1), rows.utf8(2), rows.utf8(3), rows.utf8(4), rows.utf8(5)});
    }
    return relations;
}

std::optional<Relation> relationOf(Store &store, const List &list, std::string_view scope)
{
    for (Relation &relation : relationsOf(store, list)) {
        if (equalsIgnoringCase(relation.scope, scope))
            return std::move(relation);
    }
    return std::nullopt;
}

void writeRelation(Store &store, const List &list, const Relation &relation)
{
    store.database().run(u"INSERT OR REPLACE INTO smc_relations (list_id, scope, type, master_field, slave_list, "
                         "slave_field, constraints) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                         {list.id, toQString(relation.scope), toQString(relation.type), toQString(relation.masterField),
                          toQString(relation.slaveList), toQString(relation.slaveField),
                          toQString(relation.constraints)});
}

void removeRelation(Store &store, const List &list, std::string_view scope)
{
    store.database().run(u"DELETE FROM smc_relations WHERE list_id = ? AND scope = ?"_s, {list.id, toQString(scope)});
}

} // namespace smc::sandbox
