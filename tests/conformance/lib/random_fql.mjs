// Triggers for `match`: sound ones, and ones with a token or a letter too many.
import { randomObject, randomText, randomScalar } from './random.mjs'

const fields = ['type', 'event', 'name', 'userId']
const others = ['anonymousId', 'groupId', 'messageId', 'foo', 'timestamp']
const tokens = ['and', 'or', '(', ')', '!', '=', '!=', '<', '>', 'null', 'true', 'false', ',', '.', '[', ']', '5', '"x"', "'y'", 'type', 'contains', 'match']

export function randomMatch(dice) {
  const payload = {
    type: dice.pick(['track', 'identify', 'page', 'group']),
    event: dice.pick(['Order Completed', 'order completed', 'Order', '', 5, null]),
    name: dice.pick(['Home', 'null', null, true]),
    userId: dice.pick(['user1', '', null, 'true', 7, true]),
    properties: randomObject(dice),
    traits: randomObject(dice),
    context: randomObject(dice)
  }
  for (const key of Object.keys(payload)) if (dice.oneIn(8)) delete payload[key]
  let trigger = randomGroup(dice, payload, 2)
  if (dice.oneIn(6)) trigger = damaged(dice, trigger)
  return { trigger, payload }
}

function randomGroup(dice, payload, depth) {
  const conditions = Array.from({ length: 1 + dice.below(3) }, () =>
    depth > 0 && dice.oneIn(5)
      ? `${dice.oneIn(6) ? '!' : ''}(${randomGroup(dice, payload, depth - 1)})`
      : randomCondition(dice, payload)
  )
  const operator = dice.pick(['and', 'or'])
  return conditions.reduce((all, one) => `${all} ${dice.oneIn(6) ? dice.pick(['and', 'or']) : operator} ${one}`)
}

function randomCondition(dice, payload) {
  const { field, value } = randomField(dice, payload)
  const space = dice.pick([' ', ' ', ' ', '', '  ', '\n', '\t'])
  const negation = dice.oneIn(3) ? '!' : ''
  switch (dice.below(8)) {
    case 0:
      return `${negation}contains(${field},${space}${quoted(dice, partOf(dice, value))})`
    case 1: {
      const part = partOf(dice, value)
      return `${negation}match(${field},${space}${quoted(dice, dice.pick([part + '*', '*' + part, part, `${part}*${part}`]))})`
    }
    case 2:
      return `${field} ${dice.pick(['=', '!='])} ${dice.pick(['null', 'true', 'false'])}`
    case 3:
      return `${field}${space}${dice.pick(['<', '<=', '>', '>=', '=', '!='])}${space}${dice.pick(['0', '1', '5', '-1', '1.5', '+2', '10', '"5"'])}`
    default: {
      const literal = typeof value === 'number' && !dice.oneIn(3) ? String(value) : quoted(dice, String(value))
      return `${field}${space}${dice.pick(['=', '=', '!='])}${space}${literal}`
    }
  }
}

/// A field, spelt as FQL wants it, with its value in the payload.
function randomField(dice, payload) {
  const roll = dice.below(10)
  if (roll === 0) return { field: dice.pick(others), value: randomText(dice) }
  if (roll < 5) {
    const field = dice.pick(fields)
    return { field, value: payload[field] ?? 'x' }
  }
  const root = dice.pick(['properties', 'traits', 'context'])
  let value = payload[root]
  let field = root
  do {
    const names = value !== null && typeof value === 'object' ? Object.keys(value) : []
    const name = names.length > 0 && !dice.oneIn(6) ? dice.pick(names) : dice.pick(['missing', 'a', 'length', '0'])
    field += '.' + name.replace(/[^A-Za-z0-9_-]/g, (c) => (dice.oneIn(10) ? c : '\\' + c))
    value = value?.[name]
  } while (value !== null && typeof value === 'object' && !dice.oneIn(3))
  return { field, value: value ?? randomScalar(dice) }
}

function partOf(dice, value) {
  const text = Array.from(String(value)) // Whole characters.
  const from = dice.below(text.length + 1)
  return dice.oneIn(4) ? 'zzz' : text.slice(from, from + dice.below(text.length + 1)).join('')
}

function quoted(dice, text) {
  const quote = dice.oneIn(10) ? "'" : '"'
  return quote + (dice.oneIn(6) ? text : text.replaceAll(quote, '')) + quote
}

function damaged(dice, trigger) {
  const letters = Array.from(trigger)
  const at = dice.below(letters.length + 1)
  const removed = dice.oneIn(3) ? 1 + dice.below(3) : 0
  const added = removed ? '' : dice.pick([...'"\'\\!()<>=.,[]*$ é~5x\n\r'])
  if (!dice.oneIn(3)) return letters.slice(0, at).join('') + added + letters.slice(at + removed).join('')
  const words = trigger.split(' ')
  words.splice(dice.below(words.length + 1), dice.below(2), dice.pick(tokens))
  return words.join(' ')
}
