/** Cases as stamps on boundary stakes. Not in the tab order: the list beside the map holds the same cases. */
import type * as MapLibre from 'maplibre-gl'
import type { LonLat } from '@/api/types'
import './map.css'
import type { OpenMap } from './useMap'

export interface Stamp extends LonLat {
  id: string
  severity: string
  /** The character (or S1–S4) on the board. */
  sign: string
  /** What it is, for readers and on hover. */
  label: string
  overdue?: boolean
}

function elementOf(stamp: Stamp, chosen: boolean, choose?: (id: string) => void): HTMLElement {
  const element = document.createElement(choose ? 'button' : 'div')
  element.className = `stamp ${stamp.severity.toLowerCase()}${stamp.overdue ? ' over' : ''}`
  const board = document.createElement('span')
  board.className = 'board'
  board.textContent = stamp.sign
  board.setAttribute('aria-hidden', 'true')
  element.append(board)
  element.title = stamp.label
  element.setAttribute('aria-label', stamp.label)
  element.setAttribute('aria-current', String(chosen))
  if (choose) {
    element.tabIndex = -1
    element.addEventListener('click', () => choose(stamp.id))
  } else element.setAttribute('role', 'img')
  return element
}

/** Keeps the stamps of one map in step with a list of cases; the first of the list stands in front. */
export function stampBoard({ map, library }: OpenMap, choose?: (id: string) => void) {
  let standing: MapLibre.Marker[] = []
  return (stamps: Stamp[], chosen: string | null): void => {
    standing.forEach((marker) => marker.remove())
    standing = [...stamps].reverse().map((stamp) => {
      const marker = new library.Marker({ element: elementOf(stamp, stamp.id === chosen, choose), anchor: 'bottom', subpixelPositioning: true }).setLngLat([stamp.lon, stamp.lat]).addTo(map)
      marker.getElement().setAttribute('aria-label', stamp.label) // MapLibre writes its own words there
      return marker
    })
  }
}
