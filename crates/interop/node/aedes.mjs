// aedes on a free port of this machine, over WebSocket. The packages lie above the folder in the first argument.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(`${process.argv[2]}/`);
const { Aedes } = await import(pathToFileURL(require.resolve('aedes')));
const { WebSocketServer, createWebSocketStream } = require('ws');

const broker = await Aedes.createBroker();
const server = createServer();
new WebSocketServer({ server }).on('connection', (socket, request) => {
  const stream = createWebSocketStream(socket);
  // A client that is taken over is cut off, which its stream calls an error.
  stream.on('error', () => {});
  broker.handle(stream, request);
});
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port} now`));
