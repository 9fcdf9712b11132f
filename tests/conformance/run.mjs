// Holds smcctl to Segment's own packages: the same inputs go to both, and the results are compared as JSON values.
//
//   node run.mjs PATH-TO-SMCCTL [--seed N] [--random N] [--only validate|transform|match]
//
// Every difference must stand in differences.json with its reason, and every entry there must still be needed.
import { readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'

import { loadReference } from './lib/reference.mjs'
import { compare } from './lib/compare.mjs'
import { Differences } from './lib/differences.mjs'
import { Random } from './lib/random.mjs'
import { randomEvent } from './lib/random_events.mjs'
import { randomTransform } from './lib/random_mappings.mjs'
import { randomMatch } from './lib/random_fql.mjs'
import { shrink } from './lib/shrink.mjs'

const commands = {
  validate: {
    random: randomEvent,
    lineOf: (c) => (c.bytes ? eventOfSize(c) : c.eventText ?? JSON.stringify(c.event))
  },
  transform: {
    random: randomTransform,
    lineOf: (c) =>
      `{"mapping":${c.mappingText ?? JSON.stringify(c.mapping)},"payload":${c.payloadText ?? JSON.stringify(c.payload)}}`
  },
  match: {
    random: randomMatch,
    lineOf: (c) => `{"trigger":${JSON.stringify(c.trigger)},"payload":${c.payloadText ?? JSON.stringify(c.payload)}}`
  }
}

/// An event that has `bytes` bytes as JSON.stringify writes it, filled with the character that the JSON text `of`
/// stands for, and as many spaces between its members as `space` says.
function eventOfSize({ bytes, of, space = 0 }) {
  const before = '{"type":"identify","userId":"u","traits":{"x":"'
  const size = Buffer.byteLength(JSON.parse(`"${of}"`))
  const room = bytes - before.length - '"}}'.length
  const fill = of.repeat(Math.floor(room / size)) + 'y'.repeat(room % size)
  return before.replace(',', ',' + ' '.repeat(space)) + fill + '"}}'
}

function parseArguments(args) {
  const options = { smcctl: undefined, seed: 20240131, random: 5000, only: undefined }
  while (args.length > 0) {
    const arg = args.shift()
    if (arg === '--seed') options.seed = Number(args.shift())
    else if (arg === '--random') options.random = Number(args.shift())
    else if (arg === '--only') options.only = args.shift()
    else options.smcctl = arg
  }
  if (!options.smcctl || Number.isNaN(options.seed) || Number.isNaN(options.random)) {
    console.error('Usage: node run.mjs PATH-TO-SMCCTL [--seed N] [--random N] [--only validate|transform|match]')
    process.exit(2)
  }
  return options
}

/// The hand-written cases of a command: what a file gives beside its cases holds for each case that lacks it.
function writtenCases(command) {
  const { cases, ...common } = JSON.parse(readFileSync(new URL(`cases/${command}.json`, import.meta.url), 'utf8'))
  return cases.map((one) => ({ ...(one.payloadText === undefined ? common : {}), ...one }))
}

function casesOf(command, options) {
  const { random, lineOf } = commands[command]
  const dice = new Random(options.seed)
  const cases = writtenCases(command)
  for (let i = 1; i <= options.random; ++i) cases.push({ name: `random ${i}`, ...random(dice) })
  return cases.map((one) => ({ name: one.name, line: lineOf(one) }))
}

function runSmcctl(path, command, cases) {
  const input = cases.map((one) => one.line + '\n').join('')
  const run = spawnSync(path, [command], { input, encoding: 'utf8', maxBuffer: 1 << 30 })
  if (run.error) throw new Error(`${path} could not be run: ${run.error.message}`)
  if (run.status !== 0 && run.status !== 1)
    throw new Error(`smcctl ${command} ended with ${run.status ?? run.signal}: ${run.stderr}`)
  const lines = run.stdout.split('\n').slice(0, -1)
  if (lines.length !== cases.length)
    throw new Error(`smcctl ${command} gave ${lines.length} lines for ${cases.length} inputs: ${run.stderr}`)
  return lines.map((line) => JSON.parse(line))
}

/// Whether each of `lines` shows a difference that the table does not have.
function differ(command, options, reference, differences, lines) {
  const cases = lines.map((line) => ({ name: 'shrunk', line }))
  const answers = cases.length > 0 ? runSmcctl(options.smcctl, command, cases) : []
  return cases.map((one, i) => {
    let expected
    try {
      expected = reference[command](one.line)
    } catch {
      return false // no input that the reference can read
    }
    const result = compare[command](expected, answers[i], (code) => differences.coversCode(code, one))
    return !result.agrees && !differences.covers(command, one, result)
  })
}

const MostShrunk = 5

function check(command, options, reference, differences) {
  const cases = casesOf(command, options)
  const answers = runSmcctl(options.smcctl, command, cases)
  const count = { passed: 0, failed: 0, listed: 0 }
  cases.forEach((one, i) => {
    const except = (code) => differences.coversCode(code, one)
    const result = compare[command](reference[command](one.line), answers[i], except)
    if (result.agrees) {
      ++count.passed
      if (result.listed) ++count.listed
    } else if (differences.covers(command, one, result)) {
      ++count.passed
      ++count.listed
    } else {
      ++count.failed
      console.log(`DIFFERENT ${command} [${one.name}]`)
      console.log(`  input    ${one.line}`)
      console.log(`  segment  ${result.segment}`)
      console.log(`  smcctl   ${result.smcctl}`)
      if (count.failed <= MostShrunk)
        console.log(`  shrunk   ${shrink(one.line, (lines) => differ(command, options, reference, differences, lines))}`)
    }
  })
  console.log(`${command}: ${cases.length} cases, ${count.failed} different, ${count.listed} different as listed`)
  return count
}

function main() {
  const options = parseArguments(process.argv.slice(2))
  const reference = loadReference()
  const differences = new Differences(new URL('differences.json', import.meta.url))
  let passed = 0
  let failed = 0
  for (const command of Object.keys(commands)) {
    if (options.only && options.only !== command) continue
    const count = check(command, options, reference, differences)
    passed += count.passed
    failed += count.failed
    for (const entry of differences.unused(command)) {
      console.log(`STALE differences.json: nothing differs as "${entry.case ?? entry.code ?? entry.smcctl ?? entry.segment}" (${command}) says`)
      ++failed
    }
  }
  console.log('Deliberate differences (differences.json), and how often each came up:')
  for (const command of Object.keys(commands)) {
    if (!options.only || options.only === command) console.log(`${command}\n${differences.table(command)}`)
  }
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

try {
  main()
} catch (error) {
  console.error(error.message)
  process.exitCode = 2
}
