#include "store.h"

#include "http_message.h"

#include <algorithm>

namespace smc::sandbox {

using namespace Qt::StringLiterals;

namespace {

/// Layout of the database; a file of another one is refused.
constexpr int SchemaVersion = 1;
constexpr int MaxLookupIndexes = 16;

/// SQL Server compares text without case by default; so do the sandbox's lists.
QString columnType(DataType type)
{
    switch (type) {
    case DataType::Boolean:
    case DataType::Numeric:
    case DataType::Long:
        return u"INTEGER"_s;
    case DataType::Float:
        return u"REAL"_s;
    case DataType::Text:
    case DataType::LongText:
        return u"TEXT COLLATE NOCASE"_s;
    case DataType::Date:
    case DataType::DateTime:
    case DataType::Json:
        break;
    }
    return u"TEXT"_s;
}

QString columnDefinition(const Field &field)
{
    if (field.isId())
        return identifier(field.name) + u" INTEGER PRIMARY KEY AUTOINCREMENT"_s;
    return identifier(field.name) + u' ' + columnType(field.type);
}

QVariant orNull(const std::optional<std::string> &text)
{
    return text ? QVariant(toQString(*text)) : QVariant();
}

QVariantList fieldValues(const Field &field)
{
    return {toQString(field.name),
            toQString(toText(field.type)),
            field.length ? QVariant(*field.length) : QVariant(),
            toQString(field.description),
            field.allowsNull,
            toQString(field.content),
            orNull(field.optionlist),
            orNull(field.valueDefinition),
            field.isSystem};
}

std::optional<std::string> optionalText(const Statement &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional<std::string>(row.utf8(column));
}

std::vector<std::string> splitNames(const QString &text)
{
    std::vector<std::string> names;
    for (const QString &name : text.split(u',', Qt::SkipEmptyParts))
        names.push_back(name.toStdString());
    return names;
}

QString joinNames(const std::vector<std::string> &names)
{
    QStringList list;
    for (const std::string &name : names)
        list << toQString(name);
    return list.join(u',');
}

std::vector<Field> readFields(Database &database, qint64 listId)
{
    std::vector<Field> fields;
    Statement rows(database, u"SELECT name, data_type, length, description, allow_null, content, optionlist, "
                             "value_definition, is_system FROM smc_fields WHERE list_id = ? ORDER BY position"_s);
    rows.run({listId});
    while (rows.next()) {
        Field field;
        field.name = rows.utf8(0);
        field.type = dataTypeNamed(rows.utf8(1)).value_or(DataType::Text);
        if (!rows.isNull(2))
            field.length = static_cast<int>(rows.integer(2));
        field.description = rows.utf8(3);
        field.allowsNull = rows.integer(4) != 0;
        field.content = rows.utf8(5);
        field.optionlist = optionalText(rows, 6);
        field.valueDefinition = optionalText(rows, 7);
        field.isSystem = rows.integer(8) != 0;
        fields.push_back(std::move(field));
    }
    return fields;
}

QString lookupIndexPrefix(const List &list)
{
    return u"ix_%1_"_s.arg(list.id);
}

} // namespace

std::vector<List> readLists(Database &database)
{
    std::vector<List> lists;
    Statement rows(database, u"SELECT id, api_name, name, kind, description, tags, enforce_segment_selection, "
                             "optionlist_codetype, taglist, email_quality, business_key FROM smc_lists ORDER BY id"_s);
    rows.run();
    while (rows.next()) {
        List list;
        list.id = rows.integer(0);
        list.apiName = rows.utf8(1);
        list.name = rows.utf8(2);
        list.kind = listKindNamed(rows.utf8(3)).value_or(ListKind::Datalist);
        list.description = rows.utf8(4);
        list.tags = rows.utf8(5);
        list.enforcesSegmentSelection = rows.integer(6) != 0;
        list.optionlistCodeType = rows.utf8(7);
        list.taglist = rows.utf8(8);
        list.emailQuality = rows.utf8(9);
        list.businessKey = splitNames(rows.text(10));
        lists.push_back(std::move(list));
    }
    rows.finish();
    for (List &list : lists)
        list.fields = readFields(database, list.id);
    return lists;
}

std::vector<Segment> readSegments(Database &database, qint64 listId)
{
    std::vector<Segment> segments;
    Statement rows(database, u"SELECT id, api_name, name, kind, description, tags FROM smc_segments "
                             "WHERE list_id = ? ORDER BY id"_s);
    rows.run({listId});
    while (rows.next()) {
        Segment segment;
        segment.id = rows.integer(0);
        segment.apiName = rows.utf8(1);
        segment.name = rows.utf8(2);
        segment.kind = segmentKindNamed(rows.utf8(3)).value_or(SegmentKind::Static);
        segment.description = rows.utf8(4);
        segment.tags = rows.utf8(5);
        segments.push_back(std::move(segment));
    }
    return segments;
}

Result<std::unique_ptr<Store>> Store::open(const QString &file)
{
    auto database = Database::open(file, Database::Access::ReadWrite);
    if (!database)
        return tl::make_unexpected(database.error());
    auto store = std::unique_ptr<Store>(new Store(std::move(*database)));
    const int version = store->m_database->value(u"PRAGMA user_version"_s).toInt();
    const bool isNew = store->m_database->value(u"SELECT count(*) FROM sqlite_master"_s).toInt() == 0;
    const bool isReadable = !store->m_database->hasFailed();
    if (isReadable && version != SchemaVersion && !isNew) {
        return fail("sandbox_state_file", "This file is no state of a sandbox of this version.", file.toStdString());
    }
    store->m_database->letReadersIn();
    if (isNew)
        store->createTables();
    if (store->m_database->hasFailed()) {
        return fail("sandbox_state_file", store->m_database->whyUnusable(), file.toStdString());
    }
    return store;
}

void Store::createTables()
{
    m_database->run(
        u"CREATE TABLE smc_lists (id INTEGER PRIMARY KEY AUTOINCREMENT, api_name TEXT COLLATE NOCASE UNIQUE, "
        "name TEXT, kind TEXT, description TEXT, tags TEXT, enforce_segment_selection INTEGER, "
        "optionlist_codetype TEXT, taglist TEXT, email_quality TEXT, business_key TEXT)"_s);
    m_database->run(u"CREATE TABLE smc_fields (list_id INTEGER REFERENCES smc_lists(id) ON DELETE CASCADE, "
                    "position INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT COLLATE NOCASE, data_type TEXT, "
                    "length INTEGER, description TEXT, allow_null INTEGER, content TEXT, optionlist TEXT, "
                    "value_definition TEXT, is_system INTEGER, UNIQUE (list_id, name))"_s);
    m_database->run(u"CREATE TABLE smc_segments (id INTEGER PRIMARY KEY AUTOINCREMENT, "
                    "list_id INTEGER REFERENCES smc_lists(id) ON DELETE CASCADE, api_name TEXT COLLATE NOCASE, "
                    "name TEXT, kind TEXT, description TEXT, tags TEXT, UNIQUE (list_id, api_name))"_s);
    m_database->run(u"CREATE TABLE smc_members (segment_id INTEGER REFERENCES smc_segments(id) ON DELETE CASCADE, "
                    "record_id INTEGER, PRIMARY KEY (segment_id, record_id)) WITHOUT ROWID"_s);
    m_database->run(u"CREATE TABLE smc_relations (list_id INTEGER REFERENCES smc_lists(id) ON DELETE CASCADE, "
                    "scope TEXT COLLATE NOCASE, type TEXT, master_field TEXT, slave_list TEXT, slave_field TEXT, "
                    "constraints TEXT, PRIMARY KEY (list_id, scope))"_s);
    m_database->run(u"PRAGMA user_version = %1"_s.arg(SchemaVersion));
}

bool Store::isEmpty()
{
    return m_database->value(u"SELECT count(*) FROM smc_lists"_s).toInt() == 0;
}

void Store::clear()
{
    for (const List &list : lists())
        removeList(list, Table::Drop);
}

QString Store::table(const List &list)
{
    return identifier("list_" + list.apiName);
}

std::vector<List> Store::lists()
{
    return readLists(*m_database);
}

std::optional<List> Store::list(std::string_view apiName)
{
    std::vector<List> all = lists();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const List &list) { return equalsIgnoringCase(list.apiName, apiName); });
    return found == all.end() ? std::nullopt : std::optional(std::move(*found));
}

