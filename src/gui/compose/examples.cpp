#include "examples.h"

#include "../text.h"

#include <json/document.h>

#include <QFile>

// Resources of a static library are not loaded by themselves; Q_INIT_RESOURCE wants the global namespace.
static void loadExamples()
{
    Q_INIT_RESOURCE(examples);
}

namespace smc::gui {

namespace {

Result<std::string> readResource(const std::string &name)
{
    loadExamples();
    QFile file(QStringLiteral(":/examples/") + fromUtf8(name));
    if (!file.open(QIODevice::ReadOnly))
        return fail("example_missing", "The example " + name + " did not come with this program.", name);
    return file.readAll().toStdString();
}

} // namespace

Result<std::vector<Example>> readExampleIndex(std::string_view json)
{
    json::Document document;
    if (const auto read = document.parse(std::string(json)); !read)
        return fail("examples_malformed", read.error().message);
    std::vector<Example> examples;
    for (const json::Value entry : document.root().find("examples")) {
        Example example;
        example.file = entry.find("file").text();
        example.callType = entry.find("call").text();
        example.title = fromUtf8(entry.find("title").text());
        example.description = fromUtf8(entry.find("description").text());
        if (example.file.empty() || example.title.isEmpty())
            return fail("examples_malformed", "An example lacks its file or its title.");
        examples.push_back(std::move(example));
    }
    return examples;
}

std::vector<Example> builtInExamples()
{
    const auto index = readResource("index.json");
    if (!index)
        return {};
    auto examples = readExampleIndex(*index);
    return examples ? std::move(*examples) : std::vector<Example>();
}

Result<std::string> exampleText(const std::string &file)
{
    return readResource(file);
}

} // namespace smc::gui
