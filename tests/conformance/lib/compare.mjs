// Whether two outcomes say the same, and both as text for the report.
import { isDeepStrictEqual } from 'node:util'

/// Which of our codes may stand for an error of loosely-validate-event.
const codesFor = [
  [/You must pass a message object/, ['not_an_object']],
  [/must be < 32kb/, ['event_too_large']],
  [/"(userId|anonymousId|groupId|previousId)" must be a string or number/, ['id_not_string']],
  [/"category" must be a string/, ['category_not_string']],
  [/"event" must be a string/, ['event_not_string']],
  [/"name" must be a string/, ['name_not_string']],
  [/"type" must be a string/, ['type_not_string']],
  [/"context" must be an object/, ['context_not_object']],
  [/"integrations" must be an object/, ['integrations_not_object']],
  [/You must pass an event type/, ['type_missing', 'type_not_string']],
  [/Invalid event type/, ['type_unknown']],
  [/You must pass either/, ['no_user_anon_id', 'id_required', 'id_not_string']],
  [/You must pass an "event"/, ['event_not_defined', 'event_not_string']],
  [/You must pass a "(groupId|userId)"/, ['id_required', 'id_not_string']],
  [/You must pass a "previousId"/, ['previous_id_missing', 'id_not_string']]
]

/// `except` is told each code and says whether it stands in the table for this input: then it does not count.
function compareValidity(segment, answer, except) {
  const problems = (severity) => answer.problems.filter((p) => p.severity === severity).map((p) => p.code)
  const errors = problems('error')
  const counted = errors.filter((code) => !except(code))
  const allowed = codesFor.find(([message]) => message.test(segment.error ?? ''))?.[1] ?? []
  const isGood = segment.error === undefined
  const agrees = (codes) => (isGood ? codes.length === 0 : codes.some((code) => allowed.includes(code)))
  return {
    agrees: answer.valid === (errors.length === 0) && (agrees(counted) || agrees(errors)),
    listed: counted.length < errors.length && isGood,
    segment: isGood ? 'valid' : `invalid: ${segment.error}`,
    smcctl: [...(errors.length === 0 ? ['valid'] : ['invalid:', ...errors]), 'warnings:', ...problems('warning')].join(' ')
  }
}

/// What mapping-kit's validation finds begins with the place; it is said word for word. Other errors are alike whatever
/// they say: the sentences are ours.
function failsAlike(segment, answer) {
  if (segment.error === undefined || typeof answer.error !== 'string' || answer.error === '') return false
  return !segment.error.startsWith('/') || answer.error === segment.error
}

function compareOutcome(segment, answer) {
  return {
    agrees: failsAlike(segment, answer) || isDeepStrictEqual(withoutNegativeZero(segment), withoutNegativeZero(answer)),
    segment: JSON.stringify(segment),
    smcctl: JSON.stringify(answer)
  }
}

/// -0 and 0 are one JSON value.
function withoutNegativeZero(value) {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

export const compare = { validate: compareValidity, transform: compareOutcome, match: compareOutcome }
