// Two exchanges side by side: what is compared, and where they differ. Plain data; made in a worker.
#pragma once

#include "entry_details.h"
#include "line_diff.h"

#include <QString>

#include <string>
#include <vector>

namespace smc::gui {

/// One part of both exchanges, line by line.
struct ComparedPart
{
    std::string left;
    std::string right;
    std::vector<DiffRow> rows;
    QString cut{}; ///< Where something was too long to be compared to its end: how much was, of how much.

    int differences() const; ///< Stretches of rows that are not the same.
};

struct Comparison
{
    QString leftName; ///< "12:00:01 · Identify · Delivered"
    QString rightName;
    ComparedPart request;
    ComparedPart answer;
    ComparedPart timing;
    ComparedPart event;
};

/// Bodies in JSON are indented first, without a change to a number or a string; the part of each side beyond this many
/// bytes is left out, from the last end of a line on. Answers in files of their own are read from those.
inline constexpr std::size_t MostCompared = 1 << 20;

Comparison compare(const EntryDetails &left, const EntryDetails &right);

} // namespace smc::gui
