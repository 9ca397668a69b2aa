/** How far apart two places are. */
import type { LonLat } from '@/api/types'

/** Mean radius of the earth, metres (IUGG). */
const radius = 6_371_008.8
const rad = (degrees: number) => (degrees * Math.PI) / 180

/** Metres between two places by the haversine formula; within 0.5 % of the ellipsoid, enough to say "23 m away". */
export function metresBetween(one: LonLat, other: LonLat): number {
  const [high, wide] = [rad(other.lat - one.lat), rad(other.lon - one.lon)]
  const half = Math.sin(high / 2) ** 2 + Math.cos(rad(one.lat)) * Math.cos(rad(other.lat)) * Math.sin(wide / 2) ** 2
  return 2 * radius * Math.asin(Math.sqrt(half))
}
