#include "redacted.h"

#include <json/document.h>
#include <json/writer.h>

#include <utility>

namespace smc::rest {

namespace {

/// A cell is JSON, and stays so.
std::string redactedCell(const std::string &cell, const net::Redactor &redactor)
{
    const std::string clean = redactor.text(cell);
    json::Document document;
    return clean == cell || document.parse(clean) ? clean : json::quoted(net::Mask);
}

class Cleaner
{
public:
    explicit Cleaner(const net::Redactor &redactor)
        : m_redactor(redactor)
    {
    }

    /// What others wrote.
    void foreign(std::string &text) const { text = m_redactor.text(text); }
    /// What we wrote of it.
    void sentence(std::string &text) const { text = m_redactor.sentence(text); }
    void cell(std::string &json) const { json = redactedCell(json, m_redactor); }

    void troubles(std::vector<FieldTrouble> &troubles) const
    {
        for (FieldTrouble &trouble : troubles) {
            cell(trouble.valueJson);
            for (std::string *text : {&trouble.column, &trouble.message, &trouble.path})
                foreign(*text);
            for (std::string *text : {&trouble.sentence, &trouble.rule})
                sentence(*text);
        }
    }

    void row(RowOutcome &row) const
    {
        sentence(row.sentence);
        troubles(row.troubles);
        foreign(row.place.path);
    }

private:
    const net::Redactor &m_redactor;
};

} // namespace

Outcome redacted(Outcome outcome, const net::Redactor &redactor)
{
    const Cleaner clean(redactor);
    for (std::string *text : {&outcome.sentence, &outcome.advice})
        clean.sentence(*text);
    for (std::string *text : {&outcome.resultCode, &outcome.words})
        clean.foreign(*text);
    for (ApiError &error : outcome.errors) {
        clean.foreign(error.code);
        clean.foreign(error.description);
    }
    for (RowOutcome &row : outcome.rows)
        clean.row(row);
    clean.troubles(outcome.unattributed);
    for (std::string &note : outcome.notes)
        clean.sentence(note);
    return outcome;
}

EventOutcome redacted(EventOutcome outcome, const net::Redactor &redactor)
{
    const Cleaner clean(redactor);
    for (std::string *text : {&outcome.sentence, &outcome.advice})
        clean.sentence(*text);
    for (segment::Problem &problem : outcome.problems) {
        clean.foreign(problem.path);
        clean.sentence(problem.message);
    }
    for (destination::Omission &omission : outcome.omissions) {
        clean.sentence(omission.reason);
        clean.foreign(omission.suggestion);
        clean.foreign(omission.list);
    }
    for (DeliveryOutcome &delivery : outcome.deliveries) {
        clean.foreign(delivery.list);
        clean.foreign(delivery.segment);
        clean.sentence(delivery.advice);
        clean.row(delivery.row);
        for (std::string &column : delivery.columns)
            clean.foreign(column);
        for (std::string &cell : delivery.cells)
            clean.cell(cell);
    }
    return outcome;
}

} // namespace smc::rest
