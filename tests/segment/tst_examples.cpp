// The events that come with the program: each is what the index says, and nothing is wrong with any of them.
#include <json/text.h>
#include <segment/event_reader.h>
#include <segment/validate.h>

#include <QDir>
#include <QTest>

using namespace smc::segment;
namespace json = smc::json;

namespace {

const QString Folder = QStringLiteral(SMC_SOURCE_DIR "/resources/examples/");

std::string contentOf(const QString &name)
{
    QFile file(Folder + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

QString textOf(json::Value value)
{
    return QString::fromStdString(value.text());
}

} // namespace

class TestExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_index.parse(contentOf(QStringLiteral("index.json"))).has_value());
        QVERIFY(m_index.root().find("examples").size() > 10);
    }

    void everyFileIsInTheIndexOnce()
    {
        QStringList indexed;
        for (const json::Value entry : m_index.root().find("examples"))
            indexed << textOf(entry.find("file"));
        indexed << QStringLiteral("index.json");
        indexed.sort();
        QCOMPARE(QDir(Folder).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name), indexed);
    }

    void everyExampleIsAGoodEventOfItsCall_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("call");
        for (const json::Value entry : m_index.root().find("examples")) {
            QVERIFY(!textOf(entry.find("title")).isEmpty());
            QVERIFY(!textOf(entry.find("description")).isEmpty());
            QTest::newRow(entry.find("file").text().c_str())
                << textOf(entry.find("file")) << textOf(entry.find("call"));
        }
    }

    void everyExampleIsAGoodEventOfItsCall()
    {
        QFETCH(QString, file);
        QFETCH(QString, call);
        QVERIFY2(file.startsWith(call + QLatin1Char('-')), qPrintable(file));
        const auto events = parse(contentOf(file));
        QCOMPARE(events.size(), 1U);
        QVERIFY2(events[0].has_value(), events[0] ? "" : events[0].error().message.c_str());
        const auto problems = validate(*events[0]);
        QVERIFY2(problems.empty(), problems.empty() ? "" : problems[0].message.c_str());
        QVERIFY(events[0]->callType().has_value());
        QCOMPARE(QString::fromUtf8(nameOf(*events[0]->callType()).data()), call);
    }

    void theFirstExamplesAreThoseOfTheDocumentation_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QByteArray>("event");
        QTest::newRow("identify")
            << QStringLiteral("identify")
            << QByteArray(
                   R"({"type":"identify","userId":"userId123","traits":{"property1":1,"property2":"test","property3":true}})");
        QTest::newRow("group")
            << QStringLiteral("group")
            << QByteArray(
                   R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"segmenttest@selligent.com","traits":{"matchkey":"MAIL","method":"ADD","userlist":"USERS_SEGMENT"}})");
    }

    void theFirstExamplesAreThoseOfTheDocumentation()
    {
        QFETCH(QString, call);
        QFETCH(QByteArray, event);
        for (const json::Value entry : m_index.root().find("examples")) {
            if (textOf(entry.find("call")) != call)
                continue;
            json::Document document;
            QVERIFY(document.parse(contentOf(textOf(entry.find("file")))).has_value());
            QCOMPARE(QByteArray::fromStdString(json::compact(document.root())), event);
            return;
        }
        QFAIL("There is no example of this call.");
    }

private:
    json::Document m_index;
};

QTEST_APPLESS_MAIN(TestExamples)
#include "tst_examples.moc"
