/** What becomes of a report on its way. */
import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problems'
import type { ReportIn, ReportOut } from '@/api/types'
import { after, afterShowing, backOff, isDue, nextLeg, packed, verdictOn, type Leg, type Parcel } from '@/shelf/outbox'

const now = new Date('2026-11-24T10:00:00Z')

function aBody(photos: string[] = ['p1', 'p2']): ReportIn {
  return {
    revision: 1, channel: 'citizen', seen_at: now.toISOString(), kind: 'UNK', description: '', location: { lon: 109.5, lat: 34.5, source: 'gnss' },
    photos: photos.map((id) => ({ id, sha256: '0', size: 1, type: 'image/jpeg', capture: 'gallery' as const })), answers: { activity: 'unknown', danger: false }, locale: 'zh-CN',
  }
}

function aParcel(photos?: string[]): Parcel {
  return packed({ id: 'r1', secret: 'SECRET0SECRET000', place: null }, aBody(photos), now)
}

function aReply(missing: string[], kind: 'received' | 'committed' = 'received'): ReportOut {
  return { id: 'r1', number: 'R1', state: 'receiving', revision: 1, received_at: now.toISOString(), committed_at: null, receipt: { statement: {}, key_id: 'k', signature: 's', kind }, missing }
}

function refusal(status: number, retryAfter: number | null = null): Problem {
  return new Problem({ type: '', title: '', status, code: `http-${status}` }, retryAfter)
}

const fail = (parcel: Parcel, leg: Leg, status: number) => after(parcel, { type: 'failed', leg, problem: refusal(status) }, now, 1)

describe('the way of a report', () => {
  it('goes from the phone to the receipt, photo by photo', () => {
    let parcel = aParcel()
    expect(nextLeg(parcel)).toBe('register')
    parcel = after(parcel, { type: 'registered', reply: aReply(['p1', 'p2']) }, now, 0)
    expect([parcel.number, nextLeg(parcel)]).toEqual(['R1', 'upload'])
    parcel = after(parcel, { type: 'uploaded', missing: ['p2'] }, now, 0)
    parcel = after(parcel, { type: 'uploaded', missing: [] }, now, 0)
    expect(nextLeg(parcel)).toBe('commit')
    parcel = after(parcel, { type: 'committed', reply: aReply([], 'committed') }, now, 0)
    expect([parcel.stage, parcel.delivered_at]).toEqual(['delivered', now.toISOString()])
  })

  it('is delivered at once when it has no photos and the server committed it', () => {
    expect(after(aParcel([]), { type: 'registered', reply: aReply([], 'committed') }, now, 0).stage).toBe('delivered')
  })

  it('keeps the secret until it is delivered and its receipt was shown', () => {
    const registered = after(aParcel(), { type: 'registered', reply: aReply(['p1']) }, now, 0)
    const shown = afterShowing(registered)
    expect(shown.secret).not.toBeNull()
    expect(after(shown, { type: 'committed', reply: aReply([], 'committed') }, now, 0).secret).toBeNull()
    expect(afterShowing(aParcel()).shown).toBe(false)
  })
})

describe('a refusal', () => {
  it.each([[0, 'wait'], [408, 'wait'], [425, 'wait'], [429, 'wait'], [500, 'wait'], [503, 'wait'], [401, 'login'], [400, 'attention'], [413, 'attention'], [415, 'attention'], [422, 'attention']] as const)('%i while registering means %s', (status, verdict) => {
    expect(verdictOn(status, 'register')).toBe(verdict)
  })

  it.each([404, 409, 410, 412])('%i of an upload or commit means: register again', (status) => {
    expect(verdictOn(status, 'upload')).toBe('create-again')
    const parcel = fail({ ...aParcel(), registered: true }, 'commit', status)
    expect([parcel.stage, parcel.registered]).toEqual(['waiting', false])
  })

  it('never loses the report or its secret', () => {
    for (const status of [0, 401, 404, 409, 422, 500]) {
      const parcel = fail(aParcel(), 'register', status)
      expect([parcel.secret, parcel.body.photos.length]).toEqual(['SECRET0SECRET000', 2])
    }
  })

  it('that asks for attention is not tried again by itself', () => {
    const parcel = fail(aParcel(), 'register', 422)
    expect([parcel.stage, isDue(parcel, now, true)]).toEqual(['needs_attention', false])
  })

  it('waits as long as the server says', () => {
    const parcel = after(aParcel(), { type: 'failed', leg: 'register', problem: refusal(429, 90) }, now, 0)
    expect(parcel.next_at).toBe('2026-11-24T10:01:30.000Z')
  })
})

describe('waiting', () => {
  it('doubles from two seconds to a quarter of an hour', () => {
    expect([0, 1, 2, 3].map((tries) => backOff(tries, 1))).toEqual([2000, 4000, 8000, 16000])
    expect(backOff(50, 1)).toBe(15 * 60_000)
  })

  it('is spread between half and all of it', () => {
    expect(backOff(1, 0)).toBe(2000)
  })

  it('ends when its time has come, or at once when the signal is back', () => {
    const parcel = fail(aParcel(), 'register', 0)
    expect(isDue(parcel, now, false)).toBe(false)
    expect(isDue(parcel, now, true)).toBe(true)
    expect(isDue(parcel, new Date('2026-11-24T10:00:02Z'), false)).toBe(true)
  })

  it('has no last try', () => {
    let parcel = aParcel()
    for (let tries = 0; tries < 500; tries += 1) parcel = fail(parcel, 'register', 0)
    expect(parcel.stage).toBe('waiting')
  })
})
