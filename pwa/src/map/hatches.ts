/** Hatches drawn on the spot, so that the map fetches no sprite. Each legal layer has its own; colour is only the second sign. */
import type { Look } from './look'

type Brush = CanvasRenderingContext2D
interface Hatch { width: number; height: number; token: string; opacity: number; line: number; draw: (brush: Brush) => void }

/** Pixels of the image for one pixel on the map. */
export const density = 2

/** Parallel lines that meet at the edges of the tile: `rise` 1 climbs to the right, −1 falls. */
function slanted(width: number, height: number, rise: 1 | -1): Hatch['draw'] {
  return (brush) => {
    for (const shift of [-1, 0, 1]) {
      const [from, to] = rise === 1 ? [height, 0] : [0, height]
      brush.moveTo(shift * width, from)
      brush.lineTo((shift + 1) * width, to)
    }
    brush.stroke()
  }
}

/** Lines that run nearly level, shifted by one tile height over one tile width. */
function level(width: number, height: number): Hatch['draw'] {
  return (brush) => {
    for (const shift of [-1, 0, 1]) {
      brush.moveTo(0, shift * height)
      brush.lineTo(width, (shift + 1) * height)
    }
    brush.stroke()
  }
}

function hills(brush: Brush): void {
  for (const [x, y] of [[3, 10], [15, 21]] as const) {
    brush.moveTo(x, y)
    brush.lineTo(x + 3, y - 5)
    brush.lineTo(x + 6, y)
  }
  brush.stroke()
}

function dot(brush: Brush): void {
  brush.arc(3.5, 3.5, 1.2, 0, 2 * Math.PI)
  brush.fill()
}

const hatches: Record<string, Hatch> = {
  paper: { width: 40, height: 160, token: 'map-strip-line', opacity: 0.9, line: 1, draw: slanted(40, 160, 1) },
  farmland: { width: 14, height: 14, token: 'map-farmland', opacity: 0.5, line: 1, draw: slanted(14, 14, 1) },
  redline: { width: 24, height: 24, token: 'map-redline', opacity: 0.55, line: 1, draw: hills },
  approval: { width: 7, height: 7, token: 'map-approval', opacity: 0.65, line: 1, draw: dot },
  suspect: { width: 9, height: 9, token: 'map-suspect', opacity: 0.9, line: 1.4, draw: slanted(9, 9, -1) },
  'strips-steep': { width: 12, height: 48, token: 'map-strip-line', opacity: 0.8, line: 0.6, draw: slanted(12, 48, 1) },
  'strips-level': { width: 48, height: 12, token: 'map-strip-line', opacity: 0.8, line: 0.6, draw: level(48, 12) },
}

/** The picture of one hatch in the colours of the theme, or null when there is none of that name. */
export function drawHatch(name: string, look: Look): ImageData | null {
  const hatch = hatches[name]
  const canvas = document.createElement('canvas')
  const brush = canvas.getContext('2d')
  if (!hatch || !brush) return null
  canvas.width = hatch.width * density
  canvas.height = hatch.height * density
  brush.scale(density, density)
  brush.strokeStyle = brush.fillStyle = look.colour(hatch.token)
  brush.globalAlpha = hatch.opacity
  brush.lineWidth = hatch.line
  brush.beginPath()
  hatch.draw(brush)
  return brush.getImageData(0, 0, canvas.width, canvas.height)
}
