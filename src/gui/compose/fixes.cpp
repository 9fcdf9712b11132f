#include "fixes.h"

#include "../text.h"
#include "iso_time.h"

#include <destination/similar.h>
#include <json/edit.h>
#include <json/pointer.h>
#include <json/text.h>
#include <json/writer.h>
#include <segment/spec.h>
#include <segment/timestamp.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace smc::gui {

namespace {

using json::Edits;
using json::Type;
using json::Value;

constexpr std::size_t MostNames = 3;
constexpr qsizetype MostLetters = 40;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::fixes)
};

QString shortened(std::string_view text)
{
    const QString whole = fromUtf8(text);
    return whole.size() > MostLetters ? whole.left(MostLetters - 1) + QStringLiteral("…") : whole;
}

class Maker
{
public:
    Maker(const segment::Problem &problem, const segment::Event &event, const ToEditor &toEditor,
          const FixSupply &supply)
        : m_problem(problem)
        , m_event(event)
        , m_toEditor(toEditor)
        , m_supply(supply)
        , m_value(json::resolve(event.root(), problem.path))
    {
        // What is said of a member may name it by its key alone.
        const Value at = problem.path.empty() ? event.document().valueAt(problem.span.begin) : Value();
        if (at && at.keySpan() == problem.span)
            m_value = at;
    }

    std::vector<Fix> make()
    {
        struct Entry
        {
            std::string_view code;
            void (Maker::*fix)();
        };
        static constexpr Entry Entries[] = {
            {"unknown_key", &Maker::rename},
            {"duplicate_key", &Maker::removeDuplicate},
            {"integer_above_2_53", &Maker::quote},
            {"number_respelt", &Maker::quote},
            {"number_loses_digits", &Maker::quote},
            {"number_too_large", &Maker::quote},
            {"number_too_small", &Maker::quote},
            {"id_not_string", &Maker::quote},
            {"message_id_not_string", &Maker::quote},
            {"event_not_string", &Maker::quote},
            {"type_not_string", &Maker::offerTypes},
            {"type_missing", &Maker::offerTypes},
            {"type_unknown", &Maker::offerTypes},
            {"event_not_defined", &Maker::offerEvents},
            {"no_user_anon_id", &Maker::addSomebody},
            {"id_required", &Maker::addId},
            {"previous_id_missing", &Maker::addId},
            {"name_not_string", &Maker::mendName},
            {"category_not_string", &Maker::mendName},
            {"message_id_too_long", &Maker::newMessageId},
            {"timestamp_not_iso8601", &Maker::mendTime},
            {"timestamp_without_zone", &Maker::addZone},
            {"properties_not_object", &Maker::emptyObject},
            {"traits_not_object", &Maker::emptyObject},
            {"context_not_object", &Maker::emptyObject},
            {"integrations_not_object", &Maker::emptyObject},
        };
        for (const Entry &entry : Entries) {
            if (entry.code == m_problem.code)
                (this->*entry.fix)();
        }
        // A member that is left out, under a code of SMC's.
        if (m_fixes.empty() && m_value && !m_problem.span.isEmpty() && m_value.keySpan() == m_problem.span)
            renameTo(Words::tr("Write “%1”"));
        return std::move(m_fixes);
    }

private:
    std::string key() const
    {
        const std::size_t slash = m_problem.path.rfind('/');
        return slash == std::string::npos ? std::string() : m_problem.path.substr(slash + 1);
    }

    void add(const QString &label, const Result<Edits> &edits)
    {
        if (auto fix = fixThatDoes(label, edits, m_toEditor))
            m_fixes.push_back(std::move(*fix));
    }

    void set(const QString &label, const std::string &pointer, const std::string &json)
    {
        for (Fix &fix : fixThatSets(label, m_event, pointer, json, m_toEditor))
            m_fixes.push_back(std::move(fix));
    }

    void rename() { renameTo(Words::tr("Rename to “%1”")); }

    void renameTo(const QString &label)
    {
        if (!m_problem.suggestion.empty())
            add(label.arg(fromUtf8(m_problem.suggestion)), json::renameMember(m_value, m_problem.suggestion));
    }

    void removeDuplicate()
    {
        // The problem stands at a later one; the one before it is the one that does not count.
        const Value object = m_event.document().parentOf(m_value);
        Value before;
        Value here;
        for (const Value member : object) {
            if (member.keySpan() == m_problem.span)
                here = member;
            else if (!here.exists() && member.keyIs(m_value.key()))
                before = member;
        }
        if (before.exists())
            add(Words::tr("Remove the earlier “%1”, which does not count").arg(shortened(m_value.key())),
                json::removeValue(before));
        if (here.exists())
            add(Words::tr("Remove this “%1” and keep the earlier one").arg(shortened(m_value.key())),
                json::removeValue(here));
    }

