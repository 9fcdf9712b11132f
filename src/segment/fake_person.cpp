#include "fake_person.h"

#include <array>
#include <charconv>
#include <utility>

namespace smc::segment {

namespace {

struct First
{
    std::string_view name;
    std::string_view gender;
};
constexpr std::array FirstNames = {
    First{"Ada", "female"},     First{"Amir", "male"},  First{"Anna", "female"},    First{"Arthur", "male"},
    First{"Beatriz", "female"}, First{"Bram", "male"},  First{"Camille", "female"}, First{"Carlos", "male"},
    First{"Chiara", "female"},  First{"Daan", "male"},  First{"Elif", "female"},    First{"Emil", "male"},
    First{"Fatima", "female"},  First{"Felix", "male"}, First{"Grace", "female"},   First{"Hugo", "male"},
    First{"Ines", "female"},    First{"Jonas", "male"}, First{"Julia", "female"},   First{"Kofi", "male"},
    First{"Lena", "female"},    First{"Louis", "male"}, First{"Mei", "female"},     First{"Milan", "male"},
    First{"Nora", "female"},    First{"Omar", "male"},  First{"Priya", "female"},   First{"Rafael", "male"},
    First{"Sofia", "female"},   First{"Theo", "male"},  First{"Yara", "female"},    First{"Zoltan", "male"},
};
constexpr std::array<std::string_view, 32> LastNames = {
    "Almeida", "Bakker", "Becker",  "Castro", "Chen",    "Claes",   "Dubois", "Eriksen",
    "Fischer", "Garcia", "Haddad",  "Hansen", "Ivanova", "Janssen", "Kaya",   "Kowalski",
    "Lambert", "Lopez",  "Martin",  "Mensah", "Moreau",  "Nguyen",  "Novak",  "Okafor",
    "Peeters", "Rossi",  "Schmidt", "Silva",  "Singh",   "Vermeer", "Weber",  "Wood"};

struct Town
{
    std::string_view name;
    std::string_view country;
    std::string_view street;
    unsigned postalCode; ///< The lowest of its own.
};
constexpr std::array Towns = {
    Town{"Amsterdam", "Netherlands", "Prinsengracht", 1015},
    Town{"Antwerp", "Belgium", "Meir", 2000},
    Town{"Barcelona", "Spain", "Carrer de Mallorca", 38029},
    Town{"Brussels", "Belgium", "Rue Neuve", 1000},
    Town{"Copenhagen", "Denmark", "Nygade", 1164},
    Town{"Ghent", "Belgium", "Veldstraat", 9000},
    Town{"Hamburg", "Germany", "Lange Reihe", 20099},
    Town{"Lyon", "France", "Rue de la Charité", 69002},
    Town{"Milan", "Italy", "Via Torino", 20123},
    Town{"Munich", "Germany", "Sendlinger Straße", 80331},
    Town{"Paris", "France", "Rue de Rivoli", 75001},
    Town{"Vienna", "Austria", "Mariahilfer Straße", 1060},
};
constexpr std::array<std::string_view, 8> Companies = {"Acme",    "Bluebird Books", "Copper Kettle", "Fern & Field",
                                                       "Harbour", "Northwind",      "Paper Planes",  "Quince"};

template <typename Choices>
const auto &oneOf(const Choices &choices, std::uint64_t &state)
{
    return choices[nextRandom(state) % choices.size()];
}

std::string lowerCase(std::string_view name)
{
    std::string lower(name);
    for (char &c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return lower;
}

/// `value` in digits of `base`, filled up with zeros.
std::string digits(std::uint64_t value, std::size_t width, int base = 10)
{
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, base).ptr;
    std::string text(buffer, end);
    text.insert(0, text.size() < width ? width - text.size() : 0, '0');
    return text;
}

} // namespace

std::uint64_t nextRandom(std::uint64_t &state)
{
    state += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
}

FakePerson fakePerson(std::uint64_t seed)
{
    std::uint64_t state = seed;
    const auto upTo = [&state](std::uint64_t count) { return nextRandom(state) % count; };
    FakePerson person;
    const First &first = oneOf(FirstNames, state);
    const Town &town = oneOf(Towns, state);
    person.firstName = first.name;
    person.gender = first.gender;
    person.lastName = oneOf(LastNames, state);
    person.id = "person-" + digits(nextRandom(state) & 0xFFFFFFFFU, 8, 16);
    // With a number, so that people who share a name do not share an address.
    person.email =
        lowerCase(person.firstName) + '.' + lowerCase(person.lastName) + '.' + digits(upTo(10000), 4) + "@example.com";
    person.phone = "+120255501" + digits(upTo(100), 2);
    const std::uint64_t year = 1945 + upTo(60);
    const std::uint64_t month = 1 + upTo(12);
    person.birthday = digits(year, 4) + '-' + digits(month, 2) + '-' + digits(1 + upTo(28), 2);
    person.street = std::string(town.street) + ' ' + digits(1 + upTo(120), 1);
    person.postalCode = digits(town.postalCode, 4);
    person.city = town.name;
    person.country = town.country;
    person.company = oneOf(Companies, state);
    return person;
}

std::optional<std::string> FakePerson::find(std::string_view field) const
{
    const std::pair<std::string_view, const std::string *> fields[] = {
        {"id", &id},       {"firstName", &firstName}, {"lastName", &lastName},     {"email", &email},
        {"phone", &phone}, {"birthday", &birthday},   {"gender", &gender},         {"street", &street},
        {"city", &city},   {"country", &country},     {"postalCode", &postalCode}, {"company", &company}};
    for (const auto &[name, value] : fields) {
        if (name == field)
            return *value;
    }
    if (field == "name")
        return firstName + ' ' + lastName;
    return {};
}

} // namespace smc::segment
