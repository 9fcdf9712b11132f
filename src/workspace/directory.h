// Where a person's profiles, drafts and history lie.
#pragma once

#include <string>
#include <string_view>

namespace smc::workspace {

/// The folder of the workspace, as an absolute path in UTF-8; it need not exist yet, the stores make it (mode 0700).
///
/// `chosen` where it is not empty (as from `--workspace`), else the environment's SMC_WORKSPACE, else the system's
/// place for a program's data: `$XDG_DATA_HOME/smc-console` or `~/.local/share/smc-console` on Linux,
/// `~/Library/Application Support/smc-console` on macOS, `%LOCALAPPDATA%/smc-console` on Windows.
///
/// What lies in it: `profiles/ID.json`, `mappings/ID.json`, `drafts/KEY.txt`, `history.sqlite`, `ui_state.json`. None
/// of it holds a secret.
std::string workspaceDirectory(std::string_view chosen = {});

} // namespace smc::workspace