    void quote()
    {
        if (m_value.is(Type::Number) || m_value.is(Type::Bool))
            add(Words::tr("Put %1 in quotes").arg(shortened(m_value.raw())),
                json::replaceValue(m_value, json::quoted(m_value.raw())));
    }

    void offerTypes()
    {
        const Value root = m_event.root();
        std::string meant = m_problem.suggestion;
        static constexpr std::array<std::pair<const char *, const char *>, 6> Signs = {{{"event", "track"},
                                                                                        {"groupId", "group"},
                                                                                        {"previousId", "alias"},
                                                                                        {"traits", "identify"},
                                                                                        {"name", "page"},
                                                                                        {"properties", "track"}}};
        for (const auto &[sign, type] : Signs) {
            if (meant.empty() && root.find(sign))
                meant = type;
        }
        if (meant.empty())
            meant = "track";
        putType(meant);
        if (m_problem.suggestion.empty()) {
            for (const char *other : {"identify", "track", "group"}) {
                if (meant != other)
                    putType(other);
            }
        }
    }

    void putType(const std::string &type)
    {
        const QString label = Words::tr("Write \"type\": \"%1\"").arg(fromUtf8(type));
        if (m_value.exists())
            add(label, json::replaceValue(m_value, json::quoted(type)));
        else
            add(label, json::insertMember(m_event.root(), 0, "type", json::quoted(type)));
    }

    void offerEvents()
    {
        renameMisspelt({"event"});
        std::size_t count = 0;
        for (const std::string &name : m_supply.allowedEvents) {
            if (count++ < MostNames)
                set(Words::tr("Name the event “%1”").arg(shortened(name)), "/event", json::quoted(name));
        }
        set(Words::tr("Add an \"event\" to fill in"), "/event", "\"\"");
    }

    /// A member of the event that is spelt almost like one of `keys`, which it lacks.
    void renameMisspelt(std::initializer_list<std::string_view> keys)
    {
        for (const Value member : m_event.root()) {
            const std::string_view meant = segment::knownKeyLike(member.rawKey());
            if (std::find(keys.begin(), keys.end(), meant) != keys.end())
                add(Words::tr("Rename “%1” to “%2”").arg(shortened(member.key()), fromUtf8(meant)),
                    json::renameMember(member, std::string(meant)));
        }
    }

    void addSomebody()
    {
        renameMisspelt({"userId", "anonymousId"});
        for (const char *pointer : {"/traits/email", "/context/traits/email", "/properties/email"}) {
            const Value mail = json::resolve(m_event.root(), pointer);
            if (mail.is(Type::String) && mail.span().size() > 2) {
                set(Words::tr("Use %1 as \"userId\"").arg(shortened(mail.text())), "/userId", std::string(mail.raw()));
                break;
            }
        }
        set(Words::tr("Add a \"userId\" to fill in"), "/userId", "\"\"");
        if (!m_supply.newId.empty())
            set(Words::tr("Add a new \"anonymousId\""), "/anonymousId", json::quoted(m_supply.newId));
    }

    void addId()
    {
        const QString name = fromUtf8(key());
        renameMisspelt({key()});
        if (!m_value.exists() || m_value.is(Type::Null))
            set(Words::tr("Add \"%1\" to fill in").arg(name), m_problem.path, "\"\"");
        else
            add(Words::tr("Remove the empty \"%1\"").arg(name), json::removeValue(m_value));
    }

    void mendName()
    {
        quote();
        if (m_value.raw() == "\"\"")
            add(Words::tr("Remove the empty \"%1\"").arg(fromUtf8(key())), json::removeValue(m_value));
    }

    void newMessageId()
    {
        if (!m_supply.newId.empty())
            set(Words::tr("Write a new \"messageId\""), "/messageId", json::quoted(m_supply.newId));
    }

    void mendTime()
    {
        const std::string read = iso8601From(m_value.is(Type::Number) ? std::string(m_value.raw()) : m_value.text());
        if (!read.empty())
            add(Words::tr("Write it as %1").arg(fromUtf8(read)), json::replaceValue(m_value, json::quoted(read)));
        if (!m_supply.nowUtc.empty())
            add(Words::tr("Write the present time"), json::replaceValue(m_value, json::quoted(m_supply.nowUtc)));
    }

