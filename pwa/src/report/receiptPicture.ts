/** The receipt as a picture to keep. It may be found by others, so it carries no place, kind or photo. */
import { download } from '@/ui/download'
import type { QrDrawing } from './receiptLink'

export interface ReceiptWords { title: string; numberLabel: string; number: string; secretLabel: string; groups: string[]; qr: QrDrawing }

const width = 720
const height = 560

/** Ink on white whatever the theme: a saved picture is read on paper and on other phones. */
function draw(context: CanvasRenderingContext2D, words: ReceiptWords): void {
  const text = (line: string, x: number, y: number, font: string) => { context.font = font; context.fillText(line, x, y) }
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#1f1b15'
  text(words.title, 48, 84, '700 34px serif')
  text(words.numberLabel, 48, 146, '22px sans-serif')
  text(words.number, 48, 194, '700 40px monospace')
  text(words.secretLabel, 380, 276, '22px sans-serif')
  words.groups.forEach((group, row) => text(group, 380, 328 + row * 54, '700 40px monospace'))
  context.setTransform(280 / words.qr.size, 0, 0, 280 / words.qr.size, 48, 240)
  context.fill(new Path2D(words.qr.path))
}

/** Draws the picture and hands it to the browser's download. */
export async function saveReceiptPicture(words: ReceiptWords): Promise<void> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (context) draw(context, words)
  const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (picture) download(picture, `${words.number}.png`)
}
