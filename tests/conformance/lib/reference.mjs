// What Segment's packages say about a line that smcctl would get.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

function load(name) {
  try {
    return require(name)
  } catch (error) {
    throw new Error(`${name} is not installed. Run "npm ci" in tests/conformance. (${error.message.split('\n')[0]})`)
  }
}

function dateWrittenAs(text) {
  return Object.assign(new Date(text), { toJSON: () => text })
}

export function loadReference() {
  const looselyValidate = load('@segment/loosely-validate-event')
  const { transform } = load('@segment/actions-core/mapping-kit')
  const { parseFql, validate } = load('@segment/destination-subscriptions')

  /// {} for a good event, or {error}.
  function validateLine(line) {
    const event = JSON.parse(line)
    // The package checks what a JavaScript program hands over: a Date. In JSON that is its text.
    if (event?.timestamp && typeof event.timestamp === 'string') event.timestamp = dateWrittenAs(event.timestamp)
    try {
      looselyValidate(event)
      return {}
    } catch (error) {
      return { error: error.message }
    }
  }

  /// {output}, {} for undefined, or {error}.
  function transformLine(line) {
    const { mapping, payload } = JSON.parse(line)
    // mapping-kit spreads what it is given into an object: a mapping that is none is tried as a member.
    const isObject = mapping !== null && typeof mapping === 'object' && !Array.isArray(mapping)
    try {
      const output = isObject ? transform(mapping, payload) : transform({ value: mapping }, payload).value
      const json = JSON.stringify(output)
      return json === undefined ? {} : { output: JSON.parse(json) }
    } catch (error) {
      // Several at once come as one that can be gone through; its message is dressed up for a terminal.
      const messages = typeof error[Symbol.iterator] === 'function' ? [...error].map((each) => each.message) : [error.message]
      return { error: messages.map((each) => (isObject ? each : each.replace(/^\/value(?=[/ ])/, '').replace(/^ /, '/ '))).join(' ') }
    }
  }

  /// {match}, or {error}.
  function matchLine(line) {
    const { trigger, payload } = JSON.parse(line)
    const condition = parseFql(trigger)
    if (condition.error) return { error: condition.error.message }
    try {
      return { match: validate(condition, payload) }
    } catch (error) {
      return { error: error.message }
    }
  }

  return { validate: validateLine, transform: transformLine, match: matchLine }
}
