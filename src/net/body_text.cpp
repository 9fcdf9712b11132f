#include "body_text.h"

#include <QByteArray>

#include <cstddef>

namespace smc::net {

namespace {

/// Length of the character that begins with `lead`, and the range of its second byte (RFC 3629, 4). A length of 0: none
/// begins so.
struct Form
{
    std::size_t length;
    unsigned char low = 0x80;
    unsigned char high = 0xbf;
};

Form formOf(unsigned char lead)
{
    if (lead < 0x80)
        return {1};
    if (lead < 0xc2 || lead > 0xf4)
        return {0};
    if (lead < 0xe0)
        return {2};
    if (lead < 0xf0)
        return {3, static_cast<unsigned char>(lead == 0xe0 ? 0xa0 : 0x80),
                static_cast<unsigned char>(lead == 0xed ? 0x9f : 0xbf)};
    return {4, static_cast<unsigned char>(lead == 0xf0 ? 0x90 : 0x80),
            static_cast<unsigned char>(lead == 0xf4 ? 0x8f : 0xbf)};
}

} // namespace

bool isUtf8(std::string_view bytes)
{
    const auto at = [bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    for (std::size_t i = 0; i < bytes.size();) {
        const Form form = formOf(at(i));
        if (form.length == 0 || i + form.length > bytes.size())
            return false;
        if (form.length > 1 && (at(i + 1) < form.low || at(i + 1) > form.high))
            return false;
        for (std::size_t k = 2; k < form.length; ++k) {
            if ((at(i + k) & 0xc0) != 0x80)
                return false;
        }
        i += form.length;
    }
    return true;
}

std::string toBase64(std::string_view bytes)
{
    return QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size())).toBase64().toStdString();
}

std::optional<std::string> fromBase64(std::string_view text)
{
    const auto result = QByteArray::fromBase64Encoding(QByteArray(text.data(), qsizetype(text.size())),
                                                       QByteArray::AbortOnBase64DecodingErrors);
    if (!result)
        return std::nullopt;
    return (*result).toStdString();
}

} // namespace smc::net
