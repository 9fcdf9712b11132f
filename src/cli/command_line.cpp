#include "command_line.h"

#include "completion.h"
#include "similar_words.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdint>
#include <functional>
#include <sstream>
#include <thread>

namespace smc::cli {

namespace {

constexpr const char *About =
    "Takes Segment events to Selligent Marketing Cloud (SMC): checks them, shows what SMC would get, sends them.";

constexpr const char *Footer = R"(
Results go to standard output, one line of JSON each; words for people go to standard error.
Exit codes: 0 done, 1 some events are invalid, were refused or failed, 2 usage or configuration,
3 SMC could not be reached or did not let us in. Events that the settings keep back are no failures.

A file is one event, one event a line (NDJSON), a JSON array or a {"batch":[...]} body.

Examples:
  smcctl validate events.ndjson
  smcctl --profile staging map --explain events.ndjson
  zcat events.ndjson.gz | smcctl --profile ./acme.json map > rows.ndjson
  smcctl --profile staging send events.ndjson
  smcctl sandbox
  smcctl COMMAND --help)";

constexpr const char *ValidateFooter = R"(
Each event gives {"index":0,"valid":false,"problems":[{"code":...,"severity":...,"path":...,"message":...}]}.
Warnings alone leave an event valid.

Example:
  smcctl validate < events.ndjson | jq -c 'select(.valid | not)')";

constexpr const char *MapFooter = R"(
Each event gives {"index":0,"deliveries":[...]}, {"index":0,"discarded":{"code":...,"reason":...}} or
{"index":0,"invalid":[problems]}. Nothing is sent.
The same input gives the same output. Segment gives an event a messageId and the time of receipt where it has none, and
so does 'send'; here those cells are null, and standard error says how many events lack a messageId or a timestamp.

Examples:
  smcctl --profile staging map events.ndjson
  smcctl --profile ./acme.json map --explain --threads 1 < event.json
  smcctl --profile ./acme.json map --requests event.json | jq -c '.requests[]'
  smcctl --profile staging map --fields fields.json events.ndjson | jq -c '.refused[]?'
  smcctl --profile staging map --variables --set age=42 --explain event.json

With --fields each row has the values as they are sent: converted where the type of the field asks for it. "converted",
"refused" (with SMC's validation code) and "unknown" (columns that the list does not have) tell the rest, and an event
of which SMC would refuse a value makes the exit code 1.
With --variables the origins' byte ranges are places in the event with its variables replaced.)";

constexpr const char *TransformFooter = R"(
Each line {"mapping":...,"payload":...} gives {"output":...}, {} where nothing comes out, or {"error":"..."}.

Example:
  echo '{"mapping":{"@path":"$.userId"},"payload":{"userId":"u-1"}}' | smcctl transform)";

constexpr const char *MatchFooter = R"(
Each line {"trigger":"FQL","payload":...} gives {"match":true} or {"error":"..."}.
With --lint each line also has "hints":[{"code":...,"severity":"warning","message":...,"range":[5,8]}], ranges in bytes
of the trigger, and the payload can be left out.

Examples:
  echo '{"trigger":"type = \"track\"","payload":{"type":"track"}}' | smcctl match
  echo '{"trigger":"type == \"track\""}' | smcctl match --lint)";

constexpr const char *SendFooter = R"(
Each event gives one line, in the order of the input:
{"index":0,"outcome":"delivered",...}. Outcomes: delivered, duplicate (SMC kept another event's row with the same
key), refused, not_found, unknown (SMC may have it or not), not_sent, discarded, invalid, planned (dry run).
An event without messageId or timestamp gets them here, as Segment gives them on receipt. A dry run does the same and
adds "columns" and "row" to each delivery: what would be sent, with a messageId that is new in each run.
Before the first row for a list its fields are read from SMC: values are converted to their types, and an event of which
SMC would refuse a value is not sent at all; it is refused with SMC's validation code and its "line" in the input.
Key and secret come from SMC_API_KEY and SMC_API_SECRET, from --credentials-stdin, or, for a stored profile, from the
keychain. With --repeat the index counts sends. Ctrl+C cancels at once; the lines say what was sent and what was not.

