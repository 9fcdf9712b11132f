#include "commands.h"
#include "json_append.h"
#include "task_line.h"

#include <mapping/fql.h>

#include <optional>

namespace smc::cli {

namespace {

class MatchWorker final : public Worker
{
public:
    Verdict handle(const Batch &batch, const Item &item, std::string &out) override
    {
        const auto task = m_line.read(batch, item, "trigger");
        if (!task)
            return fail(out, task.error());
        if (!task->what.is(json::Type::String))
            return fail(out, {"trigger_invalid", "The trigger must be a string in trigger FQL.", {}});
        const auto compiled = compile(task->what.text());
        if (!compiled)
            return fail(out, compiled.error());
        out += m_trigger->matches(task->payload) ? "{\"match\":true}\n" : "{\"match\":false}\n";
        return Verdict::Good;
    }

private:
    static Verdict fail(std::string &out, const Error &error)
    {
        appendErrorLine(out, sentenceWithPlace(error));
        return Verdict::Bad;
    }

    /// Lines in a row mostly hold the same trigger: it is compiled once.
    Result<void> compile(std::string fql)
    {
        if (m_trigger && m_compiled == fql)
            return {};
        m_trigger.reset();
        auto trigger = mapping::Trigger::compile(fql);
        if (!trigger)
            return tl::make_unexpected(std::move(trigger.error()));
        m_trigger.emplace(std::move(*trigger));
        m_compiled = std::move(fql);
        return {};
    }

    TaskLine m_line;
    std::string m_compiled;
    std::optional<mapping::Trigger> m_trigger;
};

} // namespace

ExitCode match(const GlobalOptions &, const MatchOptions &options)
{
    return runPipeline(InputKind::Lines, options.run, [] { return std::make_unique<MatchWorker>(); });
}

} // namespace smc::cli
