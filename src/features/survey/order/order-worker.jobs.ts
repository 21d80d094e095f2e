import { parentPort, workerData } from 'node:worker_threads'
import type { ApartOrder } from './order.jobs.ts'
import { outcomeOf } from './order-outcome.ts'

const { taken, sealKey } = workerData as ApartOrder
parentPort?.postMessage(outcomeOf(taken, sealKey))
