#include "section.h"

#include <QCoreApplication>

#include <algorithm>

namespace smc::gui {

namespace {

using segment::CallType;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::Section)
};

/// What is there, but no object, can't be shown as rows; it stands under More then.
bool canHold(json::Value event, const std::string &key)
{
    const json::Value value = event.find(key);
    return !value || value.is(json::Type::Object) || value.is(json::Type::Null);
}

} // namespace

std::string mainKey(json::Value event)
{
    const auto call = callTypeOf(event);
    if (call == CallType::Alias)
        return {};
    if (call == CallType::Identify || call == CallType::Group || (!call && event.find("traits")))
        return "traits";
    return "properties";
}

std::vector<Section> sectionsOf(json::Value event)
{
    std::vector<Section> sections;
    const std::string key = mainKey(event);
    if (!key.empty() && canHold(event, key))
        sections.push_back(Section::Main);
    if (canHold(event, "context"))
        sections.push_back(Section::Context);
    sections.push_back(Section::More);
    return sections;
}

QString titleOf(Section section, json::Value event)
{
    switch (section) {
    case Section::Context:
        return Words::tr("Context");
    case Section::More:
        return Words::tr("More");
    case Section::Main:
        break;
    }
    return mainKey(event) == "traits" ? Words::tr("Traits") : Words::tr("Properties");
}

SectionContent contentOf(Section section, const std::shared_ptr<const json::Document> &document)
{
    SectionContent content;
    if (!document)
        return content;
    content.document = document;
    const json::Value event = document->root();
    if (section == Section::More) {
        content.container = event;
        for (const FieldId id : fieldsFor(event)) {
            const std::string pointer = fieldSpec(id).pointer;
            if (pointer.find('/', 1) == std::string::npos)
                content.hidden.push_back(pointer.substr(1));
        }
        for (const std::string &key : {mainKey(event), std::string("context")}) {
            if (!key.empty() && canHold(event, key))
                content.hidden.push_back(key);
        }
        return content;
    }
    const std::string key = section == Section::Main ? mainKey(event) : "context";
    content.pointer = "/" + key;
    const json::Value container = event.find(key);
    content.container = container.is(json::Type::Object) ? container : json::Value();
    if (section == Section::Main && callTypeOf(event) == CallType::Group)
        content.hidden = {"matchkey", "userlist", "method"};
    return content;
}

} // namespace smc::gui
