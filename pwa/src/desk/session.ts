/** Who is signed in on this device. When the session ends in the middle of work, nothing on the screen is lost. */
import { computed, ref, shallowRef } from 'vue'
import { keepCsrf, staff } from '@/api/client'
import { Problem } from '@/api/problems'
import type { Person, Session } from './types'

export const person = shallowRef<Person | null>(null)
/** The session ended while somebody was at work: the page asks to sign in again, above what was typed. */
export const sessionEnded = ref(false)

export const may = (permission: string) => person.value?.permissions.includes(permission) ?? false
export const maySeeCases = computed(() => may('cases.see'))

function begin(session: Session): Person {
  keepCsrf(session.csrf)
  person.value = session.person
  sessionEnded.value = false
  return session.person
}

/** Signs in; throws the server's problem (`wrong-login`, `too-many-requests`) otherwise. */
export async function signIn(username: string, password: string): Promise<Person> {
  return begin(await staff.post<Session>('/session', { body: { username, password } }))
}

/** Takes up the session of the cookie, if there is one. Throws when the server does not answer. */
export async function resume(): Promise<Person | null> {
  if (person.value) return person.value
  try {
    return begin(await staff.get<Session>('/me'))
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return null
    throw problem
  }
}

export async function signOut(): Promise<void> {
  await staff.delete('/session')
  keepCsrf('')
  person.value = null
}

/** Passes a call on; an answer of “sign in” raises the sheet above the page. */
export async function watched<Reply>(call: Promise<Reply>): Promise<Reply> {
  try {
    return await call
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) sessionEnded.value = true
    throw problem
  }
}
