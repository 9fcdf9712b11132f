#include "api.h"

#include "answers.h"
#include "operations.h"

namespace smc::sandbox {

namespace {

constexpr std::size_t KeptDocument = std::size_t{256} * 1024;

using Handler = HttpAnswer (*)(Context &);

Handler handlerOf(Operation operation)
{
    switch (operation) {
    case Operation::Status:
        return [](Context &) { return jsonAnswer(200, "{}"); };
    case Operation::GetOrganizations:
        return getOrganizations;
    case Operation::GetOrganization:
        return getOrganization;
    case Operation::GetLists:
        return getLists;
    case Operation::CreateList:
        return createList;
    case Operation::GetList:
        return getList;
    case Operation::UpdateList:
        return updateList;
    case Operation::DeleteList:
        return deleteList;
    case Operation::SetBusinessKey:
        return setBusinessKey;
    case Operation::GetFields:
        return getFields;
    case Operation::CreateFields:
        return createFields;
    case Operation::UpdateField:
        return updateField;
    case Operation::DeleteField:
        return deleteField;
    case Operation::CountRecords:
        return countRecords;
    case Operation::DeleteRecord:
        return deleteRecord;
    case Operation::GetSegments:
        return getSegments;
    case Operation::CreateStaticSegment:
        return createStaticSegment;
    case Operation::GetSegment:
        return getSegment;
    case Operation::DeleteSegment:
        return deleteSegment;
    case Operation::SaveRecord:
        return saveRecord;
    case Operation::LoadData:
        return loadData;
    case Operation::DeleteData:
        return deleteData;
    case Operation::SearchData:
        return searchData;
    case Operation::LoadSegmentData:
        return loadSegmentData;
    case Operation::DeleteSegmentData:
        return deleteSegmentData;
    case Operation::ClearSegmentData:
        return clearSegmentData;
    case Operation::SearchSegmentData:
        return searchSegmentData;
    case Operation::GetRelations:
        return getRelations;
    case Operation::CreateRelations:
        return createRelations;
    case Operation::GetRelation:
        return getRelation;
    case Operation::UpdateRelation:
        return updateRelation;
    case Operation::DeleteRelation:
        return deleteRelation;
    }
    return [](Context &) { return errorAnswer(404, "ERR", "There is no such operation."); };
}

bool wantsBody(Operation operation)
{
    switch (operation) {
    case Operation::CreateList:
    case Operation::UpdateList:
    case Operation::SetBusinessKey:
    case Operation::CreateFields:
    case Operation::UpdateField:
    case Operation::CreateStaticSegment:
    case Operation::SaveRecord:
    case Operation::LoadData:
    case Operation::DeleteData:
    case Operation::SearchData:
    case Operation::LoadSegmentData:
    case Operation::DeleteSegmentData:
    case Operation::SearchSegmentData:
    case Operation::CreateRelations:
    case Operation::UpdateRelation:
        return true;
    default:
        return false;
    }
}

} // namespace

HttpAnswer Api::handle(ApiRequest request)
{
    Database &database = m_store.database();
    const bool changes = isChange(request.call.operation);
    if (changes)
        database.begin();
    HttpAnswer answer = handleIn(request);
    if (m_document.text().size() > KeptDocument) // A large one would keep its memory.
        m_document = {};
    if (changes && !database.hasFailed() && answer.status < 400 && !m_stopping)
        database.commit();
    else if (changes)
        database.rollback();
    if (database.hasFailed()) {
        return errorAnswer(500, "ERR_FAILED", "The sandbox's database failed: " + database.takeFailure().toStdString());
    }
    return answer;
}

HttpAnswer Api::handleIn(ApiRequest &request)
{
    const Call &call = request.call;
    Context context{m_store, m_settings, call, {}, request.failEveryRow, m_stopping, {}, {}};

    if (call.operation != Operation::GetOrganizations && call.operation != Operation::Status &&
        !equalsIgnoringCase(call.organization, m_settings.organization))
        return errorAnswer(404, "ERR_VALIDATION", "There is no organization '" + call.organization + "'.");
    if (!call.list.empty()) {
        auto list = m_store.list(call.list);
        if (!list)
            return errorAnswer(404, "ERR_LIST_VALIDATION", "There is no list '" + call.list + "'.");
        context.list = std::move(*list);
    }
    if (!call.segment.empty()) {
        auto segment = m_store.segment(context.list, call.segment);
        if (!segment) {
            return errorAnswer(404, "ERR_LIST_VALIDATION",
                               "There is no segment '" + call.segment + "' on list '" + context.list.apiName + "'.");
        }
        context.segment = std::move(*segment);
    }
    if (wantsBody(call.operation)) {
        const auto read = m_document.parse(std::move(request.body));
        if (!read)
            return errorAnswer(400, "ERR", "The body is not JSON: " + read.error().message);
        context.body = m_document.root();
    }
    return handlerOf(call.operation)(context);
}

} // namespace smc::sandbox
