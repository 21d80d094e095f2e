import { BlockList, isIP } from 'node:net'

/** Networks that are nobody's on the open internet (RFC 6890): inside a house, the machine itself, tests, many at once. */
const closed = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(network, prefix, 'ipv4')

/** Of the newer addresses only those given out for the open internet, without the ways back into older ones. */
const open6 = new BlockList()
open6.addSubnet('2000::', 3, 'ipv6')
const closed6 = new BlockList()
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed6.addSubnet(network, prefix, 'ipv6')

/** May the program call this address (an IP number)? Only what is on the open internet. */
export function isOpenAddress(ip: string): boolean {
  const version = isIP(ip)
  if (version === 4) return !closed.check(ip, 'ipv4')
  return version === 6 && open6.check(ip, 'ipv6') && !closed6.check(ip, 'ipv6')
}

export const isLoopback = (ip: string): boolean => ip === '::1' || /^127\.\d+\.\d+\.\d+$/.test(ip)
