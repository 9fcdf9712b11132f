// What is said of a row before sending is what the sandbox answers to it over HTTP, type by type: taken or refused,
// with the same code; and what is converted is stored as the sandbox stores the event's own value.
#include "rest_fixtures.h"

#include <destination/prepare.h>
#include <json/writer.h>
#include <rest/creation.h>
#include <rest/schema.h>
#include <sandbox/server.h>

#include <QCoro/QCoroTask>

#include <map>
#include <memory>

using namespace smc;

namespace {

/// Values as JSON: those that stand at a boundary, then made ones.
std::vector<std::string> valuesToTry()
{
    std::vector<std::string> values = {"true",
                                       "false",
                                       "null",
                                       "0",
                                       "1",
                                       "2",
                                       "-1",
                                       "-0",
                                       "1.0",
                                       "1.5",
                                       "1e2",
                                       "0.1",
                                       "12",
                                       "123",
                                       "1234",
                                       "2147483647",
                                       "2147483648",
                                       "-2147483648",
                                       "-2147483649",
                                       "9007199254740993",
                                       "9223372036854775807",
                                       "9223372036854775808",
                                       "-9223372036854775808",
                                       "1e308",
                                       "1e-400",
                                       "{}",
                                       "[]",
                                       "{\"a\":1.00}",
                                       "[1, \"b\"]"};
    for (const char *text :
         {"",
          " ",
          "0",
          "1",
          "2",
          "-1",
          "true",
          "True",
          "FALSE",
          "yes",
          "null",
          "12",
          "0012",
          "+12",
          " 12",
          "12 ",
          "1.5",
          ".5",
          "1.",
          "1e3",
          "1e400",
          "NaN",
          "inf",
          "0x10",
          "1,5",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9223372036854775807",
          "9223372036854775808",
          "2026-01-31",
          "2026-02-29",
          "2024-02-29",
          "0000-01-01",
          "9999-12-31",
          "2026-01-31T10:00",
          "2026-01-31T10:00Z",
          "2026-01-31 10:00:00",
          "2026-01-31T10:00:00Z",
          "2026-01-31t10:00:00z",
          "2026-01-31T10:00:00,5Z",
          "2018-03-27T11:57:20.1179032Z",
          "2026-01-31T10:00:00.1234567890Z",
          "2026-01-31T23:30:00+02:00",
          "2026-01-31T00:30:00-0130",
          "2026-01-31T10:00:00+14:00",
          "2026-01-31T10:00:00+15:00",
          "2026-01-31T24:00:00Z",
          "2026-01-31T10:60:00Z",
          "2026-01-31T10:00:60Z",
          "2026-01-31T",
          "2026-1-31",
          "31.01.2026",
          "1767225600",
          "twelve chars",
          "thirteen char",
          "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9",
          "\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80",
          "\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80x",
          "{\"a\":1}",
          "[1,",
          "tab\tand\nline",
          "\"quoted\\\"",
          "'; DROP TABLE x; --"})
        values.push_back(json::quoted(text));
    std::uint32_t dice = 20261;
    const auto roll = [&dice](std::uint32_t below) {
        dice = dice * 1664525U + 1013904223U;
        return (dice >> 16U) % below;
    };
    constexpr std::string_view Seeds[] = {"2026-01-31T10:00:00.5+01:00", "2147483647", "-12.50", "false", "2026-01-31"};
    constexpr std::string_view Letters = "0123456789-:.,TZ+ eE";
    while (values.size() < 320) {
        std::string text(Seeds[roll(5)]);
        for (std::uint32_t edits = roll(3); edits > 0; --edits) {
            const std::size_t at = roll(static_cast<std::uint32_t>(text.size()));
            if (roll(3) == 0)
                text.erase(at, 1);
            else
                text[at] = Letters[roll(static_cast<std::uint32_t>(Letters.size()))];
        }
        json::Document number;
        values.push_back(roll(2) == 0 && number.parse(text) ? text : json::quoted(text));
    }
    return values;
}

} // namespace

class TstRestTypes : public QObject
{
    Q_OBJECT

    sandbox::Server m_server;

    rest::Client client()
    {
        rest::Connection connection;
        connection.address = {*destination::AdminUrl::parse(m_server.url().toString().toStdString()), "DEMO"};
        connection.apiKey = m_server.apiKey();
        connection.apiSecret = m_server.apiSecret();
        connection.transport.proxy = net::ProxyUse::None;
        return rest::Client(connection);
    }

    void makeList(const std::string &name, const std::string &type)
    {
        rest::Client maker = client();
        const rest::Address address = maker.connection().address;
        std::vector<net::HttpRequest> requests = {
            rest::createListRequest(address, {name, name, "Datalist"}),
            rest::createFieldRequest(address, name, {"RECORD", "Text", 20}),
            rest::createFieldRequest(address, name,
                                     {"VALUE", type, type == "Text" ? std::optional(12) : std::nullopt})};
        for (net::HttpRequest &request : requests) {
            const Result<void> made = QCoro::waitFor(rest::create(maker, std::move(request), name));
            QVERIFY2(made, made ? "" : made.error().message.c_str());
        }
    }

