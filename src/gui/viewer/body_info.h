// What is said of a body beside showing it.
#pragma once

#include "body.h"

#include <QString>

namespace smc::gui {

/// What is said of a body.
struct BodyInfo
{
    QString about{};    ///< Above it: "HTTP 200 OK · application/json".
    QString notice{};   ///< What the person must know: "The first 64 MB were kept."
    QString fileName{}; ///< Suggested where it is saved: "answer.json".
};

} // namespace smc::gui
