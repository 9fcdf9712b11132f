// The same work as `smcctl map` in Segment's own engine: read NDJSON, choose the rule by its trigger, map, write.
const fs = require('fs');
const path = require('path');
const modules = path.resolve(__dirname, '../conformance/node_modules');
const { transform } = require(path.join(modules, '@segment/actions-core'));
const { parseFql, validate } = require(path.join(modules, '@segment/destination-subscriptions'));

const [, , preset, events] = process.argv;
const rules = JSON.parse(fs.readFileSync(preset, 'utf8'))
  .rules.filter((rule) => !rule.when)
  .map((rule) => ({
    trigger: parseFql(rule.trigger),
    mapping: Object.fromEntries(rule.columns.map((column, i) => [typeof column.name === 'string' ? column.name : `field${i}`, column.value])),
  }));

let out = '';
let count = 0;
for (const line of fs.readFileSync(events, 'utf8').split('\n')) {
  if (line === '') continue;
  const event = JSON.parse(line);
  for (const rule of rules) {
    if (validate(rule.trigger, event)) out += JSON.stringify({ index: count, row: transform(rule.mapping, event) }) + '\n';
  }
  ++count;
  if (out.length > 1 << 20) {
    fs.writeSync(1, out);
    out = '';
  }
}
fs.writeSync(1, out);
