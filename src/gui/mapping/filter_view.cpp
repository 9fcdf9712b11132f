#include "filter_view.h"

#include <json/document.h>
#include <json/edit.h>
#include <json/text.h>
#include <json/writer.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace smc::gui {

using destination::FilterAction;
using json::Edits;
using json::Type;
using json::Value;

namespace {

constexpr FilterAction::Type Types[] = {FilterAction::Type::Drop, FilterAction::Type::Sample,
                                        FilterAction::Type::DropProperties, FilterAction::Type::AllowProperties};

/// One step of a dotted path, with what would end it escaped.
std::string escapedStep(std::string_view name)
{
    std::string text;
    for (const char c : name) {
        if (c == '.' || c == ',' || c == '\\')
            text += '\\';
        text += c;
    }
    return text;
}

/// "traits.email" for each property of `fields`.
std::string propertiesOf(Value fields)
{
    std::string text;
    for (const Value names : fields) {
        const std::string prefix = names.key().empty() ? std::string() : names.key() + ".";
        for (const Value name : names)
            text += (text.empty() ? "" : ", ") + prefix + escapedStep(name.text());
    }
    return text;
}

/// The pieces of `text` between commas that are not escaped, without white space around them.
std::vector<std::string> pieces(std::string_view text)
{
    std::vector<std::string> found(1);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == ',') {
            found.emplace_back();
            continue;
        }
        found.back() += text[at];
        if (text[at] == '\\' && at + 1 < text.size())
            found.back() += text[++at];
    }
    for (std::string &piece : found) {
        piece.erase(0, std::min(piece.find_first_not_of(" \t\n"), piece.size()));
        piece.erase(piece.find_last_not_of(" \t\n") + 1);
    }
    std::erase(found, std::string());
    return found;
}

/// Where the last step of a dotted path begins.
std::size_t lastStep(std::string_view path)
{
    std::size_t begin = 0;
    for (std::size_t at = 0; at < path.size(); ++at) {
        if (path[at] == '\\')
            ++at;
        else if (path[at] == '.')
            begin = at + 1;
    }
    return begin;
}

std::string withoutEscapes(std::string_view step)
{
    std::string text;
    for (std::size_t at = 0; at < step.size(); ++at) {
        if (step[at] == '\\' && at + 1 < step.size())
            ++at;
        text += step[at];
    }
    return text;
}

void writeFields(json::Writer &writer, const std::string &properties)
{
    std::vector<std::pair<std::string, std::vector<std::string>>> objects;
    for (const std::string &path : pieces(properties)) {
        const std::size_t begin = lastStep(path);
        const std::string object = begin == 0 ? std::string() : path.substr(0, begin - 1);
        const auto known =
            std::find_if(objects.begin(), objects.end(), [&](const auto &each) { return each.first == object; });
        auto &names =
            known == objects.end() ? objects.emplace_back(object, std::vector<std::string>()).second : known->second;
        names.push_back(withoutEscapes(std::string_view(path).substr(begin)));
    }
    writer.key("fields").object([&] {
        for (const auto &[object, names] : objects) {
            writer.key(object).array([&, &list = names] {
                for (const std::string &name : list)
                    writer.value(std::string_view(name));
            });
        }
    });
}

std::string actionJson(const FilterView &filter)
{
    json::Writer writer;
    writer.object([&] {
        writer.member("type", destination::nameOf(filter.action));
        if (filter.action == FilterAction::Type::Sample) {
            // 12.5 % is 0.125 and not 0.12500000000000001.
            writer.member("percent", std::round(filter.percent * 1e6) / 1e8);
            if (!filter.path.empty())
                writer.member("path", std::string_view(filter.path));
        } else if (filter.action != FilterAction::Type::Drop) {
            writeFields(writer, filter.properties);
        }
    });
    return writer.take();
}

std::string filterJson(const FilterView &filter)
{
    json::Writer writer;
    writer.object([&] {
        writer.member("name", std::string_view(filter.name));
        writer.member("if", std::string_view(filter.fql));
        writer.member("enabled", filter.isEnabled);
        writer.key("actions").array([&] { writer.raw(actionJson(filter)); });
    });
    return writer.take();
}

