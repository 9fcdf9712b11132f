#include "answers.h"
#include "operations.h"

#include <array>

namespace smc::sandbox {

namespace {

struct Language
{
    std::string_view name;
    std::string_view code;
};

constexpr std::array Languages{Language{"English", "EN"}, Language{"French", "FR"}, Language{"Dutch", "NL"},
                               Language{"Spanish", "ES"}};

} // namespace

/// The shape is not documented; selligent-rb only names the path.
HttpAnswer getOrganizations(Context &context)
{
    json::Writer w;
    w.object([&] {
        w.key("organizations").array([&] { w.object([&] { w.member("name", context.settings.organization); }); });
    });
    return jsonAnswer(200, w.take());
}

HttpAnswer getOrganization(Context &context)
{
    json::Writer w;
    const auto emptyArray = [&w](std::string_view name) { w.key(name).array([] {}); };
    w.object([&] {
        w.member("name", context.settings.organization);
        w.key("image_reference").null();
        w.key("image_type").null();
        w.key("languages").array([&] {
            for (const Language &language : Languages) {
                w.object([&] {
                    w.member("name", language.name);
                    w.member("code", language.code);
                    w.member("locale", lowered(language.code));
                });
            }
        });
        w.key("audiences").array([&] {
            for (const List &list : context.store.lists()) {
                if (list.kind == ListKind::Userlist)
                    w.object([&] { w.member("api_name", list.apiName); });
            }
        });
        emptyArray("campaign_data_sources");
        w.key("default_languages").array([&] { w.value("English"); });
        w.member("default_maildomain", "sandbox.example");
        for (const std::string_view endpoint :
             {"sms_endpoint", "mobile_push_endpoint", "facebook_endpoint", "google_customer_match_endpoint"})
            w.key(endpoint).null();
        for (const std::string_view group : {"trackers", "connector_instances", "mediums", "taglists"})
            emptyArray(group);
    });
    return jsonAnswer(200, w.take());
}

} // namespace smc::sandbox
