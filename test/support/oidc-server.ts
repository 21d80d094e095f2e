import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'

/** Somebody the service knows. */
export type Known = { sub: string; email?: string; email_verified?: boolean; [claim: string]: unknown }

export type OidcServer = {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who signs in there now; without anybody the sign-in is broken off. */
  signsIn(person: Known | undefined): void
  /**
   * Goes the way of a browser from the address of the authorization to the one the service sends it back to.
   * `cookies` keeps the session at the service.
   */
  walk(from: string): Promise<string>
  stop(): Promise<void>
}

const CLIENT = { clientId: 'roda-traden', clientSecret: 'hemlighet-hos-tjansten-som-ar-lang' }

/** A real OpenID Connect server: code flow, PKCE demanded, claims where the standard puts them (`userinfo`) or in the ID token. */
export async function startOidcServer(settings: {
  redirectUris: string[]
  claimsIn?: 'userinfo' | 'id-token'
}): Promise<OidcServer> {
  let present: Known | undefined
  const known = new Map<string, Known>()
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const configuration: Configuration = {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: issuer }] } as NonNullable<
      Configuration['jwks']
    >,
    clients: [
      {
        ...{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: settings.redirectUris },
        ...{ grant_types: ['authorization_code'], response_types: ['code'] },
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { email: ['email', 'email_verified'], profile: ['name', 'upn'] },
    conformIdTokenClaims: settings.claimsIn !== 'id-token',
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a key of the tests'] },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    async findAccount(_ctx, sub) {
      const person = known.get(sub)
      return person && { accountId: sub, claims: async () => ({ ...person }) }
    },
    // Whoever is staff has agreed already.
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc
      if (!client || !session?.accountId) return undefined
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  }
  const provider = new Provider(issuer, configuration)
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    const result = present
      ? { login: { accountId: present.sub } }
      : { error: 'access_denied', error_description: 'The person broke off' }
    void provider.interactionFinished(request, response, result)
  })

  return {
    issuer,
    ...CLIENT,
    signsIn(person) {
      present = person
      if (person) known.set(person.sub, person)
    },
    async walk(from) {
      const jar = new Map<string, string>()
      let at = from
      for (let hop = 0; hop < 10 && at.startsWith(issuer); hop++) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
        const reply = await fetch(at, { redirect: 'manual', headers: cookie ? { cookie } : {} })
        for (const line of reply.headers.getSetCookie()) {
          const [pair = ''] = line.split(';')
          jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
        }
        const next = reply.headers.get('location')
        if (!next) throw new Error(`the service does not go on from ${at}: ${reply.status} ${await reply.text()}`)
        at = new URL(next, at).href
      }
      return at
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
