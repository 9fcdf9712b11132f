// The rows of a preview: what SMC gets, cell by cell.
#pragma once

#include "preview.h"

namespace smc::gui {

/// Adds the deliveries of `prepared` to `preview`, with what is known of their columns' types.
void addDeliveries(Preview &preview, const destination::Prepared &prepared, const destination::Destination &destination,
                   const ToEditor &toEditor);

} // namespace smc::gui
