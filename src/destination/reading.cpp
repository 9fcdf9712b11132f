#include "reading.h"

#include "rule.h"

#include <json/writer.h>

#include <algorithm>
#include <array>

namespace smc::destination {

namespace {

KeyPath keysOf(const mapping::Path &path)
{
    KeyPath keys;
    for (const mapping::Step &step : path)
        keys.push_back(step.name);
    return keys;
}

/// A trigger that asks for more than type and name may hold once the event is written.
bool asksForMore(const mapping::Trigger &trigger)
{
    constexpr std::array<std::string_view, 2> Known = {"type", "event"};
    const auto paths = trigger.paths();
    return std::any_of(paths.begin(), paths.end(), [&](const mapping::Path &path) {
        return path.size() != 1 || std::find(Known.begin(), Known.end(), path.front().name) == Known.end();
    });
}

class Collector
{
public:
    explicit Collector(const Settings &settings)
        : m_settings(settings)
    {
    }

    void add(const Rule &rule)
    {
        addPlan(rule.operation.plan);
        if (rule.operation.plan)
            addChoices(rule.operation);
        const Role list = nameRole(rule.list, Role::What::List);
        addName(list, rule.list);
        const std::string &listName = rule.list.fixed(m_settings);
        if (rule.segment)
            addName(within(nameRole(*rule.segment, Role::What::Segment), listName, list.path), *rule.segment);
        for (const Column &column : rule.columns) {
            addPaths(column.value.paths());
            addName(within(nameRole(column.name, Role::What::Field), listName, list.path), column.name);
        }
        if (rule.columnsFrom) {
            addPaths(rule.columnsFrom->paths());
            if (const auto path = rule.columnsFrom->path())
                m_reading.open.push_back({keysOf(*path), listName, list.path});
        }
    }

    Reading take() { return std::move(m_reading); }

private:
    void addPaths(const std::vector<mapping::Path> &paths)
    {
        for (const mapping::Path &path : paths) {
            KeyPath keys = keysOf(path);
            if (!keys.empty() &&
                std::find(m_reading.paths.begin(), m_reading.paths.end(), keys) == m_reading.paths.end())
                m_reading.paths.push_back(std::move(keys));
        }
    }

    void addPlan(const std::optional<mapping::Plan> &plan)
    {
        if (plan)
            addPaths(plan->paths());
    }

    void addChoices(const OperationSource &operation)
    {
        const auto paths = operation.plan->paths();
        if (paths.empty() || paths.front().empty())
            return;
        Role role{keysOf(paths.front()), Role::What::Choice};
        for (const auto &[text, chosen] : operation.choices)
            role.choices.push_back(text);
        m_reading.roles.push_back(std::move(role));
    }

    static Role nameRole(const NameSource &source, Role::What what)
    {
        Role role;
        role.what = what;
        if (source.plan) {
            const auto paths = source.plan->paths();
            role.path = paths.empty() ? KeyPath() : keysOf(paths.front());
        }
        return role;
    }

    static Role within(Role role, const std::string &list, const KeyPath &listPath)
    {
        role.list = list;
        role.listPath = listPath;
        return role;
    }

    void addName(const Role &role, const NameSource &source)
    {
        addPlan(source.plan);
        if (!role.path.empty())
            m_reading.roles.push_back(role);
    }

    const Settings &m_settings;
    Reading m_reading;
};

} // namespace

Reading readingOf(const Destination &destination, std::string_view type, std::string_view event)
{
    json::Writer writer;
    writer.object([&] { writer.member("type", type).member("event", event); });
    json::Document sketch;
    static_cast<void>(sketch.parse(writer.take()));
    Collector collector(destination.settings);
    for (const Rule &rule : destination.preset->rules().rules) {
        const bool isOff = rule.when != nullptr && (destination.settings.*rule.when).empty();
        if (!isOff && (type.empty() || rule.trigger.matches(sketch.root()) || asksForMore(rule.trigger)))
            collector.add(rule);
    }
    Reading reading = collector.take();
    reading.integrations = destination.preset->rules().integrations;
    return reading;
}

} // namespace smc::destination
