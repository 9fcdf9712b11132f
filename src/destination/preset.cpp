#include "preset.h"

#include "rule.h"

#include <json/pointer.h>
#include <json/text.h>
#include <mapping/plan.h>

#include <fstream>

namespace smc::destination {

extern const std::string_view SmcPresetText;

namespace {

std::vector<PresetWarning> warningsOf(json::Value preset)
{
    std::vector<PresetWarning> warnings;
    for (const json::Value rule : preset.find("rules")) {
        const json::Value trigger = rule.find("trigger");
        for (mapping::FqlHint &hint : mapping::lint(trigger.text())) {
            if (hint.weight == mapping::FqlHint::Weight::Warning)
                warnings.push_back({json::pointerTo(trigger), rule.find("id").text(), std::move(hint)});
        }
    }
    return warnings;
}

/// Goes through the mappings of a preset, wherever they stand in it.
class MappingProblems
{
public:
    explicit MappingProblems(const Error &first)
        : m_first(first)
    {
    }

    void visit(json::Value part)
    {
        for (const json::Value child : part) {
            const bool isMapping = part.is(json::Type::Object) &&
                                   (child.keyIs("value") || child.keyIs("from") || child.keyIs("columnsFrom"));
            if (isMapping)
                check(child);
            else
                visit(child);
        }
    }

    /// The first error, and behind it what is wrong elsewhere: then the message names each place itself.
    Error all() const
    {
        Error error = m_first;
        if (!m_others.empty() && !error.where.empty()) {
            error.message = "At " + error.where + ": " + error.message;
            error.where.clear();
        }
        error.message += m_others;
        if (m_count > MostTold)
            error.message += " " + std::to_string(m_count - MostTold) + " more mappings can't be used.";
        return error;
    }

private:
    static constexpr std::size_t MostTold = 20;

    void check(json::Value mapping)
    {
        const auto plan = mapping::Plan::compile(mapping);
        if (plan || (plan.error().where == m_first.where && plan.error().message == m_first.message))
            return;
        if (++m_count > MostTold)
            return;
        const std::string &place = plan.error().where;
        m_others += " At " + (place.empty() ? json::pointerTo(mapping) : place) + ": " + plan.error().message;
    }

    const Error &m_first;
    std::string m_others;
    std::size_t m_count = 0;
};

} // namespace

Preset::Preset() = default;
Preset::~Preset() = default;

Result<std::shared_ptr<const Preset>> Preset::compile(std::string_view json)
{
    json::Document document;
    if (const auto parsed = document.parse(std::string(json::withoutByteOrderMark(json))); !parsed)
        return fail("preset_invalid", "The preset is not JSON. " + parsed.error().message);
    auto compiled = compileRules(document.root());
    if (!compiled) {
        MappingProblems problems(compiled.error());
        problems.visit(document.root());
        return tl::make_unexpected(problems.all());
    }
    auto preset = std::make_shared<Preset>();
    preset->m_name = std::move(compiled->first);
    preset->m_rules = std::move(compiled->second);
    for (const json::Value rule : document.root().find("rules"))
        preset->m_ruleInfos.push_back({rule.find("id").text(), rule.find("description").text()});
    preset->m_warnings = warningsOf(document.root());
    return preset;
}

Result<std::shared_ptr<const Preset>> Preset::load(const std::string &file)
{
    if (file.empty())
        return smc();
    const auto text = read(file);
    if (!text)
        return tl::make_unexpected(text.error());
    return compile(*text).map_error([&](Error error) {
        error.message = "The preset " + file + " can't be used. " + error.message +
                        (error.where.empty() ? "" : " (" + error.where + ")");
        error.where = "presetFile";
        return error;
    });
}

Result<std::string> Preset::read(const std::string &file)
{
    if (file.empty())
        return std::string(SmcPresetText);
    std::ifstream stream(file, std::ios::binary);
    std::string text(MaxFileSize + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() > MaxFileSize)
        return fail("preset_too_large", "The preset " + file + " has more than 4 MB.", "presetFile");
    if (!stream.is_open() || stream.bad())
        return fail("preset_unreadable", "The preset " + file + " can't be read.", "presetFile");
    return text;
}

std::shared_ptr<const Preset> Preset::none()
{
    static const std::shared_ptr<const Preset> preset =
        compile(R"({"version":1,"name":"none","integrations":[],"rules":[]})").value();
    return preset;
}

std::shared_ptr<const Preset> Preset::smc()
{
    static const std::shared_ptr<const Preset> preset = compile(SmcPresetText).value();
    return preset;
}

std::string_view Preset::smcText()
{
    return SmcPresetText;
}

} // namespace smc::destination
