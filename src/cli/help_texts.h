// What --help says behind the options of each command: what comes out, and examples.
#pragma once

namespace smc::cli::help {

extern const char *const About;
extern const char *const Footer;
extern const char *const ValidateFooter;
extern const char *const MapFooter;
extern const char *const TransformFooter;
extern const char *const MatchFooter;
extern const char *const SendFooter;
extern const char *const FieldsFooter;
extern const char *const SandboxFooter;
extern const char *const ProfileFooter;
extern const char *const CredentialFooter;

} // namespace smc::cli::help
