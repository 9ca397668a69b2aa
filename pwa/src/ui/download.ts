/** Hands something made on this device to the browser's download. */

/** Milliseconds after which the browser has surely taken the bytes. */
const taken = 10_000

export function download(content: Blob, name: string): void {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(content), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), taken)
}
