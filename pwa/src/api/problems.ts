/** What goes wrong on the way to the server, as one kind of error with a stable code. */
import type { FieldError, ProblemBody } from './types'

/** A failed call. `status` 0 means that no answer came at all. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: FieldError[]
  /** Seconds the server asks us to wait, if it said so. */
  readonly retryAfter: number | null

  constructor(readonly body: ProblemBody, retryAfter: number | null = null) {
    super(body.detail || body.title)
    this.name = 'Problem'
    this.status = body.status
    this.code = body.code
    this.errors = body.errors ?? []
    this.retryAfter = retryAfter
  }
}

function bodyOf(read: unknown, response: Response): ProblemBody {
  if (read && typeof read === 'object' && 'code' in read && 'status' in read) return read as ProblemBody
  return { type: 'about:blank', title: response.statusText || `HTTP ${response.status}`, status: response.status, code: `http-${response.status}` }
}

/** Reads the problem out of a refusing answer; a proxy's HTML page becomes a problem as well. */
export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text()
  const seconds = Number(response.headers.get('Retry-After') ?? NaN)
  return new Problem(bodyOf(parsed(text), response), Number.isFinite(seconds) ? seconds : null)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // not JSON: the status alone has to speak
  }
}

/** The problem of no answer: no signal, the server away, the connection cut. */
export function noAnswer(cause: unknown): Problem {
  const problem = new Problem({ type: 'about:blank', title: 'No answer', status: 0, code: 'no-answer' })
  problem.cause = cause
  return problem
}
