// What the types of SMC's fields say about a cell, in words, and how a value that SMC would refuse can be mended.
#pragma once

#include "preview.h"

#include <destination/column_types.h>
#include <destination/typed_cells.h>

#include <QString>

#include <vector>

namespace smc::gui {

/// "Text, at most 50 characters", "Numeric, whole numbers", with "needs a value" where null is refused.
QString typeInWords(const destination::ListField &field);

/// Adds to `cell` what is known of its column: the field's type, what was converted, that the list has no such field.
void addType(PreviewCell &cell, const destination::Delivery &delivery, std::size_t column,
             const destination::KnownFields &lists);

/// The refusals of `prepared` as problems at their places, with the ways to mend them: of its deliveries, or else of
/// the rows that are held back.
std::vector<PreviewProblem> refusalProblems(const destination::Prepared &prepared,
                                            const destination::KnownFields &lists, const ToEditor &toEditor);
/// Writes the refusals of its deliveries at their cells.
void markRefusals(std::vector<PreviewDelivery> &deliveries, const destination::Prepared &prepared);

/// What to say under a row, where nothing of it is chosen: which columns SMC would refuse, how many values were
/// converted, that all fits. Empty where no type is known.
QString noteFor(const PreviewDelivery &delivery);
/// Where a cell came from, and what the type of its field says: "MAIL is copied from traits.email. SMC's field: Text."
QString aboutCell(const PreviewCell &cell);

} // namespace smc::gui
