#include "commands.h"
#include "discard_kind.h"
#include "event_variables.h"
#include "explain_json.h"
#include "field_check.h"
#include "json_append.h"
#include "prepared_json.h"
#include "profile_choice.h"
#include "request_json.h"
#include "say.h"
#include "shortfall.h"

#include <destination/explain.h>
#include <destination/prepare.h>
#include <rest/request.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>

namespace smc::cli {

namespace {

/// Whether sending would give the event what its rows lack: destination::Stamp plays Segment's part there.
bool lacksStamp(const destination::Prepared &prepared)
{
    if (prepared.verdict() != destination::Verdict::Ready)
        return false;
    const segment::Event &event = prepared.event();
    const auto deliveries = prepared.deliveries();
    const json::Value id = event.member(segment::Field::MessageId);
    const bool lacksId = !id || id.is(json::Type::Null) || id.raw() == "\"\"";
    return (lacksId || !event.member(segment::Field::Timestamp)) &&
           std::any_of(deliveries.begin(), deliveries.end(),
                       [](const auto &delivery) { return !delivery.isSegment(); });
}

/// What standard error tells of all events, counted by all threads.
class Counts
{
public:
    void add(const destination::Prepared &prepared)
    {
        if (lacksStamp(prepared))
            m_unstamped.fetch_add(1, std::memory_order_relaxed);
        if (prepared.omissions().empty())
            return;
        const std::lock_guard lock(m_mutex);
        m_shortfall.add(prepared);
    }
    /// Events that sending would stamp.
    std::size_t unstamped() const { return m_unstamped; }
    const Shortfall &shortfall() const { return m_shortfall; }

private:
    std::atomic<std::size_t> m_unstamped = 0;
    std::mutex m_mutex;
    Shortfall m_shortfall;
};

class MapWorker final : public Worker
{
public:
    /// With an address, the requests are shown.
    MapWorker(const destination::Destination &destination, DeliveryDetail detail, std::optional<rest::Address> address,
              std::optional<EventVariables> variables, Counts &counts)
        : m_destination(destination)
        , m_preparer(destination)
        , m_explainer(destination)
        , m_reasonsWriter(destination)
        , m_detail(detail)
        , m_writer(detail)
        , m_address(std::move(address))
        , m_variables(std::move(variables))
        , m_counts(counts)
    {
    }

    Verdict handle(const Batch &batch, const Item &item, std::string &out) override
    {
        openLine(out, item.index);
        if (item.isError()) {
            out += "\"invalid\":";
            appendReadError(out, batch.errorOf(item));
            out += "}\n";
            return Verdict::Bad;
        }
        if (m_variables) {
            m_expansion = m_variables->expand(batch.textOf(item), item.index);
            if (segment::hasErrors(m_expansion.problems())) {
                out += "\"invalid\":";
                appendProblems(out, m_expansion.problems());
                out += "}\n";
                return Verdict::Bad;
            }
        }
        const destination::Prepared &prepared = m_variables
                                                    ? m_preparer.prepare(m_expansion.text(), {}, item.origin)
                                                    : m_preparer.prepare(batch.paddedTextOf(item), {}, item.origin);
        m_counts.add(prepared);
        if (m_detail == DeliveryDetail::WithOrigins) {
            m_writer.append(out, prepared, m_explainer.parts(prepared));
            m_reasonsWriter.append(out, prepared, m_explainer);
        } else {
            m_writer.append(out, prepared);
        }
        if (m_destination.fields)
            appendFieldCheck(out, prepared);
        if (m_address)
            appendRequests(out, prepared, *m_address);
        out += "}\n";
        return isGood(prepared) ? Verdict::Good : Verdict::Bad;
    }

private:
    static bool isGood(const destination::Prepared &prepared)
    {
        if (prepared.verdict() == destination::Verdict::Discarded)
            return kindOfDiscard(prepared.discard()->code) == DiscardKind::KeptBack;
        return prepared.verdict() == destination::Verdict::Ready && !lacksDelivery(prepared);
    }

    destination::Destination m_destination;
    destination::Preparer m_preparer;
    destination::Explainer m_explainer;
    ReasonsWriter m_reasonsWriter;
    DeliveryDetail m_detail;
    PreparedWriter m_writer;
    std::optional<rest::Address> m_address;
    std::optional<EventVariables> m_variables;
    segment::Expansion m_expansion;
    Counts &m_counts;
};

void tell(const Counts &counts)
{
    if (const std::string sentence = counts.shortfall().sentence(); !sentence.empty())
        say(sentence);
    if (const std::size_t count = counts.unstamped(); count > 0)
        say(std::to_string(count) + (count == 1 ? " event lacks" : " events lack") +
            " a messageId or a timestamp, and would get one on sending. Such cells stay empty here; "
            "'smcctl send --dry-run' fills them.");
}

/// Where requests would go. Their shape can't be shown while the settings lack the address.
Result<rest::Address> addressOf(const ChosenProfile &chosen)
{
    if (auto complete = checkForSending(chosen); !complete)
        return tl::make_unexpected(complete.error());
    return rest::Address{*destination::AdminUrl::parse(chosen.settings.smcAdminUrl), chosen.settings.organization};
}

} // namespace

ExitCode map(const GlobalOptions &global, const MapOptions &options)
{
    const auto profile = chooseProfile(global);
    if (!profile)
        return giveUp(ExitCode::Usage, profile.error());
    if (const auto usable = checkForMapping(*profile); !usable)
        return giveUp(ExitCode::Usage, usable.error());
    std::optional<rest::Address> address;
    if (options.requests) {
        auto read = addressOf(*profile);
        if (!read)
            return giveUp(ExitCode::Usage, read.error());
        address = std::move(*read);
    }
    const auto variables = EventVariables::from(options.variables, &profile->profile);
    if (!variables)
        return giveUp(ExitCode::Usage, variables.error());
    destination::Destination destination{profile->settings, profile->preset};
    const DeliveryDetail detail = options.explain ? DeliveryDetail::WithOrigins : DeliveryDetail::Plain;
    if (!options.fieldsFile.empty()) {
        auto read = readFieldsFile(options.fieldsFile, profile->settings.eventsDataListApiName);
        if (!read)
            return giveUp(ExitCode::Usage, read.error());
        destination.fields = *std::move(read);
    }
    Counts counts;
    const ExitCode code = runPipeline(InputKind::Events, options.run, [&] {
        return std::make_unique<MapWorker>(destination, detail, address, *variables, counts);
    });
    tell(counts);
    return code;
}

} // namespace smc::cli
