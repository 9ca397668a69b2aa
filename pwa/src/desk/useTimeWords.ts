/** Clocks in words, in the language in use. */
import { useI18n } from 'vue-i18n'
import { config } from '@/api/config'
import { clockLook, type ClockLook } from '@/ui/clock'
import { day, dayTime, time } from '@/ui/when'
import { dayKey } from './grouping'
import { now } from './now'
import { spanOf, standing, timeLeft, type Span } from './timeWords'
import type { Clock } from './types'

export interface ClockWords { look: ClockLook; words: string; moment: string; used: number }

export function useTimeWords() {
  const { t } = useI18n()
  const zone = () => config.value?.timezone

  const span = ({ unit, d, h, m }: Span) => t(`desk.span.${unit}`, { d, h, m }, d)
  const isToday = (at: string) => dayKey(at, zone()) === dayKey(now.value, zone())
  /** “08:10” today, day and time otherwise. */
  const moment = (at: string) => (isToday(at) ? time(at) : dayTime(at))
  /** “08:10” today, the day alone otherwise. */
  const shortly = (at: string) => (isToday(at) ? time(at) : day(at))

  function look(clock: Clock): ClockLook {
    const stands = standing(clock, now.value)
    if (stands === 'met' || stands === 'late') return 'done'
    if (stands === 'over') return 'over'
    return clockLook(clock.state === 'missed' ? 'running' : clock.state, Math.min(clock.used, 0.999))
  }

  function words(clock: Clock): string {
    const stands = standing(clock, now.value)
    if (stands === 'left' || stands === 'over') return t(`desk.time.${stands}`, { span: span(timeLeft(clock.due_at, now.value).span) })
    return t(`desk.time.${stands}`, { at: clock.stopped_at ? moment(clock.stopped_at) : '' })
  }

  /** “到场核查 应于 08:10”, “到场核查 12:00 前”. */
  function line(clock: Clock): string {
    const stands = standing(clock, now.value)
    return t(stands === 'over' ? 'desk.time.wasDue' : 'desk.time.dueBy', { clock: clock.label, at: shortly(clock.due_at) })
  }

  /** How long a clock may run, “4 小时”, “3 个工作日”. */
  const length = (clock: Clock) => t(`desk.unit.${clock.unit}`, { n: clock.length }, clock.length)
  const ago = (at: string) => span(spanOf(now.value - Date.parse(at)))

  function of(clock: Clock): ClockWords {
    return { look: look(clock), words: words(clock), moment: line(clock), used: Math.min(clock.used, 1) }
  }
  return { of, moment, length, ago, day }
}
