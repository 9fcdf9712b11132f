// Answers of every kind: each has a verdict, a side, a sentence, and rows that don't claim more than is known.
#include "rest_fixtures.h"

#include <json/document.h>
#include <net/policy.h>
#include <net/retry.h>
#include <rest/catalog.h>

using namespace restfixtures;
using smc::net::Trouble;
using smc::rest::Outcome;
using smc::rest::outcomeOf;
using smc::rest::Side;
using smc::rest::Subject;
using smc::rest::Verdict;

class TstRestAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAnswerHasAVerdictASideAndASentence_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("verdict");
        QTest::addColumn<QByteArray>("side");
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *name, int status, QByteArray body, const char *verdict, const char *side,
                            const char *rows, const char *said) {
            QTest::newRow(name) << status << body << QByteArray(verdict) << QByteArray(side) << QByteArray(rows)
                                << QByteArray(said);
        };
        const QByteArray page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>…</body></html>";
        const QByteArray error =
            "{\"errors\":[{\"error_code\":\"ERR_LIST_VALIDATION\",\"description\":\"No field FOO.\"}],"
            "\"result_code\":\"ValidationFailed\",\"message\":\"Request Failed\"}";
        row("401 bare JSON string", 401, "\"unauthorized.\"", "not_let_in", "yours", "not_sent", "“unauthorized”");
        row("401 bare text", 401, "The access key was incorrect", "not_let_in", "yours", "not_sent",
            "access key was incorrect");
        row("401 empty", 401, "", "not_let_in", "yours", "not_sent", "401");
        row("403 page", 403, page, "not_let_in", "network", "not_sent", "proxy or firewall");
        row("400 with errors", 400, error, "refused", "yours", "refused", "“No field FOO” (ERR_LIST_VALIDATION)");
        row("400 with ASP.NET's words", 400, R"({"Message":"The request is invalid."})", "refused", "yours", "refused",
            "The request is invalid");
        row("400 empty", 400, "", "refused", "yours", "refused", "status 400");
        row("400 that says not found", 400, R"({"result_code":"NotFound","message":"List nope not found"})",
            "not_found", "yours", "refused", "“people”");
        row("404 from the API", 404, R"({"errors":[],"result_code":"NotFound"})", "not_found", "yours", "refused",
            "“ACME”, the list “people”");
        row("404 page", 404, page, "not_found", "yours", "refused", "not an answer of SMC's API");
        row("405", 405, R"({"Message":"no DELETE"})", "refused", "smc", "refused", "no DELETE");
        row("408", 408, "", "unavailable", "smc", "unknown", "too long");
        row("413", 413, "", "refused", "yours", "refused", "too large");
        row("422", 422, error, "refused", "yours", "refused", "No field FOO");
        row("500", 500, "{}", "unavailable", "smc", "unknown", "failed inside");
        row("502 page", 502, "<html><h1>Bad Gateway</h1></html>", "unavailable", "smc", "unknown", "“Bad Gateway”");
        row("503", 503, "Service Unavailable", "unavailable", "smc", "not_sent", "maintenance");
        row("200 page", 200, page, "unreadable", "yours", "unknown", "“Sign in”");
        row("200 empty", 200, "", "unreadable", "smc", "unknown", "said nothing");
        row("204", 204, "", "unreadable", "smc", "unknown", "said nothing");
        row("200 blank", 200, " \r\n ", "unreadable", "smc", "unknown", "said nothing");
        row("200 cut JSON", 200, "{\"result_code\":\"Succeeded\",\"number_of_ins", "unreadable", "smc", "unknown",
            "damaged");
        row("200 bytes", 200, QByteArray("\x01\x00\xff\xfe\x80", 5), "unreadable", "smc", "unknown", "not an answer");
        row("200 text", 200, "OK", "unreadable", "smc", "unknown", "“OK”");
        row("200 string", 200, "\"OK\"", "unreadable", "smc", "unknown", "“OK”");
        row("200 array", 200, "[]", "unreadable", "smc", "unknown", "not an answer");
        row("200 null", 200, "null", "unreadable", "smc", "unknown", "not an answer");
        row("200 without anything", 200, "{}", "unclear", "smc", "unknown", "not known");
        row("200 that failed", 200, error, "refused", "yours", "refused", "No field FOO");
        row("200 that fails inside", 200, R"({"result_code":"InternalServerError"})", "unavailable", "smc", "unknown",
            "inside");
        row("200 with an unknown result", 200, R"({"result_code":"Maybe","number_of_inserted_records":1})", "unclear",
            "smc", "unknown", "not known");
        row("302 with a page", 302, page, "unreachable", "yours", "not_sent", "login page");
        row("302", 302, "", "unreachable", "yours", "not_sent", "another address");
    }

    void everyAnswerHasAVerdictASideAndASentence()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, verdict);
        QFETCH(QByteArray, side);
        QFETCH(QByteArray, rows);
        QFETCH(QByteArray, said);
        const Outcome outcome = outcomeOf(answered(status, body.toStdString()), people(1), "ACME");
        COMPARE_TEXT(name(outcome.verdict), verdict);
        COMPARE_TEXT(std::string(nameOf(outcome.side)), side);
        COMPARE_TEXT(statuses(outcome), rows);
        VERIFY_CONTAINS(outcome.sentence, said.toStdString());
        QVERIFY(!outcome.advice.empty());
        QVERIFY(!outcome.rows[0].sentence.empty());
        smc::json::Document document;
        QVERIFY2(document.parse(toJson(outcome)), toJson(outcome).c_str());
    }

    void a401NamesAllThatItCanMean()
    {
        const Outcome outcome = outcomeOf(answered(401, "\"unauthorized.\""), people(1), "ACME");
        for (const char *part : {"key and secret", "expired", "Endpoints", "“ACME”", "IP filter"})
            VERIFY_CONTAINS(outcome.advice, part);
    }

    void theTwo429sAreToldApart()
    {
        const Outcome quota = outcomeOf(
            answered(
                429, "API calls quota exceeded! The maximum allowed is 2500 per minute",
                {{"X-RateLimit-Limit", "2500, 2500;w=60"}, {"X-RateLimit-Remaining", "0"}, {"x-ratelimit-reset", "5"}}),
            people(1));
        COMPARE_TEXT(name(quota.verdict), "busy");
        QVERIFY(quota.side == Side::Yours);
        VERIFY_CONTAINS(quota.sentence, "quota of 2500");
        VERIFY_CONTAINS(quota.advice, "5 seconds");
        QVERIFY(quota.quota && quota.quota->limit == 2500 && quota.quota->remaining == 0);
        const Outcome list = outcomeOf(answered(429, ""), people(1));
        COMPARE_TEXT(name(list.verdict), "busy");
        QVERIFY(list.side == Side::Smc);
        VERIFY_CONTAINS(list.sentence, "another bulk operation on the list “people”");
        COMPARE_TEXT(statuses(quota) + " " + statuses(list), "not_sent not_sent");
        // Nor is one that names a wait about another operation: the sender is not patient with it, either.
        const Outcome waits = outcomeOf(answered(429, "Slow down", {{"Retry-After", "30"}}), people(1));
        VERIFY_CONTAINS(waits.sentence, "quota");
        QVERIFY(waits.sentence.find("another bulk operation") == std::string::npos);
        VERIFY_CONTAINS(waits.advice, "30 seconds");
        const Outcome stripped = outcomeOf(answered(429, "API calls quota exceeded!"), people(1));
        VERIFY_CONTAINS(stripped.sentence, "quota of 2500");
    }

    void oddQuotaHeadersDoNoHarm()
    {
        const Outcome outcome = outcomeOf(
            answered(429, "",
                     {{"X-RateLimit-Limit", "lots"}, {"X-RateLimit-Reset", "1e999"}, {"X-RateLimit-Remaining", ""}}),
            people(1));
        QVERIFY(outcome.quota && !outcome.quota->limit && !outcome.quota->remaining && !outcome.quota->resetSeconds);
        VERIFY_CONTAINS(outcome.advice, "Wait a minute");
    }

    void noAnswerTellsWhetherSmcMayHaveTheRows()
    {
        const Outcome unknownHost = outcomeOf(failed(Trouble::HostNotFound, "There is no server.", false), people(2));
        COMPARE_TEXT(name(unknownHost.verdict), "unreachable");
        COMPARE_TEXT(statuses(unknownHost), "not_sent not_sent");
        COMPARE_TEXT(unknownHost.sentence, "There is no server.");
        const Outcome dropped = outcomeOf(failed(Trouble::Dropped, "It broke.", true), people(1));
        COMPARE_TEXT(statuses(dropped), "unknown");
        QVERIFY(dropped.side == Side::Network);
        COMPARE_TEXT(statuses(outcomeOf(failed(Trouble::TimedOut, "Slow.", false), people(1))), "not_sent");
        const Outcome cancelled = outcomeOf(failed(Trouble::Cancelled, "Cancelled.", true), people(1));
        COMPARE_TEXT(name(cancelled.verdict), "cancelled");
        COMPARE_TEXT(statuses(cancelled), "unknown");
        COMPARE_TEXT(statuses(outcomeOf(failed(Trouble::Cancelled, "Cancelled.", false), people(1))), "not_sent");
    }

    void theHistorySaysOfARequestWhatItsRowsSay_data()
    {
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<QByteArray>("sentence");
        const auto row = [](const char *name, const Outcome &outcome, const char *word, const char *sentence) {
            QTest::newRow(name) << outcome << QByteArray(word) << QByteArray(sentence);
        };
        row("broken off", outcomeOf(failed(Trouble::Dropped, "It broke.", true), people(2)), "Unclear",
            "Not known whether SMC took it. It broke.");
        auto half = answered(200, "{\"result_code\"");
        half.state = smc::net::State::Failed;
        half.trouble = Trouble::Dropped;
        half.sentence = "It broke.";
        half.attempts.back().status = 0;
        half.attempts.back().trouble = Trouble::Dropped;
        row("broken off within its answer", outcomeOf(half, people(1)), "Unclear",
            "Not known whether SMC took it. It broke.");
        row("never connected", outcomeOf(failed(Trouble::Refused, "Nobody listens.", false), people(1)), "NotSent",
            "Nobody listens.");
        row("damaged", outcomeOf(answered(200, "{\"result_code\""), people(1)), "Unclear",
            "Not known whether SMC took it. SMC's answer is damaged: it is no complete JSON (status 200).");
        const auto nested = [](std::size_t levels) {
            return answered(200, std::string(levels, '[') + std::string(levels, ']'));
        };
        row("nested too deeply", outcomeOf(nested(100'000), people(1)), "Unclear",
            "Not known whether SMC took it. SMC's answer can't be read: its lists and objects are nested more than "
            "1000 levels deep (status 200).");
        row("maintenance", outcomeOf(answered(503, ""), people(1)), "NotSent",
            "SMC is under load or in maintenance (status 503).");
        row("failed inside", outcomeOf(answered(500, ""), people(1)), "Unclear",
            "Not known whether SMC took it. SMC failed inside (status 500).");
        row("sent on", outcomeOf(answered(302, ""), people(1)), "NotSent", "The server sends us on");
        row("not found",
            outcomeOf(answered(200, R"({"result_code":"Succeeded","number_of_records_not_found":1})"), people(1)),
            "NotFound", "it knows no record for it");
        row("a question that was broken off", outcomeOf(failed(Trouble::Dropped, "It broke.", true), Subject{}),
            "Unreachable", "It broke.");
        row("a question with a damaged answer", outcomeOf(answered(200, "{\"name\""), Subject{}), "Unclear",
            "SMC's answer is damaged");
    }

    void theHistorySaysOfARequestWhatItsRowsSay()
    {
        QFETCH(Outcome, outcome);
        QFETCH(QByteArray, word);
        QFETCH(QByteArray, sentence);
        COMPARE_TEXT(historyWord(outcome), word);
        VERIFY_CONTAINS(historySentence(outcome), sentence.toStdString());
    }

    void cancelledSaysWhetherAnythingWasSent()
    {
        auto waiting = failed(Trouble::Cancelled, "Cancelled.", true);
        waiting.attempts[0].trouble = Trouble::None;
        waiting.attempts[0].status = 429;
        COMPARE_TEXT(outcomeOf(waiting, people(1)).sentence,
                     "Cancelled while waiting to send it again. SMC has not taken it: the last answer was status 429.");
        COMPARE_TEXT(statuses(outcomeOf(waiting, people(1))), "not_sent");

        auto untried = failed(Trouble::Cancelled, "Cancelled.", false);
        const char *nothingSent = "Cancelled before anything was sent, so SMC has not got it.";
        COMPARE_TEXT(outcomeOf(untried, people(1)).sentence, nothingSent);
        untried.attempts.clear();
        COMPARE_TEXT(outcomeOf(untried, people(1)).sentence, nothingSent);

        const auto onItsWay = failed(Trouble::Cancelled, "Cancelled.", true);
        COMPARE_TEXT(outcomeOf(onItsWay, people(1)).sentence,
                     "Cancelled while the request was on its way: SMC may have got it or not.");
        COMPARE_TEXT(statuses(outcomeOf(onItsWay, people(1))), "unknown");

        auto refusedOnTheWay = failed(Trouble::Cancelled, "Cancelled.", true);
        refusedOnTheWay.attempts[0].trouble = Trouble::TooManyRedirects;
        COMPARE_TEXT(outcomeOf(refusedOnTheWay, people(1)).sentence,
                     "Cancelled before SMC took it: what was sent did not get through.");
    }

    void cancelledIsNobodysTroubleAndSaysWhatToDo()
    {
        for (const bool connected : {true, false}) {
            const auto outcome = outcomeOf(failed(Trouble::Cancelled, "Cancelled.", connected), people(1));
            QCOMPARE(outcome.side, Side::None);
            COMPARE_TEXT(outcome.advice, connected ? "Look into the list to see what arrived before you send it again."
                                                   : "Send it again when you want SMC to have it.");
        }
    }

    void anEarlierAttemptThatMayHaveWorkedIsNotForgotten()
    {
        auto exchange = answered(429, "");
        smc::net::Attempt lost;
        lost.trouble = Trouble::TimedOut;
        lost.timing.connectedMs = 3.0;
        exchange.attempts.insert(exchange.attempts.begin(), lost);
        COMPARE_TEXT(statuses(outcomeOf(exchange, people(1))), "unknown");
    }

    void anAnswerThatBrokeOffIsNotBelieved()
    {
        auto exchange = answered(200, R"({"result_code":"Succeeded","number_of_inserted_records":1})");
        exchange.answer->truncated = true;
        exchange.state = smc::net::State::Failed;
        exchange.trouble = Trouble::Dropped;
        exchange.sentence = "The connection broke.";
        exchange.attempts.back().status = 0;
        exchange.attempts.back().trouble = Trouble::Dropped;
        const Outcome outcome = outcomeOf(exchange, people(1));
        COMPARE_TEXT(name(outcome.verdict), "unreachable");
        QVERIFY(outcome.side == Side::Network);
        COMPARE_TEXT(outcome.sentence, "The connection broke.");
        COMPARE_TEXT(statuses(outcome), "unknown");
    }

    void anAnswerThatWeCutIsCalledTooLargeAndNotBelieved()
    {
        std::string body = R"({"result_code":"Succeeded","number_of_inserted_records":1})";
        body.resize(3UL * 1024 * 1024, ' ');
        auto exchange = answered(200, body);
        exchange.answer->truncated = true;
        const Outcome outcome = outcomeOf(exchange, people(1));
        COMPARE_TEXT(name(outcome.verdict), "unreadable");
        QVERIFY(outcome.side == Side::Smc);
        COMPARE_TEXT(outcome.sentence,
                     "SMC's answer is larger than the 3 MiB that are read of it (status 200), so its end is missing.");
        COMPARE_TEXT(statuses(outcome), "unknown");
    }

    void whereTheRestOfALargeAnswerIsIsSaid()
    {
        auto exchange = answered(200, R"({"result_code":"Succeeded","number_of_inserted_records":1})");
        exchange.answer->spooled = smc::net::SpooledBody{"one.body", 300ULL << 20};
        const Outcome whole = outcomeOf(exchange, people(1));
        COMPARE_TEXT(name(whole.verdict), "unreadable");
        COMPARE_TEXT(whole.sentence, "SMC's answer is far larger than one to such a request (status 200): it is kept "
                                     "whole in Activity, but was not looked into.");
        // Which may be read in Activity itself.
        COMPARE_TEXT(whole.advice, "Look into the list to see what arrived before you send again.");
        COMPARE_TEXT(historyWord(whole), "Unclear");
        COMPARE_TEXT(statuses(whole), "unknown");
        exchange.answer->truncated = true;
        const auto said = [&exchange](smc::net::SpoolStop stop) {
            exchange.answer->spoolStop = stop;
            return outcomeOf(exchange, people(1));
        };
        const Outcome bound = said(smc::net::SpoolStop::Bound);
        COMPARE_TEXT(
            bound.sentence,
            "SMC's answer is larger than the 300 MiB that are kept of it (status 200), so its end is missing.");
        QVERIFY(bound.side == Side::Smc);
        const Outcome together = said(smc::net::SpoolStop::FolderBound);
        COMPARE_TEXT(together.sentence, "SMC's answer did not fit into the room that large answers may take together "
                                        "(status 200): the first 300 MiB are kept.");
        const Outcome disk = said(smc::net::SpoolStop::Disk);
        COMPARE_TEXT(disk.sentence, "Your disk took no more than the first 300 MiB of SMC's answer (status 200): it is "
                                    "full, or can't be written to.");
        QVERIFY(disk.side == Side::Yours);
    }

    void whoeverIsSentOnWasNotServedWhereverItLeads()
    {
        const Outcome within = outcomeOf(answered(302, "", {{"Location", "/Portal/Login"}}), people(2));
        const Outcome elsewhere =
            outcomeOf(failed(Trouble::RedirectElsewhere, "acme.slgnt.us sends us on.", true), people(2));
        COMPARE_TEXT(name(within.verdict), name(elsewhere.verdict).c_str());
        COMPARE_TEXT(statuses(within), "not_sent not_sent");
        COMPARE_TEXT(statuses(elsewhere), "not_sent not_sent");
        QVERIFY(within.side == elsewhere.side);
    }

    void aLongWaitThatSmcAsksForIsTold_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("verdict");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *title, int status, const char *header, const char *value, const char *verdict,
                            const char *said) {
            QTest::newRow(title) << status << QByteArray(header) << QByteArray(value) << QByteArray(verdict)
                                 << QByteArray(said);
        };
        row("an hour", 429, "Retry-After", "3600", "busy", "SMC asks to wait an hour, until 04:12 (status 429)");
        row("a date", 503, "Retry-After", "Sun, 01 Mar 2026 03:14:00 GMT", "unavailable",
            "SMC asks to wait 121 seconds, until 03:14 (status 503)");
        row("the quota", 429, "X-RateLimit-Reset", "100.5", "busy", "SMC asks to wait 101 seconds, until 03:14");
        row("an hour, as a date", 503, "Retry-After", "Sun, 01 Mar 2026 04:11:59 GMT", "unavailable",
            "SMC asks to wait an hour, until 04:12 ");
        row("over midnight", 503, "Retry-After", "86400", "unavailable",
            "SMC asks to wait 24 hours, until 2 March, 03:12 (status 503)");
        row("for ever", 503, "Retry-After", "99999999999999999999", "unavailable",
            "SMC asks to wait 365 days, until 1 March 2027, 03:12 ");
        row("a part of a day", 503, "Retry-After", "255600", "unavailable",
            "SMC asks to wait 3 days, until 4 March, 02:12 (status 503)");
        row("not too long", 503, "Retry-After", "90", "unavailable", "under load");
        row("where nothing is sent again", 400, "Retry-After", "3600", "refused", "refused");
    }

    void aLongWaitThatSmcAsksForIsTold()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, verdict);
        QFETCH(QByteArray, said);
        qputenv("TZ", "UTC");
        auto exchange = answered(status, "", {{header.toStdString(), value.toStdString()}});
        exchange.attempts.back().started = smc::net::UtcTime(std::chrono::milliseconds(1'772'334'719'000)); // 03:11:59
        exchange.attempts.back().timing.doneMs = 400.0;
        exchange.attempts.back().tooLongWait =
            smc::net::tooLongWait(status, exchange.answer->headers, smc::net::Policy(),
                                  exchange.attempts.back().started + std::chrono::milliseconds(400));
        const Outcome outcome = outcomeOf(exchange, people(1));
        COMPARE_TEXT(name(outcome.verdict), verdict);
        VERIFY_CONTAINS(outcome.sentence, said.toStdString());
        COMPARE_TEXT(statuses(outcome), verdict == "refused" ? "refused" : "not_sent");
        QVERIFY(!outcome.advice.empty());
    }

    void smcsWordsAreShortAndOnOneLine()
    {
        const std::string words = "bad\n\x07" + std::string(5000, 'x');
        const Outcome outcome = outcomeOf(answered(400, words), people(1));
        QVERIFY2(outcome.words.size() < 400, outcome.words.c_str());
        QVERIFY(outcome.words.find('\n') == std::string::npos);
        const Outcome deep = outcomeOf(answered(200, std::string(100000, '[')), people(1));
        COMPARE_TEXT(name(deep.verdict), "unreadable");
    }

    void questionsWithoutRowsAreReadToo()
    {
        QVERIFY(outcomeOf(answered(200, R"({"fields":[]})"), smc::rest::Subject{}).isGood());
        const Outcome page = outcomeOf(answered(200, "<html></html>"), smc::rest::Subject{});
        COMPARE_TEXT(name(page.verdict), "unreadable");
        const Outcome failedInside =
            outcomeOf(answered(200, R"({"result_code":"Failed","message":"no"})"), smc::rest::Subject{});
        COMPARE_TEXT(name(failedInside.verdict), "refused");
        QVERIFY(failedInside.rows.empty());
    }

    void listsAreReadInEitherSpelling()
    {
        for (const char *body : {R"({"lists":[{"id":1,"type":"Userlist","api_name":"U","name":"n"}]})",
                                 R"({"list":[{"list_type":"Userlist","api_name":"U"},7]})"}) {
            const auto lists = smc::rest::readLists(body);
            QVERIFY(lists);
            QCOMPARE(lists->size(), std::size_t(1));
            COMPARE_TEXT(lists->front().apiName + " " + lists->front().type, "U Userlist");
        }
        for (const char *body : {"", "{}", "[", "\"x\"", R"({"lists":{}})"}) {
            const auto lists = smc::rest::readLists(body);
            QVERIFY2(!lists, body);
            COMPARE_TEXT(lists.error().code, "answer_unreadable");
        }
        const auto fields = smc::rest::readFields(
            R"({"fields":[{"name":"A","length":50,"data_type":"Text","allow_null":false},{"name":"B","length":null}]})");
        QVERIFY(fields && fields->size() == 2);
        QVERIFY(fields->at(0).length == 50 && fields->at(0).allowsNull == false);
        QVERIFY(!fields->at(1).length && !fields->at(1).allowsNull);
        QVERIFY(smc::rest::readRecordCount(R"({"count":12})") == 12);
        QVERIFY(!smc::rest::readRecordCount(R"({"count":"many"})"));
    }
};

QTEST_GUILESS_MAIN(TstRestAnswer)
#include "tst_rest_answer.moc"
