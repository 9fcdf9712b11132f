// Whether what looks like a missing path can have been meant by it: what keeps silly suggestions away.
#pragma once

#include <mapping/path.h>

#include <string>
#include <string_view>

namespace smc::destination {

/// Whether `found` may be `missing` with a typo, as far as their words go: `phone` of `phones` and `email` of `mail`,
/// but not `name1` of `name2`, `age` of `page`, `min_price` of `max_price` or `gender` of `sender`, which are other
/// words.
bool mayBeTypo(std::string_view missing, std::string_view found);

/// Whether `missing` may mean `found`, which ends in the same name and begins elsewhere. Names such as `name` and `id`
/// say little without the object that they stand in: `$.name` is not the name of the library in
/// `$.context.library.name`.
bool mayBeMeant(const mapping::Path &missing, const mapping::Path &found);

/// firstName, first_name and "First Name" are one.
std::string folded(std::string_view name);

} // namespace smc::destination
