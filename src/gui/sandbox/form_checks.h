// What is wrong with what one writes into a form of the sandbox, in words; empty where nothing is.
#pragma once

#include <sandbox/schema.h>

#include <QString>

namespace smc::gui {

/// The name of a list, a field or a segment; proposes one that is allowed.
QString wrongInApiName(const QString &name);
/// Of a Text field, in characters.
QString wrongInTextLength(const QString &length);
/// A record's value of `field`.
QString wrongInValue(const sandbox::Field &field, const QString &value);

} // namespace smc::gui
