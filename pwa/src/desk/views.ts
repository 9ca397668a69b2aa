/** The views of the queue and the filters of its address: a link to a view can be kept, sent and gone back to. */
import type { LocationQuery } from 'vue-router'
import type { QueueQuery } from './calls'

export const views = ['mine', 'today', 'overdue', 'unassigned', 'waiting', 'all'] as const
export type View = (typeof views)[number]

export const filters = ['severity', 'kind', 'state', 'desk', 'sort'] as const

const one = (value: LocationQuery[string] | undefined) => (typeof value === 'string' && value ? value : undefined)

/** The view an address asks for; the own desk if it asks for none. */
export function viewOf(query: LocationQuery): View {
  return views.find((view) => view === query['view']) ?? 'mine'
}

/** How many filters are set. */
export const filtersIn = (query: LocationQuery) => filters.filter((name) => one(query[name])).length

/** What the server is asked for. A search, or a state, is looked for in everything in sight, closed cases as well. */
export function queryOf(query: LocationQuery): QueueQuery {
  const view = viewOf(query)
  const [q, state] = [one(query['q']), one(query['state'])]
  return { view: q || state || view === 'all' ? undefined : view, q, ...Object.fromEntries(filters.map((name) => [name, one(query[name])])) }
}
