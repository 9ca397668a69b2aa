/**
 * The one door to the server.
 *
 * `citizen` sends no cookies and proves itself with the report's secret; `staff` uses the session cookie and the CSRF token.
 * Every call either gives the body or throws a {@link Problem}.
 */
import { locale } from '@/locales'
import { learnTime } from './clock'
import { noAnswer, problemOf } from './problems'

export const base = '/api/v1'

/** Given by `POST /session` and `GET /me`; sent back on every writing call of the session. */
let csrf = ''
export function keepCsrf(token: string): void {
  csrf = token
}

type Query = Record<string, string | number | boolean | null | undefined>
export interface Options { query?: Query; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal }
type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'

/** The path with its query; empty values are left out. */
export function address(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()
  return base + path + (search && `?${search}`)
}

function payload(body: unknown): { body?: BodyInit; type?: string } {
  if (body === undefined) return {}
  if (body instanceof ArrayBuffer || body instanceof Blob) return { body }
  return { body: JSON.stringify(body), type: 'application/json' }
}

async function call<Reply>(method: Method, path: string, options: Options, credentials: RequestCredentials, own: Record<string, string>): Promise<Reply> {
  const { body, type } = payload(options.body)
  const headers = { Accept: 'application/json', 'Accept-Language': locale.value, ...(type && { 'Content-Type': type }), ...own, ...options.headers }
  const response = await fetch(address(path, options.query), { method, headers, credentials, body: body ?? null, signal: options.signal ?? null }).catch((cause: unknown) => {
    if (options.signal?.aborted) throw cause
    throw noAnswer(cause)
  })
  learnTime(response)
  if (!response.ok) throw await problemOf(response)
  return (response.status === 204 ? null : await response.json()) as Reply
}

function door(credentials: RequestCredentials, own: (method: Method) => Record<string, string>) {
  const verb = (method: Method) => <Reply>(path: string, options: Options = {}) => call<Reply>(method, path, options, credentials, own(method))
  return { get: verb('GET'), put: verb('PUT'), post: verb('POST'), patch: verb('PATCH'), delete: verb('DELETE') }
}

/** Calls of the public; with a secret, calls about that one report. */
export function citizen(secret?: string) {
  const proof: Record<string, string> = secret ? { 'Landwatch-Secret': secret } : {}
  return door('omit', () => proof)
}

/** Calls of a person who is signed in. */
export const staff = door('same-origin', (method): Record<string, string> => {
  if (method === 'GET' || !csrf) return {}
  return { 'X-CSRF-Token': csrf }
})
