// The user name and password that a URL may carry: "http://user:password@proxy.example:3128".
#pragma once

#include <string>
#include <string_view>

namespace smc {

/// Where they stand in `url`, the '@' behind them included, whether there is a scheme or not; empty where there are
/// none.
std::string_view userInfoOf(std::string_view url);

/// `url` without them.
std::string withoutUserInfo(std::string_view url);

/// True where a password may stand in `url`, even in one that is not written right.
bool mayHoldPassword(std::string_view url);

} // namespace smc
