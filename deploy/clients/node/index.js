// Latents back to vectors.
import { CorrectionReader } from './correction.js';
import { restore } from './frame.js';
import { ModelStore } from './models.js';
import { Registry } from './registry.js';

export { CorrectionReader, ModelStore, Registry, restore };

/** Decodes the values of a latents topic, whatever versions of the model made them. */
export class LatentDecoder {
  /**
   * @param models a ModelStore
   * @param registry a Registry
   * @param modelName whose versions the latents name
   */
  constructor(models, registry, modelName = 'default') {
    this.models = models;
    this.registry = registry;
    this.modelName = modelName;
    this.versions = new Map();
  }

  /** @returns { modelVersion, error, kept, values }: values a Float32Array, kept whether the promise of a correction holds */
  async decode(value) {
    const { value: latent } = await this.registry.read(value);
    const version = await this.#version(latent.modelVersion);
    if (latent.decoderId && latent.decoderId !== version.decoderId) {
      throw new Error(`decoder of the latent: ${latent.decoderId} (expected: ${version.decoderId})`);
    }
    const kept = latent.correction !== null && latent.correction !== undefined;
    const values = kept ? version.corrections.read(latent.correction) : await run(version, latent.code);
    return { modelVersion: latent.modelVersion, error: latent.error, kept, values };
  }

  /**
   * As decode, with the producer's own record, of a pipeline that carries whole records (record=whole).
   *
   * @param format what the pipeline's producers send, its setting input.format: avro, raw or json
   * @returns besides: value, the producer's value as a Buffer, and record, what Avro makes of it in the producer's schema; no
   *     record where the format is another
   */
  async restore(value, format = 'avro') {
    const { value: latent } = await this.registry.read(value);
    if (!latent.frame) throw new Error('latent: carries no record (expected: written with record=whole)');
    const decoded = await this.decode(value);
    const produced = restore(latent.frame, decoded.values);
    const record = format === 'avro' ? (await this.registry.read(produced)).value : undefined;
    return { ...decoded, value: produced, record };
  }

  #version(number) {
    if (!this.versions.has(number)) {
      const opening = this.#open(number);
      opening.catch(() => this.versions.delete(number));
      this.versions.set(number, opening);
    }
    return this.versions.get(number);
  }

  async #open(number) {
    const { manifest, decoder } = await this.models.load(this.modelName, number);
    const training = {
      lows: manifest.featureLows ?? [],
      highs: manifest.featureHighs ?? [],
      correctors: manifest.correctors ?? [],
    };
    return {
      manifest,
      decoder,
      decoderId: Buffer.from(manifest.decoderGraph.sha256, 'hex').readInt32BE(0),
      corrections: new CorrectionReader(manifest.inputDim, training),
    };
  }
}

/** Only latents without a correction need a runtime for ONNX: the optional package onnxruntime-node. */
async function run(version, code) {
  if (code.length !== version.manifest.codeBytes) {
    throw new Error(`code: ${code.length} bytes (expected: ${version.manifest.codeBytes})`);
  }
  const { InferenceSession, Tensor } = (await import('onnxruntime-node')).default;
  version.session ??= InferenceSession.create(version.decoder);
  const session = await version.session;
  const input = new Tensor('uint8', Uint8Array.from(code), [1, code.length]);
  return (await session.run({ code: input })).reconstruction.data;
}