Examples:
  smcctl --profile staging send --dry-run events.ndjson
  smcctl --profile staging send events.ndjson > outcomes.ndjson
  smcctl --profile staging send --repeat 100 --delay 500 event.json
  tail -f events.ndjson | SMC_API_KEY=... SMC_API_SECRET=... smcctl --profile ./acme.json send
  pass show acme/smc | smcctl --profile ./acme.json send --credentials-stdin --yes-production events.ndjson)";

constexpr const char *FieldsFooter = R"(
One line: {"segment_events":[{"name":"MAIL","data_type":"Text","length":255,"allow_null":true},...],...}, as the option
--fields of 'map' and 'send' takes it.
Key and secret come from SMC_API_KEY and SMC_API_SECRET, from --credentials-stdin, or, for a stored profile, from the
keychain.

Examples:
  smcctl --profile staging fields > fields.json
  smcctl --profile staging fields USERS segment_events | jq .)";

constexpr const char *SandboxFooter = R"(
The first line on standard output is {"url":...,"organization":...,"apiKey":...,"apiSecret":...}; url is what one would
give as the admin URL. Only this computer can reach it.

A fault is NAME[=AMOUNT][:FIRST][/EVERY]:
  latency=500   every answer 500 ms later           503:3       the first three requests get 503
  429/10        every tenth request gets the quota's 429        429-busy    a busy list's 429
  401           as if the key were wrong            drop        the connection breaks before anything is done
  drop-after    it breaks when all is done          garbage     the answer is no JSON
  partial=10    every tenth row of a bulk request fails

Examples:
  smcctl sandbox --port 8080 --state demo.sqlite
  smcctl sandbox --fault latency=200 --fault 503/5 --verbose)";

constexpr const char *ProfileFooter = R"(
Profiles are JSON files in the workspace, without secrets: {"name":...,"environment":...,"settings":{...}}.

Examples:
  smcctl profile set Acme --environment staging --set smcAdminUrl=https://acme.slgnt.eu --set organization=ACME
  smcctl profile set Acme --set allowedEvents='["Order Completed"]' --set sendGroupEvents=true
  smcctl profile set Acme --from acme.json
  smcctl profile show Acme)";

constexpr const char *CredentialFooter = R"(
The key and the secret of a stored profile live in the keychain of the operating system. They are read from standard
input, as one line key:secret or as two lines, or asked for unseen in a terminal; never from arguments.
Where there is no keychain nothing is stored: set SMC_API_KEY and SMC_API_SECRET for each run instead.

Examples:
  smcctl --profile Acme credential set
  pass show acme/smc | smcctl --profile Acme credential set
  smcctl --profile Acme credential status)";

/// A whole number; anything else is answered with what was given and what is expected.
CLI::Validator numberFrom(std::uint32_t least, std::uint32_t most)
{
    const std::string range = std::to_string(least) + " to " + std::to_string(most);
    const auto check = [least, most, range](const std::string &text) {
        std::uint32_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool isGood =
            error == std::errc() && end == text.data() + text.size() && number >= least && number <= most;
        return isGood ? std::string() : "'" + text + "' is not a whole number from " + range + ".";
    };
    return {check, range};
}

/// The commands as CLI11 sees them. Each sets `chosen` when it is the one.
class Grammar
{
public:
    Grammar()
        : m_app(About, "smcctl")
    {
        m_app.set_version_flag("--version", "smcctl " SMC_VERSION, "Print the version and exit");
        m_app.set_help_flag("-h,--help", "Print this help and exit");
        m_app.footer(Footer);
        m_app.fallthrough();
        m_app.require_subcommand(1);
        m_app.add_option("--workspace", m_global.workspace, "Folder of profiles and history (default: your own)")
            ->type_name("DIR");
        m_app.add_option("--profile", m_global.profile, "Where events go: a stored profile's name, or a file")
            ->type_name("NAME|FILE");
        addEngineCommands();
        addSendingCommands();
        addProfileCommands();
        addCredentialCommands();
        addCompletion();
    }

