/** SHA-256 of a photo's bytes, from the moment the browser had them. */

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Lower-case hex. A page on plain http has no `crypto.subtle`; there a JavaScript SHA-256 is fetched and used. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  if (globalThis.crypto?.subtle) return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  const { sha256: slow } = await import('@noble/hashes/sha2.js')
  return hex(slow(new Uint8Array(bytes)))
}
