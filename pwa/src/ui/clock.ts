/** How a clock looks. The phone counts down to the server's `due_at`, it never computes a date. */

export type ClockState = 'running' | 'paused' | 'met' | 'missed' | 'waiting'
export type ClockLook = 'calm' | 'half' | 'last' | 'over' | 'paused' | 'done'

/** Calm below 50 % used, half to 80 %, last above, over when past due (UI.md §4). `used` is a fraction. */
export function clockLook(state: ClockState, used: number): ClockLook {
  if (state === 'met') return 'done'
  if (state === 'missed') return 'over'
  if (state === 'paused' || state === 'waiting') return 'paused'
  if (used >= 1) return 'over'
  if (used > 0.8) return 'last'
  return used >= 0.5 ? 'half' : 'calm'
}
