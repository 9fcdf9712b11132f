#include "creation.h"

#include "../sandbox_host.h"
#include "../text.h"
#include "creation_dialog.h"
#include "form_checks.h"

#include <destination/admin_url.h>
#include <json/quote.h>
#include <rest/creation.h>

#include <algorithm>

namespace smc::gui {

namespace {

using Values = CreationDialog::Values;

Result<rest::Client> clientOf(const SandboxHost &sandbox)
{
    const auto url = destination::AdminUrl::parse(sandbox.address());
    if (!url)
        return fail("sandbox_stopped", toUtf8(SandboxCreation::tr("The sandbox is stopped. Start it first.")));
    const vault::Credentials credentials = sandbox.credentials();
    return rest::Client(rest::Connection{
        .address = {*url, sandbox.organization()}, .apiKey = credentials.apiKey, .apiSecret = credentials.apiSecret});
}

FormLine apiNameLine(const QString &id, const QString &label)
{
    return {.id = id,
            .label = label,
            .hint = SandboxCreation::tr("Letters, digits and underscores."),
            .check = wrongInApiName};
}

/// With `chosen` to begin with, where it is one of them.
FormLine listLine(const QStringList &lists, const QString &chosen)
{
    return {.id = QStringLiteral("list"),
            .label = SandboxCreation::tr("&List"),
            .choices = lists,
            .text = lists.contains(chosen) ? chosen : QString()};
}

/// Sends what `request` makes of the values and the address.
template <typename Make>
CreationDialog::Create through(SandboxHost &sandbox, Make request)
{
    return [&sandbox, request](Values values) -> QCoro::Task<Result<void>> {
        Result<rest::Client> client = clientOf(sandbox);
        if (!client)
            co_return tl::make_unexpected(client.error());
        net::HttpRequest made = request(client->connection().address, values);
        co_return co_await rest::create(*client, std::move(made), toUtf8(values.value(QStringLiteral("list"))));
    };
}

rest::Batch recordOf(const sandbox::ListState &list, const Values &values)
{
    rest::Batch batch;
    batch.operation = destination::Operation::Load;
    batch.list = list.apiName;
    rest::Row &row = batch.rows.emplace_back();
    for (const sandbox::Field &field : list.fields) {
        const QString value = values.value(fromUtf8(field.name));
        if (value.isEmpty())
            continue;
        batch.columns.push_back(field.name);
        row.cells.push_back({json::quoted(toUtf8(value)), {}, {}});
    }
    batch.keyFields = list.businessKey;
    if (batch.keyFields.empty() && !batch.columns.empty())
        batch.keyFields.push_back(batch.columns.front());
    return batch;
}

} // namespace

SandboxCreation::SandboxCreation(SandboxHost &sandbox, QWidget &over)
    : QObject(&over)
    , m_sandbox(sandbox)
    , m_over(over)
{
}

const sandbox::ListState *SandboxCreation::list(const QString &apiName) const
{
    for (const sandbox::ListState &candidate : m_state.lists) {
        if (fromUtf8(candidate.apiName) == apiName)
            return &candidate;
    }
    return nullptr;
}

QStringList SandboxCreation::listNames(Lists which) const
{
    QStringList names;
    for (const sandbox::ListState &each : m_state.lists) {
        if (which == Lists::All || each.kind == sandbox::ListKind::Userlist)
            names.append(fromUtf8(each.apiName));
    }
    return names;
}

void SandboxCreation::makeList()
{
    const Form form{tr("New list"),
                    tr("An empty list. Fields come next: a user list has those that SMC gives every one of them."),
                    {apiNameLine(QStringLiteral("api_name"), tr("&API name")),
                     {QStringLiteral("name"), tr("&Name"), tr("What people see.")},
                     {.id = QStringLiteral("type"),
                      .label = tr("&Type"),
                      .choices = {QStringLiteral("Datalist"), QStringLiteral("Userlist")}}},
                    tr("Create list")};
    auto *dialog = new CreationDialog(form,
                                      through(m_sandbox,
                                              [](const rest::Address &address, const Values &values) {
                                                  return rest::createListRequest(
                                                      address, {toUtf8(values.value(QStringLiteral("api_name"))),
                                                                toUtf8(values.value(QStringLiteral("name"))),
                                                                toUtf8(values.value(QStringLiteral("type")))});
                                              }),
                                      &m_over);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const QString name = dialog->valueOf(QStringLiteral("api_name"));
        Q_EMIT made({name, {}}, tr("The list %1 is there.").arg(name));
    });
    dialog->open();
}

