// Edits that keep every other byte: checked by examples, and by random edits of texts in many layouts.
#include <json/edit.h>
#include <json/pointer.h>
#include <json/text.h>
#include <json/writer.h>

#include <QTest>

#include <random>

using namespace smc;
using namespace smc::json;

namespace {

using EditFunction = std::function<Result<Edits>(Value root)>;

/// The text after an edit, or the code of the error.
std::string after(const std::string &text, const EditFunction &edit)
{
    const auto edits = editText(text, edit);
    return edits ? applied(text, *edits) : edits.error().code;
}

EditFunction setting(std::string pointer, std::string json)
{
    return [pointer = std::move(pointer), json = std::move(json)](Value root) { return setAt(root, pointer, json); };
}

EditFunction removing(std::string pointer)
{
    return [pointer = std::move(pointer)](Value root) { return removeAt(root, pointer); };
}

EditFunction renaming(std::string pointer, std::string key)
{
    return [pointer = std::move(pointer), key = std::move(key)](Value root) {
        return renameMember(resolve(root, pointer), key);
    };
}

EditFunction moving(std::string pointer, std::size_t index)
{
    return [pointer = std::move(pointer), index](Value root) { return moveValue(resolve(root, pointer), index); };
}

EditFunction inserting(std::string pointer, std::size_t index, std::string key, std::string json)
{
    return [=](Value root) {
        const Value container = resolve(root, pointer);
        return container.is(Type::Array) ? insertElement(container, index, json)
                                         : insertMember(container, index, key, json);
    };
}

/// A value that knows how it would be laid out.
struct Node
{
    enum class Kind { Scalar, Array, Object };
    Kind kind = Kind::Scalar;
    std::string raw{};
    std::vector<std::pair<std::string, Node>> children{};
};

struct Style
{
    const char *name;
    const char *unit; ///< Null: on one line.
    const char *lineEnd;
    const char *colon;
    const char *comma;
};

constexpr Style Styles[] = {
    {"two spaces", "  ", "\n", ": ", ","},
    {"four spaces", "    ", "\n", ": ", ","},
    {"tabs", "\t", "\n", ": ", ","},
    {"CRLF", "  ", "\r\n", ": ", ","},
    {"tabs and CRLF", "\t", "\r\n", " : ", ","},
    {"compact", nullptr, "", ":", ","},
    {"one line", nullptr, "", ": ", ", "},
};

void append(std::string &out, const Node &node, const Style &style, int depth)
{
    if (node.kind == Node::Kind::Scalar) {
        out += node.raw;
        return;
    }
    const bool isObject = node.kind == Node::Kind::Object;
    const auto newLine = [&](int levels) {
        out += style.lineEnd;
        for (int i = 0; style.unit && i < levels; ++i)
            out += style.unit;
    };
    out += isObject ? '{' : '[';
    bool isFirst = true;
    for (const auto &[key, child] : node.children) {
        if (!isFirst)
            out += style.comma;
        isFirst = false;
        newLine(depth + 1);
        if (isObject)
            out += smc::json::quoted(key) + style.colon;
        append(out, child, style, depth + 1);
    }
    if (!node.children.empty())
        newLine(depth);
    out += isObject ? '}' : ']';
}

std::string laidOut(const Node &root, const Style &style)
{
    std::string out;
    append(out, root, style, 0);
    return out;
}

class Maker
{
public:
    explicit Maker(unsigned seed)
        : m_random(seed)
    {
    }

    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(m_random); }

    Node value(int depth)
    {
        static const std::string Scalars[] = {
            "1.00",         "-0",        "18446744073709551615", "1e-7",       "true",  "null",
            "\"\"",         "\"größe\"", "\"a\\\"b\\\\\"",       "\"{}[],:\"", "false", "\"\\u00e9\"",
            "\"{{uuid}}\"", "0.10"};
        const std::size_t kind = depth > 3 ? 0 : below(5);
        if (kind < 3)
            return {Node::Kind::Scalar, Scalars[below(std::size(Scalars))], {}};
        Node node{kind == 3 ? Node::Kind::Array : Node::Kind::Object, {}, {}};
        for (std::size_t count = below(4); count > 0; --count)
            node.children.emplace_back(freshKey(), value(depth + 1));
        return node;
    }

