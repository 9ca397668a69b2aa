/** Where this phone is: a ring of fixes, the best of the last twenty seconds. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { Fix } from '@/api/types'

export type PositionState = 'off' | 'insecure' | 'asking' | 'denied' | 'unavailable' | 'watching'

/** A fix this good is taken at once, metres. */
export const goodEnough = 10
/** Fixes older than this no longer compete, milliseconds. */
const ringSpan = 20_000

/** The most accurate of the fixes that are young enough; of two equal ones the newer. */
export function bestOf(fixes: Fix[], now: number): Fix | null {
  const young = fixes.filter((fix) => now - Date.parse(fix.fixed_at) <= ringSpan)
  return (young.length ? young : fixes.slice(-1)).reduce<Fix | null>((best, fix) => (best && best.accuracy_m < fix.accuracy_m ? best : fix), null)
}

function fixOf({ coords, timestamp }: GeolocationPosition): Fix {
  return {
    lon: coords.longitude, lat: coords.latitude, accuracy_m: Math.round(coords.accuracy * 10) / 10, fixed_at: new Date(timestamp).toISOString(),
    altitude_m: coords.altitude, heading_deg: coords.heading !== null && Number.isFinite(coords.heading) ? coords.heading : null,
  }
}

/** Watches the position while the component lives. On plain http there is none: `state` says `insecure`. */
export function usePosition() {
  const state = ref<PositionState>('off')
  const ring = shallowRef<Fix[]>([])
  const best = computed(() => bestOf(ring.value, Date.now()))
  let watching: number | null = null

  function start(): void {
    if (watching !== null) return
    if (!window.isSecureContext || !navigator.geolocation) {
      state.value = 'insecure'
      return
    }
    state.value = 'asking'
    watching = navigator.geolocation.watchPosition(
      (position) => {
        state.value = 'watching'
        ring.value = [...ring.value.slice(-30), fixOf(position)]
      },
      (error) => {
        if (!ring.value.length) state.value = error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable'
      },
      { enableHighAccuracy: true, maximumAge: 5000, timeout: 30_000 },
    )
  }

  function stop(): void {
    if (watching !== null) navigator.geolocation.clearWatch(watching)
    watching = null
  }

  onScopeDispose(stop)
  return { state, best, start, stop }
}
