#include "httpie.h"

#include "shell_text.h"
#include "transport.h"

namespace smc::net {

namespace {

constexpr std::string_view Lead = " \\\n  ";

/// HTTPie splits an item at its first separator. The blank behind the colon, which it drops again, keeps it from
/// reading ":=" (JSON) or ":@" (a file) where a value begins so.
std::string headerItem(const Header &header)
{
    return header.value.empty() ? header.name + ";" : header.name + ": " + header.value;
}

std::string headerItems(const HttpRequest &request)
{
    std::string items;
    for (const Header &header : request.headers)
        items.append(Lead).append(singleQuoted(headerItem(header)));
    if (request.secret)
        items.append(Lead).append(doubleQuoted(request.secret->name + ": " + request.secret->display));
    // Without these HTTPie takes every body for JSON, and asks for JSON.
    for (const char *name : {"Content-Type", "Accept"}) {
        if (!request.body.empty() && !findHeader(request.headers, name))
            items.append(Lead).append(singleQuoted(std::string(name) + ":"));
    }
    return items;
}

} // namespace

std::string toHttpie(const HttpRequest &asked)
{
    HttpRequest request = asked;
    complete(request);
    const std::string target =
        " " + singleQuoted(request.method) + " " +
        singleQuoted(request.url.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveFragment).toStdString());
    const std::string items = headerItems(request);
    if (request.body.empty())
        return "http --ignore-stdin" + target + items;
    const bool isPlain = isPlainText(request.body);
    if (isPlain && request.body.size() <= LongestArgument)
        return "http --ignore-stdin" + target + items + std::string(Lead) + "--raw=" + singleQuoted(request.body);
    const std::string source = isPlain ? "printf '%s' " + singleQuoted(request.body) : printfOctal(request.body);
    return source + " | http" + target + items;
}

} // namespace smc::net
