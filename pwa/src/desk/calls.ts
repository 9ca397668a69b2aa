/** What the desk asks of the server. */
import { staff } from '@/api/client'
import { watched } from './session'
import type { CasePage, FullCase, Inbox, Summary, Trace } from './types'

export type QueueQuery = Record<string, string | undefined>

const path = (number: string) => `/cases/${encodeURIComponent(number)}`

export const listCases = (query: QueueQuery) => watched(staff.get<CasePage>('/cases', { query }))
export const countCases = () => watched(staff.get<Summary>('/cases/summary'))
export const fetchCase = (number: string) => watched(staff.get<FullCase>(path(number)))
export const claimCase = (number: string) => watched(staff.post<FullCase>(`${path(number)}/claim`))
export const claimNext = () => watched(staff.post<FullCase | null>('/cases/claim-next'))
export const fetchTrace = (number: string, clock: number) => watched(staff.get<Trace>(`${path(number)}/clocks/${clock}/trace`))
export const listNotices = () => watched(staff.get<Inbox>('/notices'))
export const markRead = (id: number) => watched(staff.post<null>(`/notices/${id}/read`))

export interface MoveBody { move: string; note?: string; fields: Record<string, unknown>; photos?: string[] }

/** Makes a move on the version that was read (`etag`); `key` makes a repeat harmless. */
export function makeMove(number: string, etag: string, key: string, body: MoveBody): Promise<FullCase> {
  return watched(staff.post<FullCase>(`${path(number)}/moves`, { body, headers: { 'If-Match': etag, 'Idempotency-Key': key } }))
}
