/** How far this device's clock is from the server's. A phone that is a day ahead must not file reports from the future. */

/** Differences below this are the network's and the whole seconds of the Date header, milliseconds. */
const negligible = 120_000

/** Kept on this device: a report written without a signal is corrected as well. Positive when the server is ahead. */
const shelf = 'clock/ahead'
const ahead = () => Number(localStorage.getItem(shelf) ?? 0)

/** Learns from the Date header of any answer. */
export function learnTime(response: Response, now = Date.now()): void {
  const said = Date.parse(response.headers.get('Date') ?? '')
  if (Number.isFinite(said)) localStorage.setItem(shelf, String(Math.abs(said - now) < negligible ? 0 : said - now))
}

function moved(moment: string, milliseconds: number): string {
  return milliseconds ? new Date(Date.parse(moment) + milliseconds).toISOString() : moment
}

/** A moment of this device as the server's clock would have told it; unknown or small differences change nothing. */
export const asServerTime = (moment: string): string => moved(moment, ahead())

/** The other way round, for a report that came back to be corrected. */
export const asDeviceTime = (moment: string): string => moved(moment, -ahead())
