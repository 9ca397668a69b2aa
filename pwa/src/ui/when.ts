/** Moments in words, in the language in use and the deployment's time zone. */
import { ref } from 'vue'
import { locale } from '@/locales'

/** Words on the screen change with it: the first card may be drawn before the configuration is here. */
const zone = ref<string>()

/** Set once from the deployment's configuration: a report made elsewhere is still read in the bureau's time. */
export function keepTimezone(timezone: string): void {
  zone.value = timezone
}

function parts(moment: string | Date, options: Intl.DateTimeFormatOptions, timeZone = zone.value): Map<string, string> {
  const format = new Intl.DateTimeFormat(locale.value === 'en' ? 'en-GB' : 'zh-CN', { timeZone, ...options })
  return new Map(format.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]))
}

/** “11 月 24 日（周二）” / “Tue 24 Nov”. */
export function day(moment: string | Date, timeZone = zone.value): string {
  const chinese = locale.value === 'zh-CN'
  const found = parts(moment, { month: chinese ? 'numeric' : 'short', day: 'numeric', weekday: 'short' }, timeZone)
  const [weekday, date, month] = [found.get('weekday'), found.get('day'), found.get('month')]
  return chinese ? `${month} 月 ${date} 日（${weekday}）` : `${weekday} ${date} ${month}`
}

/** “10:26”. */
export function time(moment: string | Date): string {
  const found = parts(moment, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return `${found.get('hour')}:${found.get('minute')}`
}

/** Day and time together. */
export function dayTime(moment: string | Date): string {
  return `${day(moment)}${locale.value === 'en' ? ', ' : ''}${time(moment)}`
}

/** A calendar day with its year, as a date field shows it: “2026 年 11 月 24 日（周二）” / “Tue 24 Nov 2026”. It has no time zone. */
export function longDay(calendarDay: string): string {
  const noon = new Date(`${calendarDay}T12:00Z`)
  const year = calendarDay.slice(0, 4)
  return locale.value === 'zh-CN' ? `${year} 年 ${day(noon, 'UTC')}` : `${day(noon, 'UTC')} ${year}`
}
