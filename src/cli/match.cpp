#include "commands.h"
#include "json_append.h"
#include "task_line.h"

#include <json/writer.h>
#include <mapping/fql.h>
#include <mapping/fql_lint.h>

#include <optional>

namespace smc::cli {

namespace {

/// `"hints":[{"code":…,"severity":…,"message":…,"range":[5,8]}]`: ranges are bytes of the trigger.
void writeHints(json::Writer &writer, const std::vector<mapping::FqlHint> &hints)
{
    writer.key("hints").array([&] {
        for (const mapping::FqlHint &hint : hints) {
            writer.object([&] {
                writer.member("code", hint.code).member("severity", nameOf(hint.weight));
                writer.member("message", std::string_view(hint.message));
                writer.key("range").array([&] { writer.value(hint.range.begin).value(hint.range.end); });
            });
        }
    });
}

/// The trigger's answer, where there is a payload, and its hints.
class LintWorker final : public Worker
{
public:
    Verdict handle(const Batch &batch, const Item &item, std::string &out) override
    {
        json::Writer writer;
        const Verdict verdict = write(writer, m_line.read(batch, item, "trigger", TaskLine::Payload::Optional));
        out += writer.text() + '\n';
        return verdict;
    }

private:
    static Verdict write(json::Writer &writer, const Result<Task> &task)
    {
        if (!task || !task->what.is(json::Type::String)) {
            const std::string sentence =
                task ? "The trigger must be a string in trigger FQL." : sentenceWithPlace(task.error());
            writer.object([&] { writer.member("error", std::string_view(sentence)); });
            return Verdict::Bad;
        }
        const std::string fql = task->what.text();
        const auto trigger = mapping::Trigger::compile(fql);
        writer.object([&] {
            if (!trigger)
                writer.member("error", std::string_view(trigger.error().message));
            else if (task->payload)
                writer.member("match", trigger->matches(task->payload));
            writeHints(writer, mapping::lint(fql));
        });
        return trigger ? Verdict::Good : Verdict::Bad;
    }

    TaskLine m_line;
};

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
    return runPipeline(InputKind::Lines, options.run, [&]() -> std::unique_ptr<Worker> {
        if (options.lint)
            return std::make_unique<LintWorker>();
        return std::make_unique<MatchWorker>();
    });
}

} // namespace smc::cli
