// Lists, fields and segments in SQLite. Each list has a table of its own, "list_<api name>", with a column for each
// field; names come from isApiName() only.
#pragma once

#include "database.h"
#include "schema.h"

#include <base/error.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::sandbox {

class Store
{
public:
    /// Opens the file and makes it a sandbox's where it is new. Errors: sandbox_state_file.
    static Result<std::unique_ptr<Store>> open(const QString &file);

    Database &database() { return *m_database; }

    /// Whether there is no list at all, as in a new file.
    bool isEmpty();
    /// Removes every list with its records and segments.
    void clear();

    std::vector<List> lists(); ///< In the order of their creation.
    std::optional<List> list(std::string_view apiName);
    /// Sets the list's id and creates its table from its fields.
    void createList(List &list);
    /// Writes everything but fields and business key; a new API name renames the table.
    void updateList(const List &list, const std::string &oldApiName);
    enum class Table { Drop, Keep };
    void removeList(const List &list, Table table);

    void addField(const List &list, const Field &field);
    void updateField(const List &list, const std::string &oldName, const Field &field);
    void removeField(const List &list, const Field &field);

    /// Makes these fields the business key, with a unique index. False where records stand against it.
    bool setBusinessKey(const List &list, const std::vector<std::string> &fields);
    /// Makes sure that looking records up by these fields is fast.
    void ensureIndex(const List &list, const std::vector<const Field *> &fields);

    std::vector<Segment> segments(const List &list);
    std::optional<Segment> segment(const List &list, std::string_view apiName);
    void createSegment(const List &list, Segment &segment);
    void removeSegment(const Segment &segment);

    qint64 recordCount(const List &list);
    bool removeRecord(const List &list, qint64 id);
    qint64 memberCount(const Segment &segment);

    /// The list's table as an SQL identifier.
    static QString table(const List &list);

private:
    explicit Store(std::unique_ptr<Database> database)
        : m_database(std::move(database))
    {
    }
    void createTables();
    /// Enters the field among the list's.
    void describeField(const List &list, const Field &field);

    std::unique_ptr<Database> m_database;
};

/// Reads lists with fields through any connection to a sandbox's database.
std::vector<List> readLists(Database &database);
std::vector<Segment> readSegments(Database &database, qint64 listId);

} // namespace smc::sandbox