    /// The rows that the audience list gets of one event for each of `values`, as the one door makes them.
    struct Prepared
    {
        rest::Batch batch;
        std::vector<std::string> codes; ///< Of each value's refusal or omission; empty where it is taken.
    };
    static Prepared prepared(const std::string &list, const std::vector<std::string> &values,
                             std::shared_ptr<const destination::KnownFields> fields)
    {
        destination::Destination destination;
        destination.settings.audienceListApiName = list;
        destination.settings.audienceKeyFields = {"RECORD"};
        destination.fields = std::move(fields);
        destination::Preparer preparer(destination);
        Prepared result;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto &event = preparer.prepare(R"({"type":"identify","messageId":"m","userId":")" +
                                                 std::to_string(i) + R"(","traits":{"VALUE":)" + values[i] + "}}");
            if (event.deliveries().empty()) {
                result.codes.emplace_back("no delivery");
                continue;
            }
            const bool isHeldBack = !event.heldBack().empty();
            const destination::Delivery &delivery = isHeldBack ? event.heldBack().back() : event.deliveries().back();
            if (isHeldBack)
                result.codes.emplace_back(event.refusalsOfHeldBack().front().problem.validationCode);
            else
                result.codes.emplace_back(event.omissions().empty() ? "" : event.omissions().front().code);
            result.batch.list = delivery.list;
            result.batch.keyFields = delivery.keyFields;
            result.batch.columns = delivery.columns;
            rest::Row row{{i, 0}, {}};
            for (const destination::Cell &cell : delivery.row)
                row.cells.push_back({std::string(cell.json), cell.origin.kind, {}});
            result.batch.rows.push_back(std::move(row));
        }
        return result;
    }

    /// What the list holds, as record and value.
    std::map<std::string, std::string> stored(const std::string &list)
    {
        std::map<std::string, std::string> found;
        const auto page = m_server.rows({list, {}, 0, 1000});
        if (!page)
            return found;
        for (const auto &row : page->rows)
            found[row.at(1).value_or("")] = row.at(2).value_or("(null)");
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto started = m_server.start(smc::sandbox::Options());
        QVERIFY2(started, started ? "" : started.error().message.c_str());
    }

    void aColumnThatTheListLacksIsRefusedWithTheSandboxsCode()
    {
        makeList("LACKING", "Text");
        const auto read = QCoro::waitFor(client().fields("LACKING"));
        QVERIFY(read.value);
        auto fields = *read.value;
        const auto known = [&] {
            return std::make_shared<const destination::KnownFields>(
                destination::KnownFields{rest::listFields("LACKING", fields)});
        };
        const Prepared whole = prepared("LACKING", {"1"}, known());
        QCOMPARE(whole.codes.front(), std::string());
        std::erase_if(fields, [](const rest::FieldInfo &field) { return field.name == "VALUE"; });
        const Prepared lacking = prepared("LACKING", {"1"}, known());
        rest::Batch other = whole.batch;
        other.columns.back() = "NOT_THERE";
        const rest::Sent said = QCoro::waitFor(client().send(other));
        QVERIFY(!said.outcome.errors.empty());
        QCOMPARE(lacking.codes.front(), said.outcome.errors.front().code);
    }

    void eachTypeTakesAndRefusesWhatTheSandboxDoes_data()
    {
        QTest::addColumn<QByteArray>("type");
        for (const char *type : {"Boolean", "Numeric", "Long", "Float", "Date", "DateTime", "Text", "LongText"})
            QTest::newRow(type) << QByteArray(type);
    }

    void eachTypeTakesAndRefusesWhatTheSandboxDoes()
    {
        QFETCH(QByteArray, type);
        const std::string plainList = "PLAIN_" + type.toStdString();
        const std::string typedList = "TYPED_" + type.toStdString();
        makeList(plainList, type.toStdString());
        makeList(typedList, type.toStdString());
        const auto read = QCoro::waitFor(client().fields(typedList));
        QVERIFY(read.value);
        const auto fields = std::make_shared<const destination::KnownFields>(
            destination::KnownFields{rest::listFields(typedList, *read.value)});

        const std::vector<std::string> values = valuesToTry();
        const Prepared plain = prepared(plainList, values, nullptr);
        Prepared typed = prepared(typedList, values, fields);
        QCOMPARE(plain.batch.rows.size(), values.size());
        const rest::Sent said = QCoro::waitFor(client().send(plain.batch));
        QCOMPARE(said.outcome.rows.size(), values.size());
        std::size_t refused = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto &troubles = said.outcome.rows[i].troubles;
            const std::string theirs = troubles.empty() ? "" : troubles.front().validationCode;
            QVERIFY2(typed.codes[i] == theirs,
                     qPrintable(QStringLiteral("%1 in %2: the sandbox says \"%3\", we said \"%4\"")
                                    .arg(QString::fromStdString(values[i]), QString::fromUtf8(type),
                                         QString::fromStdString(theirs), QString::fromStdString(typed.codes[i]))));
            refused += theirs.empty() ? 0 : 1;
        }
        QVERIFY(refused < values.size());
        QVERIFY2(refused > 3 || type == "LongText", "Values of both kinds were tried.");

        // Without those that are refused, all of the converted ones arrive, and are stored as the event's own are.
        std::vector<rest::Row> good;
        for (rest::Row &row : typed.batch.rows) {
            if (typed.codes[row.source.event].empty())
                good.push_back(std::move(row));
        }
        typed.batch.rows = std::move(good);
        const rest::Sent converted = QCoro::waitFor(client().send(typed.batch));
        QCOMPARE(QByteArray(nameOf(converted.outcome.verdict).data()), QByteArray("accepted"));
        const auto theirs = stored(plainList);
        const auto ours = stored(typedList);
        QCOMPARE(theirs.size(), values.size() - refused);
        QCOMPARE(ours.size(), theirs.size());
        for (const auto &[record, value] : theirs)
            QCOMPARE(ours.at(record), value);
    }
};

QTEST_GUILESS_MAIN(TstRestTypes)
#include "tst_rest_types.moc"
