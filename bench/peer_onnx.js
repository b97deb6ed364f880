/* ONNX Runtime as a peer: runs ONNX files, and answers the driver's commands from standard input.
 *
 * Usage: node peer_onnx.js PACKAGES FOLDER THREADS     PACKAGES: the node_modules with onnxruntime-node
 * FOLDER holds the images, and BATCH.onnx for each batch.
 *   version
 *   variants forward                 api: session.run() as documented; binding: without its promise
 *   outputs FILE COUNT
 *   forward VARIANT BATCH SECONDS
 */
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');

const SPAN = 0.002;
const [packages, folder, threads] = process.argv.slice(2);
const root = path.join(packages, 'onnxruntime-node');
const ort = require(root);
const { binding, initOrt } = require(path.join(root, 'dist/binding.js'));
const bytes = fs.readFileSync(path.join(folder, 'images'));
const images = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const OPTIONS = {
    executionProviders: ['cpu'],
    intraOpNumThreads: Number(threads),
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    enableCpuMemArena: true,
    enableMemPattern: true,
    extra: { session: { set_denormal_as_zero: '1' } },
};

const now = () => Number(process.hrtime.bigint()) * 1e-9;

/* The images as tensors of `batch` each. */
function batches(shape) {
    const size = shape.reduce((product, dimension) => product * dimension);
    const result = [];
    for (let at = 0; at + size <= images.length; at += size)
        result.push({ images: new ort.Tensor('float32', images.subarray(at, at + size), shape) });
    return result;
}

/* { call, batches }: call(batch) runs one; with the binding, at once. */
async function load(variant, batch) {
    const file = path.join(folder, `${batch}.onnx`);
    if (variant === 'api') {
        const session = await ort.InferenceSession.create(file, OPTIONS);
        const fetches = ['outputs'];
        return { call: (feeds) => session.run(feeds, fetches), batches: batches(session.inputMetadata[0].shape) };
    }
    initOrt();
    const session = new binding.InferenceSession();
    session.loadModel(file, OPTIONS);
    const fetches = { outputs: null };
    return { call: (feeds) => session.run(feeds, fetches, {}), batches: batches(session.inputMetadata[0].shape) };
}

/* As the driver measures: median and quickest of the spans, seconds an image. */
async function measure(variant, batch, seconds) {
    const { call, batches: all } = await load(variant, batch);
    const repeat = variant === 'api'
        ? async (count, at) => { for (let i = 0; i < count; i++) await call(all[(at + i) % all.length]); }
        : async (count, at) => { for (let i = 0; i < count; i++) call(all[(at + i) % all.length]); };
    let begin = now(), calls = 0;
    while (calls < 50 || now() - begin < seconds / 10)
        await repeat(1, calls++);
    begin = now();
    await repeat(20, 0);
    const many = Math.ceil(Math.max(1, SPAN / ((now() - begin) / 20)));
    const spans = [];
    begin = now();
    for (let before = begin, at = 0; before - begin < seconds || spans.length === 0; at += many) {
        await repeat(many, at);
        const after = now();
        spans.push((after - before) / many / batch);
        before = after;
    }
    spans.sort((a, b) => a - b);
    const median = (spans[(spans.length - 1) >> 1] + spans[spans.length >> 1]) / 2;
    return `${median} ${spans[0]}`;
}

async function outputs(file, count) {
    const { call, batches: all } = await load('api', count);
    const { data } = (await call(all[0])).outputs;
    fs.writeFileSync(file, Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    return 'written';
}

const COMMANDS = {
    version: () => require(path.join(root, 'package.json')).version,
    variants: () => 'api binding',
    outputs: (file, count) => outputs(file, Number(count)),
    forward: (variant, batch, seconds) => measure(variant, Number(batch), Number(seconds)),
};

(async () => {
    for await (const line of readline.createInterface({ input: process.stdin })) {
        const [command, ...words] = line.split(' ');
        console.log(await COMMANDS[command](...words));
    }
})();
