// The operations of the API by subject. Each answers with the status codes and shapes of the SMC API's contract.
#pragma once

#include "api.h"

namespace smc::sandbox {

// organization_operations.cpp
HttpAnswer getOrganizations(Context &context);
HttpAnswer getOrganization(Context &context);

// list_operations.cpp
HttpAnswer getLists(Context &context);
HttpAnswer createList(Context &context);
HttpAnswer getList(Context &context);
HttpAnswer updateList(Context &context);
HttpAnswer deleteList(Context &context);
HttpAnswer setBusinessKey(Context &context);

// field_operations.cpp
HttpAnswer getFields(Context &context);
HttpAnswer createFields(Context &context);
HttpAnswer updateField(Context &context);
HttpAnswer deleteField(Context &context);

// record_operations.cpp
HttpAnswer countRecords(Context &context);
HttpAnswer deleteRecord(Context &context);

// save_record.cpp
HttpAnswer saveRecord(Context &context);

// segment_operations.cpp
HttpAnswer getSegments(Context &context);
HttpAnswer createStaticSegment(Context &context);
HttpAnswer getSegment(Context &context);
HttpAnswer deleteSegment(Context &context);
HttpAnswer clearSegmentData(Context &context);

// load_operations.cpp
HttpAnswer loadData(Context &context);
HttpAnswer deleteData(Context &context);
HttpAnswer loadSegmentData(Context &context);
HttpAnswer deleteSegmentData(Context &context);

// search_operations.cpp
HttpAnswer searchData(Context &context);
HttpAnswer searchSegmentData(Context &context);

// relation_operations.cpp
HttpAnswer getRelations(Context &context);
HttpAnswer createRelations(Context &context);
HttpAnswer getRelation(Context &context);
HttpAnswer updateRelation(Context &context);
HttpAnswer deleteRelation(Context &context);

} // namespace smc::sandbox
