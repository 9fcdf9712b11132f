#include "field_check.h"

#include <destination/similar.h>
#include <json/writer.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <span>

namespace smc::cli {

using destination::Delivery;
using destination::ValueRefusal;

namespace {

/// More is no list of fields.
constexpr std::size_t LargestFile = 16U << 20U;
/// A column is compared with no more fields than any table has, and the answer is kept for the next event.
constexpr std::size_t MostCompared = 2000;
constexpr std::size_t MostRemembered = 10000;

void writeRefusals(json::Writer &writer, const destination::Prepared &prepared)
{
    for (const ValueRefusal &refusal : prepared.refusals()) {
        const Delivery &delivery = prepared.deliveries()[refusal.delivery];
        writer.object([&] {
            writer.member("delivery", refusal.delivery);
            writer.member("column", std::string_view(delivery.columns[refusal.column]));
            writer.member("validation_code", refusal.problem.validationCode);
            writer.member("message", std::string_view(refusal.problem.message));
            writer.member("advice", std::string_view(refusal.problem.advice));
            if (!refusal.span.isEmpty())
                writer.member("path", std::string_view(refusal.path));
        });
    }
}

void writeConversions(json::Writer &writer, const destination::Prepared &prepared)
{
    for (std::size_t index = 0; index < prepared.deliveries().size(); ++index) {
        const Delivery &delivery = prepared.deliveries()[index];
        for (const destination::Conversion &conversion : delivery.conversions) {
            writer.object([&] {
                writer.member("delivery", index);
                writer.member("column", std::string_view(delivery.columns[conversion.column]));
                writer.member("type", conversion.dataType);
                writer.key("from").raw(conversion.from);
                writer.key("value").raw(delivery.row[conversion.column].json);
            });
        }
    }
}

} // namespace

Result<std::shared_ptr<const destination::KnownFields>> readFieldsFile(const std::string &file,
                                                                       const std::string &eventsList)
{
    std::ifstream stream(file, std::ios::binary);
    std::string text(LargestFile + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (stream.bad() || !stream.eof())
        return fail("fields_unreadable", text.size() > LargestFile
                                             ? "The fields in " + file + " can't be read: the file is too large."
                                             : "The fields in " + file + " can't be read.");
    auto lists = destination::readFields(text, eventsList);
    if (!lists)
        return fail(lists.error().code, "The fields in " + file + " can't be used. " + lists.error().message +
                                            (lists.error().where.empty() ? "" : " (" + lists.error().where + ")"));
    return std::make_shared<const destination::KnownFields>(*std::move(lists));
}

const std::vector<FieldCheck::Unknown> &FieldCheck::unknownIn(const Delivery &delivery)
{
    if (m_list == delivery.list && m_columns == delivery.columns)
        return m_unknown;
    m_list = delivery.list;
    m_columns = delivery.columns;
    m_unknown.clear();
    const destination::ListFields *list = destination::listNamed(*m_lists, m_list);
    if (list == nullptr)
        return m_unknown;
    for (const std::string &column : m_columns) {
        if (list->find(column) == nullptr)
            m_unknown.push_back({column, nearestIn(*list, column)});
    }
    return m_unknown;
}

std::string FieldCheck::nearestIn(const destination::ListFields &list, const std::string &column)
{
    if (m_nearest.size() >= MostRemembered)
        m_nearest.clear();
    const auto [known, isNew] = m_nearest.try_emplace({list.list, column});
    if (isNew) {
        std::vector<std::string> names;
        for (const destination::ListField &field :
             std::span(list.fields).first(std::min(list.fields.size(), MostCompared)))
            names.push_back(field.name);
        known->second = destination::nearMiss(column, names).name;
    }
    return known->second;
}

void FieldCheck::append(std::string &out, const destination::Prepared &prepared)
{
    if (prepared.deliveries().empty())
        return;
    json::Writer refused;
    refused.array([&] { writeRefusals(refused, prepared); });
    json::Writer converted;
    converted.array([&] { writeConversions(converted, prepared); });
    json::Writer unknown;
    unknown.array([&] {
        for (std::size_t index = 0; index < prepared.deliveries().size(); ++index) {
            for (const Unknown &one : unknownIn(prepared.deliveries()[index])) {
                unknown.object([&] {
                    unknown.member("delivery", index).member("column", std::string_view(one.column));
                    if (!one.nearest.empty())
                        unknown.member("nearest", std::string_view(one.nearest));
                });
            }
        }
    });
    out.append(",\"refused\":").append(refused.text()).append(",\"converted\":").append(converted.text());
    out.append(",\"unknown\":").append(unknown.text());
}

} // namespace smc::cli
