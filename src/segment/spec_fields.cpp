#include "spec_fields.h"

#include <array>

namespace smc::segment {

namespace {

using Kind = SpecField::Kind;

constexpr unsigned bit(CallType call)
{
    return 1U << static_cast<unsigned>(call);
}
constexpr unsigned All = 0x3F;

struct TopField
{
    SpecField field;
    unsigned calls;
};

constexpr std::array TopFields = {
    TopField{{"type", Kind::Text, "the call"}, All},
    TopField{{"event", Kind::Text, "the event's name"}, bit(CallType::Track)},
    TopField{{"name", Kind::Text, "the page's or screen's name"}, bit(CallType::Page) | bit(CallType::Screen)},
    TopField{{"category", Kind::Text, "the page's category"}, bit(CallType::Page) | bit(CallType::Screen)},
    TopField{{"groupId", Kind::Text, "the static segment"}, bit(CallType::Group)},
    TopField{{"previousId", Kind::Text, "the id until now"}, bit(CallType::Alias)},
    TopField{{"userId", Kind::Text, "who it is"}, All},
    TopField{{"anonymousId", Kind::Text, "who it is, unknown by name"}, All & ~bit(CallType::Alias)},
    TopField{{"properties", Kind::Object, "what happened in detail"},
             bit(CallType::Track) | bit(CallType::Page) | bit(CallType::Screen)},
    TopField{{"traits", Kind::Object, "what is known about it"}, bit(CallType::Identify) | bit(CallType::Group)},
    TopField{{"timestamp", Kind::Time, "when it happened, ISO 8601"}, All},
    TopField{{"messageId", Kind::Text, "unique, up to 100 characters"}, All},
    TopField{{"context", Kind::Object, "where it happened"}, All},
    TopField{{"integrations", Kind::Object, "destinations switched on or off"}, All},
    TopField{{"sentAt", Kind::Time, "when it was sent, ISO 8601"}, All},
};

constexpr std::array UserTraits = {
    SpecField{"email", Kind::Text, "reserved trait"},
    SpecField{"firstName", Kind::Text, "reserved trait"},
    SpecField{"lastName", Kind::Text, "reserved trait"},
    SpecField{"name", Kind::Text, "reserved trait"},
    SpecField{"phone", Kind::Text, "reserved trait"},
    SpecField{"address", Kind::Object, "reserved trait"},
    SpecField{"age", Kind::Number, "reserved trait"},
    SpecField{"avatar", Kind::Text, "reserved trait, a URL"},
    SpecField{"birthday", Kind::Time, "reserved trait, a date"},
    SpecField{"company", Kind::Object, "reserved trait"},
    SpecField{"createdAt", Kind::Time, "reserved trait, a date"},
    SpecField{"description", Kind::Text, "reserved trait"},
    SpecField{"gender", Kind::Text, "reserved trait"},
    SpecField{"id", Kind::Text, "reserved trait"},
    SpecField{"title", Kind::Text, "reserved trait"},
    SpecField{"username", Kind::Text, "reserved trait"},
    SpecField{"website", Kind::Text, "reserved trait, a URL"},
};
constexpr std::array GroupTraits = {
    SpecField{"name", Kind::Text, "reserved trait"},
    SpecField{"address", Kind::Object, "reserved trait"},
    SpecField{"avatar", Kind::Text, "reserved trait, a URL"},
    SpecField{"createdAt", Kind::Time, "reserved trait, a date"},
    SpecField{"description", Kind::Text, "reserved trait"},
    SpecField{"email", Kind::Text, "reserved trait"},
    SpecField{"employees", Kind::Text, "reserved trait"},
    SpecField{"id", Kind::Text, "reserved trait"},
    SpecField{"industry", Kind::Text, "reserved trait"},
    SpecField{"phone", Kind::Text, "reserved trait"},
    SpecField{"plan", Kind::Text, "reserved trait"},
    SpecField{"website", Kind::Text, "reserved trait, a URL"},
};
constexpr std::array Address = {
    SpecField{"street", Kind::Text, "address"},     SpecField{"city", Kind::Text, "address"},
    SpecField{"postalCode", Kind::Text, "address"}, SpecField{"state", Kind::Text, "address"},
    SpecField{"country", Kind::Text, "address"},
};
constexpr std::array Company = {
    SpecField{"name", Kind::Text, "company"},     SpecField{"id", Kind::Text, "company"},
    SpecField{"industry", Kind::Text, "company"}, SpecField{"employee_count", Kind::Number, "company"},
    SpecField{"plan", Kind::Text, "company"},
};
constexpr std::array TrackProperties = {
    SpecField{"revenue", Kind::Number, "reserved property"},
    SpecField{"currency", Kind::Text, "reserved property, ISO 4217"},
    SpecField{"value", Kind::Number, "reserved property"},
};
constexpr std::array PageProperties = {
    SpecField{"name", Kind::Text, "reserved property"},     SpecField{"path", Kind::Text, "reserved property"},
    SpecField{"referrer", Kind::Text, "reserved property"}, SpecField{"search", Kind::Text, "reserved property"},
    SpecField{"title", Kind::Text, "reserved property"},    SpecField{"url", Kind::Text, "reserved property"},
    SpecField{"keywords", Kind::List, "reserved property"},
};
constexpr std::array ScreenProperties = {SpecField{"name", Kind::Text, "reserved property"}};

constexpr std::array Context = {
    SpecField{"ip", Kind::Text, "context"},         SpecField{"locale", Kind::Text, "context"},
    SpecField{"timezone", Kind::Text, "context"},   SpecField{"userAgent", Kind::Text, "context"},
    SpecField{"traits", Kind::Object, "context"},   SpecField{"groupId", Kind::Text, "context"},
    SpecField{"page", Kind::Object, "context"},     SpecField{"campaign", Kind::Object, "context"},
    SpecField{"app", Kind::Object, "context"},      SpecField{"device", Kind::Object, "context"},
    SpecField{"os", Kind::Object, "context"},       SpecField{"library", Kind::Object, "context"},
    SpecField{"network", Kind::Object, "context"},  SpecField{"screen", Kind::Object, "context"},
    SpecField{"referrer", Kind::Object, "context"}, SpecField{"active", Kind::Flag, "context"},
    SpecField{"channel", Kind::Text, "context"},    SpecField{"userAgentData", Kind::Object, "context"},
};
constexpr std::array App = {SpecField{"name", Kind::Text, "app"}, SpecField{"version", Kind::Text, "app"},
                            SpecField{"build", Kind::Text, "app"}, SpecField{"namespace", Kind::Text, "app"}};
constexpr std::array Campaign = {SpecField{"name", Kind::Text, "campaign"}, SpecField{"source", Kind::Text, "campaign"},
                                 SpecField{"medium", Kind::Text, "campaign"}, SpecField{"term", Kind::Text, "campaign"},
                                 SpecField{"content", Kind::Text, "campaign"}};
constexpr std::array Device = {SpecField{"id", Kind::Text, "device"},
                               SpecField{"advertisingId", Kind::Text, "device"},
                               SpecField{"adTrackingEnabled", Kind::Flag, "device"},
                               SpecField{"manufacturer", Kind::Text, "device"},
                               SpecField{"model", Kind::Text, "device"},
                               SpecField{"name", Kind::Text, "device"},
                               SpecField{"type", Kind::Text, "device"},
                               SpecField{"version", Kind::Text, "device"},
                               SpecField{"token", Kind::Text, "device"}};
constexpr std::array NameAndVersion = {SpecField{"name", Kind::Text, "context"},
                                       SpecField{"version", Kind::Text, "context"}};
constexpr std::array Network = {SpecField{"bluetooth", Kind::Flag, "network"},
                                SpecField{"carrier", Kind::Text, "network"},
                                SpecField{"cellular", Kind::Flag, "network"}, SpecField{"wifi", Kind::Flag, "network"}};
constexpr std::array ContextPage = {SpecField{"path", Kind::Text, "page"}, SpecField{"referrer", Kind::Text, "page"},
                                    SpecField{"search", Kind::Text, "page"}, SpecField{"title", Kind::Text, "page"},
                                    SpecField{"url", Kind::Text, "page"}};
constexpr std::array Referrer = {SpecField{"id", Kind::Text, "referrer"}, SpecField{"type", Kind::Text, "referrer"},
                                 SpecField{"name", Kind::Text, "referrer"}, SpecField{"url", Kind::Text, "referrer"},
                                 SpecField{"link", Kind::Text, "referrer"}};
constexpr std::array Screen = {SpecField{"density", Kind::Number, "screen"},
                               SpecField{"height", Kind::Number, "screen"}, SpecField{"width", Kind::Number, "screen"}};

struct Place
{
    std::string_view path;
    std::span<const SpecField> fields;
};

constexpr Place ContextPlaces[] = {
    {"context", Context},
    {"context/app", App},
    {"context/campaign", Campaign},
    {"context/device", Device},
    {"context/library", NameAndVersion},
    {"context/os", NameAndVersion},
    {"context/network", Network},
    {"context/page", ContextPage},
    {"context/referrer", Referrer},
    {"context/screen", Screen},
    {"context/traits", UserTraits},
    {"context/traits/address", Address},
    {"context/traits/company", Company},
    {"traits/address", Address},
    {"traits/company", Company},
};

std::span<const SpecField> ofCall(std::optional<CallType> call, std::string_view object)
{
    const bool isTraits = object == "traits";
    if (!isTraits && object != "properties")
        return {};
    if (isTraits)
        return call == CallType::Group ? std::span<const SpecField>(GroupTraits)
                                       : std::span<const SpecField>(UserTraits);
    if (call == CallType::Page)
        return PageProperties;
    if (call == CallType::Screen)
        return ScreenProperties;
    return TrackProperties;
}

} // namespace

std::vector<SpecField> topFields(std::optional<CallType> call)
{
    std::vector<SpecField> fields;
    for (const TopField &entry : TopFields) {
        if (!call || (entry.calls & bit(*call)) != 0)
            fields.push_back(entry.field);
    }
    return fields;
}

std::span<const SpecField> reservedFields(std::optional<CallType> call, std::span<const std::string> object)
{
    std::string path;
    for (const std::string &step : object)
        path += (path.empty() ? "" : "/") + step;
    for (const Place &place : ContextPlaces) {
        if (place.path == path)
            return place.fields;
    }
    return ofCall(call, path);
}

} // namespace smc::segment
