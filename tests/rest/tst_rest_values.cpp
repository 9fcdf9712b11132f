// What is said of a value before sending is what the sandbox says when it comes: the two are written apart, since the
// sandbox knows no destination.
#include <destination/column_types.h>
#include <json/writer.h>
#include <sandbox/values.h>

#include <QTest>

using namespace smc;

namespace {

constexpr destination::DataType Types[] = {
    destination::DataType::Boolean, destination::DataType::Numeric,  destination::DataType::Long,
    destination::DataType::Float,   destination::DataType::Date,     destination::DataType::DateTime,
    destination::DataType::Text,    destination::DataType::LongText, destination::DataType::Json,
};

std::string ours(const destination::ListField &field, json::Value value)
{
    const auto stored = destination::storedAs(field, value);
    if (!stored)
        return std::string(stored.error().validationCode) + ": " + stored.error().message;
    json::Document document;
    if (!document.parse(*stored))
        return "no JSON: " + *stored;
    // Numbers by value: the two may spell them differently, and -0 is 0.
    const auto number = document.root().number();
    return number && field.type == destination::DataType::Float ? std::to_string(*number + 0.0) : *stored;
}

std::string sandboxes(const destination::ListField &field, json::Value value)
{
    sandbox::Field theirs;
    theirs.name = field.name;
    theirs.type = *sandbox::dataTypeNamed(nameOf(field.type));
    theirs.allowsNull = field.allowsNull.value_or(true);
    if (field.length)
        theirs.length = static_cast<int>(*field.length);
    const auto stored = sandbox::storedValue(theirs, value);
    if (!stored)
        return std::string(stored.error().validationCode) + ": " + stored.error().message;
    json::Writer writer;
    sandbox::writeValue(writer, theirs, *stored);
    if (field.type == destination::DataType::Float && !stored->isNull())
        return std::to_string(stored->toDouble() + 0.0);
    return writer.take();
}

} // namespace

class TstRestValues : public QObject
{
    Q_OBJECT

    static void compare(const std::string &text)
    {
        json::Document document;
        if (!document.parse(text))
            QFAIL(text.c_str());
        for (const destination::DataType type : Types) {
            destination::ListField field{"F", type, {}, false};
            if (type == destination::DataType::Text)
                field.length = 12;
            const std::string expected = sandboxes(field, document.root());
            const std::string actual = ours(field, document.root());
            QVERIFY2(actual == expected,
                     qPrintable(QStringLiteral("%1 in a %2 field: sandbox %3, ours %4")
                                    .arg(QString::fromStdString(text), QLatin1String(nameOf(type).data()),
                                         QString::fromStdString(expected), QString::fromStdString(actual))));
        }
    }

private Q_SLOTS:
    void writtenValuesHaveTheSameOutcome()
    {
        for (const char *text : {"null",
                                 "true",
                                 "false",
                                 "0",
                                 "1",
                                 "-1",
                                 "2",
                                 "1.0",
                                 "1.5",
                                 "-0",
                                 "1e2",
                                 "2147483647",
                                 "2147483648",
                                 "-2147483649",
                                 "9223372036854775807",
                                 "9223372036854775808",
                                 "123456789012345678901234567890",
                                 "1e400",
                                 "\"\"",
                                 "\"0\"",
                                 "\"1\"",
                                 "\"true\"",
                                 "\"False\"",
                                 "\"yes\"",
                                 "\"12\"",
                                 "\" 12\"",
                                 "\"+12\"",
                                 "\"12abc\"",
                                 "\"1e3\"",
                                 "\"nan\"",
                                 "\"inf\"",
                                 "\"0x10\"",
                                 "\"1.50\"",
                                 "\"2026-01-31\"",
                                 "\"2026-02-29\"",
                                 "\"2024-02-29\"",
                                 "\"2026-01-31T10:00\"",
                                 "\"2026-01-31 10:00:00\"",
                                 "\"2026-01-31T10:00:00Z\"",
                                 "\"2026-01-31T10:00:00,5z\"",
                                 "\"2026-01-31T10:00:00.1234567+02:00\"",
                                 "\"2026-01-31T23:59:59.999-1400\"",
                                 "\"2026-01-31T24:00:00Z\"",
                                 "\"2026-01-31T10:00:60Z\"",
                                 "\"2026-01-31T10:00:00+14:00\"",
                                 "\"2026-01-31T10:00:00+14:01\"",
                                 "\"2026-01-31T10:00:00-14:59\"",
                                 "\"2026-01-31T10:00:00+15:00\"",
                                 "\"2026-01-31T10:00:00.Z\"",
                                 "\"2026-01-31T\"",
                                 "\"2026-1-31\"",
                                 "\"2026-01-31T10:00:00.1234567890Z\"",
                                 "\"abcdefghijkl\"",
                                 "\"abcdefghijklm\"",
                                 "\"\\u00e9\\ud83d\\ude00abcdefghi\"",
                                 "\"\\ud83d\"",
                                 "\"\\ufeffbcdefghijkl\"",
                                 "\"\\ufeffbcdefghijklm\"",
                                 "\"\\ufeff\\ufeffcdefghijklm\"",
                                 "\"{\\\"a\\\":1}\"",
                                 "\"[1,\"",
                                 "{}",
                                 "[]",
                                 "{\"a\": [1, 2.50]}",
                                 "[ 1 ]"})
            compare(text);
    }

    void randomTextsHaveTheSameOutcome()
    {
        constexpr std::string_view Letters = "0123456789-:.,TZ+ eE\xC3\xA9xn";
        std::uint32_t dice = 7;
        const auto roll = [&](std::uint32_t below) {
            dice = dice * 1664525U + 1013904223U;
            return (dice >> 16U) % below;
        };
        for (int run = 0; run < 3000; ++run) {
            std::string text = roll(2) == 0 ? "2026-01-31T10:00:00.5+01:00" : "";
            for (std::uint32_t edits = 1 + roll(4); edits > 0; --edits) {
                const std::size_t at = roll(static_cast<std::uint32_t>(text.size()) + 1);
                const char letter = Letters[roll(20)];
                if (roll(2) == 0 && at < text.size())
                    text[at] = letter;
                else
                    text.insert(at, 1, letter);
            }
            compare(json::quoted(text));
        }
    }
};

QTEST_APPLESS_MAIN(TstRestValues)
#include "tst_rest_values.moc"
