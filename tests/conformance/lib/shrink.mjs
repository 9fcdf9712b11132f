// Makes an input that shows a difference as small as it gets while the difference stays.

/// Smaller values that resemble `value`: with a part left out, or with a part in the place of the whole.
export function* smaller(value) {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; ++i) yield [...value.slice(0, i), ...value.slice(i + 1)]
    for (let i = 0; i < value.length; ++i) {
      for (const part of smaller(value[i])) yield [...value.slice(0, i), part, ...value.slice(i + 1)]
    }
    return
  }
  if (value !== null && typeof value === 'object') {
    for (const key of Object.keys(value)) {
      const { [key]: part, ...rest } = value
      yield rest
      if (part !== null && typeof part === 'object') yield part
    }
    for (const key of Object.keys(value)) {
      for (const part of smaller(value[key])) yield { ...value, [key]: part }
    }
    return
  }
  if (typeof value === 'string' && value.length > 1) {
    yield value.slice(0, value.length / 2)
    yield value.slice(value.length / 2)
    const words = value.split(' ')
    for (let i = 0; words.length > 1 && i < words.length; ++i) yield [...words.slice(0, i), ...words.slice(i + 1)].join(' ')
  }
}

const MostRounds = 60
const MostCandidates = 2000

/// `lines` are inputs; `differ(lines)` tells for each whether the two still differ. Gives the smallest line found.
export function shrink(line, differ) {
  for (let round = 0; round < MostRounds; ++round) {
    const candidates = []
    for (const candidate of smaller(JSON.parse(line))) {
      candidates.push(JSON.stringify(candidate))
      if (candidates.length >= MostCandidates) break
    }
    const found = differ(candidates).indexOf(true)
    if (found < 0) return line
    line = candidates[found]
  }
  return line
}
