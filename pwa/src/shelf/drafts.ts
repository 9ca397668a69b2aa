/** The report being written. Saved on every change, so that a killed page loses nothing. */
import type { Activity, LocationIn } from '@/api/types'
import { shelf } from './db'
import { newId, newSecret } from './secret'

export interface Draft {
  id: string
  secret: string
  step: number
  started_at: string
  changed_at: string
  description: string
  kind: string | null
  answers: Record<string, unknown>
  activity: Activity
  danger: boolean
  location: LocationIn | null
  outside_confirmed: boolean
  /** The district in words, as the server named it; nothing else about the place is known here. */
  place: string | null
  phone: string
  /** Higher when a sent report came back to be corrected. */
  revision: number
}

/** A new draft with the id and secret it will keep for good. */
export function newDraft(now = new Date()): Draft {
  const at = now.toISOString()
  return {
    id: newId(), secret: newSecret(), step: 1, started_at: at, changed_at: at, description: '', kind: null, answers: {}, activity: 'unknown',
    danger: false, location: null, outside_confirmed: false, place: null, phone: '', revision: 1,
  }
}

export async function keepDraft(draft: Draft): Promise<void> {
  const plain = JSON.parse(JSON.stringify(draft)) as Draft // a reactive object cannot be cloned into IndexedDB
  await (await shelf()).put('drafts', { ...plain, changed_at: new Date().toISOString() })
}

/** The draft written last, if one was left unfinished. */
export async function lastDraft(): Promise<Draft | null> {
  const drafts = await (await shelf()).getAll('drafts')
  return drafts.sort((one, other) => other.changed_at.localeCompare(one.changed_at))[0] ?? null
}

export async function draftOf(id: string): Promise<Draft | null> {
  return (await (await shelf()).get('drafts', id)) ?? null
}
