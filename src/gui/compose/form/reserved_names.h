// Names that Segment's spec reserves, as the form proposes and explains them.
#pragma once

#include <segment/event.h>

#include <QString>
#include <QStringList>

#include <optional>
#include <string_view>

namespace smc::gui {

/// Names for members of the object at `pointer` in an event of that call, as the spec spells them.
QStringList reservedNames(std::optional<segment::CallType> call, std::string_view pointer);

/// "firstName: reserved trait (text)." for a key of the object at `pointer`, in camel or in snake case; empty for one
/// that the spec does not know.
QString reservedHint(std::optional<segment::CallType> call, std::string_view pointer, std::string_view key);

} // namespace smc::gui
