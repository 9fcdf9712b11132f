#include "curl.h"

#include "body_text.h"
#include "transport.h"

namespace smc::net {

namespace {

/// Longest body that travels as an argument; Linux allows 128 KiB for one.
constexpr std::size_t LongestArgument = 100'000;

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

/// In double quotes, with nothing left to the shell but variables by their names.
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

/// Text that survives quoting, terminals and clipboards as it is.
bool isPlainText(std::string_view body)
{
    for (const char c : body) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f)
            return false;
    }
    return isUtf8(body);
}

/// `printf` with whatever is not plain as octal numbers.
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

std::string methodOptions(const HttpRequest &request)
{
    if (request.method == "HEAD" && request.body.empty())
        return "curl --head";
    const bool isPlainGet = request.method == "GET" && request.body.empty();
    return isPlainGet ? "curl" : "curl --request " + singleQuoted(request.method);
}

std::string headerOptions(const HttpRequest &request)
{
    constexpr std::string_view Lead = " \\\n  --header ";
    std::string out;
    for (const Header &header : request.headers)
        out.append(Lead).append(singleQuoted(header.name + (header.value.empty() ? ";" : ": " + header.value)));
    if (request.secret)
        out.append(Lead).append(doubleQuoted(request.secret->name + ": " + request.secret->display));
    // Without this curl calls every body a form.
    if (!request.body.empty() && !findHeader(request.headers, "Content-Type"))
        out.append(Lead).append("'Content-Type:'");
    return out;
}

} // namespace

std::string toCurl(const HttpRequest &asked)
{
    HttpRequest request = asked;
    complete(request);
    std::string command =
        methodOptions(request) + " --globoff --compressed --url " +
        singleQuoted(request.url.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveFragment).toStdString()) +
        headerOptions(request);
    const bool sendsNothing = request.method == "POST" || request.method == "PUT";
    if (request.body.empty())
        return sendsNothing ? command + " \\\n  --data-raw ''" : command;
    const bool isPlain = isPlainText(request.body);
    if (isPlain && request.body.size() <= LongestArgument)
        return command + " \\\n  --data-raw " + singleQuoted(request.body);
    const std::string source = isPlain ? "printf '%s' " + singleQuoted(request.body) : printfOctal(request.body);
    return source + " | " + command + " \\\n  --data-binary @-";
}

std::string toCurl(const Exchange &exchange)
{
    return toCurl(exchange.request);
}

} // namespace smc::net
