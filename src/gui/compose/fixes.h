// What can be done about a problem of an event, and what could be added to it at the caret: as edits of its text.
#pragma once

#include "preview.h"

#include <segment/event.h>
#include <segment/validate.h>

#include <QString>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace smc::gui {

/// What a fix may draw on besides the event.
struct FixSupply
{
    std::vector<std::string> allowedEvents{};
    std::string newId{};  ///< A fresh id, for a messageId or an anonymousId.
    std::string nowUtc{}; ///< ISO 8601.
};

/// The ways to mend `problem`, the likeliest first; empty where only the person knows what is meant.
std::vector<Fix> fixesFor(const segment::Problem &problem, const segment::Event &event, const ToEditor &toEditor,
                          const FixSupply &supply);

/// What could be added to a good event: a messageId, a timestamp.
std::vector<Fix> additionsFor(const segment::Event &event, const ToEditor &toEditor, const FixSupply &supply);

/// The ways to let a discarded event through by changing it: a value that the rules know, a name that SMC takes, a
/// member that is missing.
std::vector<Fix> fixesFor(const destination::Discard &discard, const segment::Event &event, const ToEditor &toEditor);

/// A fix that does `edits` of the event, or nothing where there are none, or the event stands otherwise in the editor.
std::optional<Fix> fixThatDoes(const QString &label, const Result<json::Edits> &edits, const ToEditor &toEditor);

/// A fix that puts `json` where `pointer` points in the event, or nothing where that can't be done. The caret comes
/// between the quotes where `json` is an empty string.
std::vector<Fix> fixThatSets(const QString &label, const segment::Event &event, const std::string &pointer,
                             const std::string &json, const ToEditor &toEditor);

/// A name as an API name: what is not allowed becomes an underscore.
std::string apiNameFrom(std::string_view text);

} // namespace smc::gui
