/** Shapes of the HTTP API as the app uses them. Times are RFC 3339, coordinates WGS 84, areas m². */

export interface Coded { code: string; label: string }
export interface LonLat { lon: number; lat: number }

export interface Question { id: string; label: string; type: 'choice' | 'bool' | 'number' | 'text'; options?: Coded[]; required?: boolean }
export interface Kind extends Coded { citizen_label: string; group: string; picture: string; citizen: boolean; questions: Question[] }

export interface Config {
  name: string
  area: { bbox: [number, number, number, number]; center: [number, number]; districts: { code: string; name: string }[] }
  timezone: string
  locales: string[]
  kinds: Kind[]
  severities: (Coded & { seal: string })[]
  states: (Coded & { final: boolean; public: boolean })[]
  channels: Coded[]
  limits: { photos: number; photo_bytes: number; types: string[]; description: number }
  demo: null | { places: ({ label: string } & LonLat)[] }
  pack: { id: string; version: string; digest: string }
  map: { release_date: string | null }
}

export interface Fix extends LonLat { accuracy_m: number; fixed_at: string; altitude_m?: number | null; heading_deg?: number | null }
export type Capture = 'camera' | 'system_camera' | 'gallery' | 'import'
export interface PhotoIn { id: string; sha256: string; size: number; type: string; taken_at?: string; fix?: LonLat & { accuracy_m: number; heading_deg?: number; at: string }; capture: Capture }
export interface LocationIn extends LonLat { accuracy_m?: number; source: 'gnss' | 'map' | 'exif' | 'manual'; fixed_at?: string }
export type Activity = 'ongoing' | 'finished' | 'unknown'

export interface ReportIn {
  revision: number
  channel: string
  seen_at: string
  kind: string
  description: string
  location: LocationIn
  photos: PhotoIn[]
  answers: { activity: Activity; danger: boolean; [question: string]: unknown }
  contact?: { phone: string }
  outside_confirmed?: boolean
  locale: string
}

export interface Receipt { statement: Record<string, unknown>; key_id: string; signature: string; kind: 'received' | 'committed' }
export interface ReportOut {
  id: string
  number: string
  state: 'receiving' | 'received' | 'withdrawn'
  revision: number
  received_at: string
  committed_at: string | null
  receipt: Receipt
  missing: string[]
}
export interface UploadOut { id: string; sha256: string; size: number; missing: string[] }

export interface Message { id: string; at: string; from: 'reporter' | 'office'; text: string }
export interface Step { at: string; code: string; label: string; detail: string | null }
export interface Progress {
  number: string
  id: string
  state: string
  state_label: string
  received_at: string
  photos: { declared: number; arrived: number }
  seen_at: string
  kind: Coded
  district: string | null
  revision: number
  can: { withdraw: boolean; feedback: boolean; message: boolean }
  steps: Step[]
  messages: Message[]
  next: { by: string | null; label: string } | null
}

export interface Here { inside: boolean; district: { code: string; name: string } | null; advice: string }

export interface FieldError { pointer: string; detail: string; code: string }
export interface ProblemBody {
  type: string
  title: string
  status: number
  code: string
  detail?: string
  instance?: string
  errors?: FieldError[]
  [extra: string]: unknown
}
