// A bare simdjson On-Demand pass: reads `type` of each event of an NDJSON file and does nothing with it.
#include <simdjson.h>

#include <cstdio>

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    simdjson::padded_string text;
    if (simdjson::padded_string::load(argv[1]).get(text) != simdjson::SUCCESS)
        return 1;
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document_stream events;
    if (parser.iterate_many(text).get(events) != simdjson::SUCCESS)
        return 1;
    std::size_t count = 0;
    std::size_t letters = 0;
    for (auto event : events) {
        std::string_view type;
        if (event.find_field_unordered("type").get(type) != simdjson::SUCCESS)
            return 1;
        letters += type.size();
        ++count;
    }
    std::printf("%zu events, %zu letters\n", count, letters);
    return 0;
}