    CommandLine read(int argc, const char *const *argv)
    {
        CommandLine line;
        try {
            m_app.parse(argc, argv);
            if (m_completion->parsed())
                line.text = bashCompletion(words());
            else
                line.invocation = Invocation{m_global, m_chosen()};
        } catch (const CLI::ParseError &error) {
            if (error.get_exit_code() == 0) {
                std::ostringstream out;
                std::ostringstream ignored;
                m_app.exit(error, out, ignored);
                line.text = out.str();
            } else {
                line.mistake = mistakeOf(error);
            }
        }
        return line;
    }

private:
    void addEngineCommands()
    {
        CLI::App *validate = add("validate", "Check events as Segment's ingestion does", ValidateFooter, m_validate);
        addRunOptions(validate, m_validate.run);
        addVariables(validate, m_validate.variables);

        CLI::App *map = add("map", "Show what SMC would get of each event", MapFooter, m_map);
        addRunOptions(map, m_map.run);
        map->add_flag(
            "--explain", m_map.explain,
            "Add each value's origin, why other rules did not fire and columns stayed empty, what filters removed, and "
            "the event's warnings");
        map->add_option(
               "--fields", m_map.fieldsFile,
               "Convert and check values by the fields of lists in a JSON file: what 'smcctl fields' prints, or "
               "SMC's answer to GET fields")
            ->type_name("FILE");
        map->add_flag("--requests", m_map.requests, "Add the HTTP requests, without the key");
        addVariables(map, m_map.variables);

        CLI::App *transform = add("transform", "Run mappings on payloads", TransformFooter, m_transform);
        addRunOptions(transform, m_transform.run);

        CLI::App *match = add("match", "Try triggers on payloads", MatchFooter, m_match);
        addRunOptions(match, m_match.run);
        match->add_flag("--lint", m_match.lint, "Name what Segment does otherwise than a trigger says");
    }

    void addSendingCommands()
    {
        CLI::App *send = add("send", "Send events to SMC", SendFooter, m_send);
        addInputs(send, m_send.inputs);
        send->add_flag("--dry-run", m_send.dryRun, "Send nothing; say what would be sent");
        send->add_flag("--yes-production", m_send.yesProduction, "Yes, send to a production profile");
        send->add_flag("!--no-history", m_send.keepHistory, "Keep nothing in the workspace's history");
        send->add_option("--repeat", m_send.repeat, "Send each event N times, each time as a new message (default: 1)")
            ->type_name("N")
            ->check(numberFrom(1, MostRepeats));
        send->add_option("--delay", m_send.delayMs, "Wait MS milliseconds between two sends (default: 0)")
            ->type_name("MS")
            ->check(numberFrom(0, MostDelayMs));
        send->add_flag("--credentials-stdin", m_send.credentialsFromStandardInput,
                       "Take key:secret, or the two in a line each, from standard input; events come from files");

        send->add_option("--fields", m_send.fieldsFile,
                         "Take the fields of lists from a JSON file, and read only those of other lists from SMC")
            ->type_name("FILE");
        send->add_flag("!--no-fields", m_send.checkFields,
                       "Don't read the fields of lists from SMC: values go unchecked and as they are");
        addVariables(send, m_send.variables);

        CLI::App *fields = add("fields", "Print the fields of SMC's lists", FieldsFooter, m_fields);
        fields->add_option("LIST", m_fields.lists, "API names of lists; none: those that the profile's settings name")
            ->type_name("");
        fields->add_flag("--credentials-stdin", m_fields.credentialsFromStandardInput,
                         "Take key:secret, or the two in a line each, from standard input");

        CLI::App *sandbox = add("sandbox", "Run an SMC of your own to try things on", SandboxFooter, m_sandbox);
        sandbox->add_option("--port", m_sandbox.port, "Port to listen on (default: a free one)")
            ->type_name("N")
            ->check(numberFrom(0, 65535));
        sandbox->add_option("--state", m_sandbox.stateFile, "File in which the content stays (default: nothing stays)")
            ->type_name("FILE");
        sandbox->add_option("--fault", m_sandbox.faults, "A fault to order; can be given many times")
            ->type_name("FAULT")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        sandbox->add_flag("--verbose", m_sandbox.verbose, "Log each request on standard error");
    }

