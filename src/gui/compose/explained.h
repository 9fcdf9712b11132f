// Where the cells of a preview came from, piece by piece; why others are empty; why rules did not take the event. The
// same explanation as `smcctl map --explain` prints, in sentences and with places in the editor.
#pragma once

#include "preview.h"

namespace smc::gui {

/// Adds what explains the deliveries of `preview`, which addDeliveries() has put there, and the rules that made none.
void addExplanation(Preview &preview, const destination::Prepared &prepared,
                    const destination::Destination &destination, const ToEditor &toEditor);

} // namespace smc::gui
