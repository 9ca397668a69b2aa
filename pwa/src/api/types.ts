/** Names for the shapes of the HTTP API, generated from docs/openapi.json (`npm run types`). Times are RFC 3339, coordinates WGS 84, areas m². */
import type { components } from './schema'

/** The generated shapes by their names on the server. */
export type Wire = components['schemas']

export type Coded = Wire['CodeOut']
export type LonLat = Wire['PlaceOut']

export type Question = Wire['QuestionOut']
export type Kind = Wire['KindConfigOut']
export type Config = Wire['ConfigOut']

export type PhotoIn = Wire['Photo']
export type Capture = PhotoIn['capture']
export type LocationIn = Wire['Location']
export type Activity = Wire['CaseReportOut']['activity']
/** A report as the app sends it: what the server would fill in by itself is always said. */
export type ReportIn = Wire['ReportIn'] & Required<Pick<Wire['ReportIn'], 'revision' | 'description' | 'photos' | 'answers' | 'locale'>>

export type Receipt = Wire['ReceiptOut']
export type ReportOut = Wire['ReportOut']
export type UploadOut = Wire['UploadOut']

export type Message = Wire['MessageOut']
export type Step = Wire['StepOut']
export type Progress = Wire['ProgressOut']
export type Here = Wire['HereOut']

export type FieldError = Wire['MistakeOut']
/** A problem; one that was told by a proxy, or by no answer at all, knows less. */
export type ProblemBody = Pick<Wire['ProblemOut'], 'type' | 'title' | 'status' | 'code'> & Partial<Pick<Wire['ProblemOut'], 'detail' | 'instance' | 'errors'>> & { [extra: string]: unknown }

/** A position as this phone's receiver gave it. */
export interface Fix extends LonLat { accuracy_m: number; fixed_at: string; altitude_m?: number | null; heading_deg?: number | null }
