#include "commands.h"
#include "json_append.h"
#include "task_line.h"

#include <mapping/plan.h>

#include <optional>

namespace smc::cli {

namespace {

class TransformWorker final : public Worker
{
public:
    Verdict handle(const Batch &batch, const Item &item, std::string &out) override
    {
        const auto task = m_line.read(batch, item, "mapping");
        if (!task)
            return fail(out, task.error());
        const auto compiled = compile(task->what);
        if (!compiled)
            return fail(out, compiled.error());

        m_scratch.clear();
        const auto mapped = m_plan->run({task->payload, {}}, m_scratch);
        if (!mapped)
            return fail(out, mapped.error());
        if (!mapped->exists) {
            out += "{}\n";
            return Verdict::Good;
        }
        out += "{\"output\":";
        out += mapped->line(m_scratch);
        out += "}\n";
        return Verdict::Good;
    }

private:
    static Verdict fail(std::string &out, const Error &error)
    {
        // A mapping's errors name their place in the sentence.
        appendErrorLine(out, error.code == "mapping_invalid" ? error.message : sentenceWithPlace(error));
        return Verdict::Bad;
    }

    /// Lines in a row mostly hold the same mapping: it is compiled once.
    Result<void> compile(json::Value source)
    {
        if (m_plan && m_compiled == source.raw())
            return {};
        m_plan.reset();
        auto plan = mapping::Plan::compile(source);
        if (!plan)
            return tl::make_unexpected(std::move(plan.error()));
        m_plan.emplace(std::move(*plan));
        m_compiled = source.raw();
        return {};
    }

    TaskLine m_line;
    mapping::Scratch m_scratch;
    std::string m_compiled;
    std::optional<mapping::Plan> m_plan;
};

} // namespace

ExitCode transform(const GlobalOptions &, const TransformOptions &options)
{
    return runPipeline(InputKind::Lines, options.run, [] { return std::make_unique<TransformWorker>(); });
}

} // namespace smc::cli
