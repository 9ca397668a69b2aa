/** How a place divides over the zones of the map. */
import type { FullCase, Match, MatchPart } from './types'

/** The match that counts: of the report that came last and has one. */
export function matchOf(found: FullCase): Match | null {
  return found.reports_list.map(({ match }) => match).filter((match): match is Match => match !== null).at(-1) ?? null
}

export type ShareKind = 'farmland' | 'redline' | 'urban' | 'rest'
export interface Share { kind: ShareKind; label: string; share: number; area_m2: number | null }

const kinds: Record<string, ShareKind> = { PBF: 'farmland', ERL: 'redline', UDB: 'urban' }

function added(parts: MatchPart[]): Share {
  const [first] = parts as [MatchPart]
  const sum = (value: (part: MatchPart) => number) => parts.reduce((total, part) => total + value(part), 0)
  return { kind: kinds[first.kind] ?? 'rest', label: first.label, share: Math.min(1, sum((part) => part.share)), area_m2: sum((part) => part.area_m2) }
}

/** Zones by kind with their shares, largest first, and what is left over; none when nothing is overlaid. */
export function sharesOf(match: Match, rest: string): Share[] {
  const touching = match.zones.filter(({ share }) => share > 0)
  const found = [...new Set(touching.map(({ kind }) => kind))].map((kind) => added(touching.filter((part) => part.kind === kind))).sort((one, other) => other.share - one.share)
  const left = 1 - found.reduce((total, { share }) => total + share, 0)
  if (!found.length || left < 0.005) return found
  return [...found, { kind: 'rest', label: rest, share: left, area_m2: match.area_m2 === null ? null : match.area_m2 * left }]
}
