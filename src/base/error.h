// What goes wrong for a reason that a person can mend, as a value.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace smc {

struct Error
{
    std::string code;    ///< Stable and greppable: "admin_url_not_https".
    std::string message; ///< One or two sentences for a person: what happened and what to do.
    std::string where;   ///< A JSON pointer, a file, a field of a form; empty where there is no place.
};

/// A value, or the reason why there is none.
template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string code, std::string message, std::string where = {})
{
    return tl::make_unexpected(Error{std::move(code), std::move(message), std::move(where)});
}

} // namespace smc
