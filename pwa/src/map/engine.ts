/** MapLibre, fetched when the first map is opened. Its worker is a file of our own: the page allows no blob workers. */
import type * as MapLibre from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'

let engine: Promise<typeof MapLibre> | null = null

async function load(): Promise<typeof MapLibre> {
  const [library] = await Promise.all([import('maplibre-gl'), import('maplibre-gl/dist/maplibre-gl.css')])
  library.setWorkerUrl(workerUrl)
  return library
}

/** The library, ready to draw. */
export function openEngine(): Promise<typeof MapLibre> {
  engine ??= load().catch((reason: unknown) => {
    engine = null // no signal now; the next map tries again
    throw reason
  })
  return engine
}
