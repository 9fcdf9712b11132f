// What SMC does not know of what an event names, as problems at their places, with the nearest name as a fix.
#pragma once

#include "preview.h"

#include <rest/schema.h>

#include <vector>

namespace smc::gui {

/// Empty where `schema` is none, or tells nothing about the lists of `prepared`.
std::vector<PreviewProblem> schemaProblems(const destination::Prepared &prepared, const rest::Schema *schema,
                                           const ToEditor &toEditor);

} // namespace smc::gui
