// The parts of an event that the form shows as rows: traits or properties, the context, and what else stands there.
#pragma once

#include "field_edits.h"

#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace smc::gui {

enum class Section : std::uint8_t { Main, Context, More };

/// One object's members as rows.
struct SectionContent
{
    std::shared_ptr<const json::Document> document{};
    json::Value container{};           ///< Nothing where the object is missing: the first new row makes it.
    std::string pointer{};             ///< Where the object stands in the event.
    std::vector<std::string> hidden{}; ///< Keys that have a field of their own.
};

/// "traits" or "properties"; empty for a call that has neither.
std::string mainKey(json::Value event);

/// The sections that this event has or may have.
std::vector<Section> sectionsOf(json::Value event);
QString titleOf(Section section, json::Value event);

SectionContent contentOf(Section section, const std::shared_ptr<const json::Document> &document);

} // namespace smc::gui
