/** Areas and shares as the office says them: 亩 with m² beside it, shares as whole percents. */
import { useI18n } from 'vue-i18n'
import { locale } from '@/locales'

/** Square metres of one 亩: exactly 10000/15. */
export const metresAMu = 10_000 / 15

export function useLandWords() {
  const { t } = useI18n()
  const figure = (value: number, digits = 0) => new Intl.NumberFormat(locale.value, { maximumFractionDigits: digits }).format(value)
  const area = (m2: number) => t('desk.land.area', { m2: figure(m2), mu: figure(m2 / metresAMu, 2) })
  const share = (part: number) => `${figure(part * 100, part > 0 && part < 0.01 ? 1 : 0)} %`
  const distance = (metres: number) => (metres < 1000 ? t('desk.land.metres', { n: figure(metres) }) : t('desk.land.kilometres', { n: figure(metres / 1000, 2) }))
  return { area, share, distance, figure }
}
