#include "preset.h"

#include "rule.h"

#include <json/pointer.h>
#include <json/text.h>

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

} // namespace

Preset::Preset() = default;
Preset::~Preset() = default;

Result<std::shared_ptr<const Preset>> Preset::compile(std::string_view json)
{
    json::Document document;
    if (const auto parsed = document.parse(std::string(json::withoutByteOrderMark(json))); !parsed)
        return fail("preset_invalid", "The preset is not JSON. " + parsed.error().message);
    auto compiled = compileRules(document.root());
    if (!compiled)
        return tl::make_unexpected(compiled.error());
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