/// What Filters would say of this filter alone.
void addProblems(FilterView &view, Value filter)
{
    json::Document alone;
    if (!alone.parse("[" + std::string(filter.raw()) + "]"))
        return;
    const auto read = destination::Filters::fromJson(alone.root());
    if (!read)
        view.problem = read.error().message;
    else if (read->all().front().condition == nullptr)
        view.conditionProblem = read->all().front().error.message;
}

FilterView readFilter(Value filter)
{
    FilterView view;
    view.name = filter.find(filter.find("name") ? "name" : "title").text();
    view.fql = filter.find("if").text();
    view.isEnabled = !filter.find("enabled").is(Type::Bool) || filter.find("enabled").isTrue();
    view.actions = filter.find("actions").size();
    const Value action = filter.find("actions").at(0);
    for (const FilterAction::Type type : Types) {
        if (action.find("type").textIs(destination::nameOf(type)))
            view.action = type;
    }
    if (const auto percent = action.find("percent").is(Type::Number) ? action.find("percent").number() : std::nullopt)
        view.percent = std::round(*percent * 1e8) / 1e6;
    view.path = action.find("path").text();
    view.properties = propertiesOf(action.find("fields"));
    addProblems(view, filter);
    return view;
}

/// One edit after another, each on the text that the one before left.
std::string edited(std::string_view array, const std::function<Result<Edits>(Value)> &edit)
{
    const Result<Edits> edits = json::editText(array, edit);
    const std::string text = edits ? json::applied(array, *edits) : std::string(array);
    json::Document document;
    return document.parse(text) ? json::compact(document.root()) : std::string(array);
}

std::string withMember(std::string_view array, std::size_t index, std::string_view pointer, const std::string &json)
{
    return edited(array, [&](Value root) -> Result<Edits> {
        return json::setAt(root, "/" + std::to_string(index) + std::string(pointer), json);
    });
}

} // namespace

std::vector<FilterView> readFilters(std::string_view array)
{
    std::vector<FilterView> views;
    json::Document document;
    if (!document.parse(std::string(array)) || !document.root().is(Type::Array))
        return views;
    for (const Value filter : document.root())
        views.push_back(readFilter(filter));
    return views;
}

std::string withFilter(std::string_view array, std::size_t index, const FilterView &filter)
{
    const std::vector<FilterView> before = readFilters(array);
    if (index >= before.size())
        return std::string(array);
    const FilterView &old = before[index];
    std::string text(array);
    if (old.name != filter.name) {
        json::Document document;
        const bool hasTitle =
            document.parse(text) && !document.root().at(index).find("name") && document.root().at(index).find("title");
        text = withMember(text, index, hasTitle ? "/title" : "/name", json::quoted(filter.name));
    }
    if (old.fql != filter.fql)
        text = withMember(text, index, "/if", json::quoted(filter.fql));
    if (old.isEnabled != filter.isEnabled)
        text = withMember(text, index, "/enabled", filter.isEnabled ? "true" : "false");
    if (old.action != filter.action || old.percent != filter.percent || old.path != filter.path ||
        old.properties != filter.properties) {
        text = old.actions == 0 ? withMember(text, index, "/actions", "[" + actionJson(filter) + "]")
                                : withMember(text, index, "/actions/0", actionJson(filter));
    }
    return text;
}

std::string withNewFilter(std::string_view array, std::size_t index, const FilterView &filter)
{
    return edited(array,
                  [&](Value root) -> Result<Edits> { return json::insertElement(root, index, filterJson(filter)); });
}

std::string withoutFilter(std::string_view array, std::size_t index)
{
    return edited(array, [&](Value root) -> Result<Edits> {
        const Value filter = root.at(index);
        return filter ? json::removeValue(filter) : Result<Edits>(Edits());
    });
}

std::string withFilterMoved(std::string_view array, std::size_t index, std::size_t to)
{
    return edited(array, [&](Value root) -> Result<Edits> {
        const Value filter = root.at(index);
        return filter ? json::moveValue(filter, to) : Result<Edits>(Edits());
    });
}

} // namespace smc::gui
