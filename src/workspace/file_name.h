// Names of files and folders that Windows, macOS and Linux all take, made from what a person writes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smc::workspace {

/// A name's longest spelling in bytes of UTF-8: with an ending and what an atomic write adds to it, it stays below the
/// 143 bytes of encrypted file systems.
inline constexpr std::size_t MostNameBytes = 120;

/// `wanted` as a file can be called everywhere, in Unicode's composed form (NFC) and without ".json" at its end. Empty
/// where nothing of it can stand in a name.
///
/// `<>:"/\|?*` become hyphens; control characters, unseen marks of direction and what is no Unicode go; dots, blanks
/// and hyphens at the start and dots and blanks at the end go; names that Windows keeps for devices (CON, NUL, COM1 …)
/// get an underscore; what is longer than MostNameBytes is cut. A name that came out of it comes out of it unchanged.
std::string safeFileName(std::string_view wanted);

/// One of `<>:"/\|?*`.
bool isRefusedInNames(char32_t c);

/// What is the same for two names that one folder can't hold both on every system: without regard to case and Unicode
/// form.
std::string nameKey(std::string_view name);

} // namespace smc::workspace
