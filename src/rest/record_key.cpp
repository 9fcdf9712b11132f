#include "record_key.h"

#include <json/text.h>

#include <QString>

namespace smc::rest {

std::optional<std::string> foldedKeyValue(std::string_view json)
{
    if (json.empty() || json == "null")
        return std::nullopt;
    const bool isNumber = json[0] == '-' || (json[0] >= '0' && json[0] <= '9');
    if (isNumber && json.find_first_of(".eE") != std::string_view::npos)
        return std::nullopt; // 1.0 may be the same record as 1
    std::string value(json);
    if (json.size() >= 2 && json.front() == '"')
        value = json::unescaped(json.substr(1, json.size() - 2));
    value = QString::fromStdString(value).toCaseFolded().toStdString();
    value.erase(value.find_last_not_of(' ') + 1);
    return value;
}

} // namespace smc::rest
