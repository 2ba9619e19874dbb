// Fulcio and Rekor of @sigstore/mock behind a local port, for the real cosign to sign keyless with:
//   node sigstore-services.cjs PORT FOLDER
// FOLDER gets fulcio.pem, rekor.pub and ctfe.pub, and then "ready".
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const path = require('path');
const modules = path.join(process.env.NODE_MODULES, '@sigstore/mock');
const mock = require(modules);

const [port, folder] = process.argv.slice(2);
const pair = () => crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = (kind, der) =>
  `-----BEGIN ${kind}-----\n${Buffer.from(der).toString('base64').match(/.{1,64}/g).join('\n')}\n-----END ${kind}-----\n`;
const sha256 = (...parts) => crypto.createHash('sha256').update(Buffer.concat(parts)).digest();
const sha256Hex = (text) => crypto.createHash('sha256').update(text).digest('hex');

// Rekor stores the canonical form of a DSSE entry, which the mock leaves to its caller.
function canonicalEntry(proposed) {
  const { envelope, verifiers } = proposed.spec.proposedContent;
  const parsed = JSON.parse(envelope);
  return {
    apiVersion: proposed.apiVersion,
    kind: proposed.kind,
    spec: {
      envelopeHash: { algorithm: 'sha256', value: sha256Hex(envelope) },
      payloadHash: { algorithm: 'sha256', value: sha256Hex(Buffer.from(parsed.payload, 'base64')) },
      signatures: parsed.signatures.map((one, i) => ({ signature: one.sig, verifier: verifiers[i] })),
    },
  };
}

// The mock's log has one entry; here the entry is the sixth of seven, so that a proof has hashes.
function inclusionProof(tlog, { body, logID }) {
  const leaf = (bytes) => sha256(Buffer.from([0]), bytes);
  const node = (left, right) => sha256(Buffer.from([1]), left, right);
  const leaves = [0, 1, 2, 3, 4].map((n) => leaf(Buffer.from([n]))).concat(leaf(body), leaf(Buffer.from([6])));
  const left = node(node(leaves[0], leaves[1]), node(leaves[2], leaves[3]));
  const root = node(left, node(node(leaves[4], leaves[5]), leaves[6]));
  const note = `${tlog.host} - 2605736670972794746\n7\n${root.toString('base64')}\n`;
  const signature = Buffer.concat([logID.subarray(0, 4), crypto.sign('sha256', Buffer.from(note), tlog.privateKey)]);
  return {
    logIndex: 5,
    treeSize: 7,
    rootHash: root.toString('hex'),
    hashes: [leaves[4], leaves[6], left].map((hash) => hash.toString('hex')),
    checkpoint: `${note}\n\u2014 ${tlog.host} ${signature.toString('base64')}\n`,
  };
}

async function main() {
  const ctlog = await mock.initializeCTLog(pair());
  const ca = await mock.initializeCA(pair(), ctlog);
  const tlog = await mock.initializeTLog(`http://127.0.0.1:${port}`, pair());
  tlog.calculateInclusionProof = (entry) => inclusionProof(tlog, entry);
  const rekor = mock.rekorHandler({ log: (proposed) => tlog.log(canonicalEntry(proposed)) });
  const handlers = [mock.fulcioHandler(ca), rekor];
  fs.writeFileSync(path.join(folder, 'fulcio.pem'), pem('CERTIFICATE', ca.rootCertificate));
  fs.writeFileSync(path.join(folder, 'rekor.pub'), pem('PUBLIC KEY', tlog.publicKey));
  fs.writeFileSync(path.join(folder, 'ctfe.pub'), pem('PUBLIC KEY', ctlog.publicKey));
  http
    .createServer((request, reply) => {
      const parts = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', async () => {
        const handler = handlers.find((one) => one.path === request.url);
        if (!handler) return reply.writeHead(404).end();
        const body = JSON.parse(Buffer.concat(parts));
        // cosign sends the token as a header, the mock's own client in the body.
        const token = (request.headers.authorization || '').replace('Bearer ', '');
        if (token) body.credentials = { oidcIdentityToken: token };
        const answer = await handler.fn(JSON.stringify(body));
        // cosign takes a certificate with the status 200 only, and an entry by the name in ETag.
        if (answer.statusCode === 201 && handler === rekor) reply.setHeader('ETag', Object.keys(JSON.parse(answer.response))[0]);
        const status = answer.statusCode === 201 && handler !== rekor ? 200 : answer.statusCode;
        reply.writeHead(status, { 'Content-Type': answer.contentType || 'text/plain' }).end(answer.response);
      });
    })
    .listen(port, '127.0.0.1', () => fs.writeFileSync(path.join(folder, 'ready'), ''));
}
main();
