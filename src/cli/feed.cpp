#include "feed.h"

#include "say.h"

#include <segment/event_reader.h>

#include <unistd.h>

#include <functional>

namespace smc::cli {

namespace {

using FeedOne = std::function<void(InputFile &, Sink &)>;

std::vector<std::string> namesOf(const Inputs &inputs)
{
    return inputs.files.empty() ? std::vector<std::string>{"-"} : inputs.files;
}

Result<void> feedAll(const Inputs &inputs, Sink &sink, const FeedOne &feedOne)
{
    for (const std::string &name : namesOf(inputs)) {
        auto input = InputFile::open(name);
        if (!input)
            return tl::make_unexpected(input.error());
        if (name == "-" && isTerminal(input->descriptor()))
            say("Reading from the terminal. Ctrl+D on an empty line ends the input.");
        feedOne(*input, sink);
        if (!input->error().code.empty())
            return tl::make_unexpected(input->error());
        if (!sink.isOpen())
            break;
    }
    return {};
}

bool readMore(InputFile &input, Sink &sink, std::string &buffer)
{
    if (input.wouldWait())
        sink.beforeWaiting(input.descriptor());
    return sink.isOpen() && input.read(buffer) == InputFile::Read::Bytes;
}

void feedEventsOf(InputFile &input, Sink &sink)
{
    using Step = segment::EventReader::Step;
    segment::EventReader reader([&](std::string &buffer) { return readMore(input, sink, buffer); });
    while (sink.isOpen()) {
        switch (reader.next()) {
        case Step::Event:
            sink.add(reader.text(), reader.origin());
            break;
        case Step::Error:
            sink.addError(reader.error());
            break;
        case Step::End:
            if (reader.brokeOff())
                say("Reading stopped at line " + std::to_string(reader.error().line) +
                    ", since nothing tells where the next event begins. What follows was not read.");
            return;
        }
    }
}

/// Cuts a stream into lines. Bytes that were dealt with leave the buffer before more are read.
class LineCutter
{
public:
    LineCutter(InputFile &input, Sink &sink)
        : m_input(input)
        , m_sink(sink)
    {
    }

    void run()
    {
        std::size_t searched = 0;
        for (;;) {
            const std::size_t end = m_buffer.find('\n', searched);
            if (end != std::string::npos) {
                take(end);
                searched = m_begin = end + 1;
                continue;
            }
            dropDealtWith();
            searched = m_buffer.size();
            if (!readMore(m_input, m_sink, m_buffer))
                break;
        }
        take(m_buffer.size());
    }

private:
    void take(std::size_t end)
    {
        ++m_line;
        std::string_view line = std::string_view(m_buffer).substr(m_begin, end - m_begin);
        if (m_tooLong || line.size() > MaxLine) {
            m_sink.addError(
                {m_offset + m_begin, m_line, 1, "Line " + std::to_string(m_line) + " is longer than 64 MB."});
            m_tooLong = false;
        } else if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
            m_sink.add(line, {m_offset + m_begin, m_line});
        }
    }

    void dropDealtWith()
    {
        if (m_buffer.size() - m_begin > MaxLine) {
            m_tooLong = true;
            m_begin = m_buffer.size();
        }
        m_buffer.erase(0, m_begin);
        m_offset += m_begin;
        m_begin = 0;
    }

    InputFile &m_input;
    Sink &m_sink;
    std::string m_buffer;
    std::size_t m_begin = 0;  ///< Of the present line, in the buffer.
    std::size_t m_offset = 0; ///< Of the buffer, in the input.
    std::uint32_t m_line = 0;
    bool m_tooLong = false;
};

} // namespace

Result<void> feedEvents(const Inputs &inputs, Sink &sink)
{
    return feedAll(inputs, sink, feedEventsOf);
}

Result<void> feedLines(const Inputs &inputs, Sink &sink)
{
    return feedAll(inputs, sink, [](InputFile &input, Sink &into) { LineCutter(input, into).run(); });
}

ExitCode runPipeline(InputKind kind, const RunOptions &options, const WorkerFactory &makeWorker)
{
    if (const auto readable = checkInputs(options.inputs); !readable)
        return giveUp(ExitCode::Usage, readable.error());

    Output output;
    Pipeline pipeline(makeWorker, options.threads, output);
    const auto fed =
        kind == InputKind::Events ? feedEvents(options.inputs, pipeline) : feedLines(options.inputs, pipeline);
    const Tally tally = pipeline.finish();

    if (!fed)
        return giveUp(ExitCode::Usage, fed.error());
    if (output.state() == Output::State::Failed)
        return giveUp(ExitCode::Usage, "Can't write the results: " + output.reason() + ".");
    return tally.bad > 0 ? ExitCode::SomeFailed : ExitCode::Done;
}

} // namespace smc::cli
