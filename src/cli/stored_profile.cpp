#include "stored_profile.h"

#include "say.h"

namespace smc::cli {

Result<workspace::Profile> storedProfile(const workspace::ProfileStore &store, const std::string &name)
{
    workspace::ProfileList list = store.list();
    std::erase_if(list.problems, [](const Error &problem) { return problem.code != "profile_damaged"; });
    auto profile = list.find(name);
    if (!profile && profile.error().code == "profile_not_found" && !list.problems.empty()) {
        profile = tl::make_unexpected(std::move(list.problems.back()));
        list.problems.pop_back();
    }
    for (const Error &problem : list.problems)
        say(problem.message);
    return profile;
}

} // namespace smc::cli
