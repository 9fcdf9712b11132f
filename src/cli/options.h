// What the command line says, as plain values: command_line.h reads them, the commands obey them.
#pragma once

#include "feed.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace smc::cli {

/// Options that stand before any command.
struct GlobalOptions
{
    std::string workspace; ///< Folder of profiles and history; empty for the person's own.
    std::string profile;   ///< A stored profile's name, or a file.
};

/// Whether {{…}} in events are replaced.
struct VariableOptions
{
    bool expand = false;
    std::vector<std::string> assignments; ///< "age=42"; any of them means that variables are wanted.
};

struct ValidateOptions
{
    RunOptions run;
    VariableOptions variables;
};

struct MapOptions
{
    RunOptions run;
    bool explain = false;
    bool requests = false;
    std::string fieldsFile; ///< Empty: values are neither checked nor converted.
    VariableOptions variables;
};

struct TransformOptions
{
    RunOptions run;
};

struct MatchOptions
{
    RunOptions run;
    bool lint = false;
};

struct ProfileListOptions
{
};

struct ProfileShowOptions
{
    std::string name;
};

struct ProfileSetOptions
{
    std::string name;
    std::string environment;              ///< Empty leaves it as it is.
    std::string keyExpires;               ///< "2027-01-31"; likewise.
    std::string from;                     ///< A file, or "-", with a profile or its settings; likewise.
    std::vector<std::string> assignments; ///< "organization=ACME"
};

struct ProfileRemoveOptions
{
    std::string name;
};

struct CredentialOptions
{
    enum class Action { Set, Clear, Status };
    Action action = Action::Status;
};

struct SendOptions
{
    Inputs inputs;
    bool dryRun = false;
    bool yesProduction = false;
    bool keepHistory = true;
    bool credentialsFromStandardInput = false;
    std::string fieldsFile;  ///< Of lists that are not asked for; empty: none.
    bool checkFields = true; ///< Read the fields of the other lists from SMC.
    VariableOptions variables;
    std::uint32_t repeat = 1;  ///< Each event so often, one after another; at most MostRepeats.
    std::uint32_t delayMs = 0; ///< Between two sends; with a delay each event is a request of its own.
};

inline constexpr std::uint32_t MostRepeats = 10'000;
inline constexpr std::uint32_t MostDelayMs = 60'000;

struct FieldsOptions
{
    std::vector<std::string> lists; ///< Empty: those that the settings name.
    bool credentialsFromStandardInput = false;
};

struct SandboxOptions
{
    std::uint16_t port = 0; ///< 0: a free one.
    std::string stateFile;  ///< Empty: nothing stays.
    std::vector<std::string> faults;
    std::string keyExpires;           ///< "2027-01-31"; empty: never.
    std::vector<std::string> subnets; ///< "192.168.0.0/16"; empty: from anywhere.
    std::vector<std::string> rights;  ///< "GET /lists"; empty: everything.
    bool verbose = false;
};

using Command = std::variant<ValidateOptions, MapOptions, TransformOptions, MatchOptions, ProfileListOptions,
                             ProfileShowOptions, ProfileSetOptions, ProfileRemoveOptions, CredentialOptions,
                             SendOptions, FieldsOptions, SandboxOptions>;

struct Invocation
{
    GlobalOptions global;
    Command command;
};

} // namespace smc::cli
