// A made-up person for events that are tried out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smc::segment {

struct FakePerson
{
    std::string id; ///< "person-5f3a9c01"
    std::string firstName;
    std::string lastName;
    std::string email; ///< At example.com, which nobody owns (RFC 2606).
    std::string phone; ///< Of the numbers that are kept free for fiction: +1 202 555 0100 to 0199.
    std::string birthday;
    std::string gender;
    std::string street;
    std::string postalCode;
    std::string city;
    std::string country;
    std::string company;

    /// By the names of Segment's reserved traits: "firstName", also "name" for both names.
    std::optional<std::string> find(std::string_view field) const;
};

/// The person of a seed: always the same one.
FakePerson fakePerson(std::uint64_t seed);

/// The next number of a sequence, which moves `state` on (SplitMix64).
std::uint64_t nextRandom(std::uint64_t &state);

} // namespace smc::segment
