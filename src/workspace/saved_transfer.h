// Saved events from files and as files: what a colleague sent, what goes elsewhere.
#pragma once

#include "saved_events.h"

#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace smc::workspace {

/// How an event is called where nobody said how: its event's or page's name, "Identify", "Group Newsletter"; "Event"
/// where the text tells nothing.
std::string suggestedName(std::string_view eventText);

inline constexpr std::size_t MostImported = 10'000;           ///< Events in one go.
inline constexpr std::size_t MostImportedBytes = 256U << 20U; ///< Of one file that becomes several.

struct ImportReport
{
    std::vector<SavedPath> added;
    /// A sentence each; `where` is the file: import_unreadable, import_no_event, import_bad_event (the sentence names
    /// the line), import_too_many, saved_link, and the codes of SavedEvents::add().
    std::vector<Error> problems;
};

/// Adds what `sources` hold, absolute paths of files and folders, to the folder `into`.
///
/// A file with one event becomes one of that file's name, byte for byte. A file with several (NDJSON, an array, a
/// {"batch":[…]} body) becomes a folder of that file's name, its events numbered in their order: "01 Order Completed".
/// A folder comes with its folders and its files *.json, *.ndjson and *.jsonl; links in it are not followed. Where a
/// name is taken, a number goes behind. What was added before `stop` was asked for stays.
ImportReport importEvents(SavedEvents &events, const std::vector<std::string> &sources, const SavedPath &into,
                          const std::stop_token &stop = {});

struct ExportReport
{
    std::size_t written = 0;       ///< Events.
    std::vector<Error> problems{}; ///< What was left out, in a sentence each.
};

/// What to do about files that are there already.
enum class IfExported { Refuse, Replace };

/// Copies what `entries` stand for into the folder `target`, an absolute path, folders with their folders. Codes:
/// export_exists (with IfExported::Refuse: nothing was written; the sentence counts them and names the first),
/// export_nothing, export_into_itself, file_not_written.
Result<ExportReport> exportAsFiles(const SavedEvents &events, const std::vector<SavedEntry> &entries,
                                   const std::string &target, IfExported ifExists);

/// Writes one file with an event a line, without white space between its parts, numbers as they are spelt. What is no
/// JSON (such as a variable without quotes) is left out and said. Codes: export_nothing, file_not_written.
Result<ExportReport> exportAsNdjson(const SavedEvents &events, const std::vector<SavedEntry> &entries,
                                    const std::string &file);

} // namespace smc::workspace
