#include "help_texts.h"

namespace smc::cli::help {

const char *const About =
    "Takes Segment events to Selligent Marketing Cloud (SMC): checks them, shows what SMC would get, sends them.";

const char *const Footer = R"(
Results go to standard output, one line of JSON each; words for people go to standard error.
Exit codes: 0 done, 1 some events are invalid, were refused or failed, 2 usage or configuration,
3 SMC, or the keychain for 'credential', could not be reached or did not let us in. Events that the settings keep back
are no failures.

A file is one event, one event a line (NDJSON), a JSON array or a {"batch":[...]} body.

Examples:
  smcctl validate events.ndjson
  smcctl --profile staging map --explain events.ndjson
  zcat events.ndjson.gz | smcctl --profile ./acme.json map > rows.ndjson
  smcctl --profile staging send events.ndjson
  smcctl sandbox
  smcctl COMMAND --help)";

const char *const ValidateFooter = R"(
Each event gives {"index":0,"valid":false,"problems":[{"code":...,"severity":...,"path":...,"message":...}]}.
Warnings alone leave an event valid.

Example:
  smcctl validate < events.ndjson | jq -c 'select(.valid | not)')";

const char *const MapFooter = R"(
Each event gives {"index":0,"deliveries":[...]}, {"index":0,"discarded":{"code":...,"reason":...}} or
{"index":0,"invalid":[problems]}. Nothing is sent. "omitted" names what a list that the settings ask
for does not get, and why: a whole row ("extent":"delivery"), or members of the event that become no column of it.
The same input gives the same output. Segment gives an event a messageId and the time of receipt where it has none, and
so does 'send'; here those cells stay empty, and standard error says how many events lack a messageId or a timestamp.

Examples:
  smcctl --profile staging map events.ndjson
  smcctl --profile ./acme.json map --explain --threads 1 < event.json
  smcctl --profile ./acme.json map --requests event.json | jq -c '.requests[]'
  smcctl --profile staging map --fields fields.json events.ndjson | jq -c '.refused[]?'
  smcctl --profile staging map --variables --set age=42 --explain event.json

With --explain each delivery has "origins": where each value came from, with byte ranges of the event. "fired" names the
rules that made a row and "notFired" those that did not, with the preset's description and what of the trigger did not
hold; "empty" names columns without a value, the path that found nothing, and the nearest path that would.
With --fields each row has the values as they are sent: converted where the type of the field asks for it. "converted"
and "refused" tell the rest: values that SMC would refuse and columns that the list does not have, with SMC's validation
code. Such an event makes the exit code 1. A row for the audience list that SMC would refuse is left out by itself, and
"omitted" says why.
With --variables the origins' byte ranges are places in the event with its variables replaced.)";

const char *const TransformFooter = R"(
Each line {"mapping":...,"payload":...} gives {"output":...}, {} where nothing comes out, or {"error":"..."}.

Example:
  echo '{"mapping":{"@path":"$.userId"},"payload":{"userId":"u-1"}}' | smcctl transform)";

const char *const MatchFooter = R"(
Each line {"trigger":"FQL","payload":...} gives {"match":true} or {"error":"..."}.
With --lint each line also has "hints":[{"code":...,"severity":"warning","message":...,"range":[5,8]}], ranges in bytes
of the trigger, and the payload can be left out.

Examples:
  echo '{"trigger":"type = \"track\"","payload":{"type":"track"}}' | smcctl match
  echo '{"trigger":"type == \"track\""}' | smcctl match --lint)";

const char *const SendFooter = R"(
Each event gives one line, in the order of the input:
{"index":0,"outcome":"delivered",...}. Outcomes: delivered, duplicate (SMC kept another event's row with the same
key, as it should: no failure), refused, not_found, unknown (SMC may have it or not), not_sent, discarded, invalid, planned (dry run).
"advice" says what would let an event through that was not sent; "omitted" what its rows lack, as 'map' tells it.
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

const char *const FieldsFooter = R"(
One line: {"segment_events":[{"name":"MAIL","data_type":"Text","length":255,"allow_null":true},...],...}, as the option
--fields of 'map' and 'send' takes it.
Key and secret come from SMC_API_KEY and SMC_API_SECRET, from --credentials-stdin, or, for a stored profile, from the
keychain.

Examples:
  smcctl --profile staging fields > fields.json
  smcctl --profile staging fields USERS segment_events | jq .)";

const char *const SandboxFooter = R"(
The first line on standard output is {"url":...,"organization":...,"apiKey":...,"apiSecret":...}; url is what one would
give as the admin URL. Only this computer can reach it. The key is new at each start. With --state those of earlier
starts on the same file go on working; the file has what they are known by, not the keys.

A fault is NAME[=AMOUNT][:FIRST][/EVERY]:
  latency=500   every answer 500 ms later           503:3       the first three requests get 503
  429/10        every tenth request gets the quota's 429        429-busy    a busy list's 429
  401           as if the key were wrong            drop        the connection breaks before anything is done
  drop-after    it breaks when all is done          garbage     the answer is no JSON
  partial=10    every tenth row of a bulk request fails

The key may do everything from everywhere, for ever, unless you say otherwise. What SMC would not let it do gets a 401:
  --key-expires 2027-01-31         the last day on which it is good
  --allow-from 192.168.0.0/16      an IPv4 subnet; without 127.0.0.0/8 or 127.0.0.1/32 nobody is let in
  --right 'GET /lists'             a path of the API, below its organization or whole, with its method or without; such as
                                   '/lists/{api_name}/data/load'

Examples:
  smcctl sandbox --port 8080 --state demo.sqlite
  smcctl sandbox --fault latency=200 --fault 503/5 --verbose
  smcctl sandbox --right 'GET /lists/{api_name}/fields' --right '/lists/{api_name}/data/load')";

const char *const ProfileFooter = R"(
Profiles are JSON files in the workspace, without secrets: {"name":...,"environment":...,"settings":{...}}.

Examples:
  smcctl profile set Acme --environment staging --set smcAdminUrl=https://acme.slgnt.eu --set organization=ACME
  smcctl profile set Acme --set allowedEvents='["Order Completed"]' --set sendGroupEvents=true
  smcctl profile set Acme --from acme.json
  smcctl profile show Acme)";

const char *const CredentialFooter = R"(
The key and the secret of a stored profile live in the keychain of the operating system. They are read from standard
input, as one line key:secret or as two lines, or asked for unseen in a terminal; never from arguments.
Where there is no keychain nothing is stored: set SMC_API_KEY and SMC_API_SECRET for each run instead.

Examples:
  smcctl --profile Acme credential set
  pass show acme/smc | smcctl --profile Acme credential set
  smcctl --profile Acme credential status)";

} // namespace smc::cli::help
