/** What a photo says about itself, in words. */
import { useI18n } from 'vue-i18n'
import { dayTime } from '@/ui/when'
import type { CasePhoto, Shot, Verdict } from './types'

const signs: Record<Verdict, string> = { agrees: '✓', near: '≈', differs: '✕', absent: '–' }
const compass = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const

/** The nearest of eight directions for a heading in degrees from north. */
export function direction(heading_deg: number): (typeof compass)[number] {
  return compass[Math.round((((heading_deg % 360) + 360) % 360) / 45) % 8] ?? 'n'
}

export function usePhotoWords() {
  const { t } = useI18n()
  const sign = (verdict: Verdict) => signs[verdict]
  const facing = ({ heading_deg: heading }: CasePhoto) => (heading === null ? t('desk.photo.noHeading') : `${t(`desk.photo.compass.${direction(heading)}`)} ${Math.round(heading)}°`)
  const caption = ({ photo, by, seen_at }: Shot) => [by, dayTime(photo.taken_at ?? seen_at), photo.fix?.accuracy_m ? t('desk.photo.accuracy', { m: Math.round(photo.fix.accuracy_m) }) : ''].filter(Boolean).join(' · ')
  const agreement = ({ witnesses }: CasePhoto) => t('desk.photo.witnesses', { list: witnesses.map(({ what, verdict }) => `${t(`desk.photo.what.${what}`)} ${t(`desk.photo.verdict.${verdict}`)}`).join(', ') })
  return { sign, facing, caption, agreement }
}
