// Counts and invalid_records led back to rows: nothing is called delivered that may not be.
#include "rest_fixtures.h"

using namespace restfixtures;
using smc::rest::Batch;
using smc::rest::Outcome;
using smc::rest::outcomeOf;

class TstRestRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatBecomesOfTheRowsFollowsFromCountsAndRecords_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("verdict");
        QTest::addColumn<QByteArray>("statuses");
        const auto row = [](const char *name, int rows, QByteArray body, const char *verdict, const char *statuses) {
            QTest::newRow(name) << rows << "{" + body + "}" << QByteArray(verdict) << QByteArray(statuses);
        };
        const QByteArray ok = R"("result_code":"Succeeded")";
        const QByteArray part = R"("result_code":"PartiallySucceeded")";
        const QByteArray no = R"("result_code":"Failed")";
        const auto counts = [](int inserted, int updated, int duplicates, int failed, int notFound) {
            return QByteArray(R"(,"number_of_inserted_records":)") + QByteArray::number(inserted) +
                   R"(,"number_of_updated_records":)" + QByteArray::number(updated) +
                   R"(,"number_of_duplicate_records":)" + QByteArray::number(duplicates) +
                   R"(,"number_of_failed_records":)" + QByteArray::number(failed) +
                   R"(,"number_of_records_not_found":)" + QByteArray::number(notFound);
        };
        const auto invalid = [](std::initializer_list<const char *> indices) {
            QByteArray text = ",\"invalid_records\":[";
            for (const char *index : indices)
                text += QByteArray(text.endsWith('[') ? "" : ",") + "{\"record_index\":" + index +
                        ",\"field_name\":\"NAME\",\"message\":\"m\",\"validation_code\":\"InvalidType\"}";
            return text + "]";
        };

        row("all new", 2, ok + counts(2, 0, 0, 0, 0), "accepted", "delivered delivered");
        row("new, changed and double", 3, ok + counts(1, 1, 1, 0, 0), "accepted", "delivered delivered delivered");
        row("more records than rows", 1, ok + counts(0, 3, 0, 0, 0), "accepted", "delivered");
        row("no counts at all", 2, ok, "accepted", "delivered delivered");
        row("null counts", 1, ok + R"(,"number_of_inserted_records":null,"invalid_records":null)", "accepted",
            "delivered");
        row("nothing counted", 2, ok + counts(0, 0, 0, 0, 0), "unclear", "unknown unknown");
        row("too few counted", 3, ok + counts(1, 0, 0, 0, 0), "partly_accepted", "unknown unknown unknown");

        row("one named", 3, part + counts(2, 0, 0, 1, 0) + invalid({"1"}), "partly_accepted",
            "delivered refused delivered");
        row("one named, said to succeed", 2, ok + counts(1, 0, 0, 1, 0) + invalid({"0"}), "partly_accepted",
            "refused delivered");
        row("a row named twice", 2, part + counts(1, 0, 0, 1, 0) + invalid({"0", "0"}), "partly_accepted",
            "refused delivered");
        row("records counted, not rows", 2, part + counts(1, 0, 0, 2, 0) + invalid({"0", "0"}), "partly_accepted",
            "refused delivered");
        row("all named", 2, part + counts(0, 0, 0, 2, 0) + invalid({"0", "1"}), "refused", "refused refused");
        row("more failed than named", 3, part + counts(1, 0, 0, 2, 0) + invalid({"0"}), "partly_accepted",
            "refused unknown unknown");
        row("all others failed too", 3, part + counts(0, 0, 0, 3, 0) + invalid({"0"}), "refused",
            "refused refused refused");
        row("fewer failed than named", 3, part + counts(2, 0, 0, 1, 0) + invalid({"0", "1"}), "partly_accepted",
            "refused refused unknown");
        row("named, yet none failed", 2, ok + counts(2, 0, 0, 0, 0) + invalid({"0"}), "unclear", "unknown unknown");
        row("a part, but nothing named", 2, part + counts(2, 0, 0, 0, 0), "unclear", "unknown unknown");
        row("a part, and nothing more", 2, part, "unclear", "unknown unknown");
        row("a part and records, no counts", 2, part + invalid({"0"}), "unclear", "refused unknown");
        row("counts without a result", 1, counts(1, 0, 0, 0, 0).mid(1), "accepted", "delivered");

        row("index out of range", 2, part + counts(1, 0, 0, 1, 0) + invalid({"7"}), "partly_accepted",
            "unknown unknown");
        row("no index", 2, part + counts(1, 0, 0, 1, 0) + invalid({"null"}), "partly_accepted", "unknown unknown");
        row("no index needed", 1, part + counts(0, 0, 0, 1, 0) + invalid({"null"}), "refused", "refused");
        row("negative index", 2, part + counts(1, 0, 0, 1, 0) + invalid({"-1"}), "partly_accepted", "unknown unknown");
        row("huge index", 2, part + counts(1, 0, 0, 1, 0) + invalid({"99999999999999999999"}), "partly_accepted",
            "unknown unknown");
        row("index as a text", 2, part + counts(1, 0, 0, 1, 0) + invalid({"\"1\""}), "partly_accepted",
            "delivered refused");
        row("counted from 1", 3, part + counts(1, 0, 0, 2, 0) + invalid({"1", "3"}), "partly_accepted",
            "refused delivered refused");
        row("records that are no objects", 2, part + counts(1, 0, 0, 1, 0) + R"(,"invalid_records":[1,null,"x"])",
            "partly_accepted", "unknown unknown");

        row("one not found", 1, ok + counts(0, 0, 0, 0, 1), "refused", "not_found");
        row("none found", 2, ok + counts(0, 0, 0, 0, 2), "refused", "not_found not_found");
        row("none found, also as failed", 2, part + counts(0, 0, 0, 2, 2), "refused", "not_found not_found");
        row("none found, result not found", 1, R"("result_code":"NotFound")" + counts(0, 0, 0, 0, 1), "refused",
            "not_found");
        row("some not found", 3, ok + counts(2, 0, 0, 0, 1), "partly_accepted", "unknown unknown unknown");
        row("failed and not found", 2, part + counts(0, 0, 0, 1, 1) + invalid({"0"}), "refused", "refused not_found");

        row("failed", 2, no + counts(0, 0, 0, 2, 0) + invalid({"1"}), "refused", "refused refused");
        row("failed, yet some taken", 2, no + counts(1, 0, 0, 1, 0) + invalid({"1"}), "partly_accepted",
            "unknown refused");
        row("negative counts", 1, ok + counts(-5, 0, 0, 0, 0), "unclear", "unknown");
        row("absurd counts", 1,
            ok + R"(,"number_of_inserted_records":9223372036854775807,"number_of_updated_records":9223372036854775807)",
            "accepted", "delivered");
        row("counts as texts", 2, ok + R"(,"number_of_inserted_records":"2")", "accepted", "delivered delivered");
    }

    void whatBecomesOfTheRowsFollowsFromCountsAndRecords()
    {
        QFETCH(int, rows);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, verdict);
        QFETCH(QByteArray, statuses);
        const Outcome outcome = outcomeOf(answered(200, body.toStdString()), people(std::size_t(rows)));
        COMPARE_TEXT(restfixtures::statuses(outcome), statuses);
        COMPARE_TEXT(name(outcome.verdict), verdict);
        QVERIFY(!outcome.sentence.empty());
        for (const auto &row : outcome.rows)
            QVERIFY(!row.sentence.empty());
        if (statuses.contains("unknown"))
            QVERIFY(!outcome.notes.empty());
    }

    void rowsThatSmcDroppedForALaterOneOfTheSameKeySaySo()
    {
        Batch batch = people(4);
        batch.rows[0].cells[0].json = "\"JANE@example.com\"";
        batch.rows[2].cells[0].json = "\"jane@example.com\"";
        const auto answer = [](int duplicates) {
            return answered(
                200, "{\"result_code\":\"Succeeded\",\"number_of_inserted_records\":" + std::to_string(4 - duplicates) +
                         ",\"number_of_duplicate_records\":" + std::to_string(duplicates) + "}");
        };
        const Outcome outcome = outcomeOf(answer(1), batch);
        COMPARE_TEXT(statuses(outcome), "duplicate delivered delivered delivered");
        COMPARE_TEXT(outcome.rows[0].sentence,
                     "SMC kept only the last of 2 rows with this MAIL, so this one was not stored.");
        COMPARE_TEXT(name(outcome.verdict), "accepted");
        COMPARE_TEXT(outcome.sentence, "SMC took 3 of 4 rows into the list people (3 new, 1 double); 1 had the same "
                                       "key as another and was not stored.");
        COMPARE_TEXT(statuses(outcomeOf(answer(0), batch)), "delivered delivered delivered delivered");

        auto first = answer(1);
        first.request.url.setQuery(QStringLiteral("keyFields=MAIL&deduplication=ImportFirstMatch"));
        COMPARE_TEXT(statuses(outcomeOf(first, batch)), "delivered delivered duplicate delivered");
    }

    void rowsAreNotCalledDoubleBeyondWhatSmcCounts()
    {
        const std::string one = "{\"result_code\":\"Succeeded\",\"number_of_inserted_records\":2,"
                                "\"number_of_duplicate_records\":1}";
        Batch same = people(3);
        for (auto &row : same.rows)
            row.cells[0].json = "\"jane@example.com\"";
        COMPARE_TEXT(statuses(outcomeOf(answered(200, one), same)), "delivered delivered delivered");
        Batch without = people(3);
        for (auto &row : without.rows)
            row.cells[0].json = "null";
        COMPARE_TEXT(statuses(outcomeOf(answered(200, one), without)), "delivered delivered delivered");
        Batch members = people(3, Operation::SegmentLoad);
        members.rows[0].cells[0].json = members.rows[1].cells[0].json;
        COMPARE_TEXT(statuses(outcomeOf(answered(200, one), members)), "delivered delivered delivered");
    }

    void aTroubleLeadsBackToTheEventsField()
    {
        const Outcome outcome = outcomeOf(
            answered(200,
                     "{\"result_code\":\"PartiallySucceeded\",\"number_of_inserted_records\":1,"
                     "\"number_of_failed_records\":1,\"invalid_records\":[{\"record_index\":1,\"field_name\":\"name\","
                     R"x("message":"Length of string (53) exceeds maximum field length (50)",)x"
                     "\"validation_code\":\"MaxStringLengthExceeded\"}]}"),
            people(2));
        QCOMPARE(outcome.rows[1].source.event, std::size_t(101));
        const smc::rest::FieldTrouble &trouble = outcome.rows[1].troubles.at(0);
        COMPARE_TEXT(trouble.path, "/traits/name");
        QVERIFY((trouble.span == smc::json::Span{50, 60}));
        COMPARE_TEXT(trouble.valueJson, "\"Name 1\"");
        QVERIFY(trouble.recordIndex == 1);
        COMPARE_TEXT(trouble.sentence,
                     "The value for name, “Name 1”, from traits.name, is too long for the field. SMC says: “Length of "
                     "string (53) exceeds maximum field length (50)”. Shorten it, or make the field longer in SMC.");
        COMPARE_TEXT(outcome.sentence, "SMC took 1 of 2 rows into the list people (1 new); it refused 1.");
    }

    void aFieldThatTheListHasNotLeadsBackToTheEvent()
    {
        Batch batch = people(2);
        const std::string refusal = R"({"message":"Field 'NAME' does not exist on list 'people'."})";
        batch.rows[0].names.push_back({1, {{80, 86}, "/traits/matchkey"}});
        const Outcome outcome = outcomeOf(answered(400, refusal), batch);
        COMPARE_TEXT(statuses(outcome), "refused refused");
        COMPARE_TEXT(outcome.rows[0].place.path, "/traits/matchkey");
        QVERIFY((outcome.rows[0].place.span == smc::json::Span{80, 86}));
        // Where the mapping names the column: what would have gone into it.
        COMPARE_TEXT(outcome.rows[1].place.path, "/traits/name");
        const Outcome bare = outcomeOf(answered(400, R"("Field 'name' does not exist on list 'people'.")"), batch);
        COMPARE_TEXT(bare.rows[0].place.path, "/traits/matchkey");
        for (const char *other : {R"({"message":"Field 'age' does not exist on list 'name'."})",
                                  R"({"message":"The field 'name' is too long."})",
                                  R"({"message":"A record with field 'name' exists already."})"})
            QVERIFY(outcomeOf(answered(400, other), batch).rows[0].place.span.isEmpty());
    }

    void whatSmcDoesNotKnowLeadsBackToTheEvent()
    {
        Batch batch = people(2, smc::destination::Operation::SegmentLoad);
        batch.rows[0].list = {{70, 78}, "/traits/userlist"};
        batch.rows[0].segment = {{80, 86}, "/groupId"};
        const Outcome segment = outcomeOf(answered(404, "\"The segment gold was not found\""), batch);
        COMPARE_TEXT(segment.rows[0].place.path, "/groupId");
        QVERIFY((segment.rows[0].place.span == smc::json::Span{80, 86}));
        QVERIFY(segment.rows[1].place.span.isEmpty()); // Its name did not come from the event.
        VERIFY_CONTAINS(toJson(segment), R"("path":"/groupId","span":[80,86])");
        const Outcome list = outcomeOf(answered(404, "\"The list people was not found\""), batch);
        COMPARE_TEXT(list.rows[0].place.path, "/traits/userlist");
        const Outcome organization = outcomeOf(answered(404, "\"The organization acme was not found\""), batch, "acme");
        QVERIFY(organization.rows[0].place.span.isEmpty());
        // Not said what: the segment is what events mostly name.
        const Outcome unsaid = outcomeOf(answered(404, R"({"result_code":"NotFound"})"), batch);
        COMPARE_TEXT(unsaid.rows[0].place.path, "/groupId");
        QVERIFY(unsaid.rows[0].isPlaceGuessed);
        QVERIFY(toJson(unsaid).find("\"guess\":true") != std::string::npos);
        QVERIFY(outcomeOf(answered(404, "<html>Not found</html>"), batch).rows[0].place.span.isEmpty());
        const std::string nobody = R"({"result_code":"Succeeded","number_of_records_not_found":2})";
        COMPARE_TEXT(outcomeOf(answered(200, nobody), batch).rows[1].place.path, "/traits/email");
    }

    void aTroubleOfAnUnknownKindIsAWholeSentence()
    {
        const Outcome outcome = outcomeOf(
            answered(200,
                     "{\"result_code\":\"Failed\",\"invalid_records\":[{\"record_index\":0,\"field_name\":\"NAME\","
                     "\"message\":\"?\",\"validation_code\":\"Unknown\"}]}"),
            people(1));
        COMPARE_TEXT(outcome.rows[0].troubles.at(0).sentence,
                     "SMC refused the value for NAME, “Name 0”, from traits.name. SMC says: “?”.");
    }

    void aRecordWrittenByHandOwesNothingToTheMapping()
    {
        smc::rest::Batch byHand = people(1);
        byHand.rows.front().cells.back() = {"\"Name 0\"", {}, {}};
        const std::string refused =
            "{\"result_code\":\"Failed\",\"invalid_records\":[{\"record_index\":0,\"field_name\":\"NAME\","
            "\"message\":\"?\",\"validation_code\":\"InvalidType\"}]}";
        COMPARE_TEXT(outcomeOf(answered(200, refused), byHand).rows[0].troubles.at(0).sentence,
                     "The value for NAME, “Name 0”, is not of the field's type. SMC says: “?”. Send another kind of "
                     "value, or change the field in SMC.");
        byHand.rows.front().cells.back().kind = smc::mapping::Origin::Kind::Constant;
        QVERIFY(contains(outcomeOf(answered(200, refused), byHand).rows[0].troubles.at(0).sentence,
                         "“Name 0”, which is written in the mapping, is not"));
    }

    void aTroubleOfTheWholeRowOrOfAnUnknownColumnHasNoPlace()
    {
        const Outcome outcome = outcomeOf(
            answered(
                200,
                "{\"result_code\":\"Failed\",\"invalid_records\":[{\"record_index\":0,\"field_name\":null,\"message\":"
                "\"Record contains incorrect number of fields\",\"validation_code\":\"InvalidFieldCount\"},"
                "{\"record_index\":0,\"field_name\":\"OTHER\",\"message\":\"?\",\"validation_code\":\"Unknown\"}]}"),
            people(1));
        QCOMPARE(outcome.rows[0].troubles.size(), std::size_t(2));
        VERIFY_CONTAINS(outcome.rows[0].troubles[0].sentence, "another number of values");
        QVERIFY(outcome.rows[0].troubles[1].path.empty() && outcome.rows[0].troubles[1].valueJson.empty());
    }

    void someNotFoundSaysThatItIsNotKnownWhich()
    {
        const Outcome outcome = outcomeOf(
            answered(
                200,
                R"({"result_code":"PartiallySucceeded","number_of_inserted_records":2,"number_of_records_not_found":1})"),
            people(3, Operation::SegmentLoad));
        COMPARE_TEXT(outcome.notes.at(0),
                     "SMC did not find 1 record of 3 rows and does not say which. Sent one by one, "
                     "each event gets an answer of its own.");
        COMPARE_TEXT(outcome.sentence,
                     "SMC put 2 of 3 rows into the static segment gold of the list people (2 new); it "
                     "knows no record for 1 and does not say which.");
        COMPARE_TEXT(outcome.advice, "Check the key field and its value: the record must be in the list before. To see "
                                     "which it was, send those events one by one: doing it twice does no harm.");
        // It may be each of them: none is called lost, and none delivered.
        COMPARE_TEXT(statuses(outcome), "unknown unknown unknown");
        QVERIFY(outcome.verdict == smc::rest::Verdict::PartlyAccepted && outcome.side == smc::rest::Side::Yours);
    }

    void lossesThatDoNotAddUpAreNotClear()
    {
        const Outcome outcome = outcomeOf(
            answered(
                200,
                R"({"result_code":"PartiallySucceeded","number_of_inserted_records":1,"number_of_records_not_found":1})"),
            people(3, Operation::SegmentLoad));
        VERIFY_CONTAINS(outcome.sentence, "SMC put for certain 0 of 3 rows into");
        QVERIFY(outcome.side == smc::rest::Side::Smc);
    }

    void aSingleRowsSentenceNamesWhatHappened()
    {
        const auto sentence = [](Operation operation, const char *count) {
            const std::string body =
                std::string("{\"result_code\":\"Succeeded\",\"number_of_") + count + "_records\":1}";
            return outcomeOf(answered(200, body), people(1, operation)).rows[0].sentence;
        };
        COMPARE_TEXT(sentence(Operation::Load, "inserted"), "SMC added it to the list people as a new record.");
        COMPARE_TEXT(sentence(Operation::Load, "updated"), "SMC updated the record in the list people.");
        COMPARE_TEXT(sentence(Operation::Delete, "deleted"), "SMC deleted it from the list people.");
        COMPARE_TEXT(sentence(Operation::SegmentLoad, "inserted"),
                     "SMC put it into the static segment gold of the list people.");
        COMPARE_TEXT(sentence(Operation::SegmentDelete, "deleted"),
                     "SMC took it out of the static segment gold of the list people.");
        const Outcome missing = outcomeOf(
            answered(200,
                     R"({"result_code":"Succeeded","number_of_inserted_records":0,"number_of_records_not_found":1})"),
            people(1, Operation::SegmentLoad));
        COMPARE_TEXT(missing.rows[0].sentence, "SMC knows no record in the list people with MAIL “p0@example.com”.");
    }

    void aStreamThatSucceedsNeedsNoCounts()
    {
        auto exchange =
            answered(200, R"({"result_code":"Succeeded","number_of_inserted_records":0,"number_of_failed_records":0})");
        COMPARE_TEXT(statuses(outcomeOf(exchange, people(2))), "unknown unknown");
        exchange.request.url.setQuery(QStringLiteral("keyFields=MAIL&mode=stream"));
        COMPARE_TEXT(statuses(outcomeOf(exchange, people(2))), "delivered delivered");
    }

    void aFloodOfRecordsIsBounded()
    {
        std::string body = "{\"result_code\":\"PartiallySucceeded\",\"invalid_records\":[";
        for (int i = 0; i < 50000; ++i)
            body += R"({"record_index":0,"field_name":"NAME"},)";
        body += "{\"record_index\":90000}]}";
        const Outcome outcome = outcomeOf(answered(200, body), people(2));
        QVERIFY(outcome.rows[0].troubles.size() <= 50);
        COMPARE_TEXT(statuses(outcome), "refused unknown");
    }
};

QTEST_GUILESS_MAIN(TstRestRows)
#include "tst_rest_rows.moc"
