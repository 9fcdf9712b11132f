// The one door: what becomes of an event.
#pragma once

#include "delivery.h"
#include "filtered_event.h"
#include "preset.h"
#include "settings.h"
#include "typed_cells.h"

#include <mapping/plan.h>
#include <segment/event.h>
#include <segment/validate.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smc::destination {

struct Destination
{
    Settings settings;
    std::shared_ptr<const Preset> preset = Preset::smc();
    /// The fields of SMC's lists, as far as they are known: cells are converted to their types, and values that SMC
    /// would refuse are found. Without them cells stay as the mapping makes them.
    std::shared_ptr<const KnownFields> fields{};
};

/// Why an event goes nowhere although it is a good event.
struct Discard
{
    std::string code; ///< Segment's own where one exists (UNSUPPORTED_EVENT_TYPE), ours otherwise (EVENT_NOT_ALLOWED).
    std::string reason;       ///< A sentence.
    std::string suggestion{}; ///< What would let it through: the allowed event meant, the setting to switch on.
    json::Span span{};        ///< The place in the event that decided, if any.
    std::string path{};       ///< JSON pointer to where a value is missing; empty where none is.
    std::vector<std::string> choices{};  ///< All that could stand there, where that is known.
    std::optional<std::size_t> filter{}; ///< FILTERED_BY_RULES: the index of the filter in Filters::all().
};

/// What Segment gives an event on receipt where it has none of its own. Without a stamp those columns stay null.
struct Stamp
{
    std::string messageId;
    std::string receivedAt; ///< ISO 8601 in UTC.
};

enum class Verdict : std::uint8_t {
    Invalid,   ///< Segment would refuse it: problems tell why.
    Discarded, ///< A good event that the destination does not take: discard tells why.
    Refused,   ///< SMC would refuse a row of deliveries: refusals tell why. Nothing of the event is sent.
    Ready,     ///< deliveries tell what SMC gets.
};

/// What becomes of one event. Spans and origins point into event.text().
class Prepared
{
public:
    Verdict verdict() const;
    const segment::Event &event() const;
    /// Warnings stand here for ready events too. Behind all others stand the refusals, with SMC's own validation code:
    /// errors, or warnings for rows that are held back.
    const std::vector<segment::Problem> &problems() const;
    const std::optional<Discard> &discard() const;
    std::span<const Delivery> deliveries() const;
    /// What SMC would refuse of deliveries, by delivery and column; always empty where no fields are known.
    const std::vector<ValueRefusal> &refusals() const;
    /// Rows of rules that a setting switches on and that SMC would refuse, where others go without them; and why, by
    /// the index in heldBack() and column.
    std::span<const Delivery> heldBack() const;
    const std::vector<ValueRefusal> &refusalsOfHeldBack() const;
    /// What rules that a setting switches on could not do with the event, with heldBack(); each is a warning among
    /// problems, too.
    const std::vector<Omission> &omissions() const;
    /// What the rules read: the event as destination filters left it, and what Segment gives it on receipt.
    mapping::Payload payload() const;
    /// The value of event() behind one of payload(); the same one where no filter took anything away.
    json::Value inEvent(json::Value value) const;
    /// The event came as far as the preset's rules: it is valid, passes the filters and is admitted.
    bool hasAskedRules() const;
    /// What destination filters took out of the event before the mapping. Origins never point there.
    const std::vector<Removal> &removals() const;

    struct Storage;
    explicit Prepared(std::shared_ptr<Storage> storage)
        : m_storage(std::move(storage))
    {
    }

private:
    friend class Preparer;
    std::shared_ptr<Storage> m_storage;
};

/// What becomes of the event in `text`. A text that is no JSON gives Invalid with one problem, `not_json`.
Prepared prepare(std::string_view text, const Destination &destination, const std::optional<Stamp> &stamp = {});

/// The same for many events one after another: storage is used again, so that a result lives until the next call.
class Preparer
{
public:
    explicit Preparer(Destination destination);
    /// `origin` is where the event stands in a larger input, for the place in the sentence of `not_json`.
    const Prepared &prepare(std::string_view text, const std::optional<Stamp> &stamp = {}, segment::Origin origin = {});
    /// The same without a copy: `text` must live as long as the result is used.
    const Prepared &prepare(segment::PaddedText text, const std::optional<Stamp> &stamp = {},
                            segment::Origin origin = {});

private:
    Destination m_destination;
    Prepared m_prepared;
};

/// A stamp for an event that is sent now: a random message id and the present time.
Stamp makeStamp();

} // namespace smc::destination
