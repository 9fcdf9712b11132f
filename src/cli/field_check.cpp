#include "field_check.h"

#include <json/writer.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace smc::cli {

namespace {

bool sameName(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

Result<std::shared_ptr<const FieldCheck>> FieldCheck::read(const std::string &file, const std::string &eventsList)
{
    std::ifstream stream(file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    if (!stream)
        return fail("fields_unreadable", "The fields in " + file + " can't be read.");
    auto lists = destination::readFields(text, eventsList);
    if (!lists)
        return fail(lists.error().code, "The fields in " + file + " can't be used. " + lists.error().message +
                                            (lists.error().where.empty() ? "" : " (" + lists.error().where + ")"));
    return std::make_shared<const FieldCheck>(*std::move(lists));
}

void FieldCheck::append(std::string &out, const destination::Prepared &prepared) const
{
    if (prepared.verdict() != destination::Verdict::Ready)
        return;
    json::Writer refused;
    json::Writer stored;
    const auto write = [&](std::size_t index, const std::string &column, const destination::CellCheck &check) {
        json::Writer &writer = check.problem ? refused : stored;
        writer.object([&] {
            writer.member("delivery", index).member("column", std::string_view(column));
            if (!check.problem) {
                writer.key("value").raw(check.stored);
                return;
            }
            writer.member("validation_code", check.problem->validationCode);
            writer.member("message", std::string_view(check.problem->message));
            writer.member("advice", std::string_view(check.problem->advice));
        });
    };
    refused.array([&] {
        stored.array([&] {
            for (std::size_t index = 0; index < prepared.deliveries().size(); ++index) {
                const destination::Delivery &delivery = prepared.deliveries()[index];
                for (const destination::ListFields &list : m_lists) {
                    if (!sameName(list.list, delivery.list))
                        continue;
                    for (const destination::CellCheck &check : destination::checkCells(delivery, list.fields))
                        write(index, delivery.columns[check.column], check);
                }
            }
        });
    });
    out.append(",\"refused\":").append(refused.text()).append(",\"stored\":").append(stored.text());
}

} // namespace smc::cli
