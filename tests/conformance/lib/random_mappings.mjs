// Mappings for `transform`, most of them sound, each with a payload that they find something in.
import { randomKey, randomObject, randomScalar, randomText, randomValue } from './random.mjs'

export function randomTransform(dice) {
  const payload = { type: 'track', userId: 'user1', zero: 0, no: false, none: null, empty: '', ...randomObject(dice, 3) }
  const mapping = dice.oneIn(12) ? randomMapping(dice, payload, 3) : randomFields(dice, payload, 3)
  if (dice.oneIn(40) && mapping !== null && typeof mapping === 'object' && !Array.isArray(mapping)) mapping.__segment_internal_directive = randomRoot(dice, payload)
  return { mapping, payload }
}

function randomRoot(dice, payload) {
  switch (dice.below(6)) {
    case 0:
      return randomMapping(dice, payload, 1)
    case 1:
      return { '@excludeWhenNull': randomFields(dice, payload, 1) }
    default:
      return { '@transform': { apply: randomFields(dice, payload, 2) } }
  }
}

function randomFields(dice, payload, depth) {
  const fields = {}
  for (let i = 1 + dice.below(4); i > 0; --i) fields[randomKey(dice)] = randomMapping(dice, payload, depth)
  return fields
}

function randomMapping(dice, payload, depth) {
  if (depth <= 0 || dice.oneIn(5)) return randomScalar(dice)
  if (dice.oneIn(9)) return randomFields(dice, payload, depth - 1)
  if (dice.oneIn(9)) return dice.several(3, () => randomMapping(dice, payload, depth - 1))
  const directive = randomDirective(dice, payload, depth - 1)
  if (dice.oneIn(25)) directive._metadata = { label: 'x' }
  return dice.oneIn(60) ? damaged(dice, directive) : directive
}

/// A directive with something wrong about it.
function damaged(dice, directive) {
  const [name] = Object.keys(directive)
  switch (dice.below(5)) {
    case 0:
      return { ...directive, other: 1 }
    case 1:
      return { ...directive, '@literal': 1 }
    case 2:
      return { '@unheard': directive[name] }
    case 3:
      return { [name]: randomValue(dice, 1) }
    default:
      return { [name]: { ...Object(directive[name]), '@path': 'a' } }
  }
}

function randomDirective(dice, payload, depth) {
  const inner = () => randomMapping(dice, payload, depth)
  const text = () => (dice.oneIn(3) ? randomText(dice) : { '@path': randomPath(dice, payload) })
  switch (dice.below(15)) {
    case 10:
      return { '@replace': randomReplace(dice, text) }
    case 11:
      return { '@flatten': randomFlatten(dice, inner, text) }
    case 12:
      return { '@merge': randomMerge(dice, inner, text, () => randomFields(dice, payload, depth)) }
    case 13:
      return { '@transform': { apply: randomFields(dice, payload, depth), mapping: dice.oneIn(15) ? inner() : randomFields(dice, payload, depth) } }
    case 14:
      return { '@excludeWhenNull': inner() }
    case 0:
    case 1:
    case 2:
      return { '@path': dice.oneIn(15) ? inner() : randomPath(dice, payload) }
    case 3:
    case 4:
      return { '@template': dice.oneIn(15) ? inner() : randomTemplate(dice, payload) }
    case 5:
      return { '@if': randomIf(dice, inner) }
    case 6:
      return { '@case': { operator: dice.oneIn(12) ? inner() : dice.pick(['lower', 'upper', 'Lower', 'title']), value: text() } }
    case 7:
      return { '@json': { mode: dice.oneIn(12) ? 'ENCODE' : dice.pick(['encode', 'decode']), value: dice.oneIn(4) ? inner() : text() } }
    case 8:
      return { '@arrayPath': randomArrayPath(dice, payload, depth) }
    default:
      return { '@literal': inner() }
  }
}

