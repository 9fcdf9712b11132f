// Takes secrets out of whatever is stored, logged, copied or exported.
#pragma once

#include "http_request.h"

#include <base/secret_string.h>

#include <QUrl>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smc::net {

struct Exchange;

/// What stands in a secret's place.
inline constexpr std::string_view Mask = "***";

/// Authorization, Proxy-Authorization, X-ApiKey, X-ApiKey-Secret, Cookie, Set-Cookie: masked whatever they hold.
bool isSensitiveHeader(std::string_view name);

/// Whether a text is all there, or may end in the middle of a secret.
enum class TextEnd : std::uint8_t { Whole, Cut };

/// Knows the secrets of one sender and finds them in any dress: as they are, percent-encoded, JSON-escaped,
/// HTML-escaped, mixtures of these, and in base64 (both alphabets, at any offset).
///
/// Secrets under 4 characters are not looked for, since they would hit everywhere; those under 8 only where they stand
/// as a word of their own. A secret's beginning that "…" cuts off is found as well.
class Redactor
{
public:
    Redactor() = default;

    /// `value` whole; where it is of the form "key:secret", key and secret alone as well.
    void add(const SecretString &value);

    std::string text(std::string_view text, TextEnd end = TextEnd::Whole) const;

    /// A sentence of ours that quotes others: as text(), but a secret of four to seven small letters is looked for
    /// between quotation marks only. Elsewhere that word is the sentence's own.
    std::string sentence(std::string_view sentence) const;

    struct Part
    {
        std::string text;
        std::size_t end = 0; ///< Where the next part begins: `upTo`, or behind a secret that reaches over it.
    };
    /// Of a text that is redacted piece by piece: `text` from `from` on, up to `upTo`. What stands behind is looked at,
    /// and should be longer than any secret, or the text's end.
    Part part(std::string_view text, std::size_t from, std::size_t upTo, TextEnd end = TextEnd::Whole) const;
    QUrl url(const QUrl &url) const;
    Headers headers(const Headers &headers) const;
    HttpRequest request(const HttpRequest &request) const; ///< Its secret's value emptied.

    bool finds(std::string_view text) const;

private:
    struct Needle
    {
        SecretString bytes;
        bool wordOnly = false;
        bool plainWord = false; ///< One that a sentence of ours could hold: "wrong".
        bool ambiguous = false; ///< Holds a byte that also begins an escape.
    };
    void addNeedle(std::string_view bytes);
    void addForms(std::string_view bytes);
    void arrange();
    /// Whether a plain word may be a secret where it stands.
    enum class Words : std::uint8_t { Foreign, Ours };
    /// Length of a secret that begins at `at`; 0 where none does.
    std::size_t matchAt(std::string_view text, std::size_t at, TextEnd end, Words words) const;
    Part masked(std::string_view text, std::size_t from, std::size_t upTo, TextEnd end,
                const std::vector<bool> &isQuoted) const;

    std::vector<Needle> m_needles;                            ///< Longest first.
    std::array<std::vector<std::uint16_t>, 256> m_candidates; ///< By first byte: needles that may begin so.
};

} // namespace smc::net
