#include "fetch.h"

#include "body_text.h"
#include "transport.h"

#include <json/writer.h>

namespace smc::net {

namespace {

/// JSON's string is JavaScript's, but for what ends a line or a script element there.
std::string javascriptString(std::string_view text)
{
    std::string quoted = json::quoted(text);
    const auto replace = [&quoted](std::string_view what, std::string_view with) {
        for (std::size_t at = quoted.find(what); at != std::string::npos; at = quoted.find(what, at + with.size()))
            quoted.replace(at, what.size(), with);
    };
    replace("\u2028", "\\u2028");
    replace("\u2029", "\\u2029");
    replace("</", "<\\/");
    replace("<!--", "<\\!--");
    return quoted;
}

bool beginsName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool continuesName(char c)
{
    return beginsName(c) || (c >= '0' && c <= '9');
}

/// "$NAME:x" as a template literal that takes NAME from the environment.
std::string fromEnvironment(std::string_view display)
{
    std::string literal = "`";
    for (std::size_t i = 0; i < display.size(); ++i) {
        const char c = display[i];
        if (c == '$' && i + 1 < display.size() && beginsName(display[i + 1])) {
            std::size_t end = i + 1;
            while (end < display.size() && continuesName(display[end]))
                ++end;
            literal.append("${process.env.").append(display.substr(i + 1, end - i - 1)).append("}");
            i = end - 1;
            continue;
        }
        if (c == '`' || c == '\\' || c == '$')
            literal += '\\';
        literal += c;
    }
    return literal += '`';
}

std::string bodyOf(const HttpRequest &request)
{
    // Of a string fetch() says that it is text/plain, where nothing else is said.
    if (isUtf8(request.body))
        return findHeader(request.headers, "Content-Type")
                   ? javascriptString(request.body)
                   : "new TextEncoder().encode(" + javascriptString(request.body) + ")";
    return "Uint8Array.from(atob(\"" + toBase64(request.body) + "\"), (c) => c.charCodeAt(0))";
}

} // namespace

std::string toFetch(const HttpRequest &asked)
{
    HttpRequest request = asked;
    complete(request);
    std::string call =
        "fetch(" + javascriptString(request.url.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveFragment).toStdString()) +
        ", {\n";
    call += "  method: " + javascriptString(request.method) + ",\n  headers: [\n";
    const auto addHeader = [&call](const std::string &name, const std::string &value) {
        call += "    [" + javascriptString(name) + ", " + value + "],\n";
    };
    for (const Header &header : request.headers)
        addHeader(header.name, javascriptString(header.value));
    if (request.secret)
        addHeader(request.secret->name, fromEnvironment(request.secret->display));
    call += "  ],\n";
    if (!request.body.empty())
        call += "  body: " + bodyOf(request) + ",\n";
    return call + "  redirect: \"manual\",\n"
                  "}).then(async (answer) => console.log(answer.status, await answer.text()));\n";
}

} // namespace smc::net
