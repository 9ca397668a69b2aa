/** The queue in groups, by the days of the deployment; and what its address asks for. */
import { describe, expect, it } from 'vitest'
import { dayKey, grouped, groupOf } from '@/desk/grouping'
import type { CaseRow } from '@/desk/types'
import { filtersIn, queryOf, viewOf } from '@/desk/views'

const zone = 'Asia/Shanghai'
/** A Tuesday. */
const now = Date.parse('2026-11-24T11:20:00+08:00')
const row = (number: string, due: string | null, state = 'running'): CaseRow => ({ number, next_due_at: due, next_clock: due ? { state } : null, closed_at: null }) as unknown as CaseRow

describe('a case stands', () => {
  it.each([
    ['overdue', '2026-11-24T08:10:00+08:00', 'overdue'],
    ['today', '2026-11-24T23:59:00+08:00', 'today'],
    ['in the week on the next day, though it is still today in UTC', '2026-11-25T00:30:00+08:00', 'week'],
    ['in the week on Sunday', '2026-11-29T20:00:00+08:00', 'week'],
    ['later on Monday', '2026-11-30T08:00:00+08:00', 'later'],
  ] as const)('%s', (_, due, group) => expect(groupOf(row('1', due), now, zone)).toBe(group))
  it('later when paused or without a clock', () => {
    expect(groupOf(row('1', '2026-11-24T12:00:00+08:00', 'paused'), now, zone)).toBe('later')
    expect(groupOf(row('1', null), now, zone)).toBe('later')
  })
  it('on a Sunday nothing but today is left of the week', () => {
    const sunday = Date.parse('2026-11-29T09:00:00+08:00')
    expect(groupOf(row('1', '2026-11-30T09:00:00+08:00'), sunday, zone)).toBe('later')
  })
})

describe('groups', () => {
  it('keep the order of the server and leave out the empty', () => {
    const rows = [row('a', '2026-11-24T08:00:00+08:00'), row('b', '2026-11-24T18:00:00+08:00'), row('c', '2026-11-24T12:00:00+08:00')]
    expect(grouped(rows, now, zone).map(({ id, rows: found }) => [id, found.map(({ number }) => number)])).toEqual([['overdue', ['a']], ['today', ['b', 'c']]])
  })
  it('name a day by the zone of the deployment', () => expect(dayKey('2026-11-23T17:00:00Z', zone)).toBe('2026-11-24'))
})

describe('the address of the queue', () => {
  it('asks for the own desk when it asks for nothing', () => expect(queryOf({})).toMatchObject({ view: 'mine', q: undefined }))
  it('asks everything in sight when searching', () => expect(queryOf({ view: 'overdue', q: '南塬' })).toMatchObject({ view: undefined, q: '南塬' }))
  it('knows only views that exist', () => expect(viewOf({ view: 'secret' })).toBe('mine'))
  it('counts its filters', () => expect(filtersIn({ severity: 'S1', kind: '', view: 'today' })).toBe(1))
})