    void addProfileCommands()
    {
        CLI::App *profile = addGroup("profile", "Show and change stored profiles", ProfileFooter);
        add(profile, "list", "List the stored profiles", m_profileList);
        add(profile, "show", "Show a profile", m_profileShow)
            ->add_option("NAME", m_profileShow.name, "The profile's name")
            ->required()
            ->type_name("");
        add(profile, "remove", "Remove a profile and its key", m_profileRemove)
            ->add_option("NAME", m_profileRemove.name, "The profile's name")
            ->required()
            ->type_name("");

        CLI::App *set = add(profile, "set", "Make or change a profile", m_profileSet);
        set->add_option("NAME", m_profileSet.name, "The profile's name")->required()->type_name("");
        set->add_option("--environment", m_profileSet.environment, "sandbox, development, staging or production")
            ->type_name("ENVIRONMENT");
        set->add_option("--key-expires", m_profileSet.keyExpires, "Last day of the API key, such as 2027-01-31")
            ->type_name("DATE");
        set->add_option("--from", m_profileSet.from,
                        "Take a profile, or its settings, from a JSON file; - is standard input")
            ->type_name("FILE");
        set->add_option("--set", m_profileSet.assignments, "Change one setting; can be given many times")
            ->type_name("SETTING=VALUE")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }

    void addCredentialCommands()
    {
        using Action = CredentialOptions::Action;
        CLI::App *credential =
            addGroup("credential", "Keep a profile's key and secret in the keychain", CredentialFooter);
        const std::tuple<const char *, const char *, Action> actions[] = {
            {"set", "Store key and secret from standard input", Action::Set},
            {"clear", "Forget key and secret", Action::Clear},
            {"status", "Say whether the keychain holds them", Action::Status},
        };
        for (const auto &[name, description, action] : actions) {
            CLI::App *command = credential->add_subcommand(name, description);
            command->fallthrough();
            command->callback(
                [this, chosen = action] { m_chosen = [chosen] { return Command(CredentialOptions{chosen}); }; });
        }
    }

    void addCompletion()
    {
        m_completion = m_app.add_subcommand("completion", "Print a script that completes command lines");
        m_completion->footer("\nExample:\n  source <(smcctl completion bash)");
        m_completion->add_subcommand("bash", "For bash")->fallthrough();
        m_completion->require_subcommand(1);
    }

    /// Every command with its parts and options.
    std::vector<CommandWords> words() const
    {
        std::vector<CommandWords> all;
        collect(m_app, {}, all);
        return all;
    }

    static void collect(const CLI::App &app, const std::string &path, std::vector<CommandWords> &all)
    {
        CommandWords command{path, {}};
        const auto parts = app.get_subcommands([](const CLI::App *) { return true; });
        for (const CLI::App *part : parts)
            command.words.push_back(part->get_name());
        for (const CLI::Option *option : app.get_options()) {
            for (const std::string &name : option->get_lnames())
                command.words.push_back("--" + name);
        }
        all.push_back(std::move(command));
        for (const CLI::App *part : parts)
            collect(*part, path.empty() ? part->get_name() : path + ' ' + part->get_name(), all);
    }

