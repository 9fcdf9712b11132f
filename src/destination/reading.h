// What the rules of a preset read of a call, known without an event: for completion and forms.
#pragma once

#include "prepare.h"

#include <string>
#include <string_view>
#include <vector>

namespace smc::destination {

/// Keys from the event's top: {"traits", "userlist"}.
using KeyPath = std::vector<std::string>;

/// A value of the event that names something in SMC, or chooses.
struct Role
{
    enum class What : std::uint8_t { List, Segment, Field, Choice };

    KeyPath path;
    What what = What::List;
    std::string list{}; ///< Of a segment or a field, where the preset or a setting names it …
    KeyPath listPath{}; ///< … or where the event does.
    std::vector<std::string> choices{};
};

/// An object whose members become columns of a list, each under its own name.
struct OpenObject
{
    KeyPath path;
    std::string list{};
    KeyPath listPath{};
};

struct Reading
{
    std::vector<KeyPath> paths;
    std::vector<Role> roles;
    std::vector<OpenObject> open;
    std::vector<std::string> integrations{}; ///< Names of this destination in the event's `integrations`.
};

/// What the rules read that may take a call of this type and event name. Without a type: what all rules read.
Reading readingOf(const Destination &destination, std::string_view type, std::string_view event = {});

} // namespace smc::destination
