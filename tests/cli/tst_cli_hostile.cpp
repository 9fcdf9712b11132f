// Input that is made to hurt: it gives an error or a result, in memory that is bounded by its size.
#include "smcctl_process.h"

#include <QFile>
#include <QTest>

using namespace smc::test;

namespace {

constexpr qint64 Megabyte = 1 << 20;
#ifdef __SANITIZE_ADDRESS__
constexpr int Overhead = 3; // shadow memory and what is not given back
#else
constexpr int Overhead = 1;
#endif

QByteArray nested(int levels, const QByteArray &open, const QByteArray &inside, const QByteArray &close)
{
    return open.repeated(levels) + inside + close.repeated(levels);
}

QByteArray longText(qint64 size)
{
    return '"' + QByteArray(static_cast<qsizetype>(size), 'x') + '"';
}

QByteArray manyKeys(int count, const QByteArray &value)
{
    QByteArray object = "{";
    for (int i = 0; i < count; ++i)
        object += (i > 0 ? ",\"k" : "\"k") + QByteArray::number(i) + "\":" + value;
    return object + '}';
}

QByteArray trackWith(const QByteArray &value)
{
    return json("{'type':'track','event':'Order Completed','userId':'u','properties':{'x':") + value + "}}";
}

QByteArray task(const QByteArray &mapping, const QByteArray &value)
{
    return "{\"mapping\":" + mapping + ",\"payload\":{\"x\":" + value + "}}";
}

QByteArray trigger(const QByteArray &fql, const QByteArray &value)
{
    return "{\"trigger\":\"" + fql + "\",\"payload\":{\"properties\":{\"x\":" + value + "}}}";
}

qint64 peakOf(qint64 pid)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong() * 1024;
    }
    return -1;
}

struct Measured
{
    int code = -1;
    QByteArray line; ///< The first one that came out.
    qint64 peak = -1;
};

} // namespace

class TestCliHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_smcctl.setVariable("ASAN_OPTIONS", "quarantine_size_mb=2"); // memory is measured here
        m_profile = m_smcctl.write("demo.json", demoProfile());
    }

    void itGivesAnAnswerInBoundedMemory_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("said"); ///< Something that the line must hold.
        const auto row = [](const QByteArray &name, const QStringList &command, const QByteArray &input,
                            const char *said) { QTest::newRow(name) << command << input << QByteArray(said); };
        const QByteArray deep = nested(10000, "[", "1", "]");
        const QByteArray keys = manyKeys(1000000, "1");
        const char *const tooDeep = "1000 levels";

        for (const QStringList &command :
             {QStringList{"map"}, QStringList{"map", "--explain"}, QStringList{"validate"}}) {
            const QByteArray name = command.join(' ').toUtf8();
            row(name + ": 10 000 levels", command, trackWith(deep), tooDeep);
            row(name + ": 10 000 objects", command, trackWith(nested(10000, "{\"a\":", "1", "}")), tooDeep);
            row(name + ": a text of 100 MB", command, trackWith(longText(100 * Megabyte)), "larger than 16 MB");
            row(name + ": a key of 100 MB", command, "{" + longText(100 * Megabyte) + ":1}", "larger than 16 MB");
            row(name + ": a text of 15 MB", command, trackWith(longText(15 * Megabyte)), "event_too_large");
            row(name + ": a million keys", command, trackWith(keys), "event_too_large");
            row(name + ": invalid UTF-8", command, trackWith("\"\xff\xc3\""), "not_json");
            row(name + ": lone surrogates", command, trackWith("\"\\ud800\\udc00\\udc00\""), "\"index\":0");
        }

        const QStringList transform{"transform"};
        const QByteArray path = json("{'@path':'$.x'}");
        row("transform: payload of 10 000 levels", transform, task(path, deep), tooDeep);
        row("transform: mapping of 10 000 levels", transform, task(deep, "1"), tooDeep);
        row("transform: mapping of 10 000 directives", transform, task(nested(10000, "{\"@literal\":", path, "}"), "1"),
            tooDeep);
        row("transform: payload of 100 MB", transform, task(path, longText(100 * Megabyte)), "longer than 64 MB");
        row("transform: mapping of 100 MB", transform, task(longText(100 * Megabyte), "1"), "longer than 64 MB");
        row("transform: payload of 60 MB", transform, task(path, longText(60 * Megabyte)), "{\"output\":\"xxx");
        row("transform: mapping of 60 MB", transform, task(longText(60 * Megabyte), "1"), "{\"output\":\"xxx");
        row("transform: template of 60 MB", transform, task(json("{'@template':'-{{x}}'}"), longText(60 * Megabyte)),
            "{\"output\":\"-xxx");
        row("transform: mapping with a million keys", transform, task(keys, "1"), "\"k999999\":1");
        row("transform: a million keys merged", transform,
            task(json("{'@merge':{'direction':'right','objects':[") + path + ',' + path + "]}}", keys),
            "\"k999999\":1");
        row("transform: a text merged letter by letter", transform,
            task(json("{'@merge':{'direction':'right','objects':[") + path + "]}}", longText(200000)),
            "\"199999\":\"x\"");
        row("transform: a million keys flattened", transform,
            task(json("{'@flatten':{'separator':'.','value':") + path + "}}", keys), "\"k999999\":1");
        row("transform: a million keys without nulls", transform, task("{\"@excludeWhenNull\":" + path + '}', keys),
            "\"k999999\":1");
        row("transform: invalid UTF-8 in the mapping", transform, task("\"\xff\"", "1"), "error");
        row("transform: lone surrogates in both", transform, task(json("{'@template':'\\ud800{{x}}'}"), "\"\\udc00\""),
            "{\"output\":");
        for (const auto &[name, open, close] :
             std::initializer_list<std::tuple<const char *, const char *, const char *>>{
                 {"@if", "{'@if':{'exists':1,'then':", "}}"},
                 {"@merge", "{'@merge':{'direction':'right','objects':[", "]}}"},
                 {"@flatten", "{'@flatten':{'separator':'.','value':", "}}"},
                 {"@transform", "{'@transform':{'mapping':{},'apply':", "}}"},
                 {"@case", "{'@case':{'operator':'upper','value':", "}}"},
                 {"@path", "{'@path':", "}"},
                 {"@arrayPath", "{'@arrayPath':[", "]}"}})
            row("transform: deep " + QByteArray(name), transform,
                task(nested(300, json(open), path, json(close)), "{\"y\":1}"), "{\"");

        // What would swell without end.
        const char *const tooMuch = "larger than 256 MB";
        const QByteArray large = longText(10 * Megabyte);
        row("transform: one large value in many places", transform,
            task('[' + (path + ',').repeated(10000) + path + ']', large), tooMuch);
        row("transform: one large value in one text", transform,
            task("{\"@template\":\"" + QByteArray("{{x}}").repeated(10000) + "\"}", large), tooMuch);
        row("transform: objects around a large value", transform, task(nested(500, "{\"a\":", path, "}"), large),
            tooMuch);
        row("transform: JSON in JSON in JSON", transform,
            task(nested(300, json("{'@json':{'mode':'encode','value':"), path, "}}"), "\"\\\\\""), tooMuch);
        row("transform: replacements that repeat the text", transform,
            task(json("{'@replace':{'pattern':'x','replacement':'$`$`','value':") + path + "}}", large), tooMuch);
        row("transform: a text decoded over and over", transform,
            task('[' + (json("{'@json':{'mode':'decode','value':{'@path':'$.x'}}},")).repeated(500) + "1]",
                 "\"[" + QByteArray("1,").repeated(1000000) + "1]\""),
            tooMuch);

        for (const QStringList &match : {QStringList{"match"}, QStringList{"match", "--lint"}}) {
            const QByteArray name = match.join(' ').toUtf8();
            row(name + ": payload of 10 000 levels", match, trigger("type = null", deep), tooDeep);
            row(name + ": payload of 60 MB", match, trigger("properties.x != null", longText(60 * Megabyte)), "true");
            row(name + ": a million keys", match, trigger("properties.x.k999999 = 1", keys), "true");
            row(name + ": 10 000 parentheses", match, trigger(nested(10000, "(", "type = null", ")"), "1"), "error");
            row(name + ": 50 000 conditions", match,
                trigger(QByteArray("properties.x != null and ").repeated(50000) + "properties.x != null", "1"), "true");
            row(name + ": invalid UTF-8", match, trigger("type = \xff", "1"), "error");
        }
    }

    void itGivesAnAnswerInBoundedMemory()
    {
        QFETCH(QStringList, command);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, said);
        const Measured measured = measure(command, input);
        QVERIFY2(measured.code == 0 || measured.code == 1, QByteArray::number(measured.code));
        QVERIFY2(measured.line.contains(said), measured.line.left(300));
        QVERIFY(measured.peak > 0);
        // A text is kept up to twice while it comes in and once where it is read; a node for each value weighs most.
        const qint64 swollen = said == "larger than 256 MB" ? 1200 * Megabyte : 0;
        const qint64 bound = Overhead * (64 * Megabyte + 20 * qMin<qint64>(input.size(), 64 * Megabyte) + swollen);
        QVERIFY2(measured.peak <= bound, qPrintable(QStringLiteral("%1 MB for %2 MB of input, where %3 MB are allowed")
                                                        .arg(measured.peak / Megabyte)
                                                        .arg(input.size() / Megabyte)
                                                        .arg(bound / Megabyte)));
        qInfo("%lld MB", static_cast<long long>(measured.peak / Megabyte));
    }

private:
    /// The input stays open until the answer is there, so that the process can still be looked at.
    Measured measure(const QStringList &command, const QByteArray &input) const
    {
        Measured measured;
        const auto process =
            m_smcctl.start(QStringList{"--profile", m_profile} + command + QStringList{"--threads", "1"});
        process->write(input + '\n');
        while (!process->canReadLine() && process->waitForReadyRead(60000))
            ;
        measured.line = process->readLine();
        measured.peak = peakOf(process->processId());
        process->closeWriteChannel();
        if (process->waitForFinished(60000))
            measured.code = process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1;
        return measured;
    }

    Smcctl m_smcctl;
    QString m_profile;
};

QTEST_GUILESS_MAIN(TestCliHostile)
#include "tst_cli_hostile.moc"
