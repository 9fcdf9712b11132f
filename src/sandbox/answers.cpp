#include "answers.h"

namespace smc::sandbox {

namespace {

std::string_view resultCodeFor(int status, std::string_view errorCode)
{
    switch (status) {
    case 400:
        return errorCode.find("VALIDATION") != std::string_view::npos ? "ValidationFailed" : "Failed";
    case 404:
        return "NotFound";
    case 500:
        return "InternalServerError";
    case 503:
        return "ServiceUnavailable";
    default:
        return "Failed";
    }
}

} // namespace

HttpAnswer jsonAnswer(int status, std::string body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = std::move(body);
    return answer;
}

HttpAnswer succeeded(std::string_view message, int status)
{
    json::Writer w;
    w.object([&] {
        w.member("result_code", "Succeeded");
        w.member("message", message);
    });
    return jsonAnswer(status, w.take());
}

HttpAnswer errorAnswer(int status, std::string_view errorCode, std::string_view description)
{
    json::Writer w;
    w.object([&] {
        w.key("errors").array([&] {
            w.object([&] {
                w.member("error_code", errorCode);
                w.member("description", description);
            });
        });
        w.member("result_code", resultCodeFor(status, errorCode));
        w.member("message", status == 400 ? std::string_view("Request Failed") : description);
    });
    return jsonAnswer(status, w.take());
}

HttpAnswer unauthorizedAnswer(std::string_view text)
{
    return jsonAnswer(401, json::quoted(text));
}

} // namespace smc::sandbox
