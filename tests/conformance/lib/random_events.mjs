// Events for `validate` that are good, nearly good, or bad in several ways at once.
import { randomObject, randomScalar, randomText, randomValue } from './random.mjs'

const types = ['identify', 'track', 'page', 'screen', 'group', 'alias']

const good = {
  userId: () => 'user1',
  anonymousId: () => 'anonymous1',
  groupId: () => 'group1',
  previousId: () => 'previous1',
  event: () => 'Order Completed',
  name: () => 'Home',
  category: () => 'Docs',
  properties: (dice) => randomObject(dice),
  traits: (dice) => randomObject(dice),
  context: (dice) => randomObject(dice),
  integrations: () => ({ All: true }),
  messageId: () => 'message1',
  timestamp: () => '2026-01-31T12:00:00.000Z'
}

/// Values that a field may wrongly have.
function oddValue(dice) {
  switch (dice.below(8)) {
    case 0:
      return null
    case 1:
      return ''
    case 2:
      return 0
    case 3:
      return false
    case 4:
      return []
    case 5:
      return {}
    case 6:
      return randomScalar(dice)
    default:
      return randomValue(dice, 2)
  }
}

export function randomEvent(dice) {
  const event = {}
  if (!dice.oneIn(20)) event.type = dice.oneIn(12) ? dice.pick([...types.map((t) => t.toUpperCase()), oddValue(dice)]) : dice.pick(types)
  for (const [field, make] of Object.entries(good)) {
    const roll = dice.below(12)
    if (roll < 7) event[field] = make(dice)
    else if (roll === 7) event[field] = oddValue(dice)
  }
  if (dice.oneIn(10)) event[randomText(dice)] = randomValue(dice)
  if (dice.oneIn(150)) return { event: randomScalar(dice) }
  if (dice.oneIn(60)) event.properties = { big: 'x'.repeat(32768 - JSON.stringify({ ...event, properties: { big: '' } }).length + dice.below(3) - 1) }
  return { event }
}
