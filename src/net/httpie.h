// A request as a command of HTTPie for a POSIX shell.
#pragma once

#include "http_request.h"

#include <string>

namespace smc::net {

/// An `http` command (HTTPie 3) that sends what the Sender sent. As in toCurl(), the secret is not in it but comes from
/// the shell's environment, and everything else is quoted so that neither the shell nor HTTPie changes it; only a
/// backslash before one of : ; = @ in a header is lost to HTTPie, which has no way to write it. A body that is no plain
/// text, or too long for an argument, goes through a pipe.
std::string toHttpie(const HttpRequest &request);

} // namespace smc::net
