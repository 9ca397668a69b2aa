/** Time left in words. The server says when a clock is due; here we only count down to it. */
import type { Clock } from './types'

export type SpanUnit = 'none' | 'minutes' | 'hours' | 'hoursMinutes' | 'days' | 'daysHours'
export interface Span { unit: SpanUnit; d: number; h: number; m: number }
export interface TimeLeft { over: boolean; span: Span }

const minute = 60_000

/** From here on only whole days are worth saying, days. */
const wholeDays = 3
/** From here on only whole hours, hours. */
const wholeHours = 10

/** A stretch of time in the two largest parts that matter. */
export function spanOf(milliseconds: number): Span {
  const minutes = Math.floor(Math.abs(milliseconds) / minute)
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (d >= wholeDays || (d > 0 && h === 0)) return { unit: 'days', d, h, m }
  if (d > 0) return { unit: 'daysHours', d, h, m }
  if (h > 0) return { unit: m === 0 || h >= wholeHours ? 'hours' : 'hoursMinutes', d, h, m }
  return { unit: minutes > 0 ? 'minutes' : 'none', d, h, m }
}

/** What is left until the server's moment, or how long ago it passed. */
export function timeLeft(due_at: string, now: number): TimeLeft {
  const left = Date.parse(due_at) - now
  return { over: left < 0, span: spanOf(left) }
}

export type Standing = 'left' | 'over' | 'paused' | 'met' | 'late'

/** How a clock stands now; a stopped clock stays as it was stopped. */
export function standing(clock: Clock, now: number): Standing {
  if (clock.stopped_at) return clock.state === 'missed' || Date.parse(clock.stopped_at) > Date.parse(clock.due_at) ? 'late' : 'met'
  if (clock.state === 'paused') return 'paused'
  return Date.parse(clock.due_at) < now ? 'over' : 'left'
}
