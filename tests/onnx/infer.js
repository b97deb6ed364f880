/* ONNX Runtime, for oracle.py: answers each line `MODEL IMAGES OUTPUTS SHAPE...` from standard input with a line.
 * MODEL is an ONNX file of one input and one output, IMAGES a file of floats of that SHAPE; OUTPUTS gets floats.
 *
 * Usage: node infer.js PACKAGES     PACKAGES: the node_modules with onnxruntime-node */
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');

const root = path.join(process.argv[2], 'onnxruntime-node');
const ort = require(root);
const OPTIONS = { executionProviders: ['cpu'], intraOpNumThreads: 1, logSeverityLevel: 3 };

async function infer(model, images, outputs, shape) {
    const session = await ort.InferenceSession.create(model, OPTIONS);
    const bytes = fs.readFileSync(images);
    const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const result = await session.run({ [session.inputNames[0]]: new ort.Tensor('float32', floats, shape) });
    const { data, dims } = result[session.outputNames[0]];
    fs.writeFileSync(outputs, Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    await session.release();
    return dims.join(' ');
}

(async () => {
    console.log(`ONNX Runtime ${require(path.join(root, 'package.json')).version}`);
    for await (const line of readline.createInterface({ input: process.stdin })) {
        const [model, images, outputs, ...shape] = line.split(' ');
        try {
            console.log(await infer(model, images, outputs, shape.map(Number)));
        } catch (error) {
            console.log(`refused: ${error.message.split('\n')[0]}`);
        }
    }
})();