void Store::createList(List &list)
{
    Statement insert(*m_database, u"INSERT INTO smc_lists (api_name, name, kind) VALUES (?, ?, ?)"_s);
    insert.run({toQString(list.apiName), toQString(list.name), toQString(toText(list.kind))});
    list.id = insert.insertedId();
    updateList(list, list.apiName);

    QStringList columns;
    for (const Field &field : list.fields)
        columns << columnDefinition(field);
    m_database->run(u"CREATE TABLE "_s + table(list) + u" ("_s + columns.join(u", "_s) + u')');
    for (const Field &field : list.fields)
        describeField(list, field);
    if (!list.businessKey.empty())
        setBusinessKey(list, list.businessKey);
}

void Store::updateList(const List &list, const std::string &oldApiName)
{
    m_database->run(u"UPDATE smc_lists SET api_name = ?, name = ?, description = ?, tags = ?, "
                    "enforce_segment_selection = ?, optionlist_codetype = ?, taglist = ?, email_quality = ? "
                    "WHERE id = ?"_s,
                    {toQString(list.apiName), toQString(list.name), toQString(list.description), toQString(list.tags),
                     list.enforcesSegmentSelection, toQString(list.optionlistCodeType), toQString(list.taglist),
                     toQString(list.emailQuality), list.id});
    if (!equalsIgnoringCase(oldApiName, list.apiName)) {
        m_database->run(u"ALTER TABLE "_s + identifier("list_" + oldApiName) + u" RENAME TO "_s + table(list));
    }
}

