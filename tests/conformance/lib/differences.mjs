// The one table of deliberate differences. Each entry has a "command" and a "reason", and says what differs:
//
// - "case": a hand-written case by its name, or
// - "code": a code that `validate` may give where the package says nothing, or
// - "segment", "smcctl" or both: regular expressions for what the two say.
//
// "input" is a regular expression for the input line; an entry counts only where it fits.
import { readFileSync } from 'node:fs'

export class Differences {
  #entries

  constructor(file) {
    this.#entries = JSON.parse(readFileSync(file, 'utf8')).map((entry) => ({ ...entry, used: 0 }))
    for (const entry of this.#entries) {
      if (!entry.command || !entry.reason || !(entry.case || entry.code || entry.segment || entry.smcctl))
        throw new Error(`differences.json: an entry is incomplete: ${JSON.stringify(entry)}`)
    }
  }

  covers(command, { name, line }, { segment, smcctl }) {
    return this.#use(
      (e) =>
        e.command === command &&
        e.code === undefined &&
        (e.case === undefined || e.case === name) &&
        fits(e.segment, segment) &&
        fits(e.smcctl, smcctl) &&
        fits(e.input, line)
    )
  }

  /// Whether `validate` may give this code for this input though the package does not.
  coversCode(code, { line }) {
    return this.#use((e) => e.code === code && fits(e.input, line))
  }

  #use(isIt) {
    const entry = this.#entries.find(isIt)
    if (entry) ++entry.used
    return entry !== undefined
  }

  /// The table for people: what differs, in how many cases of this run, and why.
  table(command) {
    return this.#entries
      .filter((entry) => entry.command === command)
      .map((entry) => `  ${String(entry.used).padStart(6)} x  ${nameOf(entry)}\n            ${entry.reason}`)
      .join('\n')
  }

  /// Entries that no case needed.
  unused(command) {
    return this.#entries.filter((entry) => entry.command === command && entry.used === 0)
  }
}

function nameOf({ case: name, code, segment, smcctl, input }) {
  const said = [name && `case "${name}"`, code && `code ${code}`, segment && `Segment says /${segment}/`, smcctl && `smcctl says /${smcctl}/`]
  return [...said, input && `where the input has /${input}/`].filter(Boolean).join(', ')
}

function fits(pattern, text) {
  return pattern === undefined || new RegExp(pattern).test(text)
}
