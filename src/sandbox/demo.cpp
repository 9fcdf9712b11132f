#include "demo.h"

#include "http_message.h"
#include "record_writer.h"
#include "values.h"

#include <QtCore/qdatetime.h>

#include <array>

namespace smc::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int People = 100;

Field field(std::string name, DataType type, std::optional<int> length = {}, std::string description = {})
{
    Field field;
    field.name = std::move(name);
    field.type = type;
    field.length = length;
    field.description = std::move(description);
    return field;
}

/// The columns of Segment's events. Selligent installs the real ones; theirs are not published.
void createEventsList(Store &store)
{
    List list;
    list.apiName = "segment_events";
    list.name = "Segment events";
    list.kind = ListKind::Datalist;
    list.description = "The calls that Segment sends";
    list.fields = defaultFields(list.kind, {});
    list.fields.push_back(field("MESSAGE_ID", DataType::Text, 100, "Segment's messageId: one row for each"));
    list.fields.push_back(field("TYPE", DataType::Text, 20, "identify, track, page, screen, alias or group"));
    list.fields.push_back(field("EVENT", DataType::Text, 255, "Name of a track event"));
    list.fields.push_back(field("USER_ID", DataType::Text, 255, "Business key of a person"));
    list.fields.push_back(field("ANONYMOUS_ID", DataType::Text, 100));
    for (const char *json : {"PROPERTIES", "TRAITS", "CONTEXT", "PAYLOAD"})
        list.fields.push_back(field(json, DataType::LongText, {}, "JSON text"));
    for (const char *time : {"TIMESTAMP", "SENT_AT", "RECEIVED_AT", "CREATED_DT"})
        list.fields.push_back(field(time, DataType::DateTime));
    list.businessKey = {"MESSAGE_ID"};
    store.createList(list);
}

List createUsersList(Store &store)
{
    List list;
    list.apiName = "USERS_SEGMENT";
    list.name = "Users of Segment";
    list.kind = ListKind::Userlist;
    list.description = "The people of the demo";
    list.fields = defaultFields(list.kind, {});
    list.fields.push_back(field("CUSTOMER_ID", DataType::Text, 100, "Business key: Segment's userId"));
    list.fields.push_back(field("FIRST_NAME", DataType::Text, 100));
    list.fields.push_back(field("LAST_NAME", DataType::Text, 100));
    list.fields.push_back(field("LANGUAGE", DataType::Text, 10));
    list.fields.push_back(field("CITY", DataType::Text, 100));
    list.fields.push_back(field("COUNTRY", DataType::Text, 2));
    list.fields.push_back(field("PHONE", DataType::Text, 30));
    list.fields.push_back(field("COMPANY", DataType::Text, 100));
    list.fields.push_back(field("BIRTHDAY", DataType::Date));
    list.fields.push_back(field("POINTS", DataType::Numeric));
    list.fields.push_back(field("BALANCE", DataType::Float));
    list.fields.push_back(field("VIP", DataType::Boolean));
    list.businessKey = {"CUSTOMER_ID"};
    store.createList(list);
    return list;
}

struct Place
{
    const char *city;
    const char *country;
    const char *language;
};

constexpr std::array FirstNames{"Ada",   "Bram",  "Chloe", "Daan", "Elise", "Farid",  "Greet", "Hugo", "Ines",  "Jonas",
                                "Karin", "Louis", "Mila",  "Noah", "Olga",  "Pieter", "Quinn", "Rosa", "Simon", "Tess"};
constexpr std::array LastNames{"Adams",  "Bauer",  "Claes", "Dubois", "Evans", "Fischer",
                               "Garcia", "Hansen", "Ivens", "Jansen", "Keller"};
constexpr std::array Places{Place{"Brussels", "BE", "FR"}, Place{"Antwerp", "BE", "NL"}, Place{"Amsterdam", "NL", "NL"},
                            Place{"Paris", "FR", "FR"},    Place{"London", "GB", "EN"},  Place{"Madrid", "ES", "ES"},
                            Place{"New York", "US", "EN"}};
constexpr std::array Companies{"Acme", "Globex", "Initech", "Umbrella", "Hooli"};

template <typename Table>
const auto &pick(const Table &table, int number)
{
    return table[static_cast<std::size_t>(number) % table.size()];
}

std::vector<QVariant> person(int number)
{
    const std::string first = number == 0 ? "Segment" : pick(FirstNames, number * 7);
    const std::string last = number == 0 ? "Test" : pick(LastNames, number * 3 + number / 11);
    const std::string mail = number == 0
                                 ? std::string("segmenttest@selligent.com")
                                 : lowered(first) + '.' + lowered(last) + std::to_string(number) + "@example.com";
    const Place &place = pick(Places, number * 5);
    const QString id = u"C%1"_s.arg(1000 + number);
    return {toQString(mail),
            toQString(first + ' ' + last),
            number % 25 == 24 ? 1 : 0,
            id,
            toQString(first),
            toQString(last),
            QString::fromLatin1(place.language),
            QString::fromLatin1(place.city),
            QString::fromLatin1(place.country),
            u"+32470%1"_s.arg(number, 6, 10, QChar(u'0')),
            QString::fromLatin1(pick(Companies, number)),
            QDate(1960, 1, 1).addDays(qint64{number} * 149).toString(Qt::ISODate),
            number * 37 % 1000,
            number * 12.5,
            number % 10 == 0 ? 1 : 0};
}

void fillUsersList(Store &store, const List &list)
{
    std::vector<const Field *> columns;
    for (const char *name : {"MAIL", "NAME", "OPTOUT", "CUSTOMER_ID", "FIRST_NAME", "LAST_NAME", "LANGUAGE", "CITY",
                             "COUNTRY", "PHONE", "COMPANY", "BIRTHDAY", "POINTS", "BALANCE", "VIP"})
        columns.push_back(list.field(name));
    RecordWriter writer(store, list, columns);
    for (int number = 0; number < People; ++number)
        writer.insert(person(number));
}

} // namespace

void createDemoContent(Store &store)
{
    createEventsList(store);
    const List users = createUsersList(store);
    fillUsersList(store, users);
    Segment segment;
    segment.apiName = "SegmentToSMCStatic";
    segment.name = "Segment to SMC, static";
    segment.description = "Filled and emptied by group calls";
    store.createSegment(users, segment);
}

} // namespace smc::sandbox