void Store::removeList(const List &list, Table fate)
{
    if (fate == Table::Drop) {
        m_database->run(u"DROP TABLE "_s + table(list));
    } else {
        const std::string kept = "kept_" + std::to_string(list.id) + "_" + list.apiName;
        m_database->run(u"ALTER TABLE "_s + table(list) + u" RENAME TO "_s + identifier(kept));
    }
    m_database->run(u"DELETE FROM smc_lists WHERE id = ?"_s, {list.id});
}

void Store::describeField(const List &list, const Field &field)
{
    m_database->run(u"INSERT INTO smc_fields (name, data_type, length, description, allow_null, content, "
                    "optionlist, value_definition, is_system, list_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                    fieldValues(field) << list.id);
}

void Store::addField(const List &list, const Field &field)
{
    m_database->run(u"ALTER TABLE "_s + table(list) + u" ADD COLUMN "_s + columnDefinition(field));
    describeField(list, field);
}

void Store::updateField(const List &list, const std::string &oldName, const Field &field)
{
    m_database->run(u"UPDATE smc_fields SET name = ?, data_type = ?, length = ?, description = ?, allow_null = ?, "
                    "content = ?, optionlist = ?, value_definition = ?, is_system = ? "
                    "WHERE list_id = ? AND name = ?"_s,
                    fieldValues(field) << list.id << toQString(oldName));
    if (oldName != field.name) {
        m_database->run(u"ALTER TABLE "_s + table(list) + u" RENAME COLUMN "_s + identifier(oldName) + u" TO "_s +
                        identifier(field.name));
        List renamed = list;
        std::replace_if(
            renamed.businessKey.begin(), renamed.businessKey.end(),
            [&](const std::string &name) { return equalsIgnoringCase(name, oldName); }, field.name);
        m_database->run(u"UPDATE smc_lists SET business_key = ? WHERE id = ?"_s,
                        {joinNames(renamed.businessKey), list.id});
    }
}

void Store::removeField(const List &list, const Field &field)
{
    QStringList indexes;
    Statement rows(*m_database, u"SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE ? ESCAPE '\\'"_s);
    rows.run({lookupIndexPrefix(list).replace(u"_"_s, u"\\_"_s) + u'%'});
    while (rows.next())
        indexes << rows.text(0);
    rows.finish();
    for (const QString &index : indexes) // A column in an index cannot go; lookups make theirs anew.
        m_database->run(u"DROP INDEX "_s + identifier(index.toStdString()));
    m_database->run(u"ALTER TABLE "_s + table(list) + u" DROP COLUMN "_s + identifier(field.name));
    m_database->run(u"DELETE FROM smc_fields WHERE list_id = ? AND name = ?"_s, {list.id, toQString(field.name)});
}

bool Store::setBusinessKey(const List &list, const std::vector<std::string> &fields)
{
    QStringList columns;
    for (const std::string &name : fields)
        columns << identifier(name);
    const QString index = identifier("key_" + std::to_string(list.id));
    m_database->run(u"DROP INDEX IF EXISTS "_s + index);
    Statement create(*m_database, u"CREATE UNIQUE INDEX "_s + index + u" ON "_s + table(list) + u" ("_s +
                                      columns.join(u", "_s) + u')');
    if (create.tryRun({}) != Statement::Outcome::Done)
        return false;
    m_database->run(u"UPDATE smc_lists SET business_key = ? WHERE id = ?"_s, {joinNames(fields), list.id});
    return true;
}

void Store::ensureIndex(const List &list, const std::vector<const Field *> &fields)
{
    if (fields.size() == 1 && fields.front()->isId())
        return;
    QStringList columns;
    std::string name = lookupIndexPrefix(list).toStdString();
    for (const Field *field : fields) {
        columns << identifier(field->name);
        name += lowered(field->name) + ',';
    }
    const QVariant existing = m_database->value(
        u"SELECT count(*) + 1000 * coalesce(sum(name = ?), 0) FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"_s,
        {toQString(name), u"list_"_s + toQString(list.apiName)});
    if (existing.toInt() >= MaxLookupIndexes)
        return;
    m_database->run(u"CREATE INDEX IF NOT EXISTS "_s + identifier(name) + u" ON "_s + table(list) + u" ("_s +
                    columns.join(u", "_s) + u')');
}

std::vector<Segment> Store::segments(const List &list)
{
    return readSegments(*m_database, list.id);
}

std::optional<Segment> Store::segment(const List &list, std::string_view apiName)
{
    for (Segment &segment : segments(list)) {
        if (equalsIgnoringCase(segment.apiName, apiName))
            return std::move(segment);
    }
    return std::nullopt;
}

void Store::createSegment(const List &list, Segment &segment)
{
    Statement insert(*m_database, u"INSERT INTO smc_segments (list_id, api_name, name, kind, description, tags) "
                                  "VALUES (?, ?, ?, ?, ?, ?)"_s);
    insert.run({list.id, toQString(segment.apiName), toQString(segment.name), toQString(toText(segment.kind)),
                toQString(segment.description), toQString(segment.tags)});
    segment.id = insert.insertedId();
}

void Store::removeSegment(const Segment &segment)
{
    m_database->run(u"DELETE FROM smc_segments WHERE id = ?"_s, {segment.id});
}

qint64 Store::recordCount(const List &list)
{
    return m_database->value(u"SELECT count(*) FROM "_s + table(list)).toLongLong();
}

bool Store::removeRecord(const List &list, qint64 id)
{
    m_database->run(u"DELETE FROM smc_members WHERE record_id = ? AND segment_id IN "
                    "(SELECT id FROM smc_segments WHERE list_id = ?)"_s,
                    {id, list.id});
    Statement remove(*m_database, u"DELETE FROM "_s + table(list) + u" WHERE \"ID\" = ?"_s);
    return remove.run({id}) && remove.affected() > 0;
}

qint64 Store::memberCount(const Segment &segment)
{
    return m_database->value(u"SELECT count(*) FROM smc_members WHERE segment_id = ?"_s, {segment.id}).toLongLong();
}

} // namespace smc::sandbox
