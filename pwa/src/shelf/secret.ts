/** Secrets and ids are made on the phone, so that a report can be filed without a signal. */

/** Crockford's base 32: no I, L, O, U, so it can be read aloud and typed from paper. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A new secret: 16 characters, 80 bits from the system's generator. */
export function newSecret(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => alphabet[byte & 31]).join('')
}

/** In four groups of four, for reading and copying by hand. */
export function inGroups(secret: string): string[] {
  return secret.match(/.{1,4}/g) ?? []
}

/** What a person typed, as the phone would have made it: case, spaces and the usual mix-ups (O for 0, I and L for 1) forgiven. */
export function readSecret(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
}

export function isSecret(text: string): boolean {
  return text.length === 16 && [...text].every((character) => alphabet.includes(character))
}

/** A random UUID (version 4); `crypto.randomUUID` is missing on plain http. */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
