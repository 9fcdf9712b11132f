#include "curl.h"

#include "shell_text.h"
#include "transport.h"

namespace smc::net {

namespace {

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
