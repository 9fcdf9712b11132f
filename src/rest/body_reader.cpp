#include "body_reader.h"

#include "sentences.h"

#include <json/document.h>
#include <json/text.h>

#include <QStringDecoder>

#include <algorithm>
#include <charconv>

namespace smc::rest {

namespace {

constexpr std::size_t MaxErrors = 50;

std::string_view trimmed(std::string_view text)
{
    text = json::withoutByteOrderMark(text);
    constexpr std::string_view Space = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(Space);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(Space) - begin + 1);
}

bool isReadable(std::string_view text)
{
    const std::string_view head = text.substr(0, 4096);
    const auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    };
    if (std::any_of(head.begin(), head.end(), isControl))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8); // keeps a character that is cut at the end
    const QString decoded = decoder(QByteArrayView(head.data(), static_cast<qsizetype>(head.size())));
    return !decoder.hasError() && !decoded.isEmpty();
}

/// The content of the first <tag …>…</tag>.
std::string_view element(std::string_view page, const std::string &lowerPage, const std::string &tag)
{
    const std::size_t open = lowerPage.find("<" + tag);
    const std::size_t begin = open == std::string::npos ? open : lowerPage.find('>', open);
    const std::size_t end = begin == std::string::npos ? begin : lowerPage.find("</" + tag, begin);
    return end == std::string::npos ? std::string_view() : page.substr(begin + 1, end - begin - 1);
}

/// A web page in a few words: its title, else its first heading.
std::string wordsOfPage(std::string_view page)
{
    const std::string_view head = page.substr(0, 65536);
    const std::string lower = lowered(head);
    for (const char *tag : {"title", "h1", "h2"}) {
        const std::string words = shortened(element(head, lower, tag), 200);
        if (!words.empty() && words.find('<') == std::string::npos)
            return words;
    }
    return {};
}

/// An integer, also where it is written as 3.0 or "3".
std::optional<std::int64_t> integerIn(json::Value value)
{
    if (value.is(json::Type::Number)) {
        if (const auto integer = value.integer())
            return integer;
        const std::optional<double> number = value.number();
        if (number && *number > -1e15 && *number < 1e15 &&
            *number == static_cast<double>(static_cast<std::int64_t>(*number)))
            return static_cast<std::int64_t>(*number);
        return std::nullopt;
    }
    if (!value.is(json::Type::String))
        return std::nullopt;
    const std::string text = value.text();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(number)
                                                                                     : std::nullopt;
}

std::string textIn(json::Value value)
{
    if (value.is(json::Type::String))
        return shortened(value.text());
    return value.exists() && !value.is(json::Type::Null) ? shortened(value.raw()) : std::string();
}

void readErrors(json::Value list, Body &body)
{
    if (list.is(json::Type::String)) {
        body.errors.push_back({{}, textIn(list)});
        return;
    }
    if (!list.is(json::Type::Array))
        return;
    for (const json::Value entry : list) {
        if (body.errors.size() == MaxErrors)
            return;
        if (entry.is(json::Type::Object))
            body.errors.push_back({textIn(entry.find("error_code")), textIn(entry.find("description"))});
        else if (entry.is(json::Type::String))
            body.errors.push_back({{}, textIn(entry)});
    }
}

void readInvalid(json::Value list, Body &body)
{
    if (!list.is(json::Type::Array))
        return;
    for (const json::Value entry : list) {
        ++body.invalidTotal;
        if (body.invalid.size() == MaxInvalidRecords)
            continue;
        body.invalid.push_back({integerIn(entry.find("record_index")), textIn(entry.find("field_name")),
                                textIn(entry.find("message")), textIn(entry.find("validation_code"))});
    }
}

/// SMC's words in an object: `message`, else the errors' descriptions; "Message" is what ASP.NET itself writes.
std::string wordsOfObject(json::Value object, const Body &body)
{
    std::string words = textIn(object.find("message"));
    if (words.empty())
        words = textIn(object.find("Message"));
    const std::string plain = lowered(words);
    const bool isEmptyTalk = plain.empty() || plain == "request failed" || plain == "request failed.";
    if (isEmptyTalk) {
        for (const ApiError &error : body.errors) {
            if (!error.description.empty())
                return error.description;
        }
    }
    return words;
}

void readObject(json::Value object, Body &body)
{
    if (const json::Value code = object.find("result_code"); code.is(json::Type::String))
        body.resultCode = textIn(code);
    readErrors(object.find("errors"), body);
    readInvalid(object.find("invalid_records"), body);
    body.counts.inserted = integerIn(object.find("number_of_inserted_records"));
    body.counts.updated = integerIn(object.find("number_of_updated_records"));
    body.counts.deleted = integerIn(object.find("number_of_deleted_records"));
    body.counts.duplicates = integerIn(object.find("number_of_duplicate_records"));
    body.counts.failed = integerIn(object.find("number_of_failed_records"));
    body.counts.notFound = integerIn(object.find("number_of_records_not_found"));
    body.words = wordsOfObject(object, body);
}

bool beginsLikeJson(char c)
{
    return c == '{' || c == '[' || c == '"' || c == '-' || (c >= '0' && c <= '9');
}

} // namespace

Body readBody(const net::Answer &answer)
{
    Body body;
    body.isCut = answer.isPart();
    const std::string_view text = trimmed(answer.body);
    if (text.empty())
        return body;
    if (text.front() == '<') {
        body.kind = BodyKind::Page;
        body.words = wordsOfPage(text);
        return body;
    }
    json::Document document;
    const auto parsed = document.parse(std::string(text));
    if (parsed) {
        const json::Value root = document.root();
        body.kind = BodyKind::Scalar;
        if (root.is(json::Type::Object)) {
            body.kind = BodyKind::Object;
            readObject(root, body);
        } else if (root.is(json::Type::Array)) {
            body.kind = BodyKind::Array;
        } else {
            body.words = textIn(root);
        }
        return body;
    }
    if (!isReadable(text)) {
        body.kind = BodyKind::Garbage;
        return body;
    }
    body.kind = parsed.error().isTooDeep       ? BodyKind::DeepJson
                : beginsLikeJson(text.front()) ? BodyKind::BrokenJson
                                               : BodyKind::Text;
    body.words = shortened(text);
    return body;
}

} // namespace smc::rest
