// The address of an SMC, made from whatever a person copies out of the address bar.
#pragma once

#include <base/error.h>

#include <string>
#include <string_view>

namespace smc::destination {

class AdminUrl
{
public:
    /// Takes "acme.slgnt.us", "https://acme.slgnt.us/", "paranasolution.selligent.com/portal/ES/a",
    /// "https://acme.slgnt.eu/Portal/Api/swagger" … and keeps scheme, host and port. Plain http only on loopback.
    /// Errors: admin_url_missing, admin_url_malformed, admin_url_no_host, admin_url_not_https, admin_url_scheme.
    static Result<AdminUrl> parse(std::string_view text);

    /// "https://acme.slgnt.us"
    const std::string &origin() const { return m_origin; }
    /// "https://acme.slgnt.us/Portal/Api" (SMC API, base path)
    std::string apiBase() const { return m_origin + "/Portal/Api"; }
    bool isLoopback() const { return m_isLoopback; }

private:
    std::string m_origin;
    bool m_isLoopback = false;
};

} // namespace smc::destination
