// What holds for every event on its way through the one door.
#include "generate.h"

#include <destination/explain.h>
#include <destination/prepare.h>
#include <json/text.h>
#include <segment/event_reader.h>
#include <segment/validate.h>

#include <QTest>

using namespace smc;
using namespace smc::test;

namespace {

/// An event that often comes as far as the mapping.
rc::Gen<std::string> likelyEvent()
{
    const auto member = [](const char *name, rc::Gen<std::string> value) {
        return rc::gen::map(std::move(value), [name](const std::string &text) {
            return text.empty() ? std::string() : '"' + std::string(name) + "\":" + text;
        });
    };
    const auto id = rc::gen::elementOf(Texts{"\"u1\"", "\"u1\"", "\"\"", "5", "null", ""});
    const auto object = rc::gen::oneOf(objectText(2), rc::gen::elementOf(Texts{"", "null", "[]", "\"x\""}));
    const auto type = rc::gen::elementOf(
        Texts{"\"track\"", "\"identify\"", "\"page\"", "\"screen\"", "\"group\"", "\"alias\"", "\"Track\"", "7", ""});
    const auto name = rc::gen::elementOf(Texts{"\"Order\"", "\"Order\"", "\"order\"", "\"\"", "1", ""});
    const auto parts = rc::gen::tuple(member("type", type), member("userId", id), member("event", name),
                                      member("traits", object), member("properties", object), member("context", object),
                                      member("groupId", id), member("previousId", id));
    return rc::gen::map(parts, [](const auto &t) {
        Texts members;
        for (const std::string &one : {std::get<0>(t), std::get<1>(t), std::get<2>(t), std::get<3>(t), std::get<4>(t),
                                       std::get<5>(t), std::get<6>(t), std::get<7>(t)}) {
            if (!one.empty())
                members.push_back(one);
        }
        return '{' + joined(members, ",") + '}';
    });
}

rc::Gen<std::string> anyEvent()
{
    return rc::gen::oneOf(likelyEvent(), damaged(likelyEvent()), valueText(3), bytes());
}

/// In single quotes, as destination filters are written.
rc::Gen<std::string> conditionText()
{
    const auto term = rc::gen::elementOf(Texts{
        "type = 'track'", "traits.a", "length(traits.b) > 1", "lowercase(event) = 'order'", "userId in ['u1', null]",
        "match(event, 'O?d*[a-z]')", "contains(properties.c, 'a')", "typeof(traits.a) = 'string'", "!(event = 'Order')",
        "snakecase(event) != 'order'", "context.missing != null", "all", "properties.b >= 1.5", "(type", "'"});
    return rc::gen::map(rc::gen::pair(several(4, term), rc::gen::elementOf(Texts{" and ", " or "})),
                        [](const auto &pair) { return joined(pair.first, pair.second); });
}

rc::Gen<std::string> filtersText()
{
    const auto names =
        rc::gen::map(several(3, keyText()), [](const Texts &all) { return '[' + joined(all, ",") + ']'; });
    const auto fields = rc::gen::map(rc::gen::pair(names, names), [](const auto &pair) {
        return "\"fields\":{\"traits\":" + pair.first + ",\"properties\":" + pair.second + "}";
    });
    const auto action = rc::gen::oneOf(
        rc::gen::just(std::string(R"({"type":"DROP"})")),
        rc::gen::just(std::string(R"({"type":"SAMPLE","percent":0.5,"path":"userId"})")),
        rc::gen::just(std::string(R"({"type":"SAMPLE","percent":0.5})")),
        rc::gen::map(fields, [](const std::string &f) { return R"({"type":"DROP_PROPERTIES",)" + f + '}'; }),
        rc::gen::map(fields, [](const std::string &f) { return R"({"type":"ALLOW_PROPERTIES",)" + f + '}'; }));
    const auto filter = rc::gen::map(rc::gen::pair(conditionText(), action), [](const auto &pair) {
        return R"({"name":"f","if":)" + json::quoted(pair.first) + ",\"actions\":[" + pair.second + "]}";
    });
    return rc::gen::map(several(3, filter), [](const Texts &all) { return '[' + joined(all, ",") + ']'; });
}

destination::Destination openDestination()
{
    destination::Destination destination;
    destination.settings.allowedEvents = {"Order"};
    destination.settings.sendAliasEvents = true;
    destination.settings.sendGroupEvents = true;
    destination.settings.sendPageEvents = true;
    destination.settings.sendScreenEvents = true;
    destination.settings.audienceListApiName = "AUDIENCES";
    destination.settings.audienceKeyFields = {"USER_ID"};
    return destination;
}

/// All that was made of an event.
std::string inWords(const destination::Prepared &prepared)
{
    std::string words = std::to_string(static_cast<int>(prepared.verdict()));
    for (const segment::Problem &problem : prepared.problems())
        words.append(" ! ").append(problem.code).append(problem.message);
    if (prepared.discard())
        words.append(" - ").append(prepared.discard()->code).append(prepared.discard()->reason);
    for (const destination::Delivery &delivery : prepared.deliveries()) {
        words.append(" > ").append(delivery.list).append(joined(delivery.columns, ","));
        for (const destination::Cell &cell : delivery.row)
            words.append(" ").append(cell.json);
    }
    return words;
}

/// A copied value is the text at its place, or the same on one line.
void checkCells(const destination::Prepared &prepared)
{
    for (const destination::Delivery &delivery : prepared.deliveries()) {
        for (const destination::Cell &cell : delivery.row) {
            for (const json::Value source : cell.origin.sources)
                RC_ASSERT(source.document() == &prepared.event().document());
            if (cell.origin.kind != mapping::Origin::Kind::Event || cell.origin.sources.empty())
                continue;
            RC_ASSERT(cell.origin.sources.size() == 1U);
            const json::Value source = cell.origin.sources.front();
            const bool isSame = cell.json == source.raw() || cell.json == json::compact(source);
            RC_ASSERT(isSame);
        }
    }
}

} // namespace

class TestEventProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void validationNamesPlacesAndNeverThrows()
    {
        QVERIFY(rc::check("validate", [] {
            const std::string text = *anyEvent();
            const auto event = segment::Event::read(text);
            if (!event) {
                RC_ASSERT(event.error().offset <= text.size());
                return;
            }
            const auto problems = segment::validate(*event);
            const auto again = segment::validate(*event);
            RC_ASSERT(problems.size() == again.size());
            for (std::size_t i = 0; i < problems.size(); ++i) {
                RC_ASSERT(problems[i].span.begin <= problems[i].span.end && problems[i].span.end <= text.size());
                RC_ASSERT(!problems[i].code.empty() && !problems[i].message.empty());
                RC_ASSERT(problems[i].message == again[i].message);
            }
        }));
    }

    void linesComeOutAsTheyWentIn()
    {
        QVERIFY(rc::check("NDJSON", [] {
            Texts lines;
            for (const std::string &event : *several(8, likelyEvent())) {
                json::Document document;
                RC_ASSERT(document.parse(event).has_value());
                lines.push_back(json::compact(document.root()));
            }
            const std::string input = joined(lines, "\n") + '\n';
            const auto piece = static_cast<std::size_t>(*rc::gen::inRange(1, 200));
            segment::EventReader reader([&, at = std::size_t(0)](std::string &buffer) mutable {
                buffer.append(input, at, piece);
                at = std::min(at + piece, input.size());
                return at < input.size();
            });
            for (const std::string &line : lines) {
                RC_ASSERT(reader.next() == segment::EventReader::Step::Event);
                RC_ASSERT(std::string(reader.text()) == line);
                RC_ASSERT(input.substr(reader.origin().offset, line.size()) == line);
            }
            RC_ASSERT(reader.next() == segment::EventReader::Step::End);
        }));
    }

    void theOneDoorSaysTheSameEachTime()
    {
        destination::Preparer preparer(openDestination());
        QVERIFY(rc::check("prepare", [&] {
            const std::string text = *anyEvent();
            const destination::Destination destination = openDestination();
            const destination::Prepared fresh = destination::prepare(text, destination);
            checkCells(fresh);
            // Storage that other events went through gives the same.
            RC_ASSERT(inWords(preparer.prepare(text)) == inWords(fresh));
            const auto explained = destination::explain(fresh, destination);
            for (const destination::NotFired &rule : explained.notFired)
                RC_ASSERT(!rule.ruleId.empty() && !rule.because.empty());
            for (const destination::EmptyColumn &empty : explained.empty) {
                const std::string_view value = fresh.deliveries()[empty.delivery].row.at(empty.column).json;
                const bool isEmpty = value == "null" || value == "\"\"";
                RC_ASSERT(isEmpty);
            }
            for (const destination::CellParts &cell : explained.parts) {
                const std::string_view value = fresh.deliveries()[cell.delivery].row.at(cell.column).json;
                for (const mapping::Part &part : cell.parts) {
                    RC_ASSERT(part.text.end <= value.size());
                    if (part.kind == mapping::Origin::Kind::Event)
                        RC_ASSERT(part.copied.of(fresh.event().text()) == part.text.of(value));
                }
            }
        }));
    }

    void filtersDecideTheSameEachTime()
    {
        QVERIFY(rc::check("filters", [] {
            json::Document array;
            RC_ASSERT(array.parse(*filtersText()).has_value());
            auto filters = destination::Filters::fromJson(array.root());
            RC_PRE(filters.has_value());
            destination::Destination destination = openDestination();
            destination.settings.destinationFilters = *filters;
            const std::string text = *likelyEvent();
            const destination::Prepared first = destination::prepare(text, destination);
            RC_ASSERT(inWords(destination::prepare(text, destination)) == inWords(first));
            checkCells(first);
            // What was taken away is nowhere an origin.
            for (const destination::Removal &removal : first.removals()) {
                const json::Span gone = removal.value.span();
                for (const destination::Delivery &delivery : first.deliveries()) {
                    for (const destination::Cell &cell : delivery.row) {
                        for (const json::Value source : cell.origin.sources)
                            RC_ASSERT(source.span().begin < gone.begin || source.span().end > gone.end);
                    }
                }
            }
        }));
    }

    void whiteSpaceChangesNoVerdictOfAFilter()
    {
        QVERIFY(rc::check("conditions", [] {
            const std::string fql = *conditionText();
            const auto condition = destination::FilterCondition::compile(fql);
            RC_ASSERT(condition.has_value() == destination::FilterCondition::compile(fql).has_value());
            if (!condition) {
                RC_ASSERT(!condition.error().message.empty() && condition.error().place.end <= fql.size());
                return;
            }
            json::Document event;
            RC_ASSERT(event.parse(*likelyEvent()).has_value());
            json::Document dense;
            RC_ASSERT(dense.parse(json::compact(event.root())).has_value());
            RC_ASSERT(condition->holds({event.root()}) == condition->holds({event.root()}));
            RC_ASSERT(condition->holds({event.root()}) == condition->holds({dense.root()}));
        }));
    }
};

QTEST_APPLESS_MAIN(TestEventProperties)
#include "tst_event_properties.moc"
