/** Names for the staff shapes of the API, all generated (`npm run types`). Times are RFC 3339, areas m², shares 0–1. */
import type { Wire } from '@/api/types'

export type Session = Wire['SessionOut']
export type Person = Wire['PersonOut']
export type Desk = Wire['DeskOut']

export type Clock = Wire['ClockOut']
export type TraceLine = Wire['TraceLineOut']
export type Trace = Wire['TraceOut']

export type CaseRow = Wire['CaseRowOut']
export type CasePage = Wire['QueueOut']
export type FullCase = Wire['CaseOut']
export type CaseReport = Wire['CaseReportOut']
export type CasePhoto = Wire['PhotoOut']
export type Witness = Wire['WitnessOut']
export type Verdict = Witness['verdict']

export type Match = Wire['MatchOut']
export type MatchPart = Wire['PartOut']

export type OpenMove = Wire['MoveOut']
export type Need = Wire['NeedOut']

export type Summary = Wire['SummaryOut']
export type Notice = Wire['NoticeOut']
export type Inbox = Wire['NoticesOut']

/** A photo with whose it is: 反映人甲, never a person. */
export interface Shot { photo: CasePhoto; by: string; seen_at: string }