    Node root()
    {
        Node node{Node::Kind::Object, {}, {{"keep", {Node::Kind::Scalar, "1.00", {}}}}};
        for (std::size_t count = below(5); count > 0; --count)
            node.children.emplace_back(freshKey(), value(1));
        return node;
    }

    std::string freshKey()
    {
        ++m_number;
        return (m_number % 3 == 0 ? "k/~ü\"" : "key") + std::to_string(m_number);
    }

    /// A container somewhere in `root`, with its pointer.
    Node &container(Node &root, std::string &pointer)
    {
        Node *found = &root;
        pointer.clear();
        for (int step = 0; step < 4; ++step) {
            std::vector<std::size_t> inside;
            for (std::size_t i = 0; i < found->children.size(); ++i) {
                if (found->children[i].second.kind != Node::Kind::Scalar)
                    inside.push_back(i);
            }
            if (inside.empty() || below(3) == 0)
                break;
            const std::size_t at = inside[below(inside.size())];
            appendToken(pointer, found->kind == Node::Kind::Object ? found->children[at].first : std::to_string(at));
            found = &found->children[at].second;
        }
        return *found;
    }

private:
    std::mt19937 m_random;
    int m_number = 0;
};

constexpr Style Compact = {"compact", nullptr, "", ":", ","};

std::string childPointer(const Node &container, std::string pointer, std::size_t index)
{
    appendToken(pointer,
                container.kind == Node::Kind::Object ? container.children[index].first : std::to_string(index));
    return pointer;
}

/// Changes `root` by chance, and gives the edit that should do the same to a text.
EditFunction randomEdit(Maker &maker, Node &root)
{
    std::string pointer;
    Node &container = maker.container(root, pointer);
    const bool isRoot = &container == &root;
    const std::size_t what = maker.below(5);
    if (what == 0 || container.children.empty()) {
        const std::size_t index = maker.below(container.children.size() + 1);
        const std::string key = maker.freshKey();
        const Node fresh = maker.value(2);
        container.children.insert(container.children.begin() + static_cast<std::ptrdiff_t>(index), {key, fresh});
        return inserting(pointer, index, key, laidOut(fresh, Compact));
    }
    // The root's first member stays, so that the layout stays known.
    const std::size_t first = isRoot ? 1 : 0;
    if (container.children.size() == first)
        return [](Value) { return Edits{}; };
    const std::size_t index = first + maker.below(container.children.size() - first);
    const auto at = container.children.begin() + static_cast<std::ptrdiff_t>(index);
    const std::string child = childPointer(container, pointer, index);
    if (what == 1) {
        container.children.erase(at);
        return removing(child);
    }
    if (what == 2 && container.kind == Node::Kind::Object) {
        at->first = maker.freshKey();
        return renaming(child, at->first);
    }
    if (what == 3) {
        const std::size_t to = maker.below(container.children.size());
        const auto moved = *at;
        container.children.erase(at);
        container.children.insert(container.children.begin() + static_cast<std::ptrdiff_t>(to), moved);
        return moving(child, to);
    }
    at->second = maker.value(2);
    return setting(child, laidOut(at->second, Compact));
}

} // namespace

class TestEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditGivesTheTextAsIfItHadBeenWrittenSo_data()
    {
        QTest::addColumn<int>("style");
        for (int i = 0; i < int(std::size(Styles)); ++i)
            QTest::newRow(Styles[i].name) << i;
    }

    void anEditGivesTheTextAsIfItHadBeenWrittenSo()
    {
        QFETCH(int, style);
        for (unsigned seed = 0; seed < 600; ++seed) {
            Maker maker(seed);
            Node root = maker.root();
            std::string text = laidOut(root, Styles[style]);
            for (int step = 0; step < 4; ++step) {
                const std::string before = text;
                const auto edits = editText(text, randomEdit(maker, root));
                QVERIFY2(edits.has_value(), edits ? "" : edits.error().message.c_str());
                text = applied(text, *edits);
                const std::string wanted = laidOut(root, Styles[style]);
                QVERIFY2(text == wanted, ("seed " + std::to_string(seed) + "\nbefore: " + before + "\nafter:  " + text +
                                          "\nwanted: " + wanted)
                                             .c_str());
                for (std::size_t i = 1; i < edits->size(); ++i)
                    QVERIFY((*edits)[i - 1].span.end <= (*edits)[i].span.begin);
            }
        }
    }

    void editsOfUnevenTextsStayJsonAndTouchNothingElse()
    {
        // Layouts that no program writes: the result must read as what was meant, and keep what it is not about.
        std::mt19937 random(7);
        const std::string spaces[] = {"", " ", "\n", "\t", "\r\n  ", "\n\n    ", "  "};
        const auto space = [&] { return spaces[random() % std::size(spaces)]; };
        for (unsigned seed = 0; seed < 2000; ++seed) {
            Maker maker(seed);
            Node root = maker.root();
            std::string text;
            bool isInString = false;
            bool isEscaped = false;
            for (const char c : laidOut(root, Compact)) {
                text += c;
                if (c == '"' && !isEscaped)
                    isInString = !isInString;
                isEscaped = c == '\\' && !isEscaped;
                if (!isInString && std::string("{}[],:").find(c) != std::string::npos)
                    text += space();
            }
            const auto edits = editText(text, randomEdit(maker, root));
            QVERIFY(edits.has_value());
            Document document;
            QVERIFY2(document.parse(applied(text, *edits)).has_value(), text.c_str());
            Document wanted;
            QVERIFY(wanted.parse(laidOut(root, Compact)).has_value());
            QCOMPARE(compact(document.root()), compact(wanted.root()));
        }
    }

    void aValueIsReplacedAndNothingElse()
    {
        const std::string text = "{\r\n\t\"a\" : 1.00,\r\n\t\"b\":18446744073709551615}\r\n";
        const auto edits = editText(text, setting("/a", "\"12\""));
        QCOMPARE(edits->size(), 1U);
        QCOMPARE(edits->front().span.of(text), std::string_view("1.00"));
        QCOMPARE(applied(text, *edits), std::string("{\r\n\t\"a\" : \"12\",\r\n\t\"b\":18446744073709551615}\r\n"));
        QVERIFY(editText(text, setting("/a", "1.00"))->empty());
    }

    void ofANestedValueOnlyWhatDiffersIsReplaced()
    {
        const std::string text = "{\n  \"address\": { \"city\": \"Gent\",\n   \"zip\" : 9000.0 }\n}";
        const auto edits = editText(text, setting("/address", R"({"city":"Brussels","zip":9000.0})"));
        QCOMPARE(edits->size(), 1U);
        QCOMPARE(edits->front().span.of(text), std::string_view("\"Gent\""));
    }

    void missingMembersTakeTheLookOfTheirNeighbours_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("wanted");
        const auto row = [](const char *name, QByteArray text, QByteArray wanted) {
            QTest::newRow(name) << std::move(text) << std::move(wanted);
        };
        row("lines", "{\n  \"type\": \"x\"\n}\n", "{\n  \"type\": \"x\",\n  \"traits\": {\n    \"k\": 1\n  }\n}\n");
        row("tabs", "{\n\t\"type\": \"x\"\n}", "{\n\t\"type\": \"x\",\n\t\"traits\": {\n\t\t\"k\": 1\n\t}\n}");
        row("CRLF", "{\r\n  \"type\": \"x\"\r\n}",
            "{\r\n  \"type\": \"x\",\r\n  \"traits\": {\r\n    \"k\": 1\r\n  }\r\n}");
        row("compact", "{\"type\":\"x\"}", "{\"type\":\"x\",\"traits\":{\"k\":1}}");
        row("one line", "{\"type\": \"x\"}", "{\"type\": \"x\", \"traits\": {\"k\": 1}}");
        row("one line with room", "{ \"type\": \"x\" }", "{ \"type\": \"x\", \"traits\": {\"k\": 1} }");
        row("empty", "{}", "{\"traits\":{\"k\":1}}");
        row("empty on lines", "{\n}", "{\n  \"traits\": {\n    \"k\": 1\n  }\n}");
        row("empty inside", "{\n    \"traits\": {}\n}", "{\n    \"traits\": {\n        \"k\": 1\n    }\n}");
        row("empty inside, compact", "{\"traits\":{ }}", "{\"traits\":{\"k\":1}}");
        row("null on the way", "{\n  \"traits\": null\n}", "{\n  \"traits\": {\n    \"k\": 1\n  }\n}");
        row("byte order mark", "\xEF\xBB\xBF{\"traits\":{\"a\":1}}", "\xEF\xBB\xBF{\"traits\":{\"a\":1,\"k\":1}}");
        row("the last of two keys", "{\"traits\":5,\"traits\":{\"a\":1}}",
            "{\"traits\":5,\"traits\":{\"a\":1,\"k\":1}}");
        row("commas first", "{ \"traits\": { \"a\": 1\n          , \"b\": 2\n          }\n}",
            "{ \"traits\": { \"a\": 1\n          , \"b\": 2\n          , \"k\": 1\n          }\n}");
        row("blank lines between", "{\n  \"a\": 1,\n\n  \"traits\": {\n    \"a\": 1,\n\n    \"b\": 2\n  }\n}",
            "{\n  \"a\": 1,\n\n  \"traits\": {\n    \"a\": 1,\n\n    \"b\": 2,\n    \"k\": 1\n  }\n}");
    }

    void missingMembersTakeTheLookOfTheirNeighbours()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, wanted);
        QCOMPARE(QByteArray::fromStdString(after(text.toStdString(), setting("/traits/k", "1"))), wanted);
    }

    void anEventWithinAListKeepsItsIndentation()
    {
        // An editor hands over one event of several: its first line's indentation is not part of it.
        const std::string event = "{\n    \"type\": \"group\"\n  }";
        QCOMPARE(after(event, setting("/traits/k", "[]")),
                 std::string("{\n    \"type\": \"group\",\n    \"traits\": {\n      \"k\": []\n    }\n  }"));
    }

    void aMemberGoesWithItsCommaAndItsLine()
    {
        const std::string text = "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": 2\n  },\n  \"d\": 3\n}";
        QCOMPARE(after(text, removing("/a")), std::string("{\n  \"b\": {\n    \"c\": 2\n  },\n  \"d\": 3\n}"));
        QCOMPARE(after(text, removing("/d")), std::string("{\n  \"a\": 1,\n  \"b\": {\n    \"c\": 2\n  }\n}"));
        QCOMPARE(after(text, removing("/b/c")), std::string("{\n  \"a\": 1,\n  \"b\": {},\n  \"d\": 3\n}"));
        QCOMPARE(after(text, removing("/x/y")), text);
        // Whole lines go, so that an editor keeps folds and marks of the others.
        const auto edits = editText(text, removing("/a"));
        QCOMPARE(edits->front().span.of(text), std::string_view("  \"a\": 1,\n"));
        QCOMPARE(after("[1, 2 ,3]", removing("/1")), std::string("[1, 3]"));
    }

    void membersMove()
    {
        const std::string text = "{\n\t\"a\": 1,\n\t\"b\": [\n\t\t2\n\t],\n\t\"c\": 3\n}";
        QCOMPARE(after(text, moving("/c", 0)), std::string("{\n\t\"c\": 3,\n\t\"a\": 1,\n\t\"b\": [\n\t\t2\n\t]\n}"));
        QCOMPARE(after(text, moving("/a", 1)), std::string("{\n\t\"b\": [\n\t\t2\n\t],\n\t\"a\": 1,\n\t\"c\": 3\n}"));
        QCOMPARE(after(text, moving("/a", 99)), std::string("{\n\t\"b\": [\n\t\t2\n\t],\n\t\"c\": 3,\n\t\"a\": 1\n}"));
        QCOMPARE(after(text, moving("/b", 1)), text);
    }

    void ofDuplicateKeysTheOneThatIsMeantChanges()
    {
        const std::string text = R"({"a":1,"a":2})";
        Document document;
        QVERIFY(document.parse(text).has_value());
        const Value first = *document.root().begin();
        QCOMPARE(applied(text, *replaceValue(first, "9")), std::string(R"({"a":9,"a":2})"));
        QCOMPARE(applied(text, *removeValue(first)), std::string(R"({"a":2})"));
        QCOMPARE(applied(text, *renameMember(first, "b")), std::string(R"({"b":1,"a":2})"));
        QCOMPARE(applied(text, *moveValue(first, 1)), std::string(R"({"a":2,"a":1})"));
    }

    void keysAreEscapedAsStrings()
    {
        QCOMPARE(after("{\"a\":1}", renaming("/a", "q\"\\\n")), std::string("{\"q\\\"\\\\\\n\":1}"));
        QCOMPARE(after("{\"\\u0061\":1}", renaming("/a", "a")), std::string("{\"\\u0061\":1}"));
    }

    void whatCannotBeDoneIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("edit");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("not JSON") << QByteArray("{\"a\" 1}") << 0 << QByteArray("not_json");
        QTest::newRow("empty") << QByteArray() << 0 << QByteArray("not_json");
        QTest::newRow("value is not JSON") << QByteArray("{}") << 1 << QByteArray("value_not_json");
        QTest::newRow("two values") << QByteArray("{}") << 2 << QByteArray("value_not_json");
        QTest::newRow("key taken") << QByteArray("{\"a\":1,\"b\":2}") << 3 << QByteArray("key_taken");
        QTest::newRow("through a scalar") << QByteArray("{\"a\":1}") << 4 << QByteArray("not_an_object");
        QTest::newRow("far element") << QByteArray("{\"a\":[1]}") << 5 << QByteArray("no_such_element");
        QTest::newRow("pointer") << QByteArray("{}") << 6 << QByteArray("pointer_malformed");
        QTest::newRow("root") << QByteArray("{}") << 7 << QByteArray("root_stays");
        QTest::newRow("too deep") << QByteArray("{}") << 8 << QByteArray("too_deep");
        QTest::newRow("deeper still") << QByteArray("{}") << 9 << QByteArray("value_not_json");
    }

    void whatCannotBeDoneIsRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, edit);
        QFETCH(QByteArray, code);
        const std::string deepest = std::string(1000, '[') + std::string(1000, ']');
        const EditFunction edits[] = {setting("/a", "1"),         setting("/a", "nul"),
                                      setting("/a", "1,\"x\":2"), renaming("/a", "b"),
                                      setting("/a/b", "1"),       setting("/a/3", "1"),
                                      setting("a", "1"),          removing(""),
                                      setting("/a", deepest),     setting("/a", "[" + deepest + "]")};
        QCOMPARE(QByteArray::fromStdString(after(text.toStdString(), edits[edit])), code);
    }

    void aRefusalOfBrokenTextNamesThePlace()
    {
        const auto edits = editText("{\n  \"a\": 1\n  \"b\": 2\n}", setting("/a", "2"));
        QCOMPARE(edits.error().message, std::string("Line 3, column 3: expected ',' or '}', but found '\"'."));
    }

    void elementsAreAppended()
    {
        QCOMPARE(after("{\"a\": [1, 2]}", setting("/a/-", "3")), std::string("{\"a\": [1, 2, 3]}"));
        QCOMPARE(after("{\"a\": []}", setting("/a/0", "{\"b\":1}")), std::string("{\"a\": [{\"b\": 1}]}"));
        QCOMPARE(after("[\n  1\n]", setting("/1", "2")), std::string("[\n  1,\n  2\n]"));
    }
};

QTEST_APPLESS_MAIN(TestEdit)
#include "tst_edit.moc"
