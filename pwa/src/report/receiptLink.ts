/** The link of a receipt and its QR code. The secret stands in the fragment, which browsers never send to a server. */
import qrcode from 'qrcode-generator'

export function linkTo(number: string, secret: string): string {
  return `${location.origin}/progress/${encodeURIComponent(number)}#${secret}`
}

export interface QrDrawing { size: number; path: string }

/** The dark modules of the code as one SVG path on a grid of `size` units. */
export function qrPath(text: string): QrDrawing {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const size = code.getModuleCount()
  const cells = Array.from({ length: size * size }, (_, cell) => [cell % size, Math.floor(cell / size)] as const)
  return { size, path: cells.filter(([x, y]) => code.isDark(y, x)).map(([x, y]) => `M${x} ${y}h1v1h-1z`).join('') }
}