    CLI::App *addGroup(const std::string &name, const std::string &description, const char *footer)
    {
        CLI::App *group = m_app.add_subcommand(name, description);
        group->footer(footer);
        group->fallthrough();
        group->require_subcommand(1);
        return group;
    }

    template <typename Options>
    CLI::App *add(CLI::App *parent, const std::string &name, const std::string &description, Options &options)
    {
        CLI::App *command = parent->add_subcommand(name, description);
        command->fallthrough();
        command->callback([this, &options] { m_chosen = [&options] { return Command(options); }; });
        return command;
    }

    template <typename Options>
    CLI::App *add(const std::string &name, const std::string &description, const char *footer, Options &options)
    {
        CLI::App *command = add(&m_app, name, description, options);
        command->footer(footer);
        return command;
    }

    static void addInputs(CLI::App *command, Inputs &inputs)
    {
        command->add_option("FILE", inputs.files, "Files to read; none, or -, is standard input")->type_name("");
    }

    static void addRunOptions(CLI::App *command, RunOptions &run)
    {
        addInputs(command, run.inputs);
        run.threads = std::max(1U, std::thread::hardware_concurrency());
        command->add_option("--threads", run.threads, "Threads that work (default: all cores); the output is the same")
            ->check(numberFrom(1, 256))
            ->type_name("N");
    }

    static void addVariables(CLI::App *command, VariableOptions &variables)
    {
        command->add_flag("--variables", variables.expand,
                          "Replace {{uuid}}, {{now-2d}}, {{person.email}} and the profile's own variables");
        command
            ->add_option("--set", variables.assignments,
                         "Give a variable a value, and replace variables; can be given many times")
            ->type_name("NAME=VALUE")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }

    std::string mistakeOf(const CLI::ParseError &error) const
    {
        const CLI::App *at = &m_app;
        while (!at->get_subcommands().empty())
            at = at->get_subcommands().front();
        std::string text = error.what();
        if (const auto unknown = unknownCommand(*at); !unknown.empty())
            text = unknown;
        if (text.back() != '.' && text.back() != '?')
            text += '.';
        std::string help = "smcctl";
        for (const CLI::App *command = &m_app; !command->get_subcommands().empty();) {
            command = command->get_subcommands().front();
            help += ' ' + command->get_name();
        }
        return text + "\nsmcctl: See '" + help + " --help'.";
    }

    /// A sentence where a command was wanted and another word stands there.
    std::string unknownCommand(const CLI::App &at) const
    {
        std::vector<std::string> names;
        for (const CLI::App *command : at.get_subcommands([](const CLI::App *) { return true; }))
            names.push_back(command->get_name());
        if (names.empty())
            return {};
        // A word that no command took ends up in the one above, or at the top.
        const std::vector<std::string> left = m_app.remaining(true);
        for (const std::string &word : left) {
            if (word.empty() || word.front() == '-')
                continue;
            const std::string meant = closestWord(word, names);
            return "There is no command '" + word + "'." + (meant.empty() ? "" : " Did you mean '" + meant + "'?");
        }
        std::string list;
        for (const std::string &name : names)
            list += (list.empty() ? "" : ", ") + name;
        return left.empty() ? "Which command? One of: " + list + "." : std::string();
    }

    CLI::App m_app;
    CLI::App *m_completion = nullptr;
    GlobalOptions m_global;
    ValidateOptions m_validate;
    MapOptions m_map;
    TransformOptions m_transform;
    MatchOptions m_match;
    SendOptions m_send;
    FieldsOptions m_fields;
    SandboxOptions m_sandbox;
    ProfileListOptions m_profileList;
    ProfileShowOptions m_profileShow;
    ProfileSetOptions m_profileSet;
    ProfileRemoveOptions m_profileRemove;
    std::function<Command()> m_chosen;
};

} // namespace

CommandLine readCommandLine(int argc, const char *const *argv)
{
    return Grammar().read(argc, argv);
}

} // namespace smc::cli
