#include "user_info.h"

namespace smc {

namespace {

std::size_t behindScheme(std::string_view url)
{
    const std::size_t scheme = url.find("://");
    return scheme == std::string_view::npos ? 0 : scheme + 3;
}

} // namespace

std::string_view userInfoOf(std::string_view url)
{
    const std::size_t begin = behindScheme(url);
    const std::string_view authority = url.substr(begin, url.find_first_of("/?#", begin) - begin);
    const std::size_t at = authority.rfind('@');
    return at == std::string_view::npos ? std::string_view() : authority.substr(0, at + 1);
}

std::string withoutUserInfo(std::string_view url)
{
    const std::string_view userInfo = userInfoOf(url);
    std::string text(url);
    if (!userInfo.empty())
        text.erase(static_cast<std::size_t>(userInfo.data() - url.data()), userInfo.size());
    return text;
}

bool mayHoldPassword(std::string_view url)
{
    // Not only in the authority: "http:/user:password@proxy" has none, and the password all the same.
    const std::size_t at = url.rfind('@');
    const std::size_t begin = behindScheme(url);
    return at != std::string_view::npos && begin < at &&
           url.substr(begin, at - begin).find(':') != std::string_view::npos;
}

} // namespace smc
