// Opens bodies of 1 MB to 1 GB in the console's viewer and, beside it, in a QPlainTextEdit.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const Megabytes = [1, 10, 100, 1024];
const LongestWait = 120000;
const MostMemory = 12 * 1024 * 1024; // kB of address space, beyond which a program ends.

/// Records, one a line, as a server that pages them writes them.
function writeBody(path, megabytes) {
  const file = openSync(path, 'w');
  writeSync(file, '{"records":[\n');
  let size = 0;
  for (let block = 0; size < megabytes * 1024 * 1024; ++block) {
    let text = '';
    for (let i = 0; i < 5000 && size + text.length < megabytes * 1024 * 1024; ++i) {
      const id = block * 5000 + i;
      text += `${id > 0 ? ',\n' : ''}{"ID":${id},"MAIL":"person${id}@example.com","FIRSTNAME":"Chloé","SCORE":${id % 100}.00,"tags":["news","shop"],"active":true}`;
    }
    writeSync(file, text);
    size += Buffer.byteLength(text);
  }
  writeSync(file, '\n],"total":1}\n');
  closeSync(file);
}

function measured(program, path, environment) {
  const command = `ulimit -v ${MostMemory}; exec "$0" "$1"`;
  const done = spawnSync('bash', ['-c', command, program, path], { encoding: 'utf8', timeout: LongestWait, killSignal: 'SIGKILL', env: environment });
  if (done.error?.code === 'ETIMEDOUT') return { ended: `no answer after ${LongestWait / 1000} s` };
  if (done.status !== 0) return { ended: `it ended with ${done.signal ?? done.status}` };
  return JSON.parse(done.stdout);
}

function best(program, path, environment, runs) {
  const results = [];
  for (let run = 0; run < runs; ++run) {
    const result = measured(program, path, environment);
    if (result.ended) return result;
    results.push(result);
  }
  return Object.fromEntries(Object.keys(results[0]).map((key) => [key, Math.min(...results.map((result) => result[key]))]));
}

function line(name, result) {
  if (result.ended) return `    ${name.padEnd(16)} ${result.ended}`;
  const columns = [result.first, result.end, result.prettyEnd, result.pause, result.memory];
  return `    ${name.padEnd(16)} ${columns.map((value) => (value === undefined ? '–' : value.toFixed(value < 10 ? 1 : 0)).padStart(9)).join('')}`;
}

/// `programs` is the folder of the benchmarks' programs, `work` one for the bodies.
export function bodies(programs, work, environment) {
  console.log('Bodies: ms to the first screen, to the end (Raw), to the end (Pretty), longest pause; MB of memory (aim: first screen 100 ms)');
  for (const megabytes of Megabytes) {
    const path = join(work, 'body.json');
    writeBody(path, megabytes);
    console.log(`  ${megabytes} MB`.padEnd(21) + ['first', 'end', 'pretty', 'pause', 'memory'].map((word) => word.padStart(9)).join(''));
    console.log(line('smc-console', best(join(programs, 'body_viewer'), path, environment, megabytes > 100 ? 2 : 3)));
    console.log(line('QPlainTextEdit', best(join(programs, 'plain_text'), path, environment, 1)));
    rmSync(path);
  }
}
