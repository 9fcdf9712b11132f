#include "command_line.h"

#include "completion.h"
#include "help_texts.h"
#include "similar_words.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdint>
#include <functional>
#include <sstream>
#include <thread>

namespace smc::cli {

namespace {

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
        : m_app(help::About, "smcctl")
    {
        m_app.set_version_flag("--version", "smcctl " SMC_VERSION, "Print the version and exit");
        m_app.set_help_flag("-h,--help", "Print this help and exit");
        m_app.footer(help::Footer);
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
        CLI::App *validate =
            add("validate", "Check events as Segment's ingestion does", help::ValidateFooter, m_validate);
        addRunOptions(validate, m_validate.run);
        addVariables(validate, m_validate.variables);

        CLI::App *map = add("map", "Show what SMC would get of each event", help::MapFooter, m_map);
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

        CLI::App *transform = add("transform", "Run mappings on payloads", help::TransformFooter, m_transform);
        addRunOptions(transform, m_transform.run);

        CLI::App *match = add("match", "Try triggers on payloads", help::MatchFooter, m_match);
        addRunOptions(match, m_match.run);
        match->add_flag("--lint", m_match.lint, "Name what Segment does otherwise than a trigger says");
    }

    void addSendingCommands()
    {
        CLI::App *send = add("send", "Send events to SMC", help::SendFooter, m_send);
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

        CLI::App *fields = add("fields", "Print the fields of SMC's lists", help::FieldsFooter, m_fields);
        fields->add_option("LIST", m_fields.lists, "API names of lists; none: those that the profile's settings name")
            ->type_name("");
        fields->add_flag("--credentials-stdin", m_fields.credentialsFromStandardInput,
                         "Take key:secret, or the two in a line each, from standard input");

        addSandbox();
    }

    void addSandbox()
    {
        CLI::App *sandbox = add("sandbox", "Run an SMC of your own to try things on", help::SandboxFooter, m_sandbox);
        sandbox->add_option("--port", m_sandbox.port, "Port to listen on (default: a free one)")
            ->type_name("N")
            ->check(numberFrom(0, 65535));
        sandbox->add_option("--state", m_sandbox.stateFile, "File in which the content stays (default: nothing stays)")
            ->type_name("FILE");
        sandbox->add_option("--fault", m_sandbox.faults, "A fault to order; can be given many times")
            ->type_name("FAULT")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        sandbox
            ->add_option("--key-expires", m_sandbox.keyExpires,
                         "Last day of the key, such as 2027-01-31 (default: none)")
            ->type_name("DATE");
        sandbox
            ->add_option("--allow-from", m_sandbox.subnets,
                         "Let the key in from this IPv4 subnet only; can be given many times (default: any)")
            ->type_name("SUBNET")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        sandbox
            ->add_option("--right", m_sandbox.rights,
                         "Let the key do this only; can be given many times (default: everything)")
            ->type_name("RIGHT")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        sandbox->add_flag("--verbose", m_sandbox.verbose, "Log each request on standard error");
    }

    void addProfileCommands()
    {
        CLI::App *profile = addGroup("profile", "Show and change stored profiles", help::ProfileFooter);
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
            addGroup("credential", "Keep a profile's key and secret in the keychain", help::CredentialFooter);
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
        // What stands too much here may be the key itself: it must not reach a log.
        if (m_app.got_subcommand("credential") && dynamic_cast<const CLI::ExtrasError *>(&error) != nullptr &&
            at->get_name() != "credential")
            text = "This takes no argument but --profile: key and secret come from standard input, or are asked for. "
                   "If you typed them here, your shell's history has them now.";
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
