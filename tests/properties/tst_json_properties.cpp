// JSON that is read and written loses nothing.
#include "generate.h"

#include <json/document.h>
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
            const std::string changed = json::withChanges(before.root(), {{name, "1.00"}});
            json::Document after;
            RC_ASSERT(after.parse(changed).has_value());
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