    void addZone()
    {
        const std::string text = m_value.text();
        const bool hasTime = text.find_first_of("Tt") != std::string::npos;
        const std::string whole = text + (hasTime ? "Z" : "T00:00:00Z");
        if (segment::timestampForm(whole) == segment::TimestampForm::Complete)
            add(Words::tr("Take it as UTC: %1").arg(fromUtf8(whole)), json::replaceValue(m_value, json::quoted(whole)));
    }

    void emptyObject()
    {
        // What holds something is not thrown away by a click.
        if (m_value.raw() == "\"\"" || (m_value.is(Type::Array) && m_value.size() == 0))
            add(Words::tr("Make it an empty object"), json::replaceValue(m_value, "{}"));
    }

    const segment::Problem &m_problem;
    const segment::Event &m_event;
    const ToEditor &m_toEditor;
    const FixSupply &m_supply;
    Value m_value;
    std::vector<Fix> m_fixes;
};

} // namespace

std::vector<Fix> fixesFor(const segment::Problem &problem, const segment::Event &event, const ToEditor &toEditor,
                          const FixSupply &supply)
{
    return Maker(problem, event, toEditor, supply).make();
}

std::vector<Fix> fixesFor(const destination::Discard &discard, const segment::Event &event, const ToEditor &toEditor)
{
    std::vector<Fix> fixes;
    const json::Span place = toEditor(discard.span);
    const auto write = [&](const std::string &text) {
        if (!text.empty() && !place.isEmpty())
            fixes.push_back(
                {Fix::Kind::ReplaceText, Words::tr("Write “%1”").arg(shortened(text)), json::quoted(text), place});
    };
    const std::string_view raw = discard.span.of(event.text());
    const std::string name = raw.size() > 2 ? json::unescaped(raw.substr(1, raw.size() - 2)) : std::string();
    // What was meant first: "remove" is no ADD.
    std::vector<std::string> choices = discard.choices;
    const std::string meant = destination::nearMiss(name, choices).name;
    std::stable_partition(choices.begin(), choices.end(), [&](const std::string &choice) { return choice == meant; });
    for (const std::string &choice : choices)
        write(choice);
    if (discard.code == "API_NAME_ILLEGAL") {
        if (apiNameFrom(name) != name)
            write(apiNameFrom(name));
    }
    if (!discard.path.empty() && discard.span.isEmpty()) {
        const std::string key = discard.path.substr(discard.path.rfind('/') + 1);
        const auto added =
            fixThatSets(Words::tr("Add \"%1\" to fill in").arg(fromUtf8(key)), event, discard.path, "\"\"", toEditor);
        fixes.insert(fixes.end(), added.begin(), added.end());
    }
    return fixes;
}

std::vector<Fix> additionsFor(const segment::Event &event, const ToEditor &toEditor, const FixSupply &supply)
{
    std::vector<Fix> fixes;
    const auto offer = [&](const char *key, const QString &label, const std::string &text) {
        if (text.empty() || !event.root().is(Type::Object) || event.root().find(key))
            return;
        for (Fix &fix : fixThatSets(label, event, std::string("/") + key, json::quoted(text), toEditor))
            fixes.push_back(std::move(fix));
    };
    offer("messageId", Words::tr("Add a \"messageId\""), supply.newId);
    offer("timestamp", Words::tr("Add the present time as \"timestamp\""), supply.nowUtc);
    return fixes;
}

std::optional<Fix> fixThatDoes(const QString &label, const Result<Edits> &edits, const ToEditor &toEditor)
{
    if (!edits || edits->empty())
        return {};
    std::optional<Edits> inEditor = toEditor(*edits);
    if (!inEditor)
        return {};
    Fix fix;
    fix.kind = Fix::Kind::Edit;
    fix.label = label;
    fix.edits = std::move(*inEditor);
    return fix;
}

std::vector<Fix> fixThatSets(const QString &label, const segment::Event &event, const std::string &pointer,
                             const std::string &json, const ToEditor &toEditor)
{
    std::optional<Fix> fix = fixThatDoes(label, json::setAt(event.root(), pointer, json), toEditor);
    if (!fix)
        return {};
    if (json == "\"\"") {
        // Between the quotes, which end the last edit but for brackets.
        std::size_t at = fix->edits.back().span.begin + fix->edits.back().text.rfind(json) + 1;
        for (std::size_t i = 0; i + 1 < fix->edits.size(); ++i)
            at += fix->edits[i].text.size() - fix->edits[i].span.size();
        fix->fillAt = static_cast<std::uint32_t>(at);
    }
    return {std::move(*fix)};
}

std::string apiNameFrom(std::string_view text)
{
    std::string name;
    for (const char c : text) {
        const bool isLegal = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (isLegal)
            name += c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    while (!name.empty() && name.back() == '_')
        name.pop_back();
    return name;
}

} // namespace smc::gui
