/** A circle of true radius on the ground. */
import type { Polygon } from 'geojson'
import type { LonLat } from '@/api/types'

/** Metres of one degree of latitude (mean of the WGS 84 meridian); enough for circles of a few hundred metres. */
const metresADegree = 111_320
const corners = 64

/** The outline of all places `radius_m` metres from a point. */
export function circle({ lon, lat }: LonLat, radius_m: number): Polygon {
  const high = radius_m / metresADegree
  const wide = high / Math.cos((lat * Math.PI) / 180)
  const ring = Array.from({ length: corners + 1 }, (_, step) => {
    const angle = ((step % corners) * 2 * Math.PI) / corners
    return [lon + wide * Math.cos(angle), lat + high * Math.sin(angle)]
  })
  return { type: 'Polygon', coordinates: [ring] }
}
