/** How far this device's clock is from the server's. A phone that is a day ahead must not file reports from the future. */

/** Differences below this are the network's and the whole seconds of the Date header, milliseconds. */
const negligible = 120_000

let skew = 0

/** Learns from the Date header of any answer. */
export function learnTime(response: Response, now = Date.now()): void {
  const said = Date.parse(response.headers.get('Date') ?? '')
  if (Number.isFinite(said)) skew = said - now
}

/** A moment of this device as the server's clock would have told it; unknown or small differences change nothing. */
export function asServerTime(moment: string): string {
  return Math.abs(skew) < negligible ? moment : new Date(Date.parse(moment) + skew).toISOString()
}
