// Saved events from files and as files: what a colleague sent, what goes elsewhere.
#pragma once

#include "saved_events.h"

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace smc::workspace {

/// How an event is called where nobody said how: its event's or page's name, "Identify", "Group Newsletter"; "Event"
/// where the text tells nothing.
std::string suggestedName(std::string_view eventText);

inline constexpr std::size_t MostImported = 10'000;            ///< Events in one go.
inline constexpr std::size_t MostImportedFiles = 20'000;       ///< Files and folders that are looked at in one go.
inline constexpr std::size_t MostImportedBytes = 256U << 20U;  ///< Of one file that becomes several.
inline constexpr std::size_t MostImportedTotal = 1024U << 20U; ///< Of all files in one go.
inline constexpr std::size_t MostImportProblems = 50;          ///< That are told one by one.

struct ImportReport
{
    std::vector<SavedPath> added;
    std::size_t files = 0;   ///< That were read.
    std::size_t trouble = 0; ///< Files, and pieces of files, that were left out: all of them, told one by one or not.
    bool wasStopped = false; ///< Before everything was looked at.
    /// A sentence each; `where` is the file: import_unreadable, import_no_event, import_bad_event (the sentence names
    /// the line), import_too_many, import_too_large, saved_link, and the codes of SavedEvents::add(). At most
    /// MostImportProblems.
    std::vector<Error> problems;
};

/// How far an import is.
struct ImportProgress
{
    std::size_t files = 0; ///< Read so far.
    std::size_t all = 0;   ///< Files to read, once they are known; 0 while folders are still being looked through.
    std::size_t events = 0;
    std::size_t allEvents = 0; ///< Those taken, and what is left in the file that is being read.
};
/// Called in the thread of the import, after each file and each few events.
using ImportWatch = std::function<void(const ImportProgress &)>;

/// Adds what `sources` hold, absolute paths of files and folders, to the folder `into`.
///
/// A file with one event becomes one of that file's name, byte for byte. A file with several (NDJSON, an array, a
/// {"batch":[…]} body) becomes a folder of that file's name, its events numbered in their order: "01 Order Completed".
/// A folder comes with its folders and its files *.json, *.ndjson and *.jsonl; links in it are not followed. Where a
/// name is taken, a number goes behind. What was added before `stop` was asked for stays. Others can write to the saved
/// events meanwhile.
ImportReport importEvents(SavedEvents &events, const std::vector<std::string> &sources, const SavedPath &into,
                          const std::stop_token &stop = {}, ImportWatch watch = {});

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
