// How long programs take to show a window, and what they take up then: the console beside a bare Qt window and others.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isThere } from './display.mjs';

const Runs = 5;

async function measure(display, name, command, args, environment) {
  let best = { time: Infinity, memory: Infinity };
  for (let run = 0; run < Runs; ++run) {
    const result = await display.firstPaint(command, args, environment);
    best = { time: Math.min(best.time, result.time), memory: Math.min(best.memory, result.memory) };
  }
  console.log(`  ${name.padEnd(32)} ${best.time.toFixed(0)} ms, ${best.memory.toFixed(0)} MB when idle`);
  return best;
}

/// A home that nothing is in, so that no program brings up what it did before.
function emptyHome(work, name) {
  const home = join(work, name);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return { HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home };
}

async function keepassxc(display, work) {
  if (!isThere('keepassxc')) return console.log('  KeePassXC                        not installed (package keepassxc)');
  const environment = emptyHome(work, 'keepassxc');
  const config = join(work, 'keepassxc.ini');
  writeFileSync(config, '[General]\nUpdateCheckMessageShown=true\n[GUI]\nCheckForUpdates=false\n');
  await measure(display, 'KeePassXC', 'keepassxc', ['--config', config, '--localconfig', join(work, 'keepassxc-local.ini')], environment);
}

async function chromium(display, work) {
  const program = ['chromium', 'chromium-browser', 'google-chrome'].find(isThere);
  if (!program) return console.log('  Chromium app window              not installed (package chromium)');
  const environment = emptyHome(work, 'chromium');
  const args = [`--user-data-dir=${join(work, 'chromium')}`, '--no-first-run', '--no-default-browser-check', '--disable-background-networking',
    `--window-size=1280,800`, '--window-position=0,0', '--app=data:text/html,<title>Empty</title>'];
  // Its sandbox refuses root, as in containers.
  if (process.getuid() === 0) args.unshift('--no-sandbox');
  await display.firstPaint(program, args, environment); // The first start makes the profile.
  await measure(display, 'Chromium, empty app window', program, args, environment);
}

/// `build` is the build folder.
export async function windows(display, build, work) {
  console.log('Start to first painted window');
  const bare = await measure(display, 'bare Qt window', join(build, 'tests/benchmarks/bare_window'), []);
  const ours = await measure(display, 'smc-console', join(build, 'src/app/smc-console'), ['--workspace', join(work, 'workspace')]);
  await keepassxc(display, work);
  await chromium(display, work);
  console.log(`  smc-console to the bare window   ${(ours.time / bare.time).toFixed(1)} x the time, ${(ours.memory / bare.memory).toFixed(1)} x the memory (aims: 150 ms, 3 x the time, 80 MB)`);
}
