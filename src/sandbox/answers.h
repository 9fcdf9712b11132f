// The bodies in which SMC answers.
#pragma once

#include "http_message.h"

#include <json/writer.h>

#include <string>
#include <string_view>

namespace smc::sandbox {

/// An answer with a JSON body.
HttpAnswer jsonAnswer(int status, std::string body);

/// {"result_code":"Succeeded","message":…}
HttpAnswer succeeded(std::string_view message, int status = 200);

/// {"errors":[{"error_code":…,"description":…}],"result_code":…,"message":…}. The result code follows the status:
/// ValidationFailed for a 400 with a validation's error code, NotFound for 404, and so on.
HttpAnswer errorAnswer(int status, std::string_view errorCode, std::string_view description);

/// 401 whose body is a bare JSON string (SMC API, 401 of every operation).
HttpAnswer unauthorizedAnswer(std::string_view text);

} // namespace smc::sandbox
