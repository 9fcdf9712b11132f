#include "commands.h"
#include "event_variables.h"
#include "json_append.h"
#include "profile_choice.h"
#include "say.h"

#include <segment/event_reader.h>
#include <segment/validate.h>

#include <optional>

namespace smc::cli {

namespace {

class ValidateWorker final : public Worker
{
public:
    explicit ValidateWorker(std::optional<EventVariables> variables)
        : m_variables(std::move(variables))
    {
    }

    Verdict handle(const Batch &batch, const Item &item, std::string &out) override
    {
        openLine(out, item.index);
        if (item.isError())
            return refuse(out, batch.errorOf(item));
        std::vector<segment::Problem> problems;
        if (m_variables) {
            m_expansion = m_variables->expand(batch.textOf(item), item.index);
            problems = m_expansion.problems();
        }
        const auto read = m_variables ? m_event.assign(std::string_view(m_expansion.text()), item.origin)
                                      : m_event.assign(batch.paddedTextOf(item), item.origin);
        if (!read)
            return refuse(out, segment::placeInInput(read.error(), item.origin));

        const std::vector<segment::Problem> ofEvent = segment::validate(m_event);
        problems.insert(problems.end(), ofEvent.begin(), ofEvent.end());
        const bool isValid = !segment::hasErrors(problems);
        out += isValid ? "\"valid\":true,\"problems\":" : "\"valid\":false,\"problems\":";
        appendProblems(out, problems);
        out += "}\n";
        return isValid ? Verdict::Good : Verdict::Bad;
    }

private:
    static Verdict refuse(std::string &out, const segment::ReadError &error)
    {
        out += "\"valid\":false,\"problems\":";
        appendReadError(out, error);
        out += "}\n";
        return Verdict::Bad;
    }

    std::optional<EventVariables> m_variables;
    segment::Expansion m_expansion;
    segment::Event m_event;
};

} // namespace

ExitCode validate(const GlobalOptions &global, const ValidateOptions &options)
{
    std::optional<ChosenProfile> profile;
    const bool wantsVariables = options.variables.expand || !options.variables.assignments.empty();
    if (wantsVariables && !global.profile.empty()) {
        auto chosen = chooseProfile(global);
        if (!chosen)
            return giveUp(ExitCode::Usage, chosen.error());
        profile = std::move(*chosen);
    }
    const auto variables = EventVariables::from(options.variables, profile ? &profile->profile : nullptr);
    if (!variables)
        return giveUp(ExitCode::Usage, variables.error());
    return runPipeline(InputKind::Events, options.run, [&] { return std::make_unique<ValidateWorker>(*variables); });
}

} // namespace smc::cli
