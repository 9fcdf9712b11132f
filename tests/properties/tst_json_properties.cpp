// JSON that is read and written loses nothing.
#include "generate.h"

#include <json/document.h>
#include <json/edit.h>
#include <json/number.h>
#include <json/pointer.h>
#include <json/text.h>
#include <json/writer.h>

#include <QTest>

using namespace smc;
using namespace smc::test;
using json::Value;

namespace {

/// Writes `value` anew, value by value.
void write(json::Writer &writer, Value value)
{
    switch (value.type()) {
    case json::Type::Object:
        writer.object([&] {
            for (const Value member : value) {
                writer.key(member.key());
                write(writer, member);
            }
        });
        return;
    case json::Type::Array:
        writer.array([&] {
            for (const Value element : value)
                write(writer, element);
        });
        return;
    case json::Type::String:
        writer.value(std::string_view(value.text()));
        return;
    default:
        writer.raw(value.raw());
    }
}

Texts keysOf(Value object)
{
    Texts keys;
    for (const Value member : object)
        keys.push_back(member.key());
    return keys;
}

/// Everything that `one` and `other` hold is the same, in the same order.
bool areAlike(Value one, Value other)
{
    if (one.type() != other.type() || one.key() != other.key() || one.size() != other.size())
        return false;
    if (one.size() == 0)
        return one.is(json::Type::String)   ? one.text() == other.text()
               : one.is(json::Type::Number) ? one.raw() == other.raw()
                                            : true;
    auto beside = other.begin();
    for (const Value child : one) {
        if (!areAlike(child, *beside))
            return false;
        ++beside;
    }
    return true;
}

void checkSpans(Value value)
{
    const std::string_view whole = value.document()->text();
    std::uint32_t end = value.span().begin;
    for (const Value child : value) {
        RC_ASSERT(child.span().begin >= end);
        RC_ASSERT(child.span().end < value.span().end);
        if (!child.keySpan().isEmpty()) {
            RC_ASSERT(child.keySpan().begin >= end);
            RC_ASSERT(child.keySpan().end <= child.span().begin);
        }
        end = child.span().end;
        json::Document alone;
        RC_ASSERT(alone.parse(std::string(child.span().of(whole))).has_value());
        RC_ASSERT(alone.root().type() == child.type());
        RC_ASSERT(value.document()->parentOf(child).node() == value.node());
        RC_ASSERT(value.document()->valueAt(child.span().begin).exists());
        checkSpans(child);
    }
}

/// The JSON pointer to `value`, from below.
std::string pathByParents(Value value)
{
    const Value parent = value.document()->parentOf(value);
    if (!parent)
        return {};
    std::string path = pathByParents(parent);
    std::size_t index = 0;
    for (auto child = parent.begin(); (*child).node() != value.node(); ++child)
        ++index;
    json::appendToken(path, parent.is(json::Type::Object) ? value.key() : std::to_string(index));
    return path;
}

} // namespace

class TestJsonProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadAndWrittenIsTheSame()
    {
        QVERIFY(rc::check("read, write, read", [] {
            const std::string text = *valueText(4);
            json::Document first;
            RC_ASSERT(first.parse(text).has_value());
            json::Writer writer;
            write(writer, first.root());
            json::Document second;
            RC_ASSERT(second.parse(writer.text()).has_value());
            RC_ASSERT(areAlike(first.root(), second.root()));
            RC_ASSERT(json::compact(first.root()) == writer.text());
            json::Document indented;
            RC_ASSERT(indented.parse(json::pretty(text)).has_value());
            RC_ASSERT(json::compact(indented.root()) == writer.text());
        }));
    }

    void everyValueStandsWhereItsSpanSays()
    {
        QVERIFY(rc::check("spans", [] {
            json::Document document;
            RC_ASSERT(document.parse(*valueText(4)).has_value());
            checkSpans(document.root());
        }));
    }

    void keysKeepTheirOrderThroughChanges()
    {
        QVERIFY(rc::check("order of keys", [] {
            json::Document before;
            RC_ASSERT(before.parse(*objectText(2)).has_value());
            const std::string name = *text();
            const auto changed = json::withMembers(before.text(), {{name, "1.00"}});
            RC_ASSERT(changed.has_value());
            json::Document after;
            RC_ASSERT(after.parse(*changed).has_value());
            RC_ASSERT(after.root().find(name).raw() == "1.00");
            Texts expected = keysOf(before.root());
            const auto first = std::find(expected.begin(), expected.end(), name);
            if (first == expected.end())
                expected.push_back(name);
            else
                expected.erase(std::remove(std::next(first), expected.end(), name), expected.end());
            RC_ASSERT(keysOf(after.root()) == expected);
        }));
    }

    void textSurvivesItsQuotes()
    {
        QVERIFY(rc::check("quoted and unescaped", [] {
            const std::string plain = *text();
            const std::string quoted = json::quoted(plain);
            RC_ASSERT(json::unescaped(std::string_view(quoted).substr(1, quoted.size() - 2)) == plain);
        }));
    }

    void escapesMeanWhatJsonSays()
    {
        // RFC 8259, strings: how a piece is spelt, and what it means.
        using Piece = std::pair<std::string, std::string>;
        const std::vector<Piece> pieces = {{"a", "a"},
                                           {"\\b", "\b"},
                                           {"\\f", "\f"},
                                           {"\\n", "\n"},
                                           {"\\r", "\r"},
                                           {"\\t", "\t"},
                                           {"\\/", "/"},
                                           {"/", "/"},
                                           {"\\\\", "\\"},
                                           {"\\\"", "\""},
                                           {"\\u0041", "A"},
                                           {"\\u007F", "\x7f"},
                                           {"\\u00e9", "\xC3\xA9"},
                                           {"\\u07fF", "\xDF\xBF"},
                                           {"\\u65e5", "\xE6\x97\xA5"},
                                           {"\\uD83D\\uDE00", "\xF0\x9F\x98\x80"},
                                           {"\\ud800x", "\xEF\xBF\xBDx"},
                                           {"x\\udc00", "x\xEF\xBF\xBD"},
                                           {"\xC3\xA9", "\xC3\xA9"},
                                           {"{}[],:", "{}[],:"}};
        QVERIFY(rc::check("escapes", [&] {
            std::string spelt = "\"";
            std::string meant;
            for (const Piece &piece :
                 *rc::gen::resize(12, rc::gen::container<std::vector<Piece>>(rc::gen::elementOf(pieces)))) {
                spelt += piece.first;
                meant += piece.second;
            }
            json::Document document;
            RC_ASSERT(document.parse("{" + spelt + "\":[" + spelt + "\"]}").has_value());
            const Value list = document.root().find(meant);
            RC_ASSERT(list.exists());
            RC_ASSERT(list.at(0).text() == meant);
            RC_ASSERT(list.at(0).textIs(meant));
            RC_ASSERT((*document.root().begin()).key() == meant);
        }));
    }

    void manyPathsAreFoundInOnePass()
    {
        QVERIFY(rc::check("paths", [] {
            json::Document document;
            RC_ASSERT(document.parse(*valueText(5)).has_value());
            const std::uint32_t count = document.node(0).next;
            json::PointerFinder finder(document);
            for (std::uint32_t node = 0; node < count; ++node) {
                const Value value(&document, node);
                const std::string path = finder.to(value);
                std::string inQuotes;
                finder.appendQuoted(inQuotes, value);
                RC_ASSERT(inQuotes == json::quoted(path));
                RC_ASSERT(path == pathByParents(value));
                RC_ASSERT(path == json::pointerTo(value));
            }
            RC_ASSERT(finder.steps() <= count);
            for (std::uint32_t node = count; node-- > 0;)
                RC_ASSERT(finder.to(Value(&document, node)) == pathByParents(Value(&document, node)));
        }));
    }

    void manyPathsDeepInALargeTextTakeOneStepForEachValue()
    {
        std::string text;
        for (int level = 0; level < 900; ++level)
            text += "{\"a\":[1,2,3],\"b\":0.0,\"c\":";
        text += "[" + std::string(200000, ' ');
        for (int i = 0; i < 100000; ++i)
            text += "0.0,";
        text += "0]" + std::string(900, '}');
        json::Document document;
        QVERIFY(document.parse(text).has_value());
        json::PointerFinder finder(document);
        const std::uint32_t count = document.node(0).next;
        std::size_t bytes = 0;
        for (std::uint32_t node = count - 100; node < count; ++node)
            bytes += finder.to(Value(&document, node)).size();
        QVERIFY(bytes > 100U * 900U);
        QVERIFY2(finder.steps() <= count, qPrintable(QString::number(finder.steps())));
    }

    void numbersThatLookUsualPassThroughJavaScriptAsTheyAre()
    {
        QVERIFY(rc::check("numbers", [] {
            const auto part = [](int most) {
                return rc::gen::map(rc::gen::resize(most, rc::gen::container<std::string>(
                                                              rc::gen::elementOf(std::string("00123456789")))),
                                    [](std::string digits) { return digits.empty() ? std::string("0") : digits; });
            };
            std::string whole = *part(18);
            whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
            const std::string number =
                *rc::gen::elementOf(Texts{"", "-"}) + whole +
                *rc::gen::oneOf(rc::gen::just(std::string()),
                                rc::gen::map(part(12), [](const std::string &digits) { return "." + digits; })) +
                *rc::gen::elementOf(Texts{"", "", "", "e5", "E-3", "e400"});
            json::Document document;
            RC_ASSERT(document.parse(number).has_value());
            const json::RoundTrip trip = json::throughJavaScript(number);
            RC_ASSERT((trip.change == json::NumberChange::None) == (trip.text == number));
            if (!document.node(0).isUnusual)
                RC_ASSERT(trip.text == number);
            if (trip.change == json::NumberChange::Spelling)
                RC_ASSERT(document.root().number() == std::stod(trip.text));
        }));
    }

    void bytesAreJsonOrNameTheFirstWrongOne()
    {
        QVERIFY(rc::check("the fast reader and the exact one agree", [] {
            const std::string input = *rc::gen::oneOf(bytes(), damaged(valueText(3)), valueText(3));
            json::Document document;
            const auto read = document.parse(input);
            const auto error = json::locateError(input);
            RC_ASSERT(read.has_value() == !error.has_value());
            if (error) {
                RC_ASSERT(error->offset <= input.size());
                RC_ASSERT(error->line >= 1U && error->column >= 1U);
                RC_ASSERT(read.error().message == error->message);
            }
        }));
    }
};

QTEST_APPLESS_MAIN(TestJsonProperties)
#include "tst_json_properties.moc"
