/**
 * Adds a passkey to the account (`data-does="add"`) or signs in with one (`data-does="enter"`) through the account library's
 * addresses, then goes to `data-target`. Where the browser has no passkeys it
 * leaves the page as it is.
 */
const BASE = '/api/auth/passkey'

type Described = { id: string; type: PublicKeyCredentialType; transports?: AuthenticatorTransport[] }

const bytes = (text: string): ArrayBuffer => {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer
}
const text = (buffer: ArrayBuffer | null): string | undefined =>
  buffer
    ? btoa(String.fromCharCode(...new Uint8Array(buffer)))
        .replace(/\+/g, '-')
        .replace(/\//g, '_')
        .replace(/=+$/, '')
    : undefined
const known = (list: Described[] | undefined) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }))

const ask = async (path: string, body?: object) => {
  const answer = await fetch(BASE + path, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

const about = (credential: PublicKeyCredential) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  clientExtensionResults: credential.getClientExtensionResults(),
})

async function add(name: string): Promise<void> {
  const options = await ask('/generate-register-options')
  const made = (await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
    },
  })) as PublicKeyCredential
  const response = made.response as AuthenticatorAttestationResponse
  await ask('/verify-registration', {
    name,
    response: {
      ...about(made),
      response: {
        clientDataJSON: text(response.clientDataJSON),
        attestationObject: text(response.attestationObject),
        transports: response.getTransports?.() ?? [],
      },
    },
  })
}

async function enter(): Promise<void> {
  const options = await ask('/generate-authenticate-options')
  const found = (await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: known(options.allowCredentials),
      // The server demands it: unlocked by finger, face or code.
      userVerification: 'required',
    },
  })) as PublicKeyCredential
  const response = found.response as AuthenticatorAssertionResponse
  await ask('/verify-authentication', {
    response: {
      ...about(found),
      response: {
        clientDataJSON: text(response.clientDataJSON),
        authenticatorData: text(response.authenticatorData),
        signature: text(response.signature),
        userHandle: text(response.userHandle),
      },
    },
  })
}

class PasskeyIsland extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button')
    if (!window.PublicKeyCredential || !button) return
    for (const part of this.querySelectorAll<HTMLElement>('[data-part]')) part.hidden = part.dataset.part === 'without'
    button.addEventListener('click', () => void this.#work(button))
  }

  async #work(button: HTMLButtonElement): Promise<void> {
    const message = this.querySelector<HTMLElement>('[role="alert"]')
    const field = this.querySelector('input')
    button.disabled = true
    if (message) message.hidden = true
    try {
      await (this.dataset.does === 'add' ? add(field?.value.trim().slice(0, 60) ?? '') : enter())
      location.assign(this.dataset.target ?? '/')
    } catch {
      // Broken off, no key, or refused: one sentence for all of it.
      if (message) {
        message.textContent = this.dataset.failed ?? ''
        message.hidden = false
      }
      button.disabled = false
      button.focus()
    }
  }
}

customElements.define('passkey-island', PasskeyIsland)
