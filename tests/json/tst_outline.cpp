// What a JSON text of any size is made of: children, paths, and what stays unknown.
#include "json_samples.h"

#include <json/outline.h>
#include <json/text.h>

#include <QTest>

#include <functional>

using namespace smc::json;

namespace {

void readAll(Outline &outline, std::size_t block)
{
    JsonIndexer indexer(outline.text(), 80);
    while (outline.shape() == JsonShape::Reading)
        outline.add(indexer.advance(block));
}

std::vector<Child> childrenOf(const Outline &outline, const Child &parent, std::int64_t first, std::size_t bytes)
{
    ChildReader reader(outline, parent, first);
    std::vector<Child> all;
    while (reader.state() == ChildReader::State::More) {
        const std::vector<Child> some = reader.next(3, bytes);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

std::string_view bytesOf(const Outline &outline, Range range)
{
    return outline.text().substr(range.begin.index(), static_cast<std::size_t>(range.size()));
}

/// What differs between the outline's value and the document's, with all that lies in them; empty where nothing does.
std::string difference(const Outline &outline, const Child &child, Value value, std::size_t bytes)
{
    if (bytesOf(outline, child.value) != value.raw())
        return "value: " + std::string(bytesOf(outline, child.value)) + " / " + std::string(value.raw());
    if (child.type != value.type() || child.children != std::int64_t(value.size()))
        return "type or count of " + std::string(value.raw());
    if (!child.isContainer())
        return {};
    const std::vector<Child> children = childrenOf(outline, child, 0, bytes);
    if (children.size() != value.size())
        return "number of children of " + std::string(value.raw());
    std::size_t i = 0;
    for (const Value member : value) {
        const Child &found = children[i];
        if (found.index != std::int64_t(i) || bytesOf(outline, found.key) != member.keySpan().of(outline.text()))
            return "key of " + std::string(member.raw());
        if (std::string wrong = difference(outline, found, member, bytes); !wrong.empty())
            return wrong;
        ++i;
    }
    return {};
}

std::string pathAt(const Outline &outline, std::size_t offset)
{
    const auto path = outline.pathTo(offsetAt(offset));
    return path ? pathText(outline.text(), *path) : "(unknown)";
}

} // namespace

class TestOutline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void childrenAreThoseOfTheDocument()
    {
        for (std::uint64_t seed = 0; seed < 500; ++seed) {
            const std::string text = samples::wellFormed(seed);
            Document document;
            QVERIFY(document.parse(text).has_value());
            Outline outline(text);
            readAll(outline, 100);
            QCOMPARE(difference(outline, *outline.root(), document.root(), seed % 2 == 0 ? 1U : 1000U), std::string());
        }
    }

    void pathsAreThoseOfTheDocument()
    {
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const std::string text = samples::wellFormed(seed);
            Document document;
            QVERIFY(document.parse(text).has_value());
            Outline outline(text);
            readAll(outline, 64);
            for (std::size_t at = 0; at < text.size(); ++at) {
                if (std::string(" \t\r\n,:").find(text[at]) != std::string::npos)
                    continue;
                std::vector<Step> expected;
                for (Value value = document.valueAt(at); value && document.parentOf(value);
                     value = document.parentOf(value)) {
                    const Value parent = document.parentOf(value);
                    std::int64_t index = 0;
                    for (const Value sibling : parent) {
                        if (sibling.node() == value.node())
                            break;
                        ++index;
                    }
                    const Span key = value.keySpan();
                    expected.insert(expected.begin(), Step{{{key.begin}, {key.end}}, index, {}});
                }
                QCOMPARE(pathAt(outline, at), pathText(text, expected));
            }
        }
    }

    void pathsReadAsJsonPath()
    {
        const std::string text = "{\"records\":[0,1,2,{\"MAIL\":\"x\",\"first name\":1,"
                                 "\"it's\":{\"\\u00e9t\\u00e9\":2,\"1a\":3}}]}";
        Outline outline(text);
        readAll(outline, 1000);
        QCOMPARE(pathAt(outline, 0), std::string("$"));
        QCOMPARE(pathAt(outline, text.find("MAIL")), std::string("$.records[3].MAIL"));
        QCOMPARE(pathAt(outline, text.find("\"x\"")), std::string("$.records[3].MAIL"));
        QCOMPARE(pathAt(outline, text.find("first")), std::string("$.records[3]['first name']"));
        QCOMPARE(pathAt(outline, text.find(":2,\"1a") + 1), std::string("$.records[3]['it\\'s'].été"));
        QCOMPARE(pathAt(outline, text.find("1a")), std::string("$.records[3]['it\\'s']['1a']"));
    }

