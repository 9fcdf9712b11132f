// Random choices that come out the same for the same seed on every machine.

export class Random {
  #state

  constructor(seed) {
    this.#state = seed >>> 0
  }

  /// An integer from 0 up to, not including, `limit` (mulberry32).
  below(limit) {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * limit)
  }

  pick(choices) {
    return choices[this.below(choices.length)]
  }

  /// True once in `n` times.
  oneIn(n) {
    return this.below(n) === 0
  }

  /// A list of up to `most` results of `make`.
  several(most, make) {
    return Array.from({ length: this.below(most + 1) }, make)
  }
}

const texts = [
  '', 'a', 'b', 'Hello World', 'Ordre Passé', 'ÀÉÎ ß', 'a wide face 😀', '0', '1', 'true', 'null', ' padded ', 'a"b\\c\n\td',
  '{"a":1,"b":[true,null]}', '[1,"2",{"c":3}]', '"text"', '12.5', '{broken', '{{a}}', '$.a', 'a.b', '</x>&', '\u2028'
]
const numbers = [0, 1, -1, 2, 5, 10, 1.5, -0.25, 100, 0.1, 1e21, 1e-7, 123456789012, 9007199254740991]
const keys = ['a', 'b', 'c', 'name', 'id', 'items', 'email', 'my key', 'x-y', 'é', 'length', 'A']

export function randomText(dice) {
  return dice.pick(texts)
}

export function randomKey(dice) {
  return dice.pick(keys)
}

export function randomScalar(dice) {
  switch (dice.below(6)) {
    case 0:
      return null
    case 1:
      return dice.oneIn(2)
    case 2:
    case 3:
      return dice.pick(numbers)
    default:
      return randomText(dice)
  }
}

export function randomValue(dice, depth = 3) {
  const kind = depth > 0 ? dice.below(6) : 2
  if (kind === 0) return dice.several(4, () => randomValue(dice, depth - 1))
  if (kind === 1) return randomObject(dice, depth - 1)
  return randomScalar(dice)
}

export function randomObject(dice, depth = 2) {
  return Object.fromEntries(dice.several(5, () => [randomKey(dice), randomValue(dice, depth)]))
}
