#include "commands.h"
#include "discard_kind.h"
#include "json_append.h"
#include "prepared_json.h"
#include "profile_choice.h"
#include "request_json.h"
#include "say.h"

#include <destination/prepare.h>
#include <rest/request.h>

#include <optional>

namespace smc::cli {

namespace {

class MapWorker final : public Worker
{
public:
    /// With an address, the requests are shown.
    MapWorker(const destination::Destination &destination, DeliveryDetail detail, std::optional<rest::Address> address)
        : m_preparer(destination)
        , m_writer(detail)
        , m_address(std::move(address))
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
        const destination::Prepared &prepared = m_preparer.prepare(batch.paddedTextOf(item), {}, item.origin);
        m_writer.append(out, prepared);
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
        return prepared.verdict() == destination::Verdict::Ready;
    }

    destination::Preparer m_preparer;
    PreparedWriter m_writer;
    std::optional<rest::Address> m_address;
};

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
    std::optional<rest::Address> address;
    if (options.requests) {
        auto read = addressOf(*profile);
        if (!read)
            return giveUp(ExitCode::Usage, read.error());
        address = std::move(*read);
    }
    const destination::Destination destination{profile->settings, profile->preset};
    const DeliveryDetail detail = options.explain ? DeliveryDetail::WithOrigins : DeliveryDetail::Plain;
    return runPipeline(InputKind::Events, options.run,
                       [&] { return std::make_unique<MapWorker>(destination, detail, address); });
}

} // namespace smc::cli
