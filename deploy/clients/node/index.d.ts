import type { KeyLike } from 'node:crypto';

export interface Training {
  lows: number[];
  highs: number[];
  correctors: Buffer[];
}

export class CorrectionReader {
  constructor(dim: number, training?: Training);
  read(correction: Buffer): Float32Array;
}

export class Registry {
  constructor(url: string, headers?: Record<string, string>);
  read(value: Buffer): Promise<{ schema: unknown; value: any }>;
}

export class ModelStore {
  constructor(
    kafka: unknown,
    registry: Registry,
    options?: { topic?: string; trustedKeys?: KeyLike[]; timeoutMs?: number },
  );
  load(name: string, version: number): Promise<{ manifest: any; decoder: Buffer }>;
}

export interface Decoded {
  modelVersion: number;
  error: number;
  /** Whether the latent keeps the promise of a correction; otherwise the values are what the decoder makes of a code. */
  kept: boolean;
  values: Float32Array;
}

export interface Restored extends Decoded {
  /** The producer's value, with the vector as it was decoded. */
  value: Buffer;
  /** What Avro makes of it, in the schema that the producer wrote with; undefined where the format is another. */
  record?: any;
}

/** A producer's value from what a latent carries of it, and the vector. */
export function restore(frame: Buffer, values: Float32Array): Buffer;

export class LatentDecoder {
  constructor(models: ModelStore, registry: Registry, modelName?: string);
  decode(value: Buffer): Promise<Decoded>;
  /** Of a latent that carries its record; format is the pipeline's input.format, avro unless given. */
  restore(value: Buffer, format?: 'avro' | 'raw' | 'json'): Promise<Restored>;
}
