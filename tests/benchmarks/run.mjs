// Prints how fast the console's parts are beside a named peer, in one run: node run.mjs BUILD_FOLDER
// Machines are noisy: each measure is the best of several runs, and only ratios mean something.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bodies } from './bodies.mjs';
import { Display, isThere } from './display.mjs';
import { windows } from './windows.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const build = resolve(process.argv[2] ?? 'build/ci');
const work = mkdtempSync(join(tmpdir(), 'smc-benchmark-'));
const events = join(work, 'events.ndjson');
const Count = 200000;

function seconds(command, args, { runs = 3, refusals = 'none' } = {}) {
  let best = Infinity;
  for (let run = 0; run < runs; ++run) {
    const start = process.hrtime.bigint();
    const done = spawnSync(command, args, { stdio: ['ignore', openSync('/dev/null', 'w'), 'inherit'] });
    // smcctl says with 1 that it refused some events.
    if (done.status !== 0 && !(done.status === 1 && refusals === 'some')) throw new Error(`${command} ended with ${done.status ?? done.signal}`);
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9);
  }
  return best;
}

/// What each event takes from the heap once all memory is there: the first half of the events is left out of account.
function allocationsPerEvent(smcctl, args) {
  const half = join(work, 'half.ndjson');
  const text = readFileSync(events, 'utf8');
  let end = 0;
  for (let line = 0; line < Count / 2; ++line) end = text.indexOf('\n', end) + 1;
  writeFileSync(half, text.slice(0, end));
  const counted = (file) => {
    const report = join(work, 'allocations');
    const env = { ...process.env, LD_PRELOAD: join(build, 'tests/benchmarks/libcount_allocations.so'), SMC_ALLOCATIONS: report };
    const done = spawnSync(smcctl, [...args, file], { stdio: ['ignore', openSync('/dev/null', 'w'), 'inherit'], env });
    if (done.status !== 0 && done.status !== 1) throw new Error(`smcctl ended with ${done.status ?? done.signal}`);
    return Number(readFileSync(report, 'utf8'));
  };
  return (counted(events) - counted(half)) / (Count / 2);
}

/// The columns of the preset's events list, each as SMC would have it.
function fieldsFile() {
  const preset = JSON.parse(readFileSync(join(here, '../../resources/mappings/smc.json'), 'utf8'));
  const types = { MESSAGE_ID: ['Text', 100], TYPE: ['Text', 20], EVENT: ['Text', 255], USER_ID: ['Text', 255], ANONYMOUS_ID: ['Text', 100],
    TIMESTAMP: ['DateTime'], SENT_AT: ['DateTime'], RECEIVED_AT: ['DateTime'] };
  const fields = preset.rules[0].columns.map(({ name }) => {
    const [type, length] = types[name] ?? ['LongText'];
    return { name, data_type: type, length: length ?? null, allow_null: true };
  });
  const file = join(work, 'fields.json');
  writeFileSync(file, JSON.stringify({ segment_events: fields }));
  return file;
}

/// One filter of each kind: an event that passes, one that goes, and a property that is cut out of every event.
function filteredProfile(profile) {
  const filtered = JSON.parse(readFileSync(profile, 'utf8'));
  filtered.settings.destinationFilters = [
    { name: 'Tests', if: "contains(traits.email, '@test.example')", actions: [{ type: 'DROP' }] },
    { name: 'Nine of ten', if: "type = 'page'", actions: [{ type: 'SAMPLE', percent: 0.9, path: 'userId' }] },
    { name: 'No address', if: 'all', actions: [{ type: 'DROP_PROPERTIES', fields: { context: ['ip'] } }] },
  ];
  const file = join(work, 'filtered.json');
  writeFileSync(file, JSON.stringify(filtered));
  return file;
}

function mapping() {
  writeFileSync(events, execFileSync('node', [join(here, 'generate.mjs'), String(Count)], { maxBuffer: 1 << 30 }));
  const profile = join(work, 'profile.json');
  writeFileSync(profile, JSON.stringify({
    name: 'Benchmark', environment: 'sandbox',
    settings: { smcAdminUrl: 'https://acme.slgnt.us', organization: 'ACME', allowedEvents: ['Order Completed', 'Product Viewed'],
      sendGroupEvents: true, sendPageEvents: true, sendScreenEvents: true, sendAliasEvents: true },
  }));
  const smcctl = join(build, 'src/app/smcctl');
  const mapBy = (file, threads, ...options) => seconds(smcctl, ['--workspace', work, '--profile', file, 'map', '--threads', String(threads), ...options, events], { refusals: 'some' });
  const map = (threads, ...options) => mapBy(profile, threads, ...options);
  const ours = map(1);
  const oursTwo = map(2);
  const explained = map(1, '--explain');
  const typed = map(1, '--fields', fieldsFile());
  const filtered = mapBy(filteredProfile(profile), 1);
  const node = seconds('node', [join(here, 'map_node.cjs'), join(here, '../../resources/mappings/smc.json'), events], { runs: 1 });
  const pass = seconds(join(build, 'tests/benchmarks/simdjson_pass'), [events]);
  const rate = (time) => `${Math.round(Count / time).toLocaleString('en')} events/s`;
  console.log(`Mapping ${Count} mixed events`);
  console.log(`  smcctl map, 1 thread             ${rate(ours)}`);
  console.log(`  smcctl map, 2 threads            ${rate(oursTwo)}`);
  console.log(`  the same, with --explain         ${rate(explained)}`);
  console.log(`  with --fields                    ${rate(typed)}`);
  console.log(`  with three destination filters   ${rate(filtered)}`);
  console.log(`  @segment/actions-core in Node    ${rate(node)}`);
  console.log(`  bare simdjson On-Demand pass     ${rate(pass)}`);
  const allocations = allocationsPerEvent(smcctl, ['--workspace', work, '--profile', profile, 'map', '--threads', '1']);
  console.log(`  allocations per event, once warm ${allocations.toFixed(3)}`);
  console.log(`  ratio to Node, 1 thread          ${(node / ours).toFixed(1)} x`);
  console.log(`  ratio to Node, with --explain    ${(node / explained).toFixed(1)} x`);
  console.log(`  ratio to the bare pass           ${(pass / ours).toFixed(2)} x`);
  console.log(`  ratio of two threads to one      ${(ours / oursTwo).toFixed(2)} x`);

  const large = JSON.stringify({ type: 'identify', userId: 'u1', traits: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`trait_${i}`, `value number ${i} of this event`])) });
  const largeEvents = join(work, 'large.ndjson');
  writeFileSync(largeEvents, `${large}\n`.repeat(20000));
  const each = seconds(smcctl, ['--workspace', work, '--profile', profile, 'map', '--threads', '1', largeEvents], { refusals: 'some' }) / 20000;
  console.log(`  an event of ${(large.length / 1024).toFixed(1)} KB, read to row    ${(each * 1000).toFixed(3)} ms`);
}

async function windowsAndBodies() {
  const display = isThere('Xvfb') ? await Display.open(work) : null;
  try {
    if (display) await windows(display, build, work);
    else console.log('Start to first painted window: not measured, Xvfb is not installed (package xvfb)');
    bodies(join(build, 'tests/benchmarks'), work, display?.environment ?? { ...process.env, QT_QPA_PLATFORM: 'offscreen' });
  } finally {
    display?.close();
  }
}

try {
  mapping();
  await windowsAndBodies();
} finally {
  rmSync(work, { recursive: true, force: true });
}