    void largeTextsAreFoundThroughTheIndex()
    {
        const std::string text = samples::records(30000);
        Outline outline(text);
        readAll(outline, 100000);
        const Child root = *outline.root();
        QCOMPARE(root.children, std::int64_t(3));
        const std::vector<Child> members = childrenOf(outline, root, 0, 1U << 16U);
        QCOMPARE(members.size(), std::size_t(3));
        QCOMPARE(members[1].children, std::int64_t(30000));
        for (const std::int64_t first : {0, 1, 17000, 29998}) {
            ChildReader reader(outline, members[1], first);
            const std::vector<Child> some = reader.next(2, 1U << 20U);
            QCOMPARE(some.size(), std::size_t(2));
            QCOMPARE(some[0].index, first);
            QVERIFY(bytesOf(outline, some[0].value).find("{\"ID\":" + std::to_string(first) + ",") == 0);
            QCOMPARE(pathAt(outline, some[1].value.begin.index() + 2),
                     "$.records[" + std::to_string(first + 1) + "].ID");
        }
        QCOMPARE(pathAt(outline, text.size() - 2), std::string("$.total"));
        QCOMPARE(pathAt(outline, text.size()), std::string("$"));
    }

    void whatIsStillReadIsSaidToBe()
    {
        const std::string text = samples::records(30000);
        JsonIndexer indexer(text, 80);
        Outline outline(text);
        outline.add(indexer.advance(text.size() / 2));
        const Child root = *outline.root();
        QVERIFY(!root.isWhole);
        ChildReader members(outline, root, 0);
        const std::vector<Child> found = members.next(10, text.size());
        QCOMPARE(members.state(), ChildReader::State::Waiting);
        QCOMPARE(found.size(), std::size_t(2));
        QVERIFY(!found[1].isWhole);
        QVERIFY(found[1].children > 10000 && found[1].children < 20000);
        QCOMPARE(pathAt(outline, text.size() - 2), std::string("(unknown)"));
        // The first records are there all the same.
        ChildReader records(outline, found[1], 0);
        QCOMPARE(records.next(1000, text.size()).size(), std::size_t(1000));
    }

    void cutTextsShowWhatIsThere()
    {
        const std::string whole = samples::records(100);
        const std::string text = whole.substr(0, whole.find("\"ID\":50,") + 5);
        Outline outline(text);
        readAll(outline, 1000);
        QCOMPARE(outline.shape(), JsonShape::Cut);
        const std::vector<Child> members = childrenOf(outline, *outline.root(), 0, 100);
        QCOMPARE(members.size(), std::size_t(2));
        QVERIFY(!members[1].isWhole);
        QCOMPARE(childrenOf(outline, members[1], 0, 100).size(), std::size_t(51));
    }

    void hostileNestingHasAPath()
    {
        const std::string deep = std::string(10000, '[') + "7" + std::string(10000, ']');
        Outline outline(deep);
        readAll(outline, 1000);
        const auto path = outline.pathTo({10000});
        QVERIFY(path.has_value());
        QCOMPARE(path->size(), std::size_t(10000));
        Child child = *outline.root();
        for (int level = 0; level < 100; ++level)
            child = childrenOf(outline, child, 0, 1U << 20U).front();
        QCOMPARE(child.value.begin.value, std::int64_t(100));
    }

    void brokenTextsEndSomewhere()
    {
        samples::Random random(3);
        for (std::uint64_t seed = 0; seed < 700; ++seed) {
            std::string text = samples::wellFormed(seed);
            for (int i = 0; i < 3; ++i)
                text[static_cast<std::size_t>(random.below(static_cast<int>(text.size())))] =
                    "{}[],:\"x1 \n\\"[random.below(12)];
            Outline outline(text);
            readAll(outline, 50);
            const std::optional<Child> root = outline.root();
            if (root && root->isContainer())
                QVERIFY(childrenOf(outline, *root, 0, 10).size() <= text.size());
            for (std::size_t at = 0; at < text.size(); at += 3)
                QVERIFY(pathAt(outline, at).size() < text.size() * 10 + 20);
        }
    }
};

QTEST_APPLESS_MAIN(TestOutline)
#include "tst_outline.moc"
