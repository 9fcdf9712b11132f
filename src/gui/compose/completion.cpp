#include "completion.h"

#include "../text.h"

#include <destination/reading.h>
#include <json/writer.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <set>

namespace smc::gui {

namespace {

using destination::KeyPath;
using destination::Role;
using Kind = segment::SpecField::Kind;

constexpr std::size_t MostCandidates = 200;
constexpr std::array CallNames = {"identify", "track", "page", "screen", "group", "alias"};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::completion)
};

std::string dotted(const KeyPath &path)
{
    std::string text;
    for (const std::string &step : path)
        text += (text.empty() ? "" : ".") + step;
    return text;
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

QString hintOf(const rest::FieldInfo &field, const std::string &list)
{
    const QString type = fromUtf8(field.dataType);
    return field.length ? Words::tr("field of %1, %2 of %3").arg(fromUtf8(list), type).arg(*field.length)
                        : Words::tr("field of %1, %2").arg(fromUtf8(list), type);
}

Kind kindOf(const rest::FieldInfo &field)
{
    if (field.dataType == "Boolean")
        return Kind::Flag;
    const bool isNumber = field.dataType == "Numeric" || field.dataType == "Long" || field.dataType == "Float";
    return isNumber ? Kind::Number : Kind::Text;
}

class Finder
{
public:
    Finder(const Surroundings &around, const destination::Destination &destination, const rest::Schema &schema)
        : m_around(around)
        , m_destination(destination)
        , m_schema(schema)
        , m_call(segment::callTypeOf(textAt("type")))
        , m_reading(destination::readingOf(destination, textAt("type"), textAt("event")))
    {
    }

    Completion find()
    {
        if (m_around.at == Surroundings::At::Key)
            findKeys();
        else if (m_around.at == Surroundings::At::Value)
            findValues();
        rank();
        return std::move(m_result);
    }

private:
    std::string textAt(const std::string &dottedPath) const
    {
        const auto found = m_around.texts.find(dottedPath);
        return found == m_around.texts.end() ? std::string() : found->second;
    }

    void offer(std::string_view text, const QString &hint = {}, Kind kind = Kind::Text)
    {
        if (text.empty() || !m_known.insert(std::string(text)).second)
            return;
        m_result.candidates.push_back({std::string(text), hint, kind});
    }

    // --- Keys -----------------------------------------------------------------------------------------------------

    void findKeys()
    {
        for (const std::string &sibling : m_around.siblings)
            m_known.insert(sibling);
        offerRead();
        for (const destination::OpenObject &open : m_reading.open) {
            if (open.path == m_around.path)
                offerFields(open.list.empty() ? textAt(dotted(open.listPath)) : open.list);
        }
        if (m_around.path == KeyPath{"integrations"}) {
            for (const std::string &name : m_reading.integrations)
                offer(name, Words::tr("this destination"), Kind::Flag);
            offer("All", Words::tr("all destinations"), Kind::Flag);
        }
        const bool isTop = m_around.path.empty();
        const auto top = isTop ? segment::topFields(m_call) : std::vector<segment::SpecField>();
        const auto fields =
            isTop ? std::span<const segment::SpecField>(top) : segment::reservedFields(m_call, m_around.path);
        for (const segment::SpecField &field : fields)
            offer(field.name, fromUtf8(field.note), field.kind);
    }

    /// Keys that the mapping reads here; those of the top level stand in the spec, with better words.
    void offerRead()
    {
        const std::size_t depth = m_around.path.size();
        if (depth == 0)
            return;
        for (const KeyPath &path : m_reading.paths) {
            const bool isHere =
                path.size() > depth && std::equal(m_around.path.begin(), m_around.path.end(), path.begin());
            if (isHere)
                offer(path[depth], path.size() == depth + 1 ? hintFor(path) : Words::tr("read by the mapping"),
                      path.size() == depth + 1 ? Kind::Text : Kind::Object);
        }
    }

    QString hintFor(const KeyPath &path) const
    {
        const auto role = std::find_if(m_reading.roles.begin(), m_reading.roles.end(),
                                       [&](const Role &candidate) { return candidate.path == path; });
        if (role == m_reading.roles.end())
            return Words::tr("read by the mapping");
        switch (role->what) {
        case Role::What::List:
            return Words::tr("the list");
        case Role::What::Segment:
            return Words::tr("the static segment");
        case Role::What::Field:
            return Words::tr("the field to match with");
        case Role::What::Choice:
            return Words::tr("one of %1").arg(fromUtf8(role->choices).join(QStringLiteral(", ")));
        }
        return {};
    }

    void offerFields(const std::string &list)
    {
        const rest::KnownList *known = knownList(list);
        if (known == nullptr || !known->fields)
            return;
        for (const rest::FieldInfo &field : *known->fields)
            offer(field.name, hintOf(field, known->info.apiName), kindOf(field));
    }

    /// Notes what is missing where the list, or what it holds, was not read.
    const rest::KnownList *knownList(const std::string &list)
    {
        if (!m_schema.isWhole)
            m_result.wantsLists = true;
        const rest::KnownList *known = list.empty() ? nullptr : m_schema.find(list);
        if (known != nullptr && (!known->fields || !known->segments))
            m_result.wantsList = known->info.apiName;
        return known;
    }

    // --- Values ---------------------------------------------------------------------------------------------------

    void findValues()
    {
        KeyPath path = m_around.path;
        path.push_back(m_around.key);
        if (path == KeyPath{"type"}) {
            for (const char *name : CallNames)
                offer(name, Words::tr("call"));
            return;
        }
        if (path == KeyPath{"event"}) {
            for (const std::string &name : m_destination.settings.allowedEvents)
                offer(name, Words::tr("in Allowed Events"));
        }
        for (const Role &role : m_reading.roles) {
            if (role.path == path)
                offerFor(role);
        }
        offerFlags(path);
    }

    void offerFor(const Role &role)
    {
        const std::string list = role.list.empty() ? textAt(dotted(role.listPath)) : role.list;
        switch (role.what) {
        case Role::What::Choice:
            for (const std::string &choice : role.choices)
                offer(choice);
            return;
        case Role::What::List:
            m_result.wantsLists = !m_schema.isWhole;
            for (const rest::KnownList &known : m_schema.lists)
                offer(known.info.apiName,
                      Words::tr("%1, %2").arg(fromUtf8(known.info.type), fromUtf8(known.info.name)));
            return;
        case Role::What::Field:
            offerFields(list);
            return;
        case Role::What::Segment:
            offerSegments(list);
            return;
        }
    }

    /// Without a list, those of all lists that were read.
    void offerSegments(const std::string &list)
    {
        knownList(list);
        for (const rest::KnownList &known : m_schema.lists) {
            const bool isMeant = list.empty() || &known == m_schema.find(list);
            if (!isMeant || !known.segments)
                continue;
            for (const rest::SegmentInfo &segment : *known.segments)
                offer(segment.apiName, Words::tr("static segment of %1").arg(fromUtf8(known.info.apiName)));
        }
    }

    void offerFlags(const KeyPath &path)
    {
        const KeyPath object(path.begin(), path.end() - 1);
        const auto fields = segment::reservedFields(m_call, object);
        const bool isFlag = (object.size() == 1 && object.front() == "integrations") ||
                            std::any_of(fields.begin(), fields.end(), [&](const segment::SpecField &field) {
                                return field.name == path.back() && field.kind == Kind::Flag;
                            });
        if (!isFlag || m_around.isQuoted)
            return;
        offer("true", {}, Kind::Flag);
        offer("false", {}, Kind::Flag);
    }

    void rank()
    {
        const std::string typed = lowered(m_around.typed);
        auto &all = m_result.candidates;
        const auto place = [&](const Candidate &candidate) { return lowered(candidate.text).find(typed); };
        std::erase_if(all, [&](const Candidate &candidate) { return place(candidate) == std::string::npos; });
        std::stable_partition(all.begin(), all.end(),
                              [&](const Candidate &candidate) { return place(candidate) == 0; });
        if (all.size() > MostCandidates)
            all.resize(MostCandidates);
    }

    const Surroundings &m_around;
    const destination::Destination &m_destination;
    const rest::Schema &m_schema;
    std::optional<segment::CallType> m_call;
    destination::Reading m_reading;
    std::set<std::string> m_known;
    Completion m_result;
};

} // namespace

