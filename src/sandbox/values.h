// A field's values: what comes in as JSON, what is stored, what goes out.
#pragma once

#include "schema.h"

#include <json/document.h>
#include <json/writer.h>

#include <QtCore/qvariant.h>

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace smc::sandbox {

/// Why a record is refused (SMC API, entries of `invalid_records`).
struct InvalidValue
{
    std::string_view validationCode; ///< Unknown, InvalidFieldCount, MaxStringLengthExceeded or InvalidType.
    std::string message;
};

/// What is stored for a value; an invalid QVariant is null.
///
/// Text takes strings, numbers (as they are spelt) and booleans, counted in UTF-16 code units; Numeric and Long take
/// 32-bit and 64-bit integers, as numbers or strings; Boolean takes true, false, 1 and 0, as such or as strings; Date
/// and DateTime take ISO 8601 strings, and a DateTime with an offset is stored in UTC.
tl::expected<QVariant, InvalidValue> storedValue(const Field &field, json::Value value);

/// The same for a filter's text.
tl::expected<QVariant, InvalidValue> storedValue(const Field &field, std::string_view text);

/// Writes a stored value as JSON.
void writeValue(json::Writer &w, const Field &field, const QVariant &value);

/// "2018-03-27T11:57:20.117" for an ISO 8601 date or date and time; nothing for any other text.
std::optional<std::string> normalizedDateTime(std::string_view text);

/// The time now, as it is stored.
QString nowText();

/// Two keys are equal where these texts are.
std::string foldedKey(const QVariant &value);

} // namespace smc::sandbox
