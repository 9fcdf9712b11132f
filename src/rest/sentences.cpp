#include "sentences.h"

#include <destination/api_name.h>
#include <json/text.h>

#include <QString>

namespace smc::rest {

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char &c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::string shortened(std::string_view text, std::size_t length)
{
    // A character has at most four bytes; a few more, for what is dropped.
    const std::string_view head = text.substr(0, 4 * length + 256);
    QString words = QString::fromUtf8(head.data(), static_cast<qsizetype>(head.size()));
    for (QChar &c : words) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QLatin1Char(' ');
    }
    words = words.simplified();
    const auto limit = static_cast<qsizetype>(length);
    if (words.size() > limit || head.size() < text.size()) {
        qsizetype end = std::min(limit, words.size());
        if (end > 0 && words.at(end - 1).isHighSurrogate())
            --end;
        words = words.left(end) + QStringLiteral("…");
    }
    return words.toStdString();
}

std::string counted(std::int64_t number, std::string_view one, std::string_view many)
{
    return std::to_string(number).append(" ").append(number == 1 ? one : many);
}

std::string inQuotes(std::string_view text)
{
    return std::string("“").append(text).append("”");
}

std::string targetOf(const Batch &batch)
{
    const std::string list = "the list " + shortened(batch.list, 100);
    return batch.isSegment() ? "the static segment " + shortened(batch.segment, 100) + " of " + list : list;
}

std::string shownValue(std::string_view json)
{
    constexpr std::size_t Longest = 60;
    if (json.size() >= 2 && json.front() == '"') {
        // Cut before unescaping: values can be large. An escape that is cut in two is shown as it stands.
        const std::string_view content = json.substr(1, json.size() - 2);
        return inQuotes(shortened(json::unescaped(content.size() > 2048 ? content.substr(0, 2048) : content), Longest));
    }
    return shortened(json, Longest);
}

std::string keyOf(const Batch &batch, const Row &row)
{
    std::string text;
    for (const std::string &key : batch.keyFields) {
        const std::ptrdiff_t index = columnIndex(batch, key);
        if (index < 0 || static_cast<std::size_t>(index) >= row.cells.size())
            continue;
        if (!text.empty())
            text += ", ";
        text += key + " " + shownValue(row.cells[static_cast<std::size_t>(index)].json);
    }
    return text;
}

std::ptrdiff_t columnIndex(const Batch &batch, std::string_view column)
{
    const auto find = [&batch](std::string_view name) -> std::ptrdiff_t {
        for (std::size_t i = 0; i < batch.columns.size(); ++i) {
            if (destination::sameApiName(batch.columns[i], name))
                return static_cast<std::ptrdiff_t>(i);
        }
        return -1;
    };
    const std::ptrdiff_t index = find(column);
    const std::size_t dot = column.rfind('.');
    return index >= 0 || dot == std::string_view::npos ? index : find(column.substr(dot + 1));
}

std::string dotted(std::string_view pointer)
{
    if (pointer.empty())
        return "the whole event";
    std::string text;
    for (std::size_t i = 1; i < pointer.size(); ++i) {
        if (pointer[i] == '/')
            text += '.';
        else if (pointer[i] == '~' && i + 1 < pointer.size())
            text += pointer[++i] == '1' ? '/' : '~';
        else
            text += pointer[i];
    }
    return shortened(text, 120);
}

} // namespace smc::rest