Completion completionFor(const Surroundings &around, const destination::Destination &destination,
                         const rest::Schema &schema)
{
    if (around.at == Surroundings::At::Nothing)
        return {};
    return Finder(around, destination, schema).find();
}

CompletionEdit editFor(const Candidate &candidate, const Surroundings &around, std::string_view text)
{
    CompletionEdit edit{around.token, {}, 0, false};
    if (around.commaAt) {
        edit.span.begin = *around.commaAt;
        edit.text = "," + std::string(text.substr(*around.commaAt, around.token.begin - *around.commaAt));
    }
    const bool isKey = around.at == Surroundings::At::Key;
    const bool isBare = !isKey && (candidate.kind == Kind::Flag || candidate.kind == Kind::Number);
    edit.text += isBare ? candidate.text : json::quoted(candidate.text);
    edit.caret = static_cast<std::uint32_t>(edit.text.size());
    if (isKey && !around.hasColon) {
        const char *value = candidate.kind == Kind::Object                                   ? "{}"
                            : candidate.kind == Kind::List                                   ? "[]"
                            : candidate.kind == Kind::Number || candidate.kind == Kind::Flag ? ""
                                                                                             : "\"\"";
        edit.text += ": ";
        // Between the brackets or quotes.
        edit.caret = static_cast<std::uint32_t>(edit.text.size() + (*value ? 1 : 0));
        edit.text += value;
        edit.opensNext = true;
    }
    if (around.needsCommaBehind && (!isKey || !around.hasColon))
        edit.text += ',';
    return edit;
}

} // namespace smc::gui
