// What the tests of rest share: deliveries, batches and answers made by hand.
#pragma once

#include <rest/answer.h>

#include <QTest>

#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace restfixtures {

using smc::destination::Delivery;
using smc::destination::Operation;

/// A cell only points to its text: this one lives as long as the test.
inline std::string_view kept(std::string text)
{
    static std::deque<std::string> texts;
    return texts.emplace_back(std::move(text));
}

/// Cells that come from nowhere: `values` are JSON.
inline Delivery delivery(Operation operation, std::string list, std::vector<std::string> columns,
                         std::vector<std::string> values, std::string segment = {})
{
    Delivery delivery;
    delivery.operation = operation;
    delivery.list = std::move(list);
    delivery.segment = std::move(segment);
    delivery.keyFields = {columns.front()};
    delivery.columns = std::move(columns);
    for (std::string &value : values)
        delivery.row.push_back({kept(std::move(value)), {}});
    return delivery;
}

/// A load of `rows` rows into `people`, columns MAIL and NAME; event n is "/traits/email" and "/traits/name" of itself.
inline smc::rest::Batch people(std::size_t rows, Operation operation = Operation::Load)
{
    smc::rest::Batch batch;
    batch.operation = operation;
    batch.list = "people";
    if (batch.isSegment())
        batch.segment = "gold";
    batch.keyFields = {"MAIL"};
    batch.columns = {"MAIL", "NAME"};
    using Kind = smc::mapping::Origin::Kind;
    for (std::size_t i = 0; i < rows; ++i) {
        const std::string number = std::to_string(i);
        batch.rows.push_back({{100 + i, 0},
                              {{"\"p" + number + "@example.com\"", Kind::Event, {{{20, 40}, "/traits/email"}}},
                               {"\"Name " + number + "\"", Kind::Event, {{{50, 60}, "/traits/name"}}}}});
    }
    return batch;
}

inline smc::net::Exchange answered(int status, std::string body, smc::net::Headers headers = {})
{
    smc::net::Exchange exchange;
    exchange.id = "x";
    exchange.request.url =
        QUrl(QStringLiteral("https://acme.slgnt.us/Portal/Api/organizations/ACME/lists/people/data/load?mode=Sync"));
    exchange.state = smc::net::State::Done;
    smc::net::Attempt attempt;
    attempt.status = status;
    attempt.timing.connectedMs = 1.0;
    exchange.attempts.push_back(attempt);
    smc::net::Answer answer;
    answer.status = status;
    answer.headers = std::move(headers);
    answer.body = std::move(body);
    exchange.answer = std::move(answer);
    return exchange;
}

inline smc::net::Exchange failed(smc::net::Trouble trouble, std::string sentence, bool wasOnItsWay)
{
    smc::net::Exchange exchange;
    exchange.request.url = QUrl(QStringLiteral("https://acme.slgnt.us/Portal/Api"));
    exchange.state = trouble == smc::net::Trouble::Cancelled ? smc::net::State::Cancelled : smc::net::State::Failed;
    exchange.trouble = trouble;
    exchange.sentence = std::move(sentence);
    smc::net::Attempt attempt;
    attempt.trouble = trouble;
    if (wasOnItsWay)
        attempt.timing.connectedMs = 1.0;
    exchange.attempts.push_back(attempt);
    return exchange;
}

inline bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

/// "delivered refused unknown": the rows' statuses.
inline std::string statuses(const smc::rest::Outcome &outcome)
{
    std::string text;
    for (const smc::rest::RowOutcome &row : outcome.rows)
        text += (text.empty() ? "" : " ") + std::string(nameOf(row.status));
    return text;
}

inline std::string name(smc::rest::Verdict verdict)
{
    return std::string(nameOf(verdict));
}

} // namespace restfixtures

/// Compares texts and shows both.
#define COMPARE_TEXT(actual, expected) QCOMPARE(QByteArray::fromStdString(actual), QByteArray(expected))
#define VERIFY_CONTAINS(text, part)                                                                                    \
    QVERIFY2(restfixtures::contains(text, part),                                                                       \
             ("\"" + std::string(part) + "\" is not in: " + std::string(text)).c_str())
