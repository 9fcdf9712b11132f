// Why SMC said no, as far as its words tell: access, missing things, rules that values broke.
#include "rest_fixtures.h"

#include <rest/answer.h>

using namespace smc::rest;
using namespace restfixtures;

namespace {

Outcome outcomeFor(int status, const std::string &body)
{
    Batch batch = people(1, smc::destination::Operation::SegmentLoad);
    return outcomeOf(answered(status, body), batch, "ACME");
}

} // namespace

class TstRestCauses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatHappenedAndWhatToDoStandApart()
    {
        const Outcome dropped = outcomeOf(failed(smc::net::Trouble::Dropped, "It broke.", true), people(1));
        COMPARE_TEXT(dropped.sentence, "It broke.");
        COMPARE_TEXT(dropped.advice, "Look first into the list to see what arrived. Try again; if it keeps happening, "
                                     "send fewer events at once or ask the network administrator.");
        // Nobody was connected: there is nothing to be looked for.
        const Outcome unknownHost =
            outcomeOf(failed(smc::net::Trouble::HostNotFound, "There is no server.", false), people(1));
        VERIFY_CONTAINS(unknownHost.advice, "Check the address for typing errors");
        QVERIFY(unknownHost.advice.find("Look first") == std::string::npos);
        // Nor where it was a question.
        const Outcome question = outcomeOf(failed(smc::net::Trouble::Dropped, "It broke.", true), Subject{});
        QVERIFY2(question.advice.starts_with("Try again"), question.advice.c_str());
        const Outcome cancelled = outcomeOf(failed(smc::net::Trouble::Cancelled, "Cancelled.", true), people(1));
        COMPARE_TEXT(cancelled.advice, "Look into the list to see what arrived before you send it again.");
    }

    void a401SaysWhatToDoFirst_data()
    {
        QTest::addColumn<std::string>("words");
        QTest::addColumn<std::string>("first");
        const auto row = [](const char *name, const char *words, const char *first) {
            QTest::newRow(name) << std::string(words) << std::string(first);
        };
        row("the documented words", "The access key was incorrect", "Copy key and secret again");
        row("a missing key", "API key missing", "Copy key and secret again");
        row("an expired key", "The access key has expired", "new expiration date or new keys");
        row("an outdated key", "This key is outdated.", "new expiration date or new keys");
        row("missing rights", "The access key may not be used for this operation", "Switch on this endpoint");
        row("missing permission", "Permission denied", "Switch on this endpoint");
        row("another organization", "The access key may not be used for this organization", "organization filter");
        row("another address", "The access key may not be used from this address", "IP filter");
        row("an address by name", "IP 203.0.113.7 is blocked", "IP filter");
        row("words that say nothing", "unauthorized.", "In SMC, under Admin Configuration");
        row("a word with ip in it", "Description: equipment", "In SMC, under Admin Configuration");
    }

    void a401SaysWhatToDoFirst()
    {
        QFETCH(std::string, words);
        QFETCH(std::string, first);
        const Outcome outcome = outcomeFor(401, "\"" + words + "\"");
        COMPARE_TEXT(name(outcome.verdict), "not_let_in");
        QVERIFY(outcome.side == Side::Yours);
        VERIFY_CONTAINS(outcome.advice.substr(0, 160), first);
        // The words are a hint: everything else that it can be is named behind it.
        VERIFY_CONTAINS(outcome.advice, "Service Accounts");
        int named = 0;
        for (const char *part : {"key and secret are", "has not expired", "its Endpoints include",
                                 "its organization filter includes", "its IP filter lets"})
            named += outcome.advice.find(part) != std::string::npos ? 1 : 0;
        QVERIFY2(named >= 4, outcome.advice.c_str());
    }

    void a404NamesWhatIsMissing_data()
    {
        QTest::addColumn<std::string>("words");
        QTest::addColumn<std::string>("sentence");
        const auto row = [](const char *name, const char *words, const char *sentence) {
            QTest::newRow(name) << std::string(words) << std::string(sentence);
        };
        row("organization", "There is no organization 'ACME'.", "SMC does not know the organization “ACME”:");
        row("list", "There is no list 'people'.", "SMC does not know the list “people”:");
        row("list in other case", "List PEOPLE was not found", "SMC does not know the list “people”:");
        row("segment", "There is no segment 'gold' on list 'people'.",
            "SMC does not know the static segment “gold” of the list “people”:");
        row("no word about it", "Not found", "SMC does not know one of these:");
        row("a name within a word", "peoples lists golden segments", "SMC does not know one of these:");
    }

    void a404NamesWhatIsMissing()
    {
        QFETCH(std::string, words);
        QFETCH(std::string, sentence);
        const Outcome outcome =
            outcomeFor(404, "{\"errors\":[{\"error_code\":\"ERR\",\"description\":\"" + words + "\"}]}");
        COMPARE_TEXT(name(outcome.verdict), "not_found");
        QVERIFY(outcome.side == Side::Yours);
        VERIFY_CONTAINS(outcome.sentence, sentence);
        QVERIFY(!outcome.advice.empty());
    }

    void aRefusedFieldNamesItsRule_data()
    {
        QTest::addColumn<std::string>("code");
        QTest::addColumn<std::string>("words");
        QTest::addColumn<std::string>("rule");
        const auto row = [](const char *name, const char *code, const char *words, const char *rule) {
            QTest::newRow(name) << std::string(code) << std::string(words) << std::string(rule);
        };
        row("too long", "MaxStringLengthExceeded", "Length of string (53) exceeds maximum field length (50)",
            "At most 50 characters; there are 53.");
        row("too long in other words", "MaxStringLengthExceeded", "too long",
            "No more characters than the field holds.");
        row("too long with odd numbers", "MaxStringLengthExceeded", "(99999999999999999999) (x) ((",
            "No more characters than the field holds.");
        row("a number", "InvalidType", "Value \\\"x\\\" is not valid for field AGE of type Numeric",
            "The field's type is Numeric: a whole number between -2147483648 and 2147483647.");
        row("a date and time", "InvalidType", "not valid for field AT of type DateTime",
            "The field's type is DateTime: a date and time such as 2026-03-01T12:00:00Z.");
        row("a type nobody names", "InvalidType", "Wrong type", "A value of the field's type.");
        row("too few values", "InvalidFieldCount", "Record contains incorrect number of fields",
            "One value for each field that the request names.");
        row("a code nobody knows", "Unknown", "Something", "");
    }

    void aRefusedFieldNamesItsRule()
    {
        QFETCH(std::string, code);
        QFETCH(std::string, words);
        QFETCH(std::string, rule);
        const std::string body = "{\"result_code\":\"PartiallySucceeded\",\"number_of_failed_records\":1,"
                                 "\"invalid_records\":[{\"record_index\":0,\"field_name\":\"MAIL\",\"message\":\"" +
                                 words + "\",\"validation_code\":\"" + code + "\"}]}";
        const Outcome outcome = outcomeOf(answered(200, body), people(1), "ACME");
        QCOMPARE(outcome.rows.size(), std::size_t(1));
        QCOMPARE(outcome.rows[0].troubles.size(), std::size_t(1));
        QCOMPARE(outcome.rows[0].troubles[0].rule, rule);
        QVERIFY(outcome.rows[0].troubles[0].span.begin == 20);
        const bool isWritten = toJson(outcome).find("\"rule\":") != std::string::npos;
        QCOMPARE(isWritten, !rule.empty());
    }
};

QTEST_GUILESS_MAIN(TstRestCauses)
#include "tst_rest_causes.moc"
