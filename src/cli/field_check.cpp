#include "field_check.h"

#include <json/writer.h>

#include <fstream>

namespace smc::cli {

using destination::Delivery;
using destination::ValueRefusal;

namespace {

/// More is no list of fields.
constexpr std::size_t LargestFile = 16U << 20U;

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
            if (!refusal.problem.nearest.empty())
                writer.member("nearest", std::string_view(refusal.problem.nearest));
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

void appendFieldCheck(std::string &out, const destination::Prepared &prepared)
{
    if (prepared.deliveries().empty())
        return;
    json::Writer refused;
    refused.array([&] { writeRefusals(refused, prepared); });
    json::Writer converted;
    converted.array([&] { writeConversions(converted, prepared); });
    out.append(",\"refused\":").append(refused.text()).append(",\"converted\":").append(converted.text());
}

} // namespace smc::cli
