#include "commands.h"
#include "discard_kind.h"
#include "json_append.h"
#include "prepared_json.h"
#include "profile_choice.h"
#include "say.h"

#include <destination/prepare.h>

namespace smc::cli {

namespace {

class MapWorker final : public Worker
{
public:
    MapWorker(const destination::Destination &destination, DeliveryDetail detail)
        : m_preparer(destination)
        , m_detail(detail)
    {
    }

    Verdict handle(const Batch &batch, const Item &item, std::string &out) override
    {
        openLine(out, item.index);
        if (item.isError()) {
            out += "\"invalid\":";
            appendNotJson(out, batch.errorOf(item).message);
            out += "}\n";
            return Verdict::Bad;
        }
        const destination::Prepared &prepared = m_preparer.prepare(batch.textOf(item));
        appendPrepared(out, prepared, item.origin, m_detail);
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
    DeliveryDetail m_detail;
};

} // namespace

ExitCode map(const GlobalOptions &global, const MapOptions &options)
{
    const auto profile = chooseProfile(global);
    if (!profile)
        return giveUp(ExitCode::Usage, profile.error());
    const destination::Destination destination{profile->settings};
    const DeliveryDetail detail = options.explain ? DeliveryDetail::WithOrigins : DeliveryDetail::Plain;
    return runPipeline(InputKind::Events, options.run,
                       [&] { return std::make_unique<MapWorker>(destination, detail); });
}

} // namespace smc::cli
