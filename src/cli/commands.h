// smcctl's commands, one function and one file each. They write results to stdout and words to stderr.
#pragma once

#include "exit_code.h"
#include "options.h"

namespace smc::cli {

/// `{"index":0,"valid":false,"problems":[…]}` for each event.
ExitCode validate(const GlobalOptions &global, const ValidateOptions &options);

/// `{"index":0,"deliveries":[…]}`, `"discarded":{…}` or `"invalid":[…]` for each event.
ExitCode map(const GlobalOptions &global, const MapOptions &options);

/// `{"mapping":…,"payload":…}` becomes `{"output":…}`, `{}` or `{"error":"…"}`.
ExitCode transform(const GlobalOptions &global, const TransformOptions &options);

/// `{"trigger":"FQL","payload":…}` becomes `{"match":true}` or `{"error":"…"}`; with `lint` also `"hints":[…]`.
ExitCode match(const GlobalOptions &global, const MatchOptions &options);

/// Sends events. One outcome line for each, in the order of the input.
ExitCode send(const GlobalOptions &global, const SendOptions &options);

/// The fields of lists, read from SMC: `{"segment_events":[{"name":…,"data_type":…,…}],…}`, as `--fields` takes them.
ExitCode fields(const GlobalOptions &global, const FieldsOptions &options);

/// Runs an SMC of one's own until SIGINT or SIGTERM. The first line says where it is and what its key is.
ExitCode runSandbox(const GlobalOptions &global, const SandboxOptions &options);

/// Each stored profile on a line, in its file form.
ExitCode listProfiles(const GlobalOptions &global);
ExitCode showProfile(const GlobalOptions &global, const ProfileShowOptions &options);
/// Makes or changes a profile, and prints it. What still keeps it from sending is said on stderr.
ExitCode setProfile(const GlobalOptions &global, const ProfileSetOptions &options);
/// Removes the profile and what the keychain holds for it.
ExitCode removeProfile(const GlobalOptions &global, const ProfileRemoveOptions &options);

/// `{"profile":"Acme","id":…,"storage":"keychain","stored":true}`; never the values.
ExitCode credential(const GlobalOptions &global, const CredentialOptions &options);

} // namespace smc::cli
