// The events that come with the program: resources/examples/index.json and the files that it names.
#pragma once

#include <base/error.h>

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

struct Example
{
    std::string file;     ///< "group.json"
    std::string callType; ///< "group"; "several" for a file with more than one event.
    QString title;
    QString description; ///< One sentence; may be empty.
};

/// Reads an index. Errors: examples_malformed.
Result<std::vector<Example>> readExampleIndex(std::string_view json);

/// The index that is built in; empty where it can't be read.
std::vector<Example> builtInExamples();

/// The text of a built-in example. Error: example_missing.
Result<std::string> exampleText(const std::string &file);

} // namespace smc::gui
