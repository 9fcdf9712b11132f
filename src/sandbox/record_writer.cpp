#include "record_writer.h"

#include "http_message.h"
#include "values.h"

#include <algorithm>

namespace smc::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view Created = "CREATED_DT";
constexpr std::string_view Modified = "MODIFIED_DT";

QString condition(const std::vector<const Field *> &key)
{
    QStringList parts;
    for (const Field *field : key)
        parts << identifier(field->name) + u" = ?"_s;
    return parts.join(u" AND "_s);
}

/// Whether the list keeps such a time by itself: it has the field, and the request does not give it.
bool keepsTime(const List &list, const std::vector<const Field *> &columns, std::string_view name)
{
    const Field *field = list.field(name);
    return field && field->type == DataType::DateTime &&
           std::find(columns.begin(), columns.end(), field) == columns.end();
}

} // namespace

RecordFinder::RecordFinder(Store &store, const List &list, const std::vector<const Field *> &key)
    : m_select(store.database(), u"SELECT \"ID\" FROM "_s + Store::table(list) + u" WHERE "_s + condition(key))
{
}

std::vector<qint64> RecordFinder::find(const QVariantList &keyValues)
{
    std::vector<qint64> ids;
    m_select.run(keyValues);
    while (m_select.next())
        ids.push_back(m_select.integer(0));
    m_select.finish();
    return ids;
}

RecordWriter::RecordWriter(Store &store, const List &list, const std::vector<const Field *> &columns)
    : m_setsCreated(keepsTime(list, columns, Created))
    , m_setsModified(keepsTime(list, columns, Modified))
{
    QStringList names;
    QStringList assignments;
    for (const Field *field : columns) {
        m_isWritable.push_back(!field->isId());
        m_hasId = m_hasId || field->isId();
        if (field->isId())
            continue;
        names << identifier(field->name);
        assignments << identifier(field->name) + u" = ?"_s;
    }
    if (m_setsModified) {
        names << identifier(Modified);
        assignments << identifier(Modified) + u" = ?"_s;
    }
    if (m_setsCreated)
        names << identifier(Created);
    for (const Field &field : list.fields) {
        const bool given = std::find(columns.begin(), columns.end(), &field) != columns.end();
        if (m_missingField.empty() && !field.allowsNull && !field.isId() && !given)
            m_missingField = field.name;
    }
    const QString table = Store::table(list);
    if (names.isEmpty()) {
        m_insert.emplace(store.database(), u"INSERT INTO "_s + table + u" DEFAULT VALUES"_s);
    } else {
        const QString marks = QStringList(names.size(), u"?"_s).join(u", "_s);
        m_insert.emplace(store.database(),
                         u"INSERT INTO "_s + table + u" ("_s + names.join(u", "_s) + u") VALUES ("_s + marks + u')');
    }
    if (!assignments.isEmpty()) {
        m_update.emplace(store.database(),
                         u"UPDATE "_s + table + u" SET "_s + assignments.join(u", "_s) + u" WHERE \"ID\" = ?"_s);
    }
}

QVariantList RecordWriter::writable(const std::vector<QVariant> &values) const
{
    QVariantList list;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (m_isWritable[i])
            list << values[i];
    }
    if (m_setsModified)
        list << nowText();
    return list;
}

RecordWriter::Outcome RecordWriter::insert(const std::vector<QVariant> &values)
{
    if (m_hasId)
        return Outcome::GivenId;
    if (!m_missingField.empty())
        return Outcome::MissingField;
    QVariantList list = writable(values);
    if (m_setsCreated)
        list << nowText();
    if (m_insert->tryRun(list) == Statement::Outcome::BrokeConstraint)
        return Outcome::BrokeUniqueKey;
    m_insertedId = m_insert->insertedId();
    return Outcome::Done;
}

RecordWriter::Outcome RecordWriter::update(const std::vector<QVariant> &values, const std::vector<qint64> &ids)
{
    if (!m_update)
        return Outcome::Done;
    for (const qint64 id : ids) {
        if (m_update->tryRun(writable(values) << id) == Statement::Outcome::BrokeConstraint)
            return Outcome::BrokeUniqueKey;
    }
    return Outcome::Done;
}

} // namespace smc::sandbox
