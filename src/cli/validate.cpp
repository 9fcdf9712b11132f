#include "commands.h"
#include "json_append.h"

#include <segment/event_reader.h>
#include <segment/validate.h>

namespace smc::cli {

namespace {

class ValidateWorker final : public Worker
{
public:
    Verdict handle(const Batch &batch, const Item &item, std::string &out) override
    {
        openLine(out, item.index);
        if (item.isError())
            return refuse(out, batch.errorOf(item));
        const auto read = m_event.assign(batch.paddedTextOf(item), item.origin);
        if (!read)
            return refuse(out, segment::placeInInput(read.error(), item.origin));

        const std::vector<segment::Problem> problems = segment::validate(m_event);
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

    segment::Event m_event;
};

} // namespace

ExitCode validate(const GlobalOptions &, const ValidateOptions &options)
{
    return runPipeline(InputKind::Events, options.run, [] { return std::make_unique<ValidateWorker>(); });
}

} // namespace smc::cli