void SandboxCreation::makeField(const QString &list)
{
    const Form form{tr("New field"),
                    tr("Another column of a list. Records that are there already have no value in it."),
                    {listLine(listNames(Lists::All), list),
                     apiNameLine(QStringLiteral("name"), tr("&Name")),
                     {.id = QStringLiteral("type"),
                      .label = tr("&Type"),
                      .choices = {QStringLiteral("Text"), QStringLiteral("LongText"), QStringLiteral("Numeric"),
                                  QStringLiteral("Long"), QStringLiteral("Float"), QStringLiteral("Boolean"),
                                  QStringLiteral("Date"), QStringLiteral("DateTime")}},
                     {.id = QStringLiteral("length"),
                      .label = tr("L&ength"),
                      .hint = tr("Of a Text, in characters. Empty for SMC's own choice."),
                      .need = FormLine::Need::Optional,
                      .check = wrongInTextLength}},
                    tr("Create field")};
    auto *dialog = new CreationDialog(
        form,
        through(m_sandbox,
                [](const rest::Address &address, const Values &values) {
                    bool isNumber = false;
                    const int length = values.value(QStringLiteral("length")).toInt(&isNumber);
                    return rest::createFieldRequest(address, toUtf8(values.value(QStringLiteral("list"))),
                                                    {toUtf8(values.value(QStringLiteral("name"))),
                                                     toUtf8(values.value(QStringLiteral("type"))),
                                                     isNumber ? std::optional(length) : std::nullopt});
                }),
        &m_over);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const QString into = dialog->valueOf(QStringLiteral("list"));
        Q_EMIT made({into, {}}, tr("%1 has the field %2.").arg(into, dialog->valueOf(QStringLiteral("name"))));
    });
    dialog->open();
}

void SandboxCreation::makeSegment(const QString &list)
{
    const Form form{tr("New static segment"),
                    tr("An empty group of a user list's people. Group calls fill it."),
                    {listLine(listNames(Lists::OfPeople), list),
                     apiNameLine(QStringLiteral("api_name"), tr("&API name")),
                     {QStringLiteral("name"), tr("&Name"), tr("What people see.")}},
                    tr("Create segment")};
    auto *dialog = new CreationDialog(form,
                                      through(m_sandbox,
                                              [](const rest::Address &address, const Values &values) {
                                                  return rest::createSegmentRequest(
                                                      address, toUtf8(values.value(QStringLiteral("list"))),
                                                      {toUtf8(values.value(QStringLiteral("api_name"))),
                                                       toUtf8(values.value(QStringLiteral("name")))});
                                              }),
                                      &m_over);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const QString segment = dialog->valueOf(QStringLiteral("api_name"));
        Q_EMIT made({dialog->valueOf(QStringLiteral("list")), segment}, tr("The segment %1 is there.").arg(segment));
    });
    dialog->open();
}

void SandboxCreation::makeRecord(const QString &list)
{
    const sandbox::ListState *found = this->list(list);
    if (!found)
        return;
    Form form{tr("New record"),
              tr("Another record of %1. What stays empty has no value.").arg(list),
              {},
              tr("Create record")};
    for (const sandbox::Field &field : found->fields) {
        const bool isKey =
            std::find(found->businessKey.begin(), found->businessKey.end(), field.name) != found->businessKey.end();
        if (field.isId())
            continue; // SMC counts them by itself.
        const QString name = fromUtf8(field.name);
        form.lines.append(
            {.id = name,
             .label = name,
             .hint = isKey ? tr("The business key: a record with this value is changed, not added.") : QString(),
             .need = isKey || !field.allowsNull ? FormLine::Need::Required : FormLine::Need::Optional,
             .check = [field](const QString &value) { return wrongInValue(field, value); }});
    }
    // What is needed stands where the form begins.
    std::stable_partition(form.lines.begin(), form.lines.end(),
                          [](const FormLine &line) { return line.need == FormLine::Need::Required; });
    const auto create = [this, copy = *found](Values values) -> QCoro::Task<Result<void>> {
        const rest::Batch batch = recordOf(copy, values);
        if (batch.columns.empty())
            co_return fail("record_empty", toUtf8(tr("Give the record at least one value.")));
        Result<rest::Client> client = clientOf(m_sandbox);
        if (!client)
            co_return tl::make_unexpected(client.error());
        const rest::Sent sent = co_await client->send(batch);
        if (sent.outcome.isGood())
            co_return Result<void>();
        const rest::RowOutcome row = sent.outcome.rows.empty() ? rest::RowOutcome() : sent.outcome.rows.front();
        co_return fail("record_refused", row.sentence.empty() ? sent.outcome.sentence : row.sentence,
                       row.troubles.empty() ? std::string() : row.troubles.front().column);
    };
    auto *dialog = new CreationDialog(form, create, &m_over);
    connect(dialog, &QDialog::accepted, this, [this, list, before = found->records] {
        Q_EMIT made({list, {}}, tr("The record is in %1.").arg(list));
        Q_EMIT madeRecord(before);
    });
    dialog->open();
}

} // namespace smc::gui
