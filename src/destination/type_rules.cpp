#include "type_rules.h"

#include <algorithm>

namespace smc::destination {

extern const std::string_view FieldTypesText;

namespace {

using json::Type;
using json::Value;

std::vector<std::string> textsOf(Value array)
{
    std::vector<std::string> texts;
    for (const Value text : array)
        texts.push_back(text.text());
    return texts;
}

IntegerRange rangeOf(Value object)
{
    return {object.find("least").integer().value_or(0), object.find("most").integer().value_or(0)};
}

std::vector<Type> takenBy(Value object)
{
    std::vector<Type> types;
    for (const Value kind : object.find("takes")) {
        if (kind.textIs("string"))
            types.push_back(Type::String);
        else if (kind.textIs("number"))
            types.push_back(Type::Number);
        else if (kind.textIs("boolean"))
            types.push_back(Type::Bool);
    }
    return types;
}

TypeRules readRules(std::string_view text)
{
    json::Document document;
    TypeRules rules;
    if (!document.parse(std::string(text)))
        return rules;
    const Value root = document.root();
    rules.truths = textsOf(root.find("Boolean").find("true"));
    rules.falsehoods = textsOf(root.find("Boolean").find("false"));
    rules.numeric = rangeOf(root.find("Numeric"));
    rules.whole = rangeOf(root.find("Long"));
    rules.inText = takenBy(root.find("Text"));
    rules.inLongText = takenBy(root.find("LongText"));
    const Value unknown = root.find("unknown_field");
    if (unknown.find("refused").is(Type::Bool) && unknown.find("refused").isTrue())
        rules.unknownFieldCode = unknown.find("code").text();
    return rules;
}

} // namespace

bool TypeRules::textTakes(DataType text, Type value) const
{
    const std::vector<Type> &types = text == DataType::Text ? inText : inLongText;
    return std::find(types.begin(), types.end(), value) != types.end();
}

const TypeRules &typeRules()
{
    static const TypeRules rules = readRules(FieldTypesText);
    return rules;
}

} // namespace smc::destination