function randomReplace(dice, text) {
  const options = { pattern: dice.oneIn(20) ? randomScalar(dice) : dice.pick(['e', 'o', 'l', ' ', 'er', 'Order', '.', '*', '1', 'ß', 'ABCDEFGHIJ', 'abcdefghijk', '', '\\', '$']), value: text() }
  if (dice.oneIn(2)) options.replacement = dice.oneIn(20) ? randomScalar(dice) : dice.pick(['', 'x', '$&', '$$', '$`', "$'", '$1', '[$&]', 'é', '12345678901'])
  if (dice.oneIn(3)) options.pattern2 = dice.oneIn(12) ? randomScalar(dice) : dice.pick(['x', 'o', '[', 'abcdefghijk', ''])
  if (dice.oneIn(4)) options.replacement2 = dice.oneIn(12) ? randomScalar(dice) : dice.pick(['y', '', '12345678901'])
  if (dice.oneIn(3)) options.ignorecase = dice.oneIn(12) ? 'yes' : dice.oneIn(2)
  if (dice.oneIn(3)) options.global = dice.oneIn(12) ? 1 : dice.oneIn(2)
  if (dice.oneIn(25)) delete options.value
  return options
}

function randomFlatten(dice, inner, text) {
  const options = { separator: dice.oneIn(15) ? randomScalar(dice) : dice.pick(['.', '_', ' > ', '']), value: dice.oneIn(3) ? inner() : text() }
  if (dice.oneIn(3)) options.omitArrays = dice.pick([true, false, 'yes', 0])
  if (dice.oneIn(25)) delete options.value
  return options
}

function randomMerge(dice, inner, text, fields) {
  const options = { objects: dice.several(4, () => (dice.oneIn(3) ? fields() : dice.oneIn(10) ? inner() : text())) }
  if (!dice.oneIn(12)) options.direction = dice.oneIn(20) ? randomScalar(dice) : dice.pick(['left', 'right', 'LEFT', 'right'])
  return options
}

function randomIf(dice, inner) {
  const options = {}
  if (!dice.oneIn(5)) options[dice.pick(['exists', 'blank'])] = inner()
  if (dice.oneIn(12)) options[dice.pick(['exists', 'blank'])] = inner()
  if (!dice.oneIn(5)) options.then = inner()
  if (!dice.oneIn(3)) options.else = inner()
  return options
}

function randomArrayPath(dice, payload, depth) {
  const { steps, value } = walk(dice, payload)
  const path = spell(dice, steps)
  const item = Array.isArray(value) ? value[0] : value
  const around = item !== null && typeof item === 'object' ? item : {}
  const root = dice.oneIn(12) ? randomMapping(dice, payload, depth) : path
  if (dice.oneIn(6)) return [root]
  return [root, dice.oneIn(10) ? randomMapping(dice, around, depth) : randomFields(dice, around, depth)]
}

function randomTemplate(dice, payload) {
  const pieces = dice.several(4, () => {
    const space = dice.pick(['', '', ' ', '  '])
    const path = space + randomPath(dice, payload) + space
    switch (dice.below(8)) {
      case 0:
        return randomText(dice)
      case 1:
        return `{{{${path}}}}`
      case 2:
        return dice.pick(['{', '}', '{{', '}}', '{{}}', '{{ }}', '{{{', '}}}'])
      default:
        return `{{${path}}}`
    }
  })
  return pieces.join(dice.pick(['', ' ', '-']))
}

/// Steps into the payload, and what stands there.
function walk(dice, payload) {
  const steps = []
  let value = payload
  while (value !== null && typeof value === 'object' && Object.keys(value).length > 0 && !(steps.length > 0 && dice.oneIn(3))) {
    const key = dice.pick(Object.keys(value))
    steps.push(key)
    value = value[key]
  }
  return { steps, value }
}

function randomPath(dice, payload) {
  const { steps } = walk(dice, payload)
  if (dice.oneIn(5)) steps.push(dice.pick(['length', '0', '1', 'missing', 'a', '-1', '00', '1.5', '']))
  if (dice.oneIn(12)) steps.splice(dice.below(steps.length + 1), 1)
  const path = spell(dice, steps)
  if (!dice.oneIn(25)) return path
  const at = dice.below(path.length + 1)
  return path.slice(0, at) + dice.pick(['.', '..', '[', ']', "'", '"', '$.', ' ', '$', '{', '}']) + path.slice(at)
}

function spell(dice, steps) {
  let path = dice.pick(['', '$.', '$.'])
  steps.forEach((step, i) => {
    const style = dice.below(5)
    if (style === 0) path += `['${step}']`
    else if (style === 1) path += `["${step}"]`
    else if (style === 2 && /^\d+$/.test(step)) path += `[${step}]`
    else path += (i > 0 ? '.' : '') + step
  })
  return path
}
