// A screen of its own (Xvfb) that is watched from outside: the moment when a program's window is painted is seen in its
// pixels, the same way for every program.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, readSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const Width = 1280;
const Height = 800;
const SampledRows = 40;
const Painted = 0.15; // Of the screen: the smallest window among the peers fills more.
const LongestStart = 30000;
const Idle = 2000;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const isThere = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

export { isThere };

/// The processes below `pid`, itself included.
function family(pid) {
  const parents = new Map();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch { /* It has ended meanwhile. */ }
  }
  const all = [pid];
  for (let i = 0; i < all.length; ++i) {
    for (const [child, parent] of parents) {
      if (parent === all[i]) all.push(child);
    }
  }
  return all;
}

/// Megabytes that belong to the program: each page shared with others counts in part (PSS).
function memory(pid) {
  let kilobytes = 0;
  for (const process of family(pid)) {
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${process}/smaps_rollup`, 'utf8'))[1]);
    } catch { /* It has ended meanwhile. */ }
  }
  return kilobytes / 1024;
}

export class Display {
  static async open(work) {
    const display = new Display();
    const folder = join(work, 'screen');
    mkdirSync(folder, { recursive: true });
    display.server = spawn('Xvfb', ['-displayfd', '1', '-br', '-nolisten', 'tcp', '-screen', '0', `${Width}x${Height}x24`, '-fbdir', folder], { stdio: ['ignore', 'pipe', 'ignore'] });
    const number = await new Promise((done, failed) => {
      display.server.on('exit', () => failed(new Error('Xvfb ended')));
      display.server.stdout.on('data', (data) => done(String(data).trim()));
    });
    display.environment = { ...process.env, DISPLAY: `:${number}`, QT_QPA_PLATFORM: 'xcb' };
    display.file = openSync(join(folder, 'Xvfb_screen0'), 'r');
    const head = Buffer.alloc(100);
    readSync(display.file, head, 0, head.length, 0);
    // XWD: size of the header, bytes a line and number of colours (12 bytes each) before the pixels.
    display.begin = head.readUInt32BE(0) + head.readUInt32BE(76) * 12;
    display.stride = head.readUInt32BE(48);
    await pause(300);
    display.empty = display.sample();
    return display;
  }

  sample() {
    const rows = Buffer.alloc(SampledRows * this.stride);
    for (let row = 0; row < SampledRows; ++row) {
      const y = Math.floor(((row + 0.5) * Height) / SampledRows);
      readSync(this.file, rows, row * this.stride, this.stride, this.begin + y * this.stride);
    }
    return rows;
  }

  changed() {
    const now = this.sample();
    let different = 0;
    for (let i = 0; i < now.length; i += 4) {
      if (now.readUInt32LE(i) !== this.empty.readUInt32LE(i)) ++different;
    }
    return different / (now.length / 4);
  }

  async until(isTrue) {
    const end = Date.now() + LongestStart;
    while (!isTrue()) {
      if (Date.now() > end) return false;
      await pause(1);
    }
    return true;
  }

  /// Milliseconds from the program's start until its window is painted, and its memory when it has come to rest.
  async firstPaint(command, args, environment = {}) {
    if (!(await this.until(() => this.changed() === 0))) throw new Error('The screen did not become empty');
    const start = process.hrtime.bigint();
    const child = spawn(command, args, { env: { ...this.environment, ...environment }, detached: true, stdio: 'ignore' });
    try {
      if (!(await this.until(() => this.changed() > Painted))) throw new Error(`${command} painted nothing`);
      const time = Number(process.hrtime.bigint() - start) / 1e6;
      await pause(Idle);
      return { time, memory: memory(child.pid) };
    } finally {
      // What it started may have a group of its own.
      for (const process_ of family(child.pid).reverse()) {
        try { process.kill(process_, 'SIGKILL'); } catch { /* Gone. */ }
      }
    }
  }

  close() {
    closeSync(this.file);
    this.server.removeAllListeners('exit');
    this.server.kill();
  }
}
