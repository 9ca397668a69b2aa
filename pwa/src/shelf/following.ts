/** Secrets of reports being followed: in memory only, so that closing the page leaves nothing on this phone. */

const known = new Map<string, string>()

/** Remembers the secret for this page's life. */
export function followWith(number: string, secret: string): void {
  known.set(number, secret)
}

export function secretFor(number: string): string | null {
  return known.get(number) ?? null
}

export function forgetSecrets(): void {
  known.clear()
}
