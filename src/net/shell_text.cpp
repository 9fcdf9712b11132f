#include "shell_text.h"

#include "body_text.h"

namespace smc::net {

std::string singleQuoted(std::string_view text)
{
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'')
            out += "'\\''";
        else
            out += c;
    }
    return out += '\'';
}

std::string doubleQuoted(std::string_view text)
{
    const auto beginsName = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool isVariable = c == '$' && i + 1 < text.size() && beginsName(text[i + 1]);
        if (c == '"' || c == '\\' || c == '`' || (c == '$' && !isVariable))
            out += '\\';
        out += c;
    }
    return out += '"';
}

bool isPlainText(std::string_view body)
{
    for (const char c : body) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f)
            return false;
    }
    return isUtf8(body);
}

std::string printfOctal(std::string_view body)
{
    std::string out = "printf '";
    for (const char c : body) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f && c != '\'' && c != '\\' && c != '%') {
            out += c;
            continue;
        }
        out += '\\';
        for (const int shift : {6, 3, 0})
            out += char('0' + ((byte >> shift) & 7));
    }
    return out + "'";
}

} // namespace smc::net
