/**
 * What becomes of a report on its way: pure decisions, no clock and no network.
 *
 * queued → registering → uploading → committing → delivered, beside them waiting, login_needed and needs_attention.
 * Nothing is given up and nothing is deleted before the server's receipt; there is no maximum number of tries.
 */
import type { Problem } from '@/api/problems'
import type { FieldError, ReportIn, ReportOut } from '@/api/types'

export type Stage = 'queued' | 'registering' | 'uploading' | 'committing' | 'delivered' | 'waiting' | 'login_needed' | 'needs_attention'
export type Leg = 'register' | 'upload' | 'commit'

export interface Parcel {
  id: string
  /** Null once the report is delivered and its receipt was shown: then only the person knows it. */
  secret: string | null
  body: ReportIn
  stage: Stage
  /** Whether the server knows this revision; the PUT is repeated until it does. */
  registered: boolean
  /** Photos the server still wants, once registered. */
  missing: string[]
  tries: number
  next_at: string | null
  why: string | null
  errors: FieldError[]
  number: string | null
  received_at: string | null
  receipt: ReportOut['receipt'] | null
  /** The receipt page was shown and left: the secret is not shown again. */
  shown: boolean
  place: string | null
  queued_at: string
  delivered_at: string | null
}

export type Happening =
  | { type: 'set-out'; leg: Leg }
  | { type: 'registered'; reply: ReportOut }
  | { type: 'uploaded'; missing: string[] }
  | { type: 'committed'; reply: ReportOut }
  | { type: 'failed'; leg: Leg; problem: Problem }

/** A report ready to go, as the draft left it. */
export function packed(draft: { id: string; secret: string; place: string | null }, body: ReportIn, now: Date): Parcel {
  return {
    id: draft.id, secret: draft.secret, body, stage: 'queued', registered: false, missing: body.photos.map((photo) => photo.id), tries: 0, next_at: null,
    why: null, errors: [], number: null, received_at: null, receipt: null, shown: false, place: draft.place, queued_at: now.toISOString(), delivered_at: null,
  }
}

/** Milliseconds until the next try: min(15 min, 2 s · 2ⁿ) · U(0.5, 1), so that a thousand phones do not come back at once. */
export function backOff(tries: number, chance: number): number {
  return Math.min(15 * 60_000, 2000 * 2 ** Math.min(tries, 20)) * (0.5 + chance / 2)
}

export type Verdict = 'wait' | 'login' | 'attention' | 'create-again'

const passing = new Set([0, 408, 425, 429])

/** What a refusal means. Wait: it passes by itself. Create again: the server lost or never had it. Attention: only the person can help. */
export function verdictOn(status: number, leg: Leg): Verdict {
  if (passing.has(status) || status >= 500) return 'wait'
  if (status === 401) return 'login'
  if (leg !== 'register' && [404, 409, 410, 412].includes(status)) return 'create-again'
  return 'attention'
}

function waiting(parcel: Parcel, problem: Problem, now: Date, chance: number): Parcel {
  const pause = problem.retryAfter === null ? backOff(parcel.tries, chance) : problem.retryAfter * 1000
  return { ...parcel, stage: 'waiting', tries: parcel.tries + 1, why: problem.code, next_at: new Date(now.getTime() + pause).toISOString() }
}

function refused(parcel: Parcel, leg: Leg, problem: Problem, now: Date, chance: number): Parcel {
  switch (verdictOn(problem.status, leg)) {
    case 'wait': return waiting(parcel, problem, now, chance)
    case 'login': return { ...parcel, stage: 'login_needed', why: problem.code, next_at: null }
    case 'create-again': return waiting({ ...parcel, registered: false }, problem, now, chance)
    case 'attention': return { ...parcel, stage: 'needs_attention', why: problem.code, errors: problem.errors, next_at: null }
  }
}

const stageOf: Record<Leg, Stage> = { register: 'registering', upload: 'uploading', commit: 'committing' }

function received(parcel: Parcel, reply: ReportOut, now: Date): Parcel {
  const known = { ...parcel, registered: true, missing: reply.missing, number: reply.number, received_at: reply.received_at, receipt: reply.receipt, tries: 0, why: null, next_at: null }
  if (reply.receipt.kind !== 'committed') return known
  return withoutSecret({ ...known, stage: 'delivered', missing: [], delivered_at: now.toISOString() })
}

function withoutSecret(parcel: Parcel): Parcel {
  return parcel.shown && parcel.stage === 'delivered' ? { ...parcel, secret: null } : parcel
}

/** The parcel after something happened to it. `chance` is a number in [0, 1) for the back-off. */
export function after(parcel: Parcel, happening: Happening, now: Date, chance: number): Parcel {
  switch (happening.type) {
    case 'set-out': return { ...parcel, stage: stageOf[happening.leg] }
    case 'registered': return received(parcel, happening.reply, now)
    case 'committed': return received(parcel, happening.reply, now)
    case 'uploaded': return { ...parcel, missing: happening.missing, tries: 0 }
    case 'failed': return refused(parcel, happening.leg, happening.problem, now, chance)
  }
}

/** The receipt was shown: the secret leaves this phone as soon as sending does not need it any more. */
export function afterShowing(parcel: Parcel): Parcel {
  return parcel.number ? withoutSecret({ ...parcel, shown: true }) : parcel
}

/** Whether it may be tried now. `eager` (signal is back, button pressed) ignores the wait. */
export function isDue(parcel: Parcel, now: Date, eager: boolean): boolean {
  if (['delivered', 'needs_attention', 'login_needed'].includes(parcel.stage)) return false
  return eager || parcel.next_at === null || parcel.next_at <= now.toISOString()
}

/** The next thing to do with it. */
export function nextLeg(parcel: Parcel): Leg {
  if (!parcel.registered) return 'register'
  return parcel.missing.length ? 'upload' : 'commit'
}
