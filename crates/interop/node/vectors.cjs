// Runs the tests that npm's mqtt-packet ships, with a `tape` of our own that checks nothing, and writes down what goes in and
// comes out: one JSON line for each call of `parser.parse` or `generate`. The package lies above the folder in the first argument.
'use strict'
const Module = require('node:module')
const path = require('node:path')

const folder = path.join(process.argv[2], 'node_modules', 'mqtt-packet')
const mqtt = require(folder)
const original = { parser: mqtt.parser, generate: mqtt.generate }
let test = ''

const hex = bytes => Buffer.from(bytes).toString('hex')
// Buffers, and strings where the package takes either, become hex; the rest stays.
function plain (value, key) {
  if (value === undefined) return null
  if (Buffer.isBuffer(value)) return { hex: hex(value) }
  if (Array.isArray(value)) return value.map(item => plain(item))
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item, name)]))
  }
  return value
}
const tell = record => process.stdout.write(`${JSON.stringify({ test, ...record })}\n`)
const version = opts => (opts && opts.protocolVersion) || null

mqtt.parser = opts => {
  const parser = original.parser(opts)
  const seen = { packets: [], errors: [] }
  parser.on('packet', packet => seen.packets.push(plain(packet)))
  parser.on('error', error => seen.errors.push(error.message))
  const parse = parser.parse.bind(parser)
  const chunks = []
  parser.parse = chunk => {
    chunks.push(hex(chunk))
    let left = null
    try { left = parse(chunk) } catch (error) { seen.errors.push(`thrown: ${error.message}`) }
    tell({ call: 'parse', version: version(opts), chunks: [...chunks], left, ...structuredClone(seen) })
    return left
  }
  return parser
}
mqtt.generate = (object, opts) => {
  const record = { call: 'generate', version: version(opts) || (object && object.protocolVersion) || null, object: plain(object) }
  try {
    const bytes = original.generate(object, opts)
    tell({ ...record, bytes: hex(bytes) })
    return bytes
  } catch (error) {
    tell({ ...record, error: error.message })
    throw error
  }
}

const checksNothing = new Proxy(() => {}, { get: (_, name) => name === 'then' ? undefined : () => {} })
const tape = (name, run) => {
  test = name
  try { run(checksNothing) } catch { /* What the package refuses stands in the record. */ }
}
const load = Module._load
Module._load = (name, ...rest) => name === 'tape' ? tape : load(name, ...rest)
require(path.join(folder, 'test.js'))
