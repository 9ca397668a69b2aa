/** Shapes of the staff side of the API, as the desk uses them. Times are RFC 3339, areas m², shares 0–1. */
import type { Geometry } from 'geojson'
import type { Coded, Fix, LonLat } from '@/api/types'
import type { ClockState } from '@/ui/clock'

export interface Person { id: string; name: string; username: string; roles: string[]; permissions: string[]; desk: Desk | null; districts: string[] }
export interface Session { person: Person; csrf: string }
export interface Desk { id: number; code: string; name: string }

export interface Clock {
  id: number
  rule: string
  label: string
  state: ClockState
  started_at: string
  due_at: string
  stopped_at: string | null
  provisional: boolean
  used: number
  statutory: boolean
  length: number
  unit: string
}

export interface CaseRow {
  id: string
  number: string
  kind: Coded
  title: string
  severity: string
  because: string
  flags: string[]
  provisional: boolean
  state: Coded & { final: boolean; waiting?: boolean }
  desk: Desk | null
  assignee: { id: string; name: string } | null
  place: string
  location: LonLat
  reports: number
  photos: { declared: number; arrived: number }
  clocks: Clock[]
  next_due_at: string | null
  next_clock: Clock | null
  next_move: { move: string; label: string } | null
  opened_at: string
  closed_at: string | null
  etag: string
}
export interface CasePage { items: CaseRow[]; next: string | null }

export type Verdict = 'agrees' | 'near' | 'differs' | 'absent'
export interface Witness { what: 'position' | 'time' | 'heading' | 'device' | 'content'; verdict: Verdict; words: string }
export interface CasePhoto {
  id: string
  state: 'awaited' | 'arrived' | 'examined' | 'unreadable'
  capture: string
  taken_at: string | null
  heading_deg: number | null
  fix: Fix | null
  thumb: string | null
  view: string | null
  witnesses: Witness[]
}

export interface MatchPart { code: string; kind: string; label: string; name: string; share: number | null; area_m2: number | null; distance_m: number | null; valid_to: string | null }
export interface Match {
  certainty: string
  reason: string
  made_at: string
  area_m2: number | null
  accuracy_m: number | null
  parcels: MatchPart[]
  zones: MatchPart[]
  approvals: MatchPart[]
  districts: MatchPart[]
  releases: { layer: string; id: number; name: string; date: string | null }[]
}

export interface CaseReport {
  id: string
  number: string
  seen_at: string
  received_at: string
  channel: Coded
  reporter: string
  description: string
  location: LonLat & { accuracy_m?: number | null; source?: string }
  shape: Geometry | null
  activity: string
  danger: boolean
  answers: Record<string, unknown>
  state: string
  photos: CasePhoto[]
  match: Match | null
}

export interface CaseEvent { at: string; name: string; label: string; detail: string | null; by: { name: string } | null; filled: boolean }

export type NeedType = 'text' | 'choice' | 'position' | 'date' | 'photos' | 'person' | 'desk' | 'bool' | 'number'
export interface Need { id: string; label: string; type: NeedType; required: boolean; options?: Coded[]; missing: boolean }
export interface OpenMove { move: string; label: string; open: boolean; needs: Need[]; missing: string[]; irreversible: boolean; primary: boolean; key: string | null; to: Coded }

export interface FullCase extends CaseRow {
  reports_list: CaseReport[]
  revisits: CaseReport[]
  events: CaseEvent[]
  moves: OpenMove[]
  outcome: string | null
  parcel_history: { number: string; opened_at: string; closed_at: string | null; label: string }[]
  pack: { digest: string; version: string }
}

export interface Summary {
  by_state: Record<string, number>
  by_severity: Record<string, number>
  overdue: number
  due_today: number
  unassigned: number
  waiting: number
  mine: number
  total_open: number
  per_desk: { desk: Desk; open: number; overdue: number }[]
}

export interface TraceLine { at: string; words: string; kind: string }
export interface Notice { id: number; at: string; words: string; link: string | null; read: boolean }
export interface Inbox { items: Notice[]; next: string | null; unread?: number }

/** A photo with whose it is: 反映人甲, never a person. */
export interface Shot { photo: CasePhoto; by: string; seen_at: string }
