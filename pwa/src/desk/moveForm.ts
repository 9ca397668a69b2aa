/** A move's form, made from what the move needs. Checked here before sending; the server checks again. */
import type { LocationIn } from '@/api/types'
import type { Need, OpenMove } from './types'

export type PositionValue = Pick<LocationIn, 'lon' | 'lat' | 'accuracy_m' | 'source'>
export type NeedValue = string | boolean | PositionValue | string[] | null
export type Values = Record<string, NeedValue>
export type Mistake = 'required' | 'notNumber' | 'past' | 'position'

/** Every need with nothing in it yet. */
export function emptyValues(move: OpenMove): Values {
  return Object.fromEntries(move.needs.map((need) => [need.id, need.type === 'bool' ? false : need.type === 'position' ? null : need.type === 'photos' ? [] : '']))
}

function isEmpty(value: NeedValue | undefined): boolean {
  if (value === undefined || value === null || value === false) return true
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) && value.length === 0
}

/** What is wrong with one answer, or null. `today` is the calendar day, “2026-11-24”. */
export function mistakeIn(need: Need, value: NeedValue | undefined, today: string): Mistake | null {
  if (isEmpty(value)) return need.required ? 'required' : null
  if (need.type === 'number' && !(Number(value) >= 0)) return 'notNumber'
  if (need.type === 'date' && String(value) < today) return 'past'
  return null
}

/** The mistakes of a form by need. */
export function mistakes(move: OpenMove, values: Values, today: string): Record<string, Mistake> {
  const found = move.needs.map((need) => [need.id, mistakeIn(need, values[need.id], today)] as const)
  return Object.fromEntries(found.filter((pair): pair is readonly [string, Mistake] => pair[1] !== null))
}

function asSent(need: Need, value: NeedValue): unknown {
  if (need.type === 'number') return Number(value)
  if (need.type === 'desk') return /^\d+$/.test(String(value)) ? Number(value) : value
  return typeof value === 'string' ? value.trim() : value
}

/** The answers as the server takes them: empty ones left out, note and photos in their own places. */
export function sent(move: OpenMove, values: Values): { fields: Record<string, unknown>; note?: string; photos?: string[] } {
  const filled = move.needs.filter((need) => !isEmpty(values[need.id]))
  const fields = Object.fromEntries(filled.filter(({ id, type }) => id !== 'note' && type !== 'photos').map((need) => [need.id, asSent(need, values[need.id] ?? null)]))
  const note = filled.some(({ id }) => id === 'note') ? String(values['note']).trim() : ''
  const photos = filled.filter(({ type }) => type === 'photos').flatMap(({ id }) => values[id] as string[])
  return { fields, ...(note && { note }), ...(photos.length && { photos }) }
}
