/** Keys of the desk: single letters, never while somebody types or a sheet is open. */
import { onBeforeUnmount, onMounted } from 'vue'

function isBusy(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null
  const typing = target?.closest('input, textarea, select, [contenteditable], .maplibregl-map') !== null
  return typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') !== null
}

/** Calls `press` with the letter in upper case; it answers whether the key meant something. */
export function useKeys(press: (key: string) => boolean): void {
  const hear = (event: KeyboardEvent) => {
    if (!isBusy(event) && press(event.key.length === 1 ? event.key.toUpperCase() : event.key)) event.preventDefault()
  }
  onMounted(() => addEventListener('keydown', hear))
  onBeforeUnmount(() => removeEventListener('keydown', hear))
}
