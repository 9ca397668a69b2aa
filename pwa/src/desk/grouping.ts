/** The queue in four groups: overdue, today, this week, later and paused. Days are those of the deployment's time zone. */
import type { CaseRow } from './types'

export const groupIds = ['overdue', 'today', 'week', 'later'] as const
export type GroupId = (typeof groupIds)[number]
export interface Group { id: GroupId; rows: CaseRow[] }

/** The calendar day of a moment, “2026-11-24”. */
export function dayKey(moment: string | number, zone: string | undefined): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(moment))
}

const dayNumber = (key: string) => Date.parse(`${key}T00:00:00Z`) / 86_400_000

/** Days left in the week that ends on Sunday, today not counted. */
function daysToSunday(key: string): number {
  return (7 - new Date(`${key}T00:00:00Z`).getUTCDay()) % 7
}

export function groupOf(row: CaseRow, now: number, zone: string | undefined): GroupId {
  if (!row.next_due_at || row.next_clock?.state === 'paused' || row.closed_at) return 'later'
  if (Date.parse(row.next_due_at) < now) return 'overdue'
  const [today, due] = [dayKey(now, zone), dayKey(row.next_due_at, zone)]
  if (due === today) return 'today'
  return dayNumber(due) - dayNumber(today) <= daysToSunday(today) ? 'week' : 'later'
}

/** The rows in their groups, in the order the server gave; empty groups are left out. */
export function grouped(rows: CaseRow[], now: number, zone: string | undefined): Group[] {
  return groupIds.map((id) => ({ id, rows: rows.filter((row) => groupOf(row, now, zone) === id) })).filter(({ rows: found }) => found.length)
}
