/** Time left in words: counted down to the server's moment, never computed. */
import { describe, expect, it } from 'vitest'
import { spanOf, standing, timeLeft } from '@/desk/timeWords'
import type { Clock } from '@/desk/types'

const now = Date.parse('2026-11-24T11:20:00+08:00')
const clock = (change: Partial<Clock> = {}): Clock => ({ id: 1, rule: 'onsite', label: '到场核查', state: 'running', started_at: '2026-11-24T08:00:00+08:00', due_at: '2026-11-24T12:00:00+08:00', stopped_at: null, provisional: false, used: 0.83, statutory: false, length: 4, unit: 'hour', ...change })

describe('a span of time', () => {
  it.each([
    [30_000, 'none'], [40 * 60_000, 'minutes'], [6 * 3_600_000, 'hours'], [3.25 * 3_600_000, 'hoursMinutes'],
    [10.4 * 3_600_000, 'hours'], [24 * 3_600_000, 'days'], [30 * 3_600_000, 'daysHours'], [80 * 3_600_000, 'days'],
  ])('of %i ms is told in %s', (milliseconds, unit) => expect(spanOf(milliseconds).unit).toBe(unit))
  it('keeps its parts', () => expect(spanOf(3.25 * 3_600_000)).toEqual({ unit: 'hoursMinutes', d: 0, h: 3, m: 15 }))
})

describe('time left', () => {
  it('counts down to the moment the server gave, in any offset', () => {
    expect(timeLeft('2026-11-24T12:00:00+08:00', now)).toEqual({ over: false, span: { unit: 'minutes', d: 0, h: 0, m: 40 } })
    expect(timeLeft('2026-11-24T04:00:00Z', now)).toEqual(timeLeft('2026-11-24T12:00:00+08:00', now))
  })
  it('says how long ago a moment passed', () => {
    expect(timeLeft('2026-11-24T08:10:00+08:00', now)).toEqual({ over: true, span: { unit: 'hoursMinutes', d: 0, h: 3, m: 10 } })
  })
})

describe('how a clock stands', () => {
  it.each([
    ['running before its time', {}, 'left'],
    ['running after its time, whatever was fetched', { due_at: '2026-11-24T11:00:00+08:00' }, 'over'],
    ['paused, though its old time has passed', { state: 'paused', due_at: '2026-11-24T11:00:00+08:00' }, 'paused'],
    ['stopped in time', { state: 'met', stopped_at: '2026-11-24T11:48:00+08:00' }, 'met'],
    ['stopped in time, told in another offset', { state: 'met', stopped_at: '2026-11-24T03:48:00Z' }, 'met'],
    ['stopped late', { state: 'missed', stopped_at: '2026-11-24T12:30:00+08:00' }, 'late'],
  ] as const)('%s', (_, change, stands) => expect(standing(clock(change), now)).toBe(stands))
})
