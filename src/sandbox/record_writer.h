// Inserts and updates records of one list by a key.
#pragma once

#include "database.h"
#include "store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace smc::sandbox {

/// Finds the records with these values in the key's fields. A null finds nothing.
class RecordFinder
{
public:
    RecordFinder(Store &store, const List &list, const std::vector<const Field *> &key);
    std::vector<qint64> find(const QVariantList &keyValues);

private:
    Statement m_select;
};

class RecordWriter
{
public:
    enum class Outcome : std::uint8_t { Done, BrokeUniqueKey, MissingField, GivenId };

    /// `columns` are the fields of the values in their order. An ID among them is never written.
    RecordWriter(Store &store, const List &list, const std::vector<const Field *> &columns);

    /// Sets insertedId().
    Outcome insert(const std::vector<QVariant> &values);
    Outcome update(const std::vector<QVariant> &values, const std::vector<qint64> &ids);

    qint64 insertedId() const { return m_insertedId; }
    /// The first field that must have a value and is none of the columns.
    const std::string &missingField() const { return m_missingField; }

private:
    QVariantList writable(const std::vector<QVariant> &values) const;

    std::vector<bool> m_isWritable;
    std::optional<Statement> m_insert;
    std::optional<Statement> m_update;
    bool m_setsCreated = false;
    bool m_setsModified = false;
    bool m_hasId = false;
    std::string m_missingField;
    qint64 m_insertedId = 0;
};

} // namespace smc::sandbox
