/** A sign for each move of the rule pack; moves that a pack invents get the seal. */
import type { IconName } from '@/ui/icons'

const icons: Record<string, IconName> = {
  assign: 'people', reassign: 'people', start_check: 'stake', onsite_check: 'stake', recheck_visit: 'stake', record_survey: 'outline',
  conclude: 'check', accept_rectified: 'check', approve_closing: 'check', close_lawful: 'tray', close_referred: 'tray', stop_order: 'warn',
  set_rectify: 'clock', submit_rectified: 'send', refer: 'send', take_back: 'redo', reopen: 'redo', reject_rectified: 'back', void: 'trash',
}

export const iconOf = (move: string): IconName => icons[move] ?? 'seal'
